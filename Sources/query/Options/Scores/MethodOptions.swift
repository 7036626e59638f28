import ArgumentParser

/// The choice of a method, the same options for every command.
struct MethodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The method of attribution whose scores are meant, one of those that info lists. (default: the store's first)", valueName: "name"))
  var method: String?

  @Option(
    help: ArgumentHelp(
      "How the method's matrices of all layers are put together: rollout or maxflow, where the store has both. (default: the first)",
      valueName: "aggregate"))
  var aggregate: String?
}
