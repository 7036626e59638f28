/// The contents of a store, from counters that are kept while writing: reading it takes the same time for any number of examples.
public struct StoreSummary: Sendable, Equatable {
  /// The settings that all examples share.
  public let settings: StoreSettings
  /// The version of the schema, from 1.
  public let schemaVersion: Int
  /// Number of examples.
  public let examples: Int
  /// Number of their tokens, including special ones.
  public let tokens: Int
  /// Number of examples that were truncated at the maximum length.
  public let truncated: Int
  /// Number of values in all matrices, aggregated and local.
  public let matrixValues: Int
  /// Bytes of the matrices' compressed payloads.
  public let matrixBytes: Int
  /// The names of the codecs in use, in the order of their numbers.
  public let codecs: [String]
  /// The largest relative error of a value in these codecs; 0 where they are lossless or there are no matrices.
  public let maxRelativeError: Double
  /// Bytes of the file, without the write-ahead log.
  public let fileBytes: Int
  /// Each combination of gold and predicted label that occurs.
  public let labels: [LabelSummary]
  /// The runs, oldest first.
  public let runs: [RunInfo]

  /// Bits of payload for each value; nil without matrices.
  public var bitsPerValue: Double? {
    matrixValues == 0 ? nil : Double(matrixBytes) * 8 / Double(matrixValues)
  }

  /// The names of the codecs in use, joined by commas.
  public var codec: String { codecs.joined(separator: ",") }
}
