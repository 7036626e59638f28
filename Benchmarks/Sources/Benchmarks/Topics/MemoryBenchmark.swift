import Engine
import Foundation

/// Peak memory of `globenc-index`, as the kernel counts it: resident pages, those of mapped files included.
struct MemoryBenchmark {
  let setting: Setting

  func run() throws -> [Row] {
    let corpus = setting.data.appending(path: "memory-\(ProcessInfo.processInfo.processIdentifier).jsonl")
    defer { try? FileManager.default.removeItem(at: corpus) }
    var rows: [Row] = []

    let texts = Array(setting.corpus.prefix(setting.isQuick ? 200 : 1_000))
    let allowance = try Self.packedWeights(of: setting.miniLM) / 1e6 + 250
    var peaks: [Double] = []
    for copies in [1, 10] {
      try Text.write(texts, copies: copies, to: corpus)
      let peak = try peak(corpus, setting.miniLM)
      peaks.append(peak)
      let name = "peak memory, MiniLM-L6, \(texts.count * copies) texts, f32"
      rows.append(Row(.memory, name, Sample(values: [peak]), .megabytes, target: .atMost(allowance)))
    }
    let growth = Sample(values: [peaks[1] / peaks[0]])
    rows.append(Row(.memory, "peak memory, ten times the corpus over it", growth, .ratio, target: .atMost(1.05)))

    try Text.write(Text.madeUp(count: setting.isQuick ? 6 : 16, tokens: 512), to: corpus)
    let base = Sample(values: [try peak(corpus, setting.bertBase)])
    rows.append(Row(.memory, "peak memory, BERT-base, T = 512, f32", base, .megabytes, target: .atMost(1_500)))
    return rows
  }

  private func peak(_ corpus: URL, _ model: URL) throws -> Double {
    Double(try IndexRun(setting, corpus: corpus, model: model, precision: .f32, workers: 2).process.peakMemory) / 1e6
  }

  /// Bytes of all weights in single precision, with the square matrix a layer that the attribution adds to its products.
  private static func packedWeights(of directory: URL) throws -> Double {
    let model = try ModelConfiguration(directory: directory)
    let size = model.hiddenSize
    let tables = (model.vocabularySize + model.maxPositionEmbeddings + model.typeVocabularySize) * model.embeddingSize
    let layer = 5 * size * size + 2 * size * model.intermediateSize
    return 4 * Double(tables + model.hiddenLayers * layer)
  }
}
