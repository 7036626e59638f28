import Engine
import Foundation

/// The encoder, and the encoder with GlobEnc, on one thread, compared with each other and with the speed of the plain product.
struct ForwardBenchmark {
  /// The model and batches of a measurement.
  private struct Workload {
    var name: String
    /// Target of the ratio; BERT-base at T = 512 has its own.
    var mostCost: Double
    var batches: Batches
  }

  private struct Result {
    var encoder: [Row] = []
    var explained: [Row] = []
  }

  let setting: Setting

  func run() throws -> [Row] {
    var result = Result()
    for precision in Precision.allCases {
      try measure(setting.bertBase, precision, into: &result) { model in
        [(32, 1.11), (128, 1.11), (512, 1.18)].map { length, cost in
          Workload(name: "BERT-base, T = \(length)", mostCost: cost, batches: Batches(length: length, model))
        }
      }
      try measure(setting.miniLM, precision, into: &result) { model in
        let batches = Batches(setting.corpus, model).spread(count: setting.isQuick ? 8 : 24)
        return [Workload(name: "MiniLM-L6, corpus", mostCost: 1.12, batches: batches)]
      }
    }
    let families = [
      ("DistilBERT-base", setting.distilBERTBase), ("RoBERTa-base", setting.robertaBase), ("DeBERTa-v3-base", setting.debertaV3Base),
    ]
    for precision in [Precision.f32, .bf16] {
      for (name, directory) in families {
        try measure(directory, precision, into: &result) { model in
          [Workload(name: "\(name), T = 128", mostCost: 1.11, batches: Batches(length: 128, model))]
        }
      }
      result.encoder += try [
        distances(
          "DeBERTa-v3-base's encoder over that without relative positions", precision, setting.debertaV3Base,
          over: setting.debertaWithoutDistances, target: nil),
        distances(
          "DeBERTa-v3-base's attention block, projections included, over plain attention", precision, setting.debertaAttention,
          over: setting.attentionWithoutDistances, target: .atMost(1.25)),
      ].compactMap { $0 }
    }
    return result.encoder + result.explained
  }

  private func measure(
    _ directory: URL, _ precision: Precision, into result: inout Result, _ workloads: (AttributionModel) -> [Workload]
  ) throws {
    let encoder: AttributionModel
    do {
      encoder = try AttributionModel(directory: directory, precision: precision, methods: [])
    } catch  where precision != .f32 {
      setting.progress("\(precision.rawValue) left out: \(error)")
      return
    }
    let configuration = encoder.configuration
    let plainWorker = encoder.makeWorker()
    let explainingWorker = try AttributionModel(directory: directory, precision: precision).makeWorker()
    let peak = PeakRate(precision)
    let product = MatrixProduct(precision, inputs: configuration.hiddenSize, outputs: configuration.intermediateSize)
    for workload in workloads(encoder) {
      let batches = workload.batches
      var sides: [() throws -> Double] = [plainWorker, explainingWorker].map { worker in { Self.seconds(worker, batches) } }
      if let product { sides.append { try product.rate(flops: setting.isQuick ? 5e9 : 2e10) } }
      if let peak { sides.append { peak.rate(flops: setting.isQuick ? 5e9 : 2e10) } }
      let samples = try Interleaving.measure(repetitions: setting.repetitions, sides)

      let flops = UsefulWork.flops(configuration, lengths: batches.lengths)
      let label = "\(workload.name), \(precision.rawValue)"
      if product != nil {
        result.encoder.append(
          Row(
            .forward, "encoder's useful FLOP/s over the matmul rate, \(label)", samples[0].map { flops / $0 }.over(samples[2]), .ratio,
            target: Self.leastShare(precision, directory != setting.miniLM)))
      }
      if peak != nil {
        result.encoder.append(
          Row(
            .forward, "encoder's useful FLOP/s over the peak, \(label)", samples[0].map { flops / $0 }.over(samples[samples.count - 1]),
            .ratio,
            target: Self.leastShareOfPeak(precision, workload.name)))
      }
      result.encoder.append(Row(.forward, "encoder alone, \(label)", samples[0].map { Double(batches.tokens) / $0 }, .tokensPerSecond))
      result.explained.append(
        Row(
          .forward, "encoder + GlobEnc over encoder alone, time, \(label)", samples[1].over(samples[0]), .ratio,
          target: .atMost(Self.mostCost(precision, workload.mostCost))))
    }
  }

  /// The time of a model with disentangled attention over that of the same without.
  private func distances(
    _ name: String, _ precision: Precision, _ directory: URL, over plainDirectory: URL, target: Row.Target?
  ) throws -> Row? {
    guard let plain = try? AttributionModel(directory: plainDirectory, precision: precision, methods: []) else { return nil }
    let relative = try AttributionModel(directory: directory, precision: precision, methods: [])
    let batches = Batches(length: 128, plain)
    let workers = [plain.makeWorker(), relative.makeWorker()]
    let samples = try Interleaving.measure(repetitions: setting.repetitions, workers.map { worker in { Self.seconds(worker, batches) } })
    return Row(.forward, "\(name), time, T = 128, \(precision.rawValue)", samples[1].over(samples[0]), .ratio, target: target)
  }

  private static func seconds(_ worker: AttributionWorker, _ batches: Batches) -> Double {
    Clock.threadSeconds {
      for batch in batches.batches { _ = worker.run(batch) }
    }
  }

  private static func leastShare(_ precision: Precision, _ isBERTBase: Bool) -> Row.Target? {
    switch precision.rawValue {
    case "f32": .atLeast(0.88)
    case "bf16": .atLeast(isBERTBase ? 0.80 : 0.76)
    default: nil
    }
  }

  /// On a processor with AVX2 alone, where oneDNN's product is no measure.
  private static func leastShareOfPeak(_ precision: Precision, _ workload: String) -> Row.Target? {
    guard precision.rawValue == "f32", AttributionModel.instructionSet.hasPrefix("avx2") else { return nil }
    return workload == "BERT-base, T = 128" ? .atLeast(0.82) : workload.hasPrefix("MiniLM") ? .atLeast(0.76) : nil
  }

  private static func mostCost(_ precision: Precision, _ single: Double) -> Double {
    switch precision.rawValue {
    case "bf16": 1.18
    case "int8": 1.3
    default: single
    }
  }
}
