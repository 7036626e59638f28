import Engine
import Foundation
import Store
import Support

/// Runs examples of a store through its model again and compares the results with the stored ones.
struct Recomputation: Sendable {
  /// Largest difference allowed, relative to the largest value.
  static let tolerance = 1e-4

  /// The result of a recomputation.
  struct Outcome {
    var examples = 0
    /// The largest difference, relative to the largest value, after subtracting the codec's error bound.
    var largest = 0.0
  }

  /// A text or window with its stored results.
  private struct Part: Sendable {
    let id: String
    let window: Int?
    let encoding: Encoding
    /// The class that signed scores explain; nil for scores without sign.
    let className: String?
    /// Nil where they are not compared: signed scores of windows.
    let scores: [Float]?
    let logits: [Float]

    var name: String { "example '\(id)'" + (window.map { ", window \($0)" } ?? "") }
  }

  let store: AttributionStore
  /// A runner with the store's model in the store's precision; it keeps layers if the store does.
  let runner: BatchRunner

  /// The comparison of one part.
  private struct Comparison {
    /// A sentence for each difference beyond the tolerance.
    var findings: [String] = []
    var largest = 0.0
  }

  /// Compares the examples with these ids, in this order. Damaged examples, which a verification reports, are skipped.
  /// - Parameters:
  ///   - ids: Ids of the examples.
  ///   - report: Called with a sentence for each difference beyond the tolerance.
  /// - Returns: The result of the comparison.
  /// - Throws: `StoreError` where the store cannot be read.
  func run(_ ids: [String], _ report: @escaping (String) throws -> Void) throws -> Outcome {
    var outcome = Outcome()
    try runner.run { (feeder: OrderedFeeder<Part, Comparison>) in
      for id in ids {
        guard let parts = parts(of: id) else { continue }
        outcome.examples += 1
        for part in parts {
          if !isTaken(part.encoding) {
            try feeder.add(Comparison(findings: ["\(part.name): has tokens that the model does not take"]), tag: part)
          } else if try !feeder.add(part.encoding, tag: part) {
            return
          }
        }
      }
    } making: { part, result in
      compare(part, result)
    } taking: { _, comparison in
      outcome.largest = max(outcome.largest, comparison.largest)
      for finding in comparison.findings { try report(finding) }
    }
    return outcome
  }

  /// Compares the store's names of pieces and classes with the model's.
  static func comparePieces(of store: AttributionStore, with model: AttributionModel, _ report: (String) throws -> Void) throws {
    let pieces = model.tokenizer.pieces
    try store.forEachPiece { id, piece in
      guard pieces.indices.contains(id), pieces[id].unicodeScalars.elementsEqual(piece.name.unicodeScalars) else {
        return try report("table token: token \(id) is '\(piece.name)', which it is not in the model's vocabulary")
      }
      guard VocabularyPiece(Int32(id), of: model.tokenizer) != piece else { return }
      try report("table token: token \(id), '\(piece.name)', spells words otherwise than in the model's vocabulary")
    }
    if store.settings.labels != (model.hasHead ? model.configuration.labels : []) {
      try report("table settings: the names of the classes are not those of the model")
    }
  }

  private func parts(of id: String) -> [Part]? {
    guard let example = try? store.example(id: id), let windows = try? store.windows(exampleID: id) else { return nil }
    let encodings = AuditedText(example, windows: windows, tokenizer: runner.model.tokenizer).encodings
    guard !windows.isEmpty else {
      return [
        Part(
          id: id, window: nil, encoding: encodings[0], className: example.explanation?.className, scores: example.tokens.map(\.score),
          logits: example.logits)
      ]
    }
    return windows.indices.map {
      Part(
        id: id, window: $0 + 1, encoding: encodings[$0], className: example.explanation?.className,
        scores: example.explanation == nil ? windows[$0].scores : nil, logits: windows[$0].logits)
    }
  }

  private func isTaken(_ encoding: Encoding) -> Bool {
    let model = runner.model
    return 1...model.maxTokens ~= encoding.count && encoding.inputIDs.allSatisfy { model.tokenizer.pieces.indices.contains(Int($0)) }
      && encoding.tokenTypeIDs.allSatisfy { Int($0) < model.configuration.typeVocabularySize }
  }

  /// Compares the stored results of a part with the new ones.
  private func compare(_ part: Part, _ result: Explanation) -> Comparison {
    var comparison = Comparison()
    func check(_ what: String, _ difference: Double) {
      if !(difference <= Self.tolerance) {
        comparison.findings.append(
          "\(part.name): \(what) are not those that the model gives: they differ by \(String(format: "%.1e", difference)) of the largest")
      }
      comparison.largest = max(comparison.largest, difference)
    }
    guard result.isFinite else {
      return Comparison(findings: ["\(part.name): the model gives values that are no numbers"], largest: .infinity)
    }
    let attribution = runner.model.attribution(of: result, for: part.className)
    let largestLogit = max(1, part.logits.map { abs(Double($0)) }.max() ?? 0)
    if let scores = part.scores {
      let largest = scores.map { abs(Double($0)) }.max() ?? 0
      check("the token scores", Self.difference(scores, attribution.scores, over: largest))
    }
    check("the logits", Self.difference(part.logits, runner.model.hasHead ? result.logits : [], over: largestLogit))
    let layers = attribution.layers.enumerated().map { (MatrixLayer.layer($0 + 1), $1) }
    for (layer, matrix) in [attribution.final].compactMap({ $0 }).map({ (MatrixLayer.final, $0) }) + layers {
      // Damaged and missing matrices were reported before.
      guard let stored = try? store.matrix(exampleID: part.id, layer: layer, window: part.window) else { continue }
      check("the values of layer \(layer)", difference(stored, matrix))
    }
    return comparison
  }

  private static func difference(_ stored: [Float], _ now: [Float], over largest: Double) -> Double {
    guard stored.count == now.count else { return .infinity }
    let difference = zip(stored, now).reduce(0) { max($0, abs(Double($1.0) - Double($1.1))) }
    return difference == 0 ? 0 : difference / largest
  }

  private func difference(_ stored: ScaledMatrix, _ now: ScaledMatrix) -> Double {
    guard stored.size == now.size else { return .infinity }
    // Both matrices at the stored scale.
    let scale = exp2(Double(now.exponent - stored.exponent))
    let allowed = store.settings.codec.maxRelativeError
    var (difference, largest) = (0.0, 0.0)
    for (old, new) in zip(stored.values, now.values) {
      let value = Double(new) * scale
      difference = max(difference, abs(Double(old) - value) - allowed * abs(value))
      largest = max(largest, Double(old), value)
    }
    return difference <= 0 ? 0 : difference / largest
  }
}
