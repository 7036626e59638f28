extension AttributionModel {
  /// Whether the configuration names a classification head that the checkpoint does not have.
  public var lacksPromisedHead: Bool { !hasHead && configuration.promisesHead }

  /// The notice that there are no predictions because the checkpoint has no classification head.
  static func noticeOfMissingHead(_ configuration: ModelConfiguration, _ checkpoint: Checkpoint) -> ModelNotice {
    let architecture = configuration.architectures.first.map { "\($0.prefix(60))" }
    guard configuration.promisesHead else {
      return ModelNotice(
        .hint,
        "the model has no classifier of texts\(architecture.map { " (it is a \($0))" } ?? ""): examples get attributions and no predictions"
      )
    }
    var names = configuration.labels.prefix(4).map { String($0.prefix(40)) }
    if configuration.labels.count > 4 { names.append("...") }
    let classes = "the class\(configuration.labels.count == 1 ? "" : "es") \(names.joined(separator: ", "))"
    let promise = architecture.map { "\($0) with \(classes)" } ?? classes
    let others = checkpoint.othersThanEncoders.prefix(3).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
    return ModelNotice(
      .warning,
      "config.json names \(promise), but \(checkpoint.fileNames.joined(separator: ", ")) has no such classifier"
        + (others.isEmpty ? "" : " (it has \(others))")
        + ": examples get attributions and NO PREDICTIONS; transformers would make up a random classifier; save the whole fine-tuned model "
        + "again to have them")
  }

  /// The notice that the checkpoint has more layers than the configuration; nil where it has not.
  static func noticeOfUnusedLayers(_ configuration: ModelConfiguration, _ checkpoint: Checkpoint) -> ModelNotice? {
    let next = configuration.architecture.modules.name(\.query, ofLayer: configuration.weightSets)
    guard checkpoint.contains(next + ".weight") else { return nil }
    let keys = configuration.architecture.keys
    let (sets, key) = keys.layerGroups.map { ("groups of layers", $0.key) } ?? ("layers", keys.hiddenLayers.key)
    return ModelNotice(
      .warning,
      "\(checkpoint.fileNames.joined(separator: ", ")) has more \(sets) than config.json names (\(key) \(configuration.weightSets)): only these "
        + "are run")
  }
}
