import Foundation
import Store

/// `globenc-query` as a whole process, on stores of different sizes, with warm caches.
struct QueryBenchmark {
  let setting: Setting

  func run() throws -> [Row] {
    let sizes = [10_000] + (setting.isQuick ? [] : [100_000]) + (setting.withMillion ? [1_000_000] : [])
    let stores = try sizes.map { try SyntheticStore(examples: $0).written(in: setting.data, setting.progress) }
    let repetitions = setting.isQuick ? 15 : 41
    var rows: [Row] = []
    func measure(_ what: String, _ target: Row.Target?, _ side: @escaping (URL, Int) throws -> Double) throws {
      let sides = zip(stores, sizes).map { store, size in { try 1_000 * side(store, size) } }
      let samples = try Interleaving.measure(repetitions: repetitions, sides)
      for (size, sample) in zip(sizes, samples) {
        rows.append(Row(.query, "\(what), \(size) examples", sample, .milliseconds, target: target))
      }
      if let first = samples.first, let last = samples.last, sizes.count > 1 {
        rows.append(Row(.query, "\(what), \(sizes[sizes.count - 1]) over \(sizes[0]) examples", last.over(first), .ratio))
      }
    }
    let tool = try setting.tool("globenc-query")
    func tokens(in store: URL) throws -> Int { try AttributionStore.openForReading(at: store).summary().tokens }
    try measure("opening a store", nil) { store, _ in
      try Clock.seconds { _ = try AttributionStore.openForReading(at: store).settings }
    }
    try measure("globenc-query top --example", .atMost(20)) { store, size in
      try ChildProcess(tool, ["top", store.path, "--example", SyntheticStore.id(size / 2)]).seconds
    }
    try measure("globenc-query top --label", .atMost(30)) { store, _ in
      try ChildProcess(tool, ["top", store.path, "--label", "negative"]).seconds
    }
    try measure("globenc-query examples --contains", .atMost(1_000)) { store, _ in
      try ChildProcess(tool, ["examples", store.path, "--contains", "W2999 "]).seconds
    }
    try measure("globenc-query examples --like", nil) { store, size in
      try ChildProcess(tool, ["examples", store.path, "--like", SyntheticStore.id(size / 2)]).seconds
    }
    for (name, arguments) in [("top with a filter", []), ("top --words with a filter", ["--words"])] {
      let rates = try Interleaving.measure(
        repetitions: repetitions,
        zip(stores, sizes).map { store, size in
          {
            // Every example is shorter, so all of them are scanned.
            let run = try ChildProcess(tool, ["top", store.path, "--length", "..1000"] + arguments)
            return Double(try tokens(in: store)) / run.seconds
          }
        })
      for (size, rate) in zip(sizes, rates) {
        rows.append(Row(.query, "globenc-query \(name), \(size) examples", rate, .tokensPerSecond, target: .atLeast(2_000_000)))
      }
    }
    return rows
  }
}
