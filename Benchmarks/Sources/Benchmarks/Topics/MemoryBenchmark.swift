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

    try Text.write(Text.madeUp(count: setting.isQuick ? 6 : 16, tokens: 512), to: corpus)
    let base = Sample(values: [try peak(corpus, setting.bertBase, .f32)])
    rows.append(Row(.memory, "peak memory, BERT-base, T = 512, f32", base, .megabytes, target: .atMost(1_500)))
    return rows
  }

  private func peak(_ corpus: URL, _ model: URL, _ precision: Precision) throws -> Double {
    Double(try IndexRun(setting, corpus: corpus, model: model, precision: precision, workers: 2).process.peakMemory) / 1e6
  }

  /// Bytes of the weights: tables in single precision, dense layers in the chosen one, and the square matrix that attribution adds to each
  /// layer's products.
  private static func packedWeights(of directory: URL, _ precision: Precision) throws -> Double {
    let model = try ModelConfiguration(directory: directory)
    let size = model.hiddenSize
    let tables = (model.vocabularySize + model.maxPositionEmbeddings + model.typeVocabularySize) * model.embeddingSize
    let layer = 5 * size * size + 2 * size * model.intermediateSize
    let bytes = ["bf16": 2, "int8": 1][precision.rawValue] ?? 4
    return Double(4 * tables + bytes * model.hiddenLayers * layer)
  }
}
