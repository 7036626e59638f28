import Foundation
import TestSupport
import Testing

@testable import Engine

/// Runs continue stores by fingerprints, so the texts that are hashed are frozen: a field that is added to the configuration must not
/// change them.
@Suite struct FingerprintTests {
  private func configuration(_ json: String) throws -> ModelConfiguration {
    try ModelConfiguration(json: Data(json.utf8), file: "config.json")
  }

  struct Sample: Sendable {
    let json: String
    let text: String
    let former: String
  }

  static let samples: [Sample] = [
    Sample(
      json: ConfigurationTests.full,
      text: """
        globenc model
        model_type: bert
        hidden_size: 48
        num_attention_heads: 3
        num_hidden_layers: 4
        intermediate_size: 80
        embedding_size: 48
        vocab_size: 4000
        max_position_embeddings: 96
        type_vocab_size: 2
        layer_norm_eps: 1e-12
        hidden_act: gelu_tanh
        problem_type: single_label_classification
        classifies_texts: true
        labels: 3
        13 contradiction
        10 entailment
        7 neutral

        """,
      former:
        "ModelConfiguration(modelType: Engine.ModelConfiguration.ModelType.bert, hiddenSize: 48, attentionHeads: 3, hiddenLayers: 4, intermediateSize: 80, embeddingSize: 48, vocabularySize: 4000, maxPositionEmbeddings: 96, typeVocabularySize: 2, layerNormEpsilon: 1e-12, hiddenActivation: Engine.ModelConfiguration.Activation.geluTanh, labels: [\"contradiction\", \"entailment\", \"neutral\"], problemType: Engine.ModelConfiguration.ProblemType.singleLabel, classifiesTexts: true)"
    ),
    Sample(
      json: #"{"model_type": "electra", "id2label": {"0": "score"}, "layer_norm_eps": 0.001, "hidden_act": "relu"}"#,
      text: """
        globenc model
        model_type: electra
        hidden_size: 256
        num_attention_heads: 4
        num_hidden_layers: 12
        intermediate_size: 1024
        embedding_size: 128
        vocab_size: 30522
        max_position_embeddings: 512
        type_vocab_size: 2
        layer_norm_eps: 0.001
        hidden_act: relu
        problem_type: regression
        classifies_texts: true
        labels: 1
        5 score

        """,
      former:
        "ModelConfiguration(modelType: Engine.ModelConfiguration.ModelType.electra, hiddenSize: 256, attentionHeads: 4, hiddenLayers: 12, intermediateSize: 1024, embeddingSize: 128, vocabularySize: 30522, maxPositionEmbeddings: 512, typeVocabularySize: 2, layerNormEpsilon: 0.001, hiddenActivation: Engine.ModelConfiguration.Activation.relu, labels: [\"score\"], problemType: Engine.ModelConfiguration.ProblemType.regression, classifiesTexts: true)"
    ),
    Sample(
      json:
        #"{"model_type": "bert", "architectures": ["BertForTokenClassification"], "problem_type": "multi_label_classification", "id2label": {"0": "né\"g", "1": "2\n1 x"}, "hidden_act": "swish", "hidden_size": 768}"#,
      text: """
        globenc model
        model_type: bert
        hidden_size: 768
        num_attention_heads: 12
        num_hidden_layers: 12
        intermediate_size: 3072
        embedding_size: 768
        vocab_size: 30522
        max_position_embeddings: 512
        type_vocab_size: 2
        layer_norm_eps: 1e-12
        hidden_act: silu
        problem_type: multi_label_classification
        classifies_texts: false
        labels: 2
        5 né"g
        5 2
        1 x

        """,
      former:
        "ModelConfiguration(modelType: Engine.ModelConfiguration.ModelType.bert, hiddenSize: 768, attentionHeads: 12, hiddenLayers: 12, intermediateSize: 3072, embeddingSize: 768, vocabularySize: 30522, maxPositionEmbeddings: 512, typeVocabularySize: 2, layerNormEpsilon: 1e-12, hiddenActivation: Engine.ModelConfiguration.Activation.silu, labels: [\"né\\\"g\", \"2\\n1 x\"], problemType: Engine.ModelConfiguration.ProblemType.multiLabel, classifiesTexts: false)"
    ),
  ]

  @Test("The hashed texts do not change", arguments: samples)
  func texts(sample: Sample) throws {
    let configuration = try configuration(sample.json)
    #expect(configuration.fingerprintText == sample.text)
    #expect(configuration.formerFingerprintText == sample.former)
  }

  @Test("The sample's model has the fingerprint that version 0.1 put into its stores, and a new one")
  func sampleModel() throws {
    let model = try AttributionModel(directory: Fixtures.samples.appendingPathComponent("bert-tiny-sentiment"), methods: [])
    #expect(model.formerFingerprint == "685e4556826e4ca1b1aead6c59b9c332")
    #expect(model.fingerprint == "7a901c662c5dd3823791b8816cb60870")
    #expect(model.isKnown(as: model.fingerprint) && model.isKnown(as: model.formerFingerprint) && !model.isKnown(as: ""))
  }

  @Test("Double precision changes the fingerprint; prefixes of training tools do not")
  func weights() throws {
    let configuration = try configuration(ConfigurationTests.full)
    func fingerprint(_ header: String, _ bytes: [UInt8]) throws -> String {
      try TemporaryDirectory().checkpoint("model.safetensors", CheckpointBuilder.safetensors(header: header, data: Data(bytes)))
        .fingerprint(configuration)
    }
    let doubles = #"{"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#
    #expect(try fingerprint(doubles, [0, 0, 0, 0, 0, 0, 0, 0]) != fingerprint(doubles, [1, 0, 0, 0, 0, 0, 0, 0]))
    let words = "embeddings.word_embeddings.weight"
    func named(_ name: String) -> String { #"{"\#(name)":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"# }
    #expect(try fingerprint(named("module.bert." + words), [1, 2, 3, 4]) == fingerprint(named(words), [1, 2, 3, 4]))
  }
}
