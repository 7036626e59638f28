extension ModelConfiguration {
  /// The configuration's contribution to the fingerprint of a model: a line for each property that results depend on.
  ///
  /// The format is frozen, because a store can only be continued with a model of the same fingerprint. A new field gets a line only where
  /// its value differs from the value that all earlier models have.
  var fingerprintText: String {
    let fields: KeyValuePairs = [
      "model_type": architecture.modelType, "hidden_size": "\(hiddenSize)", "num_attention_heads": "\(attentionHeads)",
      "num_hidden_layers": "\(hiddenLayers)", "intermediate_size": "\(intermediateSize)", "embedding_size": "\(embeddingSize)",
      "vocab_size": "\(vocabularySize)", "max_position_embeddings": "\(maxPositionEmbeddings)", "type_vocab_size": "\(typeVocabularySize)",
      "layer_norm_eps": "\(layerNormEpsilon)", "hidden_act": hiddenActivation.fingerprintName,
      "problem_type": problemType.fingerprintName, "classifies_texts": "\(classifiesTexts)", "labels": "\(labels.count)",
    ]
    // A name may contain a line feed; its length marks its end.
    var later = firstPosition == 0 ? "" : "first_position: \(firstPosition)\n"
    if let layerGroups { later += "layer_groups: \(layerGroups)\n" }
    if let relativeAttention { later += relativeAttention.fingerprintText }
    if !embedsPositions { later += "position_embeddings: none\n" }
    if classifierActivation != architecture.classifier.activation { later += "classifier_activation: \(classifierActivation)\n" }
    if scoreTerms > 1 { later += "score_terms: \(scoreTerms)\n" }
    return "globenc model\n" + fields.map { "\($0): \($1)\n" }.joined() + later + labels.map { "\($0.utf8.count) \($0)\n" }.joined()
  }

  /// The text of version 0.1: Swift's printed form of the structure at that time.
  var formerFingerprintText: String {
    let type = "Engine.ModelConfiguration"
    return "ModelConfiguration(modelType: \(type).ModelType.\(architecture.modelType), hiddenSize: \(hiddenSize), "
      + "attentionHeads: \(attentionHeads), hiddenLayers: \(hiddenLayers), intermediateSize: \(intermediateSize), "
      + "embeddingSize: \(embeddingSize), vocabularySize: \(vocabularySize), maxPositionEmbeddings: \(maxPositionEmbeddings), "
      + "typeVocabularySize: \(typeVocabularySize), layerNormEpsilon: \(layerNormEpsilon), "
      + "hiddenActivation: \(type).Activation.\(hiddenActivation.formerName), labels: \(labels), "
      + "problemType: \(type).ProblemType.\(problemType.formerName), classifiesTexts: \(classifiesTexts))"
  }
}

extension ModelConfiguration.Activation {
  fileprivate var fingerprintName: String {
    switch self {
    case .gelu: "gelu"
    case .geluTanh: "gelu_tanh"
    case .relu: "relu"
    case .silu: "silu"
    }
  }

  fileprivate var formerName: String { self == .geluTanh ? "geluTanh" : fingerprintName }
}

extension ModelConfiguration.ProblemType {
  fileprivate var fingerprintName: String {
    switch self {
    case .singleLabel: "single_label_classification"
    case .multiLabel: "multi_label_classification"
    case .regression: "regression"
    }
  }

  fileprivate var formerName: String {
    switch self {
    case .singleLabel: "singleLabel"
    case .multiLabel: "multiLabel"
    case .regression: "regression"
    }
  }
}
