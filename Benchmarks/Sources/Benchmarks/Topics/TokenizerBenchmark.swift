import Engine

/// The speed of each kind of tokenizer, with tens of thousands of made-up pieces, on one thread.
struct TokenizerBenchmark {
  let setting: Setting

  func run() throws -> [Row] {
    let texts = MadeUpTokenizer.texts(count: setting.isQuick ? 2_000 : 10_000)
    return try MadeUpTokenizer.Kind.allCases.map { kind in
      let tokenizer = try PipelineTokenizer(modelDirectory: MadeUpTokenizer(kind: kind).written(in: setting.data))
      let samples = try Interleaving.measure(repetitions: setting.repetitions, [{ TokenizeCommand.rate(tokenizer, texts, seconds: 0) }])
      return Row(.tokenizer, "tokens, \(kind.rawValue), one thread", samples[0], .tokensPerSecond, target: .atLeast(300_000))
    }
  }
}
