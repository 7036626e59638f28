import ArgumentParser

@main
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "globenc-index")
}
