import Engine
import Foundation

/// The encoder with further methods of attribution, on one thread, over the encoder alone.
struct MethodsBenchmark {
  let setting: Setting

  func run() throws -> [Row] {
    let corpus = try rows(setting.miniLM) { model in
      ("MiniLM-L6, corpus", Batches(setting.corpus, model).spread(count: setting.isQuick ? 8 : 24))
    }
    let base = try rows(setting.bertBase) { ("BERT-base, T = 128", Batches(length: 128, $0)) }
    return corpus + base + [try maximumFlow()] + (try decompX().map { [$0] } ?? [])
  }

  private func rows(_ directory: URL, _ workload: (AttributionModel) -> (name: String, batches: Batches)) throws -> [Row] {
    let encoder = try AttributionModel(directory: directory, methods: [])
    let (name, batches) = workload(encoder)
    func worker(_ methods: [AttributionMethod], _ classes: ClassChoice = .predicted) throws -> AttributionWorker {
      try AttributionModel(directory: directory, methods: methods, classes: classes).makeWorker()
    }
    let matrices: [AttributionMethod] = [.w, .wFixedRes, .wRes, .n, .nFixedRes, .nRes, .nResLN, .nEnc]
    let workers = [
      encoder.makeWorker(), try worker([.nEnc, .decompXLinear]), try worker([.nEnc, .decompXLinear], .all), try worker(matrices),
      try worker([.gradientInput]),
    ]
    let samples = try Interleaving.measure(
      repetitions: setting.repetitions,
      workers.map { worker in { Clock.threadSeconds { for batch in batches.batches { _ = worker.run(batch) } } } })
    func row(_ what: String, _ sample: Sample, atMost: Double) -> Row {
      Row(.methods, "\(what), \(name), f32", sample, .ratio, target: .atMost(atMost))
    }
    // The models have two classes.
    let further = Sample(values: zip(samples[2].values, samples[1].values).map { $0 - $1 }).over(samples[0])
    return [
      row("encoder + n-enc + decompx-linear over encoder alone, time", samples[1].over(samples[0]), atMost: 1.9),
      row("each further class of decompx-linear over encoder alone, time", further, atMost: 0.78),
      row("encoder + the eight local matrices, rolled out, over encoder alone, time", samples[3].over(samples[0]), atMost: 1.5),
      row("encoder + gradient-input over encoder alone, time", samples[4].over(samples[0]), atMost: 2.2),
    ]
  }

  /// DecompX with shared biases: its products over the rate of the plain product; nil where oneDNN is absent.
  private func decompX() throws -> Row? {
    let models = try [[], [AttributionMethod.decompX]].map {
      try AttributionModel(directory: setting.miniLM, methods: $0, classes: .predicted)
    }
    let configuration = models[0].configuration
    guard let product = MatrixProduct(.f32, inputs: configuration.hiddenSize, outputs: configuration.intermediateSize) else { return nil }
    let batches = Batches(length: 27, models[0])
    let workers = models.map { $0.makeWorker() }
    let samples = try Interleaving.measure(
      repetitions: setting.repetitions,
      workers.map { worker in { Clock.threadSeconds { for batch in batches.batches { _ = worker.run(batch) } } } }
        + [{ try product.rate(flops: setting.isQuick ? 5e9 : 2e10) }])
    let flops = batches.lengths.reduce(0) { $0 + UsefulWork.decompXFlops(configuration, length: $1) }
    let rates = Sample(values: zip(samples[1].values, samples[0].values).map { flops / ($0 - $1) })
    return Row(
      .methods, "decompx's useful FLOP/s over the matmul rate, MiniLM-L6, T = 27, f32", rates.over(samples[2]), .ratio,
      target: .atLeast(0.75))
  }

  /// The time for the maximum flow of one row: with it, less the time with a rollout.
  private func maximumFlow() throws -> Row {
    let models = try [Aggregate.rollout, .maximumFlow].map {
      try AttributionModel(directory: setting.bertBase, methods: [.nEnc], aggregates: [$0])
    }
    let batches = Batches(length: 30, models[0])
    let samples = try Interleaving.measure(
      repetitions: setting.repetitions,
      models.map { $0.makeWorker() }.map { worker in { Clock.threadSeconds { for batch in batches.batches { _ = worker.run(batch) } } } })
    let each = zip(samples[1].values, samples[0].values).map { ($0 - $1) / Double(batches.lengths.count) }
    return Row(.methods, "maximum flow of row 0 a text, T = 30, L = 12", Sample(values: each), .seconds, target: .atMost(0.2))
  }
}
