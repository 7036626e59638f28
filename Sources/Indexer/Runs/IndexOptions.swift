import Engine
import Store
import Support

/// The options of a run.
struct IndexOptions: Sendable {
  /// Paths of files or folders, or "-" for standard input.
  var corpus: [String]
  /// The format of the files, as far as the command line gives it.
  var layout = CorpusLayout()
  var selection: ColumnSelection
  /// Pairs of a label of the corpus and a class, or the path of a file with such pairs.
  var labelMap: String?
  /// The least sigmoid of a predicted label, for a multi-label model; nil means the default.
  var threshold: Double?
  /// A directory, or the name of a model in the local Hugging Face cache.
  var model: String
  /// The store's path; nil for a dry run.
  var store: String?
  var methods = MethodChoice()
  var layers: StoreSettings.Layers
  var codec = MatrixCodec.tenthPercent
  /// Whether texts and offsets are stored; otherwise tokens only.
  var keepsTexts = true
  var precision: Precision
  /// Maximum length of a text in tokens; nil means the model's own.
  var maxLength: Int?
  /// Number of tokens that two windows of a long text share; nil where a long text is truncated.
  var stride: Int?
  var workers: Int
  /// Number of rows to read; nil means all.
  var limit: Int?
  /// The shard of the corpus; nil means all of it.
  var shard: Shard?
  /// Whether a changed row replaces its old example.
  var replaces = false
  /// Whether examples that the corpus no longer has are removed.
  var prunes = false
  /// Number of texts to compute again in single precision at the end.
  var audit: Int?
  /// Seconds to wait for a store that another process has locked.
  var wait = IndexOptions.defaultWait
  /// Whether progress and summary are left out.
  var isQuiet: Bool

  /// Default of `wait`, in seconds: people may look into a store with another program for a while.
  static let defaultWait = 60.0

  /// Maximum length of a text or window in tokens.
  /// - Throws: `IndexerError` where the model takes no pairs but there is a column of second texts, where the length leaves no room for
  ///   the special tokens, or where windows of this length cannot share as many tokens as asked for.
  func maxLength(_ model: AttributionModel) throws -> Int {
    let isPair = selection.columns.textPair != nil
    if isPair, let objection = model.objectionToPairs {
      throw IndexerError(
        "the model '\(self.model)' \(objection): leave --text-pair out, or name a model that was trained on pairs", kind: .incompatible)
    }
    let shortest = model.tokenizer.specialCount(isPair: isPair)
    guard model.maxTokens >= shortest else {
      throw IndexerError(
        "the model '\(self.model)' takes texts of \(model.maxTokens) tokens, which leaves no room for the \(shortest) special ones: see "
          + "max_position_embeddings in its config.json and model_max_length in tokenizer_config.json", kind: .incompatible)
    }
    let maxLength = min(maxLength ?? .max, model.maxTokens)
    guard maxLength >= shortest else {
      throw IndexerError(
        "--max-length \(maxLength) leaves no room for the \(shortest) special tokens of the model '\(self.model)'", kind: .incompatible)
    }
    // A window needs the two special tokens and one token that is not shared.
    if let stride, stride > maxLength - 3 {
      throw IndexerError(
        "windows of \(maxLength) tokens, two of them special, cannot share \(stride): give --stride at most \(max(maxLength - 3, 0))"
          + (maxLength < model.maxTokens ? ", or a larger --max-length" : ""))
    }
    return maxLength
  }

  /// - Throws: `IndexerError` where a threshold is given but the model does not give sets of labels.
  func refuseThreshold(of model: AttributionModel) throws {
    guard threshold != nil, !model.hasHead || model.configuration.problemType != .multiLabel else { return }
    throw IndexerError(
      "--threshold is for models that give several labels, and the model '\(self.model)' does not: its problem_type is not "
        + "multi_label_classification", kind: .incompatible)
  }

  /// The gold labels of the first rows, read for a model.
  /// - Throws: `IndexerError` where the model takes lists of labels and no list of the corpus can be read.
  func census(of corpus: Corpus, _ model: AttributionModel) throws -> LabelCensus {
    let asSets = model.hasHead && model.configuration.problemType == .multiLabel
    var census = corpus.peek.labels.settled(asSets: asSets)
    census.partialRows = labelMap == nil ? corpus.peek.partialRows : nil
    let classes = model.configuration.labels.count
    if asSets, let objection = census.objectionToLists(classes: classes, column: selection.columns.label) {
      throw IndexerError("corpus '\(corpus.name)', \(objection)")
    }
    return census
  }

  /// The tokenizer of the corpus' rows for a model.
  func tokenizer(_ model: AttributionModel, maxLength: Int, _ omissions: MethodOmissions) -> RowTokenizer {
    let matrices =
      model.methods.count(where: \.hasMatrices) * (model.aggregates.count + (layers == .all ? model.configuration.hiddenLayers : 0))
    return RowTokenizer(tokenizer: model.tokenizer, maxLength: maxLength, stride: stride, matrices: matrices, omissions: omissions)
  }
}
