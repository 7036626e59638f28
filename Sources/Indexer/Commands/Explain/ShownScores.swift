import ArgumentParser

/// The choice of the scores that `globenc-index explain` shows, of those that it computes.
struct ShownScores: ParsableArguments {
  @Option(
    help: ArgumentHelp("The method whose scores are shown, one of --methods. (default: the first of them)", valueName: "name"))
  var method: String?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      "For which class signed scores speak: one of --classes, predicted, or gold. (default: predicted)", valueName: "class"))
  var className: String?
}
