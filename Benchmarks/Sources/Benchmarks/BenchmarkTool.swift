import ArgumentParser

/// The executable: benchmarks, and what it runs of itself in fresh processes.
@main
struct BenchmarkTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks", abstract: "Measure the project against its targets.",
    subcommands: [RunCommand.self, FirstExampleCommand.self],
    defaultSubcommand: RunCommand.self)
}
