import Foundation
import Store
import Support

/// The numbers of texts that an evaluation has finished. The store keeps them until the evaluation ends, so that an interrupted one goes on.
struct UnfinishedEvaluation {
  /// The numbers of one text.
  struct Text {
    /// `EvaluatedText.fingerprint`.
    let fingerprint: UInt64
    let values: [Double]
  }

  /// The plan and the model of the evaluation.
  let name: String
  /// The finished texts by id.
  private(set) var texts: [ExactString: Text] = [:]

  /// Reads what the store keeps of the evaluation with this name.
  /// - Throws: `StoreError` where the store cannot be read.
  init(_ name: String, in store: AttributionStore) throws {
    self.name = name
    for evaluation in try store.evaluations() where evaluation.isUnfinished {
      guard let document = Self.document(of: evaluation), document["name"]?.string == name else { continue }
      for text in document["texts"]?.array ?? [] {
        guard let parts = text.array, parts.count > 1, let id = parts[0].string,
          let fingerprint = parts[1].string.flatMap({ UInt64($0, radix: 16) })
        else { continue }
        texts[ExactString(id)] = Text(fingerprint: fingerprint, values: parts.dropFirst(2).map { $0.number ?? .nan })
      }
    }
  }

  /// Whether a record is of the evaluation with this name.
  func isRecord(_ evaluation: Evaluation) -> Bool {
    evaluation.isUnfinished && Self.document(of: evaluation)?["name"]?.string == name
  }

  private static func document(of evaluation: Evaluation) -> JSONValue? {
    evaluation.options.flatMap { try? JSONValue(parsing: Array($0.utf8)) }
  }

  /// The numbers of a text; nil where it is not finished, or has changed since.
  func values(of text: EvaluatedText) -> [Double]? {
    guard let known = texts[ExactString(text.id)], known.fingerprint == text.fingerprint else { return nil }
    return known.values
  }

  /// The record of further finished texts.
  func record(_ finished: [(text: EvaluatedText, values: [Double])]) -> Evaluation {
    let texts = finished.map { text, values in
      JSONOutput.array([.text(text.id), .text(String(text.fingerprint, radix: 16))] + values.map { .double($0) })
    }
    return Evaluation(
      method: "", metric: Evaluation.unfinished, value: nil, examples: finished.count,
      options: JSONOutput.object([("name", .text(name)), ("texts", .array(texts))]).text)
  }
}
