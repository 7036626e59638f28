import ArgumentParser
import Foundation
import Presentation

/// Format and destination of a listing.
struct ListingOutput: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      """
      How to print: table or md (Markdown) for people; csv, tsv, jsonl (an object a line), json (one document, with what is said of the slice) \
      or excel for programs, with numbers that read back exactly. (default: table)
      """, valueName: "format"))
  var named: ListingFormat?

  @OptionGroup var flags: FormatFlags

  @OptionGroup var destination: DestinationOption

  func validate() throws { _ = try flags.format(named: named?.rawValue) }

  /// The format; a table where none is chosen.
  var format: ListingFormat { (try? flags.format(named: named?.rawValue)) ?? .table }

  /// Writes a listing of `store`.
  /// - Throws: `QueryFailure` where the file cannot be written.
  func write(_ listing: Listing, of store: StoreArgument) throws {
    let file = try destination.open(store: store)
    try listing.write(as: format, to: file.sink)
    try file.commit()
  }
}
