import Engine
import Foundation
import Store
import Support

/// Runs examples of a store through its model again and compares the results by every method with the stored ones.
struct Recomputation: Sendable {
  /// The result of a recomputation.
  struct Outcome {
    var examples = 0
    /// The largest difference, relative to the largest value, after subtracting the codecs' error bounds.
    var largest = 0.0
  }

  /// A pass over a text or window, with what it is compared with.
  private struct Part: Sendable {
    let id: String
    let window: Int?
    let pass: RecomputingModel.Pass
    let logits: [Float]

    var name: String { "example '\(id)'" + (window.map { ", window \($0)" } ?? "") }
  }

  let store: AttributionStore
  let model: RecomputingModel
  /// A runner with this model, in the store's precision; it keeps layers if the store does.
  let runner: BatchRunner

  /// Compares the examples with these ids, in this order. Damaged examples, which a verification reports, are skipped.
  /// - Parameters:
  ///   - ids: Ids of the examples.
  ///   - report: Called with a sentence for each difference beyond the tolerance.
  /// - Returns: The result of the comparison.
  /// - Throws: `StoreError` where the store cannot be read.
  func run(_ ids: [String], _ report: @escaping (String) throws -> Void) throws -> Outcome {
    var outcome = Outcome()
    try runner.run { (feeder: OrderedFeeder<Part?, ResultComparison>) in
      for id in ids {
        guard let example = try? store.example(id: id), let results = try? store.results(exampleID: id),
          let windows = try? store.windows(exampleID: id)
        else { continue }
        outcome.examples += 1
        for part in parts(of: example, results, windows) {
          if !isTaken(part.pass.encoding) {
            guard part.pass.isFirst else { continue }
            try feeder.add(ResultComparison(failing: "\(part.name): has tokens that the model does not take"), tag: part)
          } else if try !feeder.add(part.pass.encoding, tag: part, gold: part.pass.gold) {
            return
          }
        }
        if !windows.isEmpty { try feeder.add(joining(windows, example, results), tag: nil) }
      }
    } making: { part, result in
      part.map { compare($0, result) } ?? ResultComparison()
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

  private func parts(of example: Example, _ results: [AttributionResult], _ windows: [WindowRecord]) -> [Part] {
    let encodings = AuditedText.encodings(of: example, windows: windows, tokenizer: model.model.tokenizer)
    guard !windows.isEmpty else {
      return model.passes(over: encodings[0], for: results).map { Part(id: example.id, window: nil, pass: $0, logits: example.logits) }
    }
    return windows.indices.flatMap { index in
      model.passes(over: encodings[index], for: windows[index].results).map {
        Part(id: example.id, window: index + 1, pass: $0, logits: windows[index].logits)
      }
    }
  }

  private func isTaken(_ encoding: Encoding) -> Bool {
    let model = runner.model
    return 1...model.maxTokens ~= encoding.count && encoding.inputIDs.allSatisfy { model.tokenizer.pieces.indices.contains(Int($0)) }
      && encoding.tokenTypeIDs.allSatisfy(model.configuration.hasTokenType)
  }

  /// Compares the stored results of a part with the new ones.
  private func compare(_ part: Part, _ result: Explanation) -> ResultComparison {
    guard result.isFinite else { return ResultComparison(failing: "\(part.name): the model gives values that are no numbers") }
    var comparison = ResultComparison(name: part.name, settings: store.settings)
    if part.pass.isFirst { comparison.compare(logits: part.logits, runner.model.hasHead ? result.logits : []) }
    for stored in part.pass.stored {
      guard let now = model.attribution(of: result, for: stored) else {
        comparison.findings.append("\(part.name): the model gives no scores\(comparison.origin(of: stored))")
        continue
      }
      comparison.compare(stored, scores: now.scores, bias: now.bias, logit: now.logit)
      guard part.pass.isFirst else { continue }
      let layers = now.layers.enumerated().map { (MatrixLayer.layer($0 + 1), $1) }
      for (layer, matrix) in [now.final].compactMap({ $0 }).map({ (MatrixLayer.final, $0) }) + layers {
        // Damaged and missing matrices were reported before.
        guard let old = try? store.matrix(exampleID: part.id, layer: layer, window: part.window, method: stored.method) else { continue }
        comparison.compare(old, matrix, of: layer, stored)
      }
    }
    return comparison
  }

  /// Compares the stored results of a whole text with those that its stored windows give.
  private func joining(_ windows: [WindowRecord], _ example: Example, _ results: [AttributionResult]) -> ResultComparison {
    var comparison = ResultComparison(name: "example '\(example.id)'", settings: store.settings, source: "its windows give")
    func kinds(_ window: WindowRecord) -> [AttributionResult] {
      window.results.map { AttributionResult($0.method, className: $0.className, scores: []) }
    }
    // Windows that do not agree were reported before.
    guard windows.allSatisfy({ kinds($0) == kinds(windows[0]) }) else { return comparison }
    comparison.compare(logits: example.logits, ExampleAssembly.mean(windows.map(\.logits)))
    for (place, now) in AttributionResult.joined(of: windows, count: example.tokens.count).enumerated() {
      guard let stored = results.first(where: { comparison.origin(of: $0) == comparison.origin(of: now) }) else { continue }
      let largest = windows.map { $0.results[place].scores.reduce(0) { max($0, $1.magnitude) } }
      comparison.compare(
        stored, scores: now.scores, bias: now.bias, logit: now.logit, summed: largest.reduce(0) { $0 + Double($1) } / Double(windows.count))
    }
    return comparison
  }
}
