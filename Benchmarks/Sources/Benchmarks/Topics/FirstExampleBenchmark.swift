import Foundation

/// Time from the start of a process to the first explained text, with the files in the page cache.
struct FirstExampleBenchmark {
  let setting: Setting

  func run() throws -> [Row] {
    let sample = try Interleaving.measure(
      repetitions: setting.repetitions,
      [
        {
          let process = try ChildProcess(ChildProcess.ownExecutable, ["first-example", setting.miniLM.path])
          let text = String(decoding: process.standardOutput, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
          guard let seconds = Double(text) else { throw BenchmarkError("first-example printed '\(text)', not a number of seconds") }
          return seconds
        }
      ])[0]
    return [Row(.first, "time to first example, MiniLM-L6, f32", sample, .seconds, target: .atMost(0.3))]
  }
}
