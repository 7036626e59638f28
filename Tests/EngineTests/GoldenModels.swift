import Foundation
import TestSupport

@testable import Engine

/// The models that have golden values in the shared folder.
enum GoldenModels {
  /// Models of BERT's and ELECTRA's kinds.
  static let bert = [
    "bert-tiny-sentiment", "electra-tiny-sentiment", "minilm-l6-sentiment", "bert-odd-nli", "electra-odd-nli", "bert-deep",
  ]
  /// A model of every other family.
  static let oneOfEachFamily = [
    "roberta-odd", "xlmr-odd", "camembert-odd", "distilbert-odd", "albert-odd", "mpnet-odd", "deberta-v3-odd", "deberta-v1-odd",
  ]
  /// Models of other families.
  static let others = oneOfEachFamily + ["roberta-odd-bin", "albert-groups", "roberta-tiny-sentiment", "distilbert-tiny-sentiment"]
  static let all = bert + others

  /// Models whose tokenizers cannot be read yet: their tests take the golden examples' tokens.
  private static let withoutTokenizer: Set = [
    "roberta-odd", "roberta-odd-bin", "xlmr-odd", "camembert-odd", "albert-odd", "albert-groups", "roberta-tiny-sentiment",
    "mpnet-odd", "deberta-v3-odd", "deberta-v1-odd",
  ]

  /// The tokenizer of a model directory.
  static func readTokenizer(_ directory: URL) throws -> any Tokenizer {
    guard withoutTokenizer.contains(directory.lastPathComponent) else { return try ModelTokenizer.read(directory) }
    let shared = directory.deletingLastPathComponent().deletingLastPathComponent()
    return try GoldenTokenizer(model: directory, goldens: shared.appendingPathComponent("goldens"))
  }
}

extension AttributionModel {
  /// Reads a model that has golden values, with its tokenizer or the golden examples' tokens.
  convenience init(
    golden directory: URL, precision: Precision = .f32, methods: [AttributionMethod] = [.nEnc], aggregates: [Aggregate] = [.rollout],
    flowRows: FlowRows = .first, classes: ClassChoice? = nil, steps: IntegrationSteps = .adaptive
  ) throws {
    try self.init(
      directory: directory, precision: precision, methods: methods, aggregates: aggregates, flowRows: flowRows, classes: classes,
      steps: steps, memory: .max, readTokenizer: GoldenModels.readTokenizer)
  }
}

extension GoldenExample {
  /// The pair; nil where it is empty, which counts as none.
  var secondText: String? { pair.flatMap { $0.isEmpty ? nil : $0 } }

  /// The example's tokens by a model's tokenizer.
  func encoding(_ model: AttributionModel) -> Encoding { model.tokenizer.encode(text, pair: secondText, maxLength: maxLength) }
}
