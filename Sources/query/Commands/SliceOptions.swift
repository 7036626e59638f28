import ArgumentParser
import Store

/// Which examples a command speaks of, by their labels.
struct SliceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only examples of this gold label.", valueName: "name"))
  var label: String?

  @Option(help: ArgumentHelp("Only examples that the model gave this label; with --label, both must hold.", valueName: "name"))
  var predicted: String?

  /// Whether every example is meant.
  var isEverything: Bool { label == nil && predicted == nil }

  /// The slice in words: "gold label 'a' and predicted label 'b'".
  var description: String {
    [label.map { "gold label '\($0)'" }, predicted.map { "predicted label '\($0)'" }].compactMap(\.self).joined(separator: " and ")
  }

  /// Checks the names.
  /// - Throws: `QueryFailure` with status 1 for a label that does not occur.
  func requireKnownLabels(in store: AttributionStore) throws {
    if let label { try require(label, among: store.labels(), as: "gold", in: store) }
    if let predicted { try require(predicted, among: predictedLabels(of: store), as: "predicted", in: store) }
  }

  /// What to say of a slice without examples.
  var emptiness: QueryFailure { .noResult("no example has \(description)") }

  /// The labels that the model can predict: none where it has no head or predicts a number.
  private func predictedLabels(of store: AttributionStore) throws -> [String] {
    switch store.settings.problemType {
    case .singleLabel, .multiLabel: try store.predictedLabels()
    case .regression, .none: []
    }
  }

  private func require(_ name: String, among names: [String], as kind: String, in store: AttributionStore) throws {
    if names.contains(name) { return }
    if names.isEmpty {
      throw QueryFailure.noResult("no example has a \(kind) label, so none has '\(name)'")
    }
    let nearest = try store.nearestLabels(to: name).filter(names.contains)
    let suggestions = nearest.isEmpty ? Array(names.prefix(5)) : nearest
    throw QueryFailure.noResult(
      "no example has the \(kind) label '\(name)'; \(nearest.isEmpty ? "there are" : "nearest:") \(Suggestions.list(suggestions))")
  }
}
