import Dispatch
import Engine
import Foundation
import Synchronization

/// `globenc-index` from file to file, compared with the model's work alone; and two workers, compared with one.
struct IndexBenchmark {
  private static let workers = 2

  let setting: Setting

  func run() throws -> [Row] {
    let corpus = setting.data.appending(path: "corpus-\(ProcessInfo.processInfo.processIdentifier).jsonl")
    try Text.write(setting.corpus, to: corpus)
    defer { try? FileManager.default.removeItem(at: corpus) }
    var rows: [Row] = []
    for precision in Precision.allCases {
      let model: AttributionModel
      do {
        model = try AttributionModel(directory: setting.miniLM, precision: precision)
      } catch  where precision != .f32 {
        setting.progress("\(precision.rawValue) left out: \(error)")
        continue
      }
      let batches = Batches(setting.corpus, model)
      let alone = (0..<Self.workers).map { _ in model.makeWorker() }
      func indexed(_ workers: Int) throws -> Double {
        try IndexRun(setting, corpus: corpus, model: setting.miniLM, precision: precision, workers: workers).summary.tokensPerSecond
      }
      var sides: [() throws -> Double] = [{ try indexed(Self.workers) }, { Self.rate(alone, batches) }]
      if precision == .f32 { sides.append { try indexed(1) } }
      let samples = try Interleaving.measure(repetitions: setting.longRepetitions, warm: setting.isQuick, sides)
      let label = "MiniLM-L6, \(precision.rawValue)"
      let share = samples[0].over(samples[1])
      rows.append(Row(.index, "globenc-index over encoder + GlobEnc alone, tokens/s, \(label)", share, .ratio, target: .atLeast(0.95)))
      rows.append(Row(.index, "globenc-index with \(Self.workers) workers, \(label)", samples[0], .tokensPerSecond))
      if samples.count > 2 {
        rows.append(Row(.index, "2 workers over 1, \(label)", samples[0].over(samples[2]), .ratio, target: .atLeast(1.9)))
      }
    }
    return rows
  }

  /// Tokens per second of all workers together. Each worker takes the next free batch.
  private static func rate(_ workers: [AttributionWorker], _ batches: Batches) -> Double {
    let next = Atomic(0)
    let crew = Crew(workers: workers)
    let seconds = Clock.seconds {
      DispatchQueue.concurrentPerform(iterations: workers.count) { index in
        while true {
          let batch = next.add(1, ordering: .relaxed).oldValue
          guard batch < batches.batches.count else { return }
          _ = crew.workers[index].run(batches.batches[batch])
        }
      }
    }
    return Double(batches.tokens) / seconds
  }

  /// Unchecked, because thread i uses worker i and no other.
  private struct Crew: @unchecked Sendable {
    let workers: [AttributionWorker]
  }
}
