import Engine
import Foundation

/// Peak memory of `globenc-index` as the kernel counts it: resident pages, including pages of mapped files.
struct MemoryBenchmark {
  let setting: Setting

  func run() throws -> [Row] {
    let corpus = setting.data.appending(path: "memory-\(ProcessInfo.processInfo.processIdentifier).jsonl")
    defer { try? FileManager.default.removeItem(at: corpus) }
    var rows: [Row] = []

    let texts = Array(setting.corpus.prefix(setting.isQuick ? 200 : 1_000))
    var peaks: [Double] = []
    for (copies, precisions) in [(1, Precision.allCases), (10, [.f32])] {
      try Text.write(texts, copies: copies, to: corpus)
      for precision in precisions {
        do {
          let peak = try peak(corpus, setting.miniLM, precision)
          if precision == .f32 { peaks.append(peak) }
          let name = "peak memory, MiniLM-L6, \(texts.count * copies) texts, \(precision.rawValue)"
          let allowance = try Self.packedWeights(of: setting.miniLM, precision) / 1e6 + 250
          rows.append(Row(.memory, name, Sample(values: [peak]), .megabytes, target: .atMost(allowance)))
        } catch  where precision != .f32 {
          setting.progress("\(precision.rawValue) left out: \(error)")
        }
      }
    }
    let growth = Sample(values: [peaks[1] / peaks[0]])
    rows.append(Row(.memory, "peak memory, ten times the corpus over it", growth, .ratio, target: .atMost(1.05)))

    try Text.write(texts, to: corpus)
    for (method, rule) in [("decompx-linear", BackwardProducts.frozen), ("gradient-input", .gradient)] {
      let peak = try peak(corpus, setting.miniLM, .f32, ["--methods", "n-enc,\(method)"])
      let allowance = try (Self.packedWeights(of: setting.miniLM, .f32) + rule.bytes(of: setting.miniLM)) / 1e6 + 250
      let name = "peak memory with \(method), MiniLM-L6, \(texts.count) texts, f32"
      rows.append(Row(.memory, name, Sample(values: [peak]), .megabytes, target: .atMost(allowance)))
    }

    try Text.write(Text.madeUp(count: setting.isQuick ? 6 : 16, tokens: 512), to: corpus)
    let base = Sample(values: [try peak(corpus, setting.bertBase, .f32)])
    rows.append(Row(.memory, "peak memory, BERT-base, T = 512, f32", base, .megabytes, target: .atMost(1_500)))
    return rows
  }

  private func peak(_ corpus: URL, _ model: URL, _ precision: Precision, _ options: [String] = []) throws -> Double {
    let run = try IndexRun(setting, corpus: corpus, model: model, precision: precision, workers: 2, options: options)
    return Double(run.process.peakMemory) / 1e6
  }

  /// The dense products of a backward pass, whose weights are packed a second time.
  private enum BackwardProducts {
    /// With attention held fixed: the products of values, attention output and feed-forward block.
    case frozen
    /// With attention that follows the gradient: the products of queries and keys, too.
    case gradient

    /// Bytes of the packed weights, in single precision.
    func bytes(of directory: URL) throws -> Double {
      let model = try ModelConfiguration(directory: directory)
      let squares = self == .frozen ? 2 : 4
      let layer = squares * model.hiddenSize * model.hiddenSize + 2 * model.hiddenSize * model.intermediateSize
      return Double(4 * model.weightSets * layer)
    }
  }

  /// Bytes of the weights: tables in single precision, dense layers in the chosen one, and the square matrix that attribution adds to each
  /// layer's products.
  private static func packedWeights(of directory: URL, _ precision: Precision) throws -> Double {
    let model = try ModelConfiguration(directory: directory)
    let size = model.hiddenSize
    let tables = (model.vocabularySize + model.maxPositionEmbeddings + model.typeVocabularySize) * model.embeddingSize
    let layer = 5 * size * size + 2 * size * model.intermediateSize
    let projection = model.projectsEmbeddings ? model.embeddingSize * size : 0
    let bytes = ["bf16": 2, "int8": 1][precision.rawValue] ?? 4
    return Double(4 * tables + bytes * (model.weightSets * layer + projection))
  }
}
