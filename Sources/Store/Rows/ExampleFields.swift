/// An example as the columns of its row, labels by name.
struct ExampleFields: Sendable {
  var row: Int
  let id: String
  let text: String
  let pair: String?
  let label: String?
  let predicted: String?
  let confidence: Double?
  let value: Double?
  let isTruncated: Bool
  let tokenCount: Int
  /// Values of the kept columns, in the settings' order.
  let kept: [KeptValue?]
  let tokenIDs: [UInt8]
  let offsets: [UInt8]
  let scores: [UInt8]
  let logits: [UInt8]
  /// The hash of text, pair and label, which is known even where the texts are not kept; nil in a row of version 1.
  let content: Int64?
  /// How many windows the text was cut into.
  let windows: Int
  /// The gold labels as a JSON array, where they are not just one.
  let labels: String?

  /// Over every field, in this order; a row of version 1 ends with the logits. Any other goes on with the run, which is known only when it is
  /// written: see `checksum(_:run:)`.
  var checksum: Int64 {
    var checksum = Checksum()
    checksum.add(row)
    checksum.add(id)
    checksum.add(text)
    checksum.add(pair)
    checksum.add(label)
    checksum.add(predicted)
    checksum.add(confidence)
    checksum.add(value)
    checksum.add(isTruncated ? 1 : 0)
    checksum.add(tokenCount)
    checksum.add(kept.count)
    for value in kept {
      // A text as it always was; before JSON, a length that no text has.
      if case .json = value { checksum.add(-2) }
      checksum.add(value?.string)
    }
    checksum.add(tokenIDs)
    checksum.add(offsets)
    checksum.add(scores)
    checksum.add(logits)
    guard let content else { return checksum.stored }
    checksum.add(Int(content))
    checksum.add(windows)
    if let labels { checksum.add(labels) }
    return checksum.stored
  }

  /// The checksum as it is stored.
  func checksum(run: Int64) -> Int64 { content == nil ? checksum : Self.checksum(checksum, run: run) }

  /// Goes on from the checksum of all fields with the run.
  static func checksum(_ fields: Int64, run: Int64) -> Int64 {
    var checksum = Checksum(value: UInt64(bitPattern: fields))
    checksum.add(Int(run))
    return checksum.stored
  }
}
