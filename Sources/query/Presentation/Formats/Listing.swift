import Support

/// The rows that a command found, with their columns.
package struct Listing {
  /// The line above the rows of a table; empty for none.
  var caption: String = ""
  /// Members of the JSON object before the rows.
  var members: [JSONOutput.Member] = []
  /// The key of the rows in the JSON object.
  var rowsKey: String
  /// The names of the columns, in order.
  var columns: [String]
  /// The rows; each has as many cells as there are columns.
  var rows: [[Cell]]

  /// The listing with only these columns, in this order.
  func showing(_ shown: [String]) -> Listing {
    let places = shown.compactMap { columns.firstIndex(of: $0) }
    var listing = self
    listing.columns = places.map { columns[$0] }
    listing.rows = rows.map { row in places.map { row[$0] } }
    return listing
  }

  /// Writes the listing and flushes the sink.
  package func write(as format: ListingFormat, to sink: ByteSink) throws {
    var stream = try ListingStream(format, to: sink, members: members, rowsKey: rowsKey, columns: columns, caption: caption)
    for row in rows { try stream.write(row) }
    try stream.end(caption: caption)
  }
}
