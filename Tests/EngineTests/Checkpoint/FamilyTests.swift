import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// What the families' configurations say, as transformers 4.46.3 reads them.
@Suite struct FamilyTests {
  private func configuration(_ fields: String) throws -> ModelConfiguration {
    try ModelConfiguration(json: Data("{\(fields)}".utf8), file: "m/config.json")
  }

  private func refusal(_ fields: String) throws -> String {
    let error = try #require(throws: EngineError.self) { try configuration(fields) }
    return error.description
  }

  private func sizes(_ configuration: ModelConfiguration) -> [Int] {
    [
      configuration.vocabularySize, configuration.hiddenSize, configuration.embeddingSize, configuration.hiddenLayers,
      configuration.attentionHeads, configuration.intermediateSize, configuration.maxPositionEmbeddings, configuration.typeVocabularySize,
    ]
  }

  @Test(
    "a missing field has the default of the family's configuration class",
    arguments: [
      ("roberta", [50265, 768, 768, 12, 12, 3072, 512, 2]), ("xlm-roberta", [30522, 768, 768, 12, 12, 3072, 512, 2]),
      ("camembert", [30522, 768, 768, 12, 12, 3072, 512, 2]), ("distilbert", [30522, 768, 768, 6, 12, 3072, 512, 0]),
      ("albert", [30000, 4096, 128, 12, 64, 16384, 512, 2]),
    ])
  func defaults(type: String, expected: [Int]) throws {
    let read = try configuration(#""model_type": "\#(type)""#)
    #expect(sizes(read) == expected)
    #expect(read.layerNormEpsilon == 1e-12 && read.hiddenActivation == (type == "albert" ? .geluTanh : .gelu))
    #expect(read.layerGroups == (type == "albert" ? 1 : nil))
    let isRoBERTa = read.architecture.prefix == "roberta."
    #expect(read.firstPosition == (isRoBERTa ? 2 : 0) && read.longestInput == (isRoBERTa ? 510 : 512))
  }

  @Test(
    "the family of a file without model_type follows from its architectures",
    arguments: [
      ("RobertaForSequenceClassification", "roberta"), ("XLMRobertaForSequenceClassification", "xlm-roberta"),
      ("CamembertForMaskedLM", "camembert"), ("DistilBertModel", "distilbert"), ("AlbertForSequenceClassification", "albert"),
    ])
  func classes(name: String, type: String) throws {
    let read = try configuration(#""architectures": ["\#(name)"]"#)
    #expect(read.architecture.modelType == type && read.promisesHead == name.hasSuffix("ForSequenceClassification"))
  }

  @Test(
    "an architecture of no supported family is refused by its name, with model_type and without",
    arguments: [
      ("gpt2", "GPT2ForSequenceClassification"), ("t5", "T5ForSequenceClassification"),
      ("longformer", "LongformerForSequenceClassification"),
      ("big_bird", "BigBirdForSequenceClassification"), ("modernbert", "ModernBertForSequenceClassification"),
      ("xlnet", "XLNetForSequenceClassification"), ("roberta-prelayernorm", "RobertaPreLayerNormForSequenceClassification"),
      ("xlm-roberta-xl", "XLMRobertaXLForSequenceClassification"),
    ])
  func others(type: String, name: String) throws {
    let fields = #""architectures": ["\#(name)"]"#
    let supported = "supported is \(Architecture.names)"
    #expect(
      try refusal(#"\#(fields), "model_type": "\#(type)""#) == "model_type '\(type)' in m/config.json is not supported: \(supported)")
    #expect(try refusal(fields) == "m/config.json: it has no model_type, and its architectures name '\(name)'; \(supported)")
  }

  @Test("settings that change the computation are refused where the family reads them")
  func settings() throws {
    for type in ["roberta", "xlm-roberta", "camembert", "albert"] {
      for kind in ["relative_key", "relative_key_query"] {
        #expect(
          try refusal(#""model_type": "\#(type)", "position_embedding_type": "\#(kind)""#)
            == "position_embedding_type '\(kind)' in m/config.json is not supported: supported is absolute")
      }
    }
    #expect(try configuration(#""model_type": "distilbert", "position_embedding_type": "relative_key""#).hiddenSize == 768)
    #expect(
      try refusal(#""model_type": "albert", "inner_group_num": 2"#)
        == "inner_group_num 2 in m/config.json is not supported: supported is 1")
    #expect(try configuration(#""model_type": "albert", "inner_group_num": 1"#).layerGroups == 1)
    #expect(try refusal(#""model_type": "albert", "num_hidden_groups": 13"#).hasSuffix("a whole number from 1 to 12"))
  }

  @Test("DistilBERT has names of its own; BERT's have precedence, but for the activation and the epsilon, which it does not read")
  func distilbert() throws {
    let own = #""model_type": "distilbert", "dim": 60, "n_heads": 5, "n_layers": 3, "hidden_dim": 88, "activation": "relu""#
    let read = try configuration(own + #", "layer_norm_eps": 0.1, "hidden_act": "silu", "intermediate_size": 7"#)
    #expect(sizes(read) == [30522, 60, 60, 3, 5, 88, 512, 0] && read.hiddenActivation == .relu && read.layerNormEpsilon == 1e-12)
    let aliases = try configuration(own + #", "hidden_size": 120, "num_attention_heads": 4, "num_hidden_layers": 2"#)
    #expect(sizes(aliases) == [30522, 120, 120, 2, 4, 88, 512, 0])
    #expect(try refusal(own + #", "num_attention_heads": 7"#) == "m/config.json: dim 60 is not a multiple of n_heads 7")
    #expect(read.hasTokenType(0) && read.hasTokenType(1), "types are ignored")
  }

  @Test("RoBERTa's positions begin behind the padding token's, which is a setting")
  func positions() throws {
    let read = try configuration(#""model_type": "roberta", "pad_token_id": 5, "max_position_embeddings": 130, "type_vocab_size": 1"#)
    #expect(read.firstPosition == 6 && read.paddingPosition == 5 && read.longestInput == 124)
    #expect(read.hasTokenType(0) && !read.hasTokenType(1))
    #expect(
      try refusal(#""model_type": "roberta", "pad_token_id": 5, "max_position_embeddings": 7"#)
        == "m/config.json: max_position_embeddings 7 leaves no positions behind pad_token_id 5")
  }

  @Test(
    "ALBERT's layers are divided among its groups as Python's int(i / (layers / groups)) divides them",
    arguments: [
      [12], [2, 2], [3, 2, 3, 2, 2], [3, 2, 2, 3, 2, 2],
      // 9 / (18 / 14) is below 7 in floating point.
      [2, 1, 1, 2, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1],
    ])
  func groups(sizes: [Int]) throws {
    let layers = sizes.reduce(0, +)
    let read = try configuration(#""model_type": "albert", "num_hidden_layers": \#(layers), "num_hidden_groups": \#(sizes.count)"#)
    #expect((0..<layers).map(read.weightSet) == sizes.enumerated().flatMap { Array(repeating: $0, count: $1) })
    #expect(read.weightSets == sizes.count)
  }

  @Test("the projection of ALBERT's embeddings is there whatever their size")
  func projection() throws {
    func projects(_ type: String, _ fields: String) throws -> Bool {
      try configuration(#""model_type": "\#(type)", "hidden_size": 64, "num_attention_heads": 4, \#(fields)"#).projectsEmbeddings
    }
    #expect(try projects("albert", #""embedding_size": 64"#) && projects("albert", #""embedding_size": 32"#))
    #expect(try !projects("electra", #""embedding_size": 64"#) && projects("electra", #""embedding_size": 32"#))
    #expect(try !projects("roberta", #""embedding_size": 32"#))
  }
}
