extension Architecture {
  /// BERT: embeddings of the hidden size, a pooler, and a linear classifier.
  ///
  /// Keys and defaults:
  /// [BertConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/bert/configuration_bert.py)
  static let bert = Architecture(
    modelType: "bert", className: "Bert", prefix: "bert.", keys: ConfigurationKeys(), positions: .fromZero, modules: ModuleNames(),
    classifier: ClassifierModules(dense: "pooler.dense", activation: .tanh, output: "classifier"),
    support: FamilySupport(
      tokenizers: ["WordPiece"], tested: "cased and uncased, 3 to 24 layers, texts and pairs, gamma and beta, MiniLM"))
}
