import Foundation
import Support
import TestSupport
import Testing

@testable import Engine

@Suite struct ConfigurationTests {
  static let full = """
    {"architectures": ["BertForSequenceClassification"], "hidden_act": "gelu_new", "hidden_size": 48, "intermediate_size": 80,
     "layer_norm_eps": 1e-12, "max_position_embeddings": 96, "model_type": "bert", "num_attention_heads": 3, "num_hidden_layers": 4,
     "position_embedding_type": "absolute", "type_vocab_size": 2, "vocab_size": 4000, "classifier_dropout": null, "pruned_heads": {},
     "id2label": {"0": "contradiction", "2": "neutral", "1": "entailment"}, "label2id": {"contradiction": 0, "entailment": 1, "neutral": 2}}
    """

  private func configuration(_ json: String) throws -> ModelConfiguration {
    try ModelConfiguration(json: Data(json.utf8), file: "m/config.json")
  }

  private func refusal(_ fields: String) throws -> String? { try refusalOfText("{\(fields)}") }

  private func refusalOfText(_ text: String) throws -> String? {
    do {
      _ = try configuration(text)
      return nil
    } catch let error as EngineError {
      return error.description
    }
  }

  @Test("Every field is read")
  func everyField() throws {
    let read = try configuration(Self.full)
    #expect(read.architecture == .bert && read.hiddenActivation == .geluTanh && read.problemType == .singleLabel && read.classifiesTexts)
    #expect(
      [read.hiddenSize, read.attentionHeads, read.headSize, read.hiddenLayers, read.intermediateSize] as [Int] == [48, 3, 16, 4, 80])
    #expect([read.embeddingSize, read.vocabularySize, read.maxPositionEmbeddings, read.typeVocabularySize] as [Int] == [48, 4000, 96, 2])
    #expect(read.layerNormEpsilon == 1e-12)
    #expect(read.labels == ["contradiction", "entailment", "neutral"])
  }

  @Test("A missing field has transformers' default")
  func defaults() throws {
    let bert = try configuration(#"{"model_type": "bert"}"#)
    #expect(
      [bert.hiddenSize, bert.attentionHeads, bert.hiddenLayers, bert.intermediateSize, bert.embeddingSize] as [Int] == [
        768, 12, 12, 3072, 768,
      ])
    #expect([bert.vocabularySize, bert.maxPositionEmbeddings, bert.typeVocabularySize] as [Int] == [30522, 512, 2])
    #expect(bert.layerNormEpsilon == 1e-12 && bert.hiddenActivation == .gelu && bert.labels == ["LABEL_0", "LABEL_1"])
    let electra = try configuration(#"{"model_type": "electra", "id2label": null}"#)
    #expect([electra.hiddenSize, electra.attentionHeads, electra.hiddenLayers, electra.intermediateSize] as [Int] == [256, 4, 12, 1024])
    #expect(electra.embeddingSize == 128 && electra.architecture == .electra)
  }

  @Test(
    "All activations are known by all their names",
    arguments: [
      ("gelu", .gelu), ("gelu_python", .gelu), ("gelu_new", .geluTanh), ("gelu_pytorch_tanh", .geluTanh), ("gelu_fast", .geluTanh),
      ("gelu_accurate", .geluTanh), ("relu", .relu), ("silu", .silu), ("swish", .silu),
    ] as [(String, ModelConfiguration.Activation)])
  func activations(name: String, activation: ModelConfiguration.Activation) throws {
    #expect(try configuration(#"{"model_type": "bert", "hidden_act": "\#(name)"}"#).hiddenActivation == activation)
  }

  @Test("The type of a model of 2019, which its file does not name, follows from the architectures")
  func oldFiles() throws {
    #expect(try configuration(#"{"architectures": ["BertForSequenceClassification"]}"#).architecture == .bert)
    #expect(try configuration(#"{"architectures": ["ElectraForPreTraining"]}"#).architecture == .electra)
    #expect(try refusal(#""hidden_size": 8"#) == "m/config.json: it has no model_type; supported is \(Architecture.names)")
    #expect(
      try refusal(#""architectures": ["BertweetForX"]"#)
        == "m/config.json: it has no model_type, and its architectures name 'BertweetForX'; supported is \(Architecture.names)")
  }

  @Test("One label means regression, multi_label_classification sigmoids, anything else one of several classes")
  func problemTypes() throws {
    func type(_ fields: String) throws -> ModelConfiguration.ProblemType {
      try configuration(#"{"model_type": "bert", \#(fields)}"#).problemType
    }
    #expect(try type(#""num_labels": 1"#) == .regression)
    #expect(try type(#""id2label": {"0": "score"}"#) == .regression)
    #expect(try type(#""num_labels": 1, "problem_type": "single_label_classification""#) == .regression)
    #expect(try type(#""num_labels": 4, "problem_type": "multi_label_classification""#) == .multiLabel)
    #expect(try type(#""num_labels": 1, "problem_type": "multi_label_classification""#) == .multiLabel)
    #expect(try type(#""num_labels": 3, "problem_type": null"#) == .singleLabel)
    #expect(try refusal(#""model_type": "bert", "num_labels": 3, "problem_type": "regression""#)?.contains("with 3 labels") == true)
  }

  @Test("id2label decides over num_labels; its values may be numbers; gaps and repeated names are refused")
  func labels() throws {
    func labels(_ fields: String) throws -> [String] { try configuration(#"{"model_type": "bert", \#(fields)}"#).labels }
    #expect(try labels(#""num_labels": 3"#) == ["LABEL_0", "LABEL_1", "LABEL_2"])
    #expect(try labels(#""num_labels": 5, "id2label": {"1": "b", "0": "a"}"#) == ["a", "b"])
    #expect(try labels(#""id2label": {"0": 1, "1": -1}"#) == ["1", "-1"])
    #expect(
      try refusal(#""model_type": "bert", "id2label": {"0": "a", "2": "b"}"#)
        == "m/config.json: id2label has 2 entries and none for label 1")
    #expect(
      try refusal(#""model_type": "bert", "id2label": {"0": "a", "1": "b", "2": "a"}"#)
        == "m/config.json: id2label gives two classes the name 'a': give each its own")
    for value in ["{}", "[]", "[\"a\"]", "{\"0\": null, \"1\": \"b\"}", "3"] {
      #expect(try refusal(#""model_type": "bert", "id2label": \#(value)"#) != nil, "\(value)")
    }
  }

  @Test(
    "A head for tokens, spans or choices does not classify texts",
    arguments: ["TokenClassification", "QuestionAnswering", "MultipleChoice"])
  func otherHeads(head: String) throws {
    #expect(try !configuration(#"{"model_type": "bert", "architectures": ["BertFor\#(head)"]}"#).classifiesTexts)
  }

  @Test("An unsupported value is refused with field, value, file and the supported values")
  func unsupported() throws {
    for (fields, sentence) in [
      (#""model_type": "longformer""#, "model_type 'longformer' in m/config.json is not supported: supported is \(Architecture.names)"),
      (
        #""model_type": "bert", "hidden_act": "mish""#,
        "hidden_act 'mish' in m/config.json is not supported: supported is "
          + "gelu, gelu_python, gelu_new, gelu_pytorch_tanh, gelu_fast, gelu_accurate, relu, silu, swish"
      ),
      (
        #""model_type": "bert", "position_embedding_type": "relative_key""#,
        "position_embedding_type 'relative_key' in m/config.json is not supported: supported is absolute"
      ),
      (
        #""model_type": "bert", "hidden_size": 100"#,
        "m/config.json: hidden_size 100 is not a multiple of num_attention_heads 12"
      ),
      (
        #""model_type": "bert", "num_hidden_layers": 0"#,
        "num_hidden_layers 0 in m/config.json is not supported: supported is a whole number from 1 to 1000"
      ),
      (#""model_type": "bert", "is_decoder": true"#, "is_decoder true in m/config.json is not supported: supported is false"),
    ] {
      #expect(try refusal(fields) == sentence)
    }
  }

  @Test(
    "Absurd values are refused, not computed with",
    arguments: [
      "hidden_size", "num_attention_heads", "num_hidden_layers", "intermediate_size", "vocab_size", "max_position_embeddings",
      "type_vocab_size", "num_labels",
      "layer_norm_eps",
    ])
  func absurd(field: String) throws {
    for value in ["-1", "0", "9223372036854775807", "1e300", "1e999", "\"8\"", "true", "[]", "{}", "0.5.1"] {
      #expect(try refusal(#""model_type": "bert", "\#(field)": \#(value)"#) != nil, "\(value)")
    }
  }

  @Test("A file that is no JSON object is refused", arguments: ["[]", "null", "3"])
  func notAnObject(text: String) throws {
    #expect(throws: EngineError("m/config.json is not a JSON object: it is damaged or no model's config.json", kind: .damaged)) {
      try configuration(text)
    }
  }

  @Test(
    "What is not JSON is refused with line, column and reason",
    arguments: [
      ("{\n  \"model_type\": \"bert\",\n}\n", "line 3, column 1: a key is expected"), ("", "line 1, column 1: the text ends too early"),
      ("{", "line 1, column 2: a key is expected"), ("{}}", "line 1, column 3: there is more after the document's end"),
      ("\u{0}", "line 1, column 1: a value is expected"), ("{\"é\": tru}", "line 1, column 7: a value is expected"),
      ("{\"a\": 1\n\"b\": 2}", "line 2, column 1: ',' or '}' is expected"),
      (String(repeating: "[", count: 100_000), "line 1, column 129: nested deeper than 128 levels"),
      ("{\"model_type\": \"bert\", \"x\": \(String(repeating: "[", count: 100_000))}", "nested deeper than 128 levels"),
    ])
  func notJSON(text: String, reason: String) throws {
    let sentence = try refusalOfText(text)
    #expect(sentence?.hasPrefix("m/config.json is not valid JSON: line ") == true)
    #expect(sentence?.hasSuffix("\(reason); correct or restore the file") == true, "\(sentence ?? "read")")
  }

  @Test("A classifier is expected where the architecture has one, or where the labels have names")
  func promises() throws {
    func promises(_ fields: String) throws -> Bool { try configuration(#"{"model_type": "bert", \#(fields)}"#).promisesHead }
    #expect(try promises(#""architectures": ["BertForSequenceClassification"]"#))
    #expect(try promises(#""architectures": ["BertModel"], "id2label": {"0": "a", "1": "b"}"#))
    #expect(try !promises(#""architectures": ["BertForMaskedLM"], "id2label": {"0": "LABEL_0", "1": "LABEL_1"}"#))
    #expect(try !promises(#""architectures": ["BertForTokenClassification"], "id2label": {"0": "O", "1": "B"}"#))
    #expect(try !promises(#""architectures": ["BertModel"]"#))
  }

  @Test("A directory without config.json is named")
  func missingFile() throws {
    let directory = try TemporaryDirectory()
    #expect(
      throws: EngineError(
        "\(directory.url.path)/config.json does not exist: a model directory has config.json, the tokenizer's vocabulary and the weights",
        kind: .notFound)
    ) { try ModelConfiguration(directory: directory.url) }
    _ = try directory.write(Self.full, to: "config.json")
    #expect(try ModelConfiguration(directory: directory.url) == configuration(Self.full))
  }
}
