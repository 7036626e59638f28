import ArgumentParser

/// The format that every listing offers.
struct FormatOption: ParsableArguments {
  @Option(help: "How to print: an aligned table for people, or csv or json with numbers that read back exactly.")
  var format: ListingFormat = .table
}
