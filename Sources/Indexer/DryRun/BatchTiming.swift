import Engine
import Store
import Synchronization

/// Timing and results of a few real batches: the work of one worker from tokens to finished examples.
struct BatchTiming {
  /// A number of tokens and the seconds that they took.
  struct Rate {
    var tokens = 0
    var seconds = 0.0
    /// Seconds per token.
    var secondsPerToken: Double { tokens > 0 ? seconds / Double(tokens) : 0 }

    mutating func add(_ tokens: Int, _ seconds: Double) {
      self.tokens += tokens
      self.seconds += seconds
    }
  }

  /// A gold label with a prediction.
  struct Labels: Hashable {
    var gold: String?
    var predicted: String?
  }

  /// N of a batch -> timing of the batches with this N.
  private(set) var classes: [Int: Rate] = [:]
  private(set) var total = Rate()
  private(set) var labels: [Labels: Int] = [:]
  /// Number of matrices of an example.
  private(set) var matrices = 1
  /// Number of attributions of an example: by each method, and for each class where the method is signed.
  private(set) var attributions = 1
  /// Number of attributions of an example with a row of their own.
  private(set) var scoreRows = 0
  /// Bytes and tokens of these rows.
  private var scores = (bytes: 0, tokens: 0)
  /// Mean bytes of a score in a row of its own.
  var bytesPerScore: Double { scores.tokens > 0 ? Double(scores.bytes) / Double(scores.tokens) : 0 }
  /// Length in tokens, and mean bytes of a matrix, for each text.
  private(set) var sizes: [(length: Int, bytes: Double)] = []

  /// Runs batches of `rows`, chosen from all over the sample, until they have taken `seconds` or all batches are done.
  /// - Parameters:
  ///   - rows: Texts; windows count as texts of their own.
  ///   - runner: A runner with one worker.
  ///   - form: The form of the store.
  ///   - seconds: Duration of the measurement, without the first batch.
  /// - Returns: The timing; after a request to stop, the timing of fewer batches.
  /// - Throws: The errors of `BatchRunner.run`.
  static func measure(_ rows: [TokenizedRow], on runner: BatchRunner, form: ExampleForm, seconds: Double) throws -> BatchTiming {
    var packer = BatchPacker<TaggedText<TokenizedRow>>()
    var batches: [[TaggedText<TokenizedRow>]] = []
    for row in rows {
      let length = row.encoding.count
      let full = packer.add(
        TaggedText(encoding: row.encoding, tag: row), length: length, rows: runner.model.rows(forLength: length))
      if let full { batches.append(full) }
    }
    batches += packer.flush()
    // The first batch allocates buffers and compiles kernels, whose cost does not matter in a long run.
    let work = batches.prefix(1) + spread(batches)
    let assembly = ExampleAssembly(model: runner.model)
    let timing = Mutex<BatchTiming?>(nil)
    try runner.run { (feeder: BatchFeeder<TokenizedRow>) in
      _ = work.allSatisfy(feeder.add(batch:))
    } finishing: { batch in
      timing.withLock { timing in
        guard timing != nil else {
          timing = BatchTiming()
          return true
        }
        timing?.add(batch, length: { runner.model.rows(forLength: $0) }, assembly, form)
        return timing?.total.seconds ?? 0 < seconds
      }
    }
    return timing.withLock { $0 } ?? BatchTiming()
  }

  /// Makes the examples of a batch and records its timing.
  private mutating func add(
    _ batch: FinishedBatch<TokenizedRow>, length rows: (Int) -> Int, _ assembly: ExampleAssembly, _ form: ExampleForm
  ) {
    let start = ContinuousClock.now
    for (row, _, explanation) in batch.elements where explanation.isFinite {
      let (example, results) = (assembly.example(row, logits: explanation.logits), assembly.results(of: explanation))
      let packed = PackedExample(example, results: results, form: form)
      matrices = results.reduce(0) { $0 + ($1.final == nil ? 0 : 1) + $1.layers.count }
      attributions = results.count
      scoreRows = packed.scoreBytes.count
      scores.bytes += packed.scoreBytes.reduce(0, +)
      scores.tokens += packed.tokenCount * scoreRows
      if matrices > 0 { sizes.append((packed.tokenCount, Double(packed.matrixBytes) / Double(matrices))) }
      labels[Labels(gold: row.row.label, predicted: example.predicted), default: 0] += 1
    }
    let seconds = batch.seconds + (ContinuousClock.now - start).inSeconds
    total.add(batch.tokenCount, seconds)
    classes[rows(batch.texts.first?.encoding.count ?? 1), default: Rate()].add(batch.tokenCount, seconds)
  }

  /// All elements in an order whose first elements come from all over the list: the packer makes batches of long texts before batches of
  /// short ones.
  static func spread<Element>(_ elements: [Element]) -> [Element] {
    guard elements.count > 2 else { return elements }
    // A step near the golden section of the length, coprime to the length.
    var step = Int(Double(elements.count) * 0.618)
    func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    while divisor(step, elements.count) != 1 { step += 1 }
    return elements.indices.map { elements[$0 * step % elements.count] }
  }

  /// Expected bytes of a matrix of a text with `length` tokens. Bytes per row are a linear function of the length, fitted by least squares.
  var matrixBytes: (_ length: Int) -> Double {
    guard !sizes.isEmpty else { return { _ in 0 } }
    let count = Double(sizes.count)
    let meanLength = sizes.reduce(0) { $0 + Double($1.length) } / count
    let meanBytes = sizes.reduce(0) { $0 + $1.bytes / Double($1.length) } / count
    var (covariance, variance) = (0.0, 0.0)
    for (length, bytes) in sizes {
      covariance += (Double(length) - meanLength) * (bytes / Double(length) - meanBytes)
      variance += (Double(length) - meanLength) * (Double(length) - meanLength)
    }
    let slope = variance > 0 ? covariance / variance : 0
    return { length in max(1, (meanBytes + slope * (Double(length) - meanLength)) * Double(length)) }
  }
}
