import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

/// Settings of relative positions in config.json, as transformers 4.46.3 reads them.
@Suite struct RelativeAttentionSettingsTests {
  private func configuration(_ fields: String) throws -> ModelConfiguration {
    try ModelConfiguration(json: Data("{\(fields)}".utf8), file: "m/config.json")
  }

  private func refusal(_ fields: String) throws -> String {
    try #require(throws: EngineError.self) { try configuration(fields) }.description
  }

  private static let relative = #""relative_attention": true, "pos_att_type": ["p2c", "c2p"]"#

  @Test(
    "a missing field has the default of the family's configuration class",
    arguments: [("deberta", [50265, 768, 12, 12, 3072]), ("deberta-v2", [128100, 1536, 24, 24, 6144])])
  func defaults(type: String, expected: [Int]) throws {
    let read = try configuration(#""model_type": "\#(type)""#)
    #expect(
      [read.vocabularySize, read.hiddenSize, read.hiddenLayers, read.attentionHeads, read.intermediateSize] as [Int] == expected)
    #expect(read.embeddingSize == read.hiddenSize && read.typeVocabularySize == 0 && read.longestInput == 512)
    #expect(read.embedsPositions && read.layerNormEpsilon == 1e-7 && read.classifierActivation == .gelu)
    #expect(read.relativeAttention == nil && read.scoreTerms == 1 && !read.projectsEmbeddings)
  }

  @Test("MPNet's positions begin behind id 1, whatever its padding token, and its table may have more buckets than are used")
  func mpnet() throws {
    let read = try configuration(#""model_type": "mpnet", "pad_token_id": 5, "relative_attention_num_buckets": 40"#)
    #expect(read.paddingPosition == 1 && read.longestInput == 510 && read.typeVocabularySize == 0)
    #expect(read.relativeAttention == .bias(buckets: 40))
    #expect(
      try refusal(#""model_type": "mpnet", "relative_attention_num_buckets": 31"#)
        == "relative_attention_num_buckets 31 in m/config.json is not supported: supported is a whole number from 32 to 65536")
  }

  @Test("the span of distances is that of the buckets, or of the furthest distance, or of the positions")
  func spans() throws {
    func settings(_ fields: String) throws -> RelativeAttention.Disentangled {
      let read = try configuration(#""model_type": "deberta-v2", \#(Self.relative), "max_position_embeddings": 128, \#(fields)"#)
      guard case .disentangled(let settings) = read.relativeAttention else { throw EngineError("no disentangled attention") }
      #expect(read.scoreTerms == 3)
      return settings
    }
    let bucketed = try settings(#""position_buckets": 32, "share_att_key": true, "norm_rel_ebd": "Layer_Norm|none""#)
    #expect(bucketed.span == 32 && bucketed.furthest == 128 && bucketed.sharesProjections && bucketed.normalizes)
    let plain = try settings(#""position_buckets": -1, "max_relative_positions": 40"#)
    #expect(plain.span == 40 && plain.buckets == nil && !plain.sharesProjections && !plain.normalizes)
    #expect(try settings(#""max_relative_positions": 0"#).span == 128)
  }

  @Test("the first version knows neither buckets nor shared projections, nor a LayerNorm of distances")
  func firstVersion() throws {
    let read = try configuration(
      #""model_type": "deberta", \#(Self.relative), "position_buckets": 8, "share_att_key": true, "norm_rel_ebd": "layer_norm""#)
    #expect(
      read.relativeAttention
        == .disentangled(
          RelativeAttention.Disentangled(
            contentToPosition: true, positionToContent: true, furthest: 512, buckets: nil, sharesProjections: false, normalizes: false)))
  }

  @Test(
    "terms are an array or a text; they count for the scale even where there is no relative attention",
    arguments: [
      (#""c2p|p2c""#, true, true), (#"" P2C ""#, false, true), (#"["c2p"]"#, true, false), ("[]", false, false), ("null", false, false),
    ])
  func terms(text: String, contentToPosition: Bool, positionToContent: Bool) throws {
    for isRelative in [true, false] {
      let read = try configuration(#""model_type": "deberta-v2", "relative_attention": \#(isRelative), "pos_att_type": \#(text)"#)
      #expect(read.scoreTerms == 1 + (contentToPosition ? 1 : 0) + (positionToContent ? 1 : 0))
      guard isRelative, read.scoreTerms > 1 else {
        #expect(read.relativeAttention == nil)
        continue
      }
      guard case .disentangled(let settings) = read.relativeAttention else { throw EngineError("no disentangled attention") }
      #expect(settings.contentToPosition == contentToPosition && settings.positionToContent == positionToContent)
    }
  }

  @Test(
    "what is not computed is refused by its name",
    arguments: [
      ("deberta-v2", #""conv_kernel_size": 3"#, "conv_kernel_size 3", "0"),
      ("deberta", #""talking_head": true"#, "talking_head true", "false"),
      (
        "deberta-v2", #""attention_head_size": 32"#, "attention_head_size 32",
        "64, which follows from hidden_size and num_attention_heads"
      ),
      (
        "deberta", #""pooler_hidden_size": 100"#, "pooler_hidden_size 100",
        "768, which follows from hidden_size and num_attention_heads"
      ),
      (
        "deberta", #""pooler_hidden_act": "mish""#, "pooler_hidden_act 'mish'",
        "gelu, gelu_python, gelu_new, gelu_pytorch_tanh, gelu_fast, gelu_accurate, relu, silu, swish, tanh"
      ),
      ("deberta-v2", #""position_embedding_type": "relative_key""#, "position_embedding_type 'relative_key'", "absolute"),
      ("mpnet", #""position_embedding_type": "relative_key""#, "position_embedding_type 'relative_key'", "absolute"),
      ("deberta-v2", #""pos_att_type": "c2p|p2p""#, "pos_att_type 'c2p|p2p'", "each of c2p and p2c at most once"),
      ("deberta", #""pos_att_type": ["c2p", "c2p"]"#, "pos_att_type an array", "each of c2p and p2c at most once"),
      ("deberta", #""relative_attention": "yes""#, "relative_attention 'yes'", "true, false"),
      ("deberta-v2", relative + #", "norm_rel_ebd": "batch_norm""#, "norm_rel_ebd 'batch_norm'", "none, layer_norm"),
      (
        "deberta-v2", relative + #", "max_relative_positions": 1e9"#, "max_relative_positions 1000000000",
        "a whole number from -1 to 65536"
      ),
    ])
  func refusals(type: String, fields: String, value: String, supported: String) throws {
    #expect(
      try refusal(#""model_type": "\#(type)", \#(fields)"#) == "\(value) in m/config.json is not supported: supported is \(supported)")
  }

  @Test("buckets need room between the exact distances and the furthest", arguments: [1, 198, 65_536])
  func buckets(count: Int) throws {
    let fields = #""model_type": "deberta-v2", \#(Self.relative), "max_relative_positions": 100, "position_buckets": "#
    #expect(
      try refusal(fields + "\(count)")
        == "m/config.json: position_buckets \(count) leaves no room between B / 2 and the furthest distance, 100: supported is 2 to 197")
    #expect(try configuration(fields + "197").relativeAttention != nil)
    let none = try refusal(fields.replacingOccurrences(of: "100", with: "2") + "\(count)")
    #expect(none.hasSuffix("the furthest distance, 2: supported is a furthest distance from 3 on"))
  }

  @Test("each setting that changes results changes the text of the fingerprint")
  func fingerprints() throws {
    let base = #""model_type": "deberta-v2", "relative_attention": true, "hidden_size": 64, "num_attention_heads": 4"#
    let variants = [
      "", #", "pos_att_type": ["c2p"]"#, #", "pos_att_type": ["p2c"]"#, #", "pos_att_type": ["c2p", "p2c"]"#,
      #", "pos_att_type": ["c2p"], "share_att_key": true"#, #", "pos_att_type": ["c2p"], "norm_rel_ebd": "layer_norm""#,
      #", "pos_att_type": ["c2p"], "position_buckets": 8"#, #", "pos_att_type": ["c2p"], "max_relative_positions": 8"#,
      #", "position_biased_input": false"#, #", "pooler_hidden_act": "tanh""#, #", "type_vocab_size": 2"#, #", "embedding_size": 32"#,
      #", "relative_attention": false, "pos_att_type": ["c2p"]"#,
    ]
    #expect(Set(try variants.map { try configuration(base + $0).fingerprintText }).count == variants.count)
  }
}
