import Engine
import Store
import Support

/// Size, error and speed of the matrix codecs on the final matrices of the corpus, one thread.
struct CodecBenchmark {
  let setting: Setting

  func run() throws -> [Row] {
    let matrices = try finalMatrices()
    return try rows(.tenthPercent, matrices, isStandard: true) + rows(.lossless, matrices, isStandard: false)
  }

  private func rows(_ codec: MatrixCodec, _ matrices: [ScaledMatrix], isStandard: Bool) throws -> [Row] {
    let values = matrices.reduce(0) { $0 + $1.values.count }
    let megabytes = Double(4 * values) / 1e6
    let payloads = matrices.map { MatrixCodec.encode($0, preferring: codec) }
    let bytes = payloads.reduce(0) { $0 + $1.bytes.count }
    func decoded(_ payload: MatrixPayload, of matrix: ScaledMatrix) throws -> ScaledMatrix {
      try payload.codec.decode(payload.bytes, size: matrix.size, exponent: matrix.exponent)
    }
    var error = 0.0
    for (matrix, payload) in zip(matrices, payloads) {
      error = max(error, Self.error(matrix, try decoded(payload, of: matrix)))
    }
    guard error <= codec.maxRelativeError else { throw BenchmarkError("codec \(codec.name) is off by \(error), more than it promises") }

    let samples = try Interleaving.measure(
      repetitions: setting.repetitions,
      [
        { Clock.threadSeconds { for matrix in matrices { _ = MatrixCodec.encode(matrix, preferring: codec) } } },
        { try Clock.threadSeconds { for (matrix, payload) in zip(matrices, payloads) { _ = try decoded(payload, of: matrix) } } },
      ])
    let label = "final matrices, MiniLM-L6, codec \(codec.name)"
    return [
      Row(
        .codec, "bits a value, \(label)", Sample(values: [Double(8 * bytes) / Double(values)]), .bitsPerValue,
        target: isStandard ? .atMost(8.7) : nil),
      Row(.codec, "encode, \(label)", samples[0].map { megabytes / $0 }, .megabytesPerSecond, target: isStandard ? .atLeast(60) : nil),
      Row(.codec, "decode, \(label)", samples[1].map { megabytes / $0 }, .megabytesPerSecond, target: isStandard ? .atLeast(500) : nil),
    ]
  }

  private func finalMatrices() throws -> [ScaledMatrix] {
    let model = try AttributionModel(directory: setting.miniLM, precision: .f32)
    let worker = model.makeWorker()
    return Batches(setting.corpus, model).batches.flatMap { worker.run($0) }.flatMap(\.attributions).compactMap(\.final)
  }

  /// The largest relative error of the values; zeros must be exact.
  private static func error(_ matrix: ScaledMatrix, _ decoded: ScaledMatrix) -> Double {
    zip(matrix.values, decoded.values).reduce(0) { largest, pair in
      pair.0 == pair.1 ? largest : max(largest, abs(Double(pair.1) / Double(pair.0) - 1))
    }
  }
}
