import ArgumentParser

/// The choice of how a command says how far it is, the same option for every command that does.
struct ProgressArgument: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How to say on standard error how far it is: bar; json, an object a line for programs; none.",
      discussion: "With json, messages are objects too: docs/explain.md has their members."))
  var progress = ProgressMode.bar

  /// Standard error, with this choice.
  var console: Console { Console(progress: progress) }

  /// Checks that the choice goes with --quiet.
  func refuse(quiet: Bool) throws {
    if quiet, progress == .json { throw ValidationError("--quiet shows no progress: it does not go with --progress json.") }
  }
}

extension ProgressMode: ExpressibleByArgument {}
