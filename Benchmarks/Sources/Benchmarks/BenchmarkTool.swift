import ArgumentParser

/// The executable: the benchmarks, and the parts of them that run in fresh processes.
@main
struct BenchmarkTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks", abstract: "Measure the project against its targets.",
    subcommands: [RunCommand.self, FirstExampleCommand.self, TokenizeCommand.self],
    defaultSubcommand: RunCommand.self)
}
