import ArgumentParser

/// The groups of benchmarks, in the order of the table.
enum Topic: String, CaseIterable, ExpressibleByArgument {
  case matmul, forward, methods, index, memory, first, tokenizer, codec, query

  func run(_ setting: Setting) throws -> [Row] {
    switch self {
    case .matmul: try MatmulBenchmark(setting: setting).run()
    case .forward: try ForwardBenchmark(setting: setting).run()
    case .methods: try MethodsBenchmark(setting: setting).run()
    case .index: try IndexBenchmark(setting: setting).run()
    case .memory: try MemoryBenchmark(setting: setting).run()
    case .first: try FirstExampleBenchmark(setting: setting).run()
    case .tokenizer: try TokenizerBenchmark(setting: setting).run()
    case .codec: try CodecBenchmark(setting: setting).run()
    case .query: try QueryBenchmark(setting: setting).run()
    }
  }
}
