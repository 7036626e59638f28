import ArgumentParser
import Foundation

/// How and where every listing is written.
struct ListingOutput: ParsableArguments {
  @Option(help: "How to print: an aligned table for people, or csv or json with numbers that read back exactly.")
  var format: ListingFormat = .table

  @OptionGroup var destination: DestinationOption

  /// Writes a listing of `store`.
  /// - Throws: `QueryFailure` with status 2 where the file cannot be written.
  func write(_ listing: Listing, of store: StoreArgument) throws {
    let file = try destination.open(store: store.url)
    try listing.write(as: format, to: file.sink)
    try file.commit()
  }
}
