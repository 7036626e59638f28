import Foundation

/// Settings of all benchmarks: repetitions, models, texts and programs.
struct Setting {
  let isQuick: Bool
  let withMillion: Bool
  /// The folder in which models and stores are kept between runs.
  let data: URL
  /// A MiniLM-L6 classifier.
  let miniLM: URL
  /// BERT-base with random weights.
  let bertBase: URL
  /// Models of other families with random weights.
  let distilBERTBase, robertaBase, debertaV3Base, debertaWithoutDistances: URL
  /// The attention blocks of the two DeBERTas, without their feed-forward blocks.
  let debertaAttention, attentionWithoutDistances: URL
  let corpus: [Text]
  /// The model and texts of the MiniLM-L6 rows, for the heading.
  let material: String

  /// Writes the models that are missing in `data`.
  init(isQuick: Bool, withMillion: Bool, data: URL) throws {
    self.isQuick = isQuick
    self.withMillion = withMillion
    self.data = data
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    bertBase = try RandomModel.bertBase.written(in: data)
    distilBERTBase = try RandomModel.distilBERTBase.written(in: data)
    robertaBase = try RandomModel.robertaBase.written(in: data)
    debertaV3Base = try RandomModel.debertaV3Base.written(in: data)
    debertaWithoutDistances = try RandomModel.debertaWithoutDistances.written(in: data)
    debertaAttention = try RandomModel.debertaAttention.written(in: data)
    attentionWithoutDistances = try RandomModel.attentionWithoutDistances.written(in: data)
    if let shared = ProcessInfo.processInfo.environment["GLOBENC_SHARED"], !shared.isEmpty {
      let folder = URL(fileURLWithPath: shared, isDirectory: true)
      miniLM = folder.appending(path: "models/minilm-l6-sentiment")
      corpus = try Text.movies(in: folder.appending(path: "corpora"), count: isQuick ? 400 : 2_000)
      material = "minilm-l6-sentiment, \(corpus.count) of the held-out rows of movies.jsonl"
    } else {
      miniLM = try RandomModel.miniLM.written(in: data)
      corpus = Text.madeUp(count: isQuick ? 400 : 2_000)
      material = "random weights of MiniLM-L6's size, \(corpus.count) made-up texts of the lengths of movies.jsonl"
    }
  }

  /// Repetitions of a measurement that takes about a second.
  var repetitions: Int { isQuick ? 3 : 9 }
  /// Repetitions of whole runs of a program.
  var longRepetitions: Int { isQuick ? 3 : 5 }

  /// The program of that name, built beside this executable.
  func tool(_ name: String) throws -> URL {
    let url = try ChildProcess.ownExecutable.deletingLastPathComponent().appending(path: name)
    guard FileManager.default.isExecutableFile(atPath: url.path) else {
      throw BenchmarkError("there is no \(name) beside the benchmarks: run swift build -c release --package-path Benchmarks")
    }
    return url
  }

  /// Prints a line about the progress on standard error.
  func progress(_ line: String) {
    FileHandle.standardError.write(Data(("==> " + line + "\n").utf8))
  }
}
