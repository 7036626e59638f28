/// What a store holds, from counters that were kept while writing: reading it takes the same time however many examples there are.
public struct StoreSummary: Sendable, Equatable {
  /// What the examples have in common.
  public let settings: StoreSettings
  /// The version of the schema, from 1.
  public let schemaVersion: Int
  /// How many examples there are.
  public let examples: Int
  /// How many tokens they have together, special ones included.
  public let tokens: Int
  /// How many of the examples were cut off at the maximum length.
  public let truncated: Int
  /// Numbers in all matrices, aggregated and local.
  public let matrixValues: Int
  /// Bytes of their compressed payloads.
  public let matrixBytes: Int
  /// The names of the codecs in use, in the order of their numbers.
  public let codecs: [String]
  /// The largest relative error that these codecs allow a value; 0 where they are lossless or there are no matrices.
  public let maxRelativeError: Double
  /// Bytes of the file, without a write-ahead log.
  public let fileBytes: Int
  /// Each combination of gold and predicted label that occurs.
  public let labels: [LabelSummary]
  /// The runs, oldest first.
  public let runs: [RunInfo]

  /// Bits of payload for one number; nil without matrices.
  public var bitsPerValue: Double? {
    matrixValues == 0 ? nil : Double(matrixBytes) * 8 / Double(matrixValues)
  }

  /// The names of the codecs in use, joined by commas.
  public var codec: String { codecs.joined(separator: ",") }
}
