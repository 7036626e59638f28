import ArgumentParser
import Engine
import Foundation

/// Runs the benchmarks and prints one table.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run the benchmarks and print one table (the default).",
    discussion: """
      Every ratio is measured side by side: both sides in turn, several times, in this one run; the table shows the median of the \
      ratios with the lowest and highest. GLOBENC_SHARED names a folder with models/minilm-l6-sentiment and corpora/movies.jsonl; without \
      it, random weights of MiniLM-L6's size and made-up texts with the lengths of the same corpus take their place.
      """)

  @Flag(help: "A run of a minute or two: smaller corpora, fewer repetitions.")
  var quick = false

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  @Flag(help: "Query a store of a million examples too: some gigabytes of disk, some minutes to build it.")
  var million = false

  @Option(help: ArgumentHelp("Only these: \(Topic.allValueStrings.joined(separator: ", ")).", valueName: "topic"))
  var only: [Topic] = []

  @Option(help: ArgumentHelp("Where random models and stores are kept from run to run. (default: the temporary folder)", valueName: "dir"))
  var data: String?

  /// oneDNN's names of the sets that it has.
  private static let limits = [
    "baseline": "SSE41", "avx2": "AVX2", "avx2_vnni": "AVX2_VNNI", "avx512": "AVX512_CORE", "avx512_vnni": "AVX512_CORE_VNNI",
  ]

  func run() throws {
    // Where GLOBENC_INSTRUCTIONS forces a narrower set, oneDNN's product is measured with that set, too.
    if let limit = Self.limits[AttributionModel.instructionSet] { setenv("ONEDNN_MAX_CPU_ISA", limit, 0) }
    let temporary = FileManager.default.temporaryDirectory.appending(path: "globenc-benchmarks")
    let data = data.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? temporary
    let setting = try Setting(isQuick: quick, withMillion: million, data: data)
    let topics = Topic.allCases.filter { only.isEmpty || only.contains($0) }
    var rows: [Topic: [Row]] = [:]
    // The peak memory of a child process begins with the memory of its parent, so memory is measured before anything large is loaded.
    for topic in topics.sorted(by: { $0 == .memory && $1 != .memory }) {
      setting.progress("\(topic.rawValue) …")
      rows[topic] = try topic.run(setting)
    }
    let report = Report(machine: Machine.current, material: setting.material, rows: topics.flatMap { rows[$0] ?? [] })
    print(json ? try report.json : report.table)
  }
}
