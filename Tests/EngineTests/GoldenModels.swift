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
}

extension GoldenExample {
  /// The pair; nil where it is empty, which counts as none.
  var secondText: String? { pair.flatMap { $0.isEmpty ? nil : $0 } }

  /// The example's tokens by a model's tokenizer.
  func encoding(_ model: AttributionModel) -> Encoding { model.tokenizer.encode(text, pair: secondText, maxLength: maxLength) }
}
