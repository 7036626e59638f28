@testable import Engine

/// An observer that copies all values that layers show, for a batch of one text.
final class RecordedLayers: LayerObserver {
  /// The values of one layer. Matrices are row-major.
  struct Layer {
    /// `[T, D]`
    var input, queries, keys, values: [Double]
    /// `[H, T, T]`
    var probabilities: [Double]
    /// `[T]`
    var deviation1: [Double] = []
    var deviation2: [Double] = []
    /// `[T, F]`
    var preActivations: [Double] = []
    /// The output of the first LayerNorm, and of the layer. `[T, D]`
    var attended: [Double] = []
    var output: [Double] = []
  }

  private(set) var layers: [Layer] = []

  var needsPreActivations: Bool { true }

  func willAttend(_ trace: LayerTrace.Attention) {
    let text = trace.batch.texts[0]
    layers.append(
      Layer(
        input: Self.copy(trace.input, text), queries: Self.copy(trace.queries, text), keys: Self.copy(trace.keys, text),
        values: Self.copy(trace.values, text), probabilities: []))
  }

  func read(_ probabilities: LayerTrace.Probabilities) {
    let (count, heads) = (probabilities.text.count, probabilities.heads)
    if layers[probabilities.layer].probabilities.isEmpty {
      layers[probabilities.layer].probabilities = Array(repeating: .nan, count: heads * count * count)
    }
    for head in 0..<heads {
      for token in probabilities.tokens {
        let row = probabilities.row(head: head, token: token)
        for j in 0..<count { layers[probabilities.layer].probabilities[(head * count + token) * count + j] = Double(row[j]) }
      }
    }
  }

  func didRun(_ trace: LayerTrace.Output) {
    let text = trace.batch.texts[0]
    layers[trace.layer].deviation1 = (0..<text.count).map { Double(trace.deviation1[text.start + $0]) }
    layers[trace.layer].deviation2 = (0..<text.count).map { Double(trace.deviation2[text.start + $0]) }
    layers[trace.layer].attended = Self.copy(trace.attended, text)
    layers[trace.layer].output = Self.copy(trace.output, text)
    if let rows = trace.preActivations { layers[trace.layer].preActivations = Self.copy(rows, text) }
  }

  private static func copy(_ rows: FloatRows, _ text: PackedText) -> [Double] {
    (text.start..<text.start + text.count).flatMap { row in (0..<rows.columns).map { Double(rows[row][$0]) } }
  }
}
