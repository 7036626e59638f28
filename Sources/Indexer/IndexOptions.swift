import Engine
import Store

/// What a run is to do, as the command line said.
struct IndexOptions: Sendable {
  /// A path, or "-" for standard input.
  var corpus: String
  var format: CorpusFormat
  var selection: ColumnSelection
  /// A directory, or the name of a model in the local Hugging Face cache.
  var model: String
  /// The store's path; a dry run needs none.
  var store: String?
  var layers: StoreSettings.Layers
  var codec = MatrixCodec.tenthPercent
  /// Whether texts and offsets are stored, or tokens only.
  var keepsTexts = true
  var precision: Precision
  /// nil means the model's own maximum.
  var maxLength: Int?
  var workers: Int
  /// Read no more than so many rows.
  var limit: Int?
  /// Texts to compute again in single precision at the end.
  var audit: Int?
  /// Whether progress and summary are left out.
  var isQuiet: Bool
}
