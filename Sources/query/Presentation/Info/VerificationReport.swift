package import Store

/// The output of a verification, written finding by finding in constant memory.
package struct VerificationReport {
  private let format: ListingFormat
  private let store: String
  private let sink: ByteSink
  private var stream: ListingStream?

  /// Writes the beginning of the output.
  package init(_ format: ListingFormat, store: String, to sink: ByteSink) throws {
    (self.format, self.store, self.sink) = (format, store, sink)
    guard format != .table else { return }
    stream = try ListingStream(
      format, to: sink, members: [(key: "store", value: .cell(.text(store)))], rowsKey: "damages",
      columns: ["table", "example", "damage"])
  }

  /// Writes a finding.
  package mutating func add(_ damage: Damage) throws {
    if format == .table { return try sink.write(Passage.sentence(damage.description).text(width: sink.lineWidth)) }
    try stream?.write([Cell(damage.table), Cell(damage.example), .text(damage.description)])
  }

  /// Writes the end of the output.
  package func end(_ outcome: AttributionStore.Verification) throws {
    let recount = outcome.recounted ? "the totals are those of a recount" : "the totals could not be recounted"
    let sound = "\(Counted.text(outcome.examples, "example")) with \(outcome.matrices == 1 ? "1 matrix" : "\(outcome.matrices) matrices")"
    if format.isForPeople {
      try stream?.end(caption: "")
      if format == .md { try sink.write("\n") }
      let verdict =
        outcome.damages == 0 ? "the store \(store) is sound" : "\(Counted.text(outcome.damages, "damage")) in the store \(store)"
      return try Passage.write([.sentence("\(verdict): \(sound) agree with their checksums, \(recount)")], as: format, to: sink)
    }
    try stream?.end(
      caption: "",
      members: [
        (key: "sound", value: .cell(.flag(outcome.damages == 0))), (key: "examples", value: .cell(.integer(outcome.examples))),
        (key: "matrices", value: .cell(.integer(outcome.matrices))), (key: "recounted", value: .cell(.flag(outcome.recounted))),
      ])
  }
}
