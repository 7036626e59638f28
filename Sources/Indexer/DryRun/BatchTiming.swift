import Engine
import Store

/// What a few real batches took, and what became of them: one worker's work from tokens to finished examples.
struct BatchTiming {
  /// Tokens and seconds.
  struct Rate {
    var tokens = 0
    var seconds = 0.0
    /// Seconds a token.
    var secondsPerToken: Double { tokens > 0 ? seconds / Double(tokens) : 0 }

    mutating func add(_ tokens: Int, _ seconds: Double) {
      self.tokens += tokens
      self.seconds += seconds
    }
  }

  /// A combination of labels.
  struct Labels: Hashable {
    var gold: String?
    var predicted: String?
  }

  /// Tokens of a batch -> what batches of that class took.
  private(set) var classes: [Int: Rate] = [:]
  private(set) var total = Rate()
  private(set) var labels: [Labels: Int] = [:]
  /// Matrices of an example.
  private(set) var matrices = 1
  /// Length in tokens and bytes of one matrix, of each text.
  private(set) var sizes: [(length: Int, bytes: Double)] = []

  /// Runs batches of `rows` until `seconds` are over, or all of them; they are taken from all over the sample.
  /// `isInterrupted` is asked between batches; true ends it.
  init(model: AttributionModel, rows: [EncodedRow], keepLayers: Bool, codec: MatrixCodec, seconds: Double, isInterrupted: () -> Bool) {
    var packer = BatchPacker<EncodedRow>()
    var batches: [[EncodedRow]] = []
    for row in rows {
      let length = row.encoding.count
      if let full = packer.add(row, length: length, rows: model.rows(forLength: length)) { batches.append(full) }
    }
    batches += packer.flush()
    let worker = model.makeWorker()
    let assembly = ExampleAssembly(model: model)
    // The first run makes buffers and kernels, which a long run does not notice.
    if let first = batches.first { _ = worker.run(first.map(\.encoding), keepLayers: keepLayers) }
    for batch in Self.spread(batches) {
      guard total.seconds < seconds, !isInterrupted() else { return }
      run(batch, of: model.rows(forLength: batch.first?.encoding.count ?? 1), worker, assembly, keepLayers: keepLayers, codec: codec)
    }
  }

  private mutating func run(
    _ batch: [EncodedRow], of rows: Int, _ worker: AttributionWorker, _ assembly: ExampleAssembly, keepLayers: Bool, codec: MatrixCodec
  ) {
    let start = ContinuousClock.now
    for (row, attribution) in zip(batch, worker.run(batch.map(\.encoding), keepLayers: keepLayers)) where attribution.isFinite {
      let record = assembly.record(row, attribution)
      let example = EncodedExample(record, codec: codec)
      matrices = 1 + record.layers.count
      sizes.append((example.tokenCount, Double(example.matrixBytes) / Double(matrices)))
      labels[Labels(gold: row.row.label, predicted: record.predicted), default: 0] += 1
    }
    let seconds = (ContinuousClock.now - start).inSeconds
    let tokens = batch.reduce(0) { $0 + $1.encoding.count }
    total.add(tokens, seconds)
    classes[rows, default: Rate()].add(tokens, seconds)
  }

  /// All elements, each first few of them from all over the list: the packer makes batches of long texts before batches of short ones.
  private static func spread<Element>(_ elements: [Element]) -> [Element] {
    guard elements.count > 2 else { return elements }
    // A step near the golden section of the length, without a common divisor.
    var step = Int(Double(elements.count) * 0.618)
    func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
    while divisor(step, elements.count) != 1 { step += 1 }
    return elements.indices.map { elements[$0 * step % elements.count] }
  }

  /// Bytes to expect of one matrix of a text of `length` tokens: a part for each row and one for each value, the line of least squares through
  /// bytes a row.
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
