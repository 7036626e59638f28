import ArgumentParser

@main
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "globenc-query")
}
