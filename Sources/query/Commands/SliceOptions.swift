import ArgumentParser
import Store

/// Which examples a command speaks of, by their labels.
struct SliceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only examples with this gold label.", valueName: "name"))
  var label: String?

  @Option(help: ArgumentHelp("Only examples that the model gave this label; with --label, both must hold.", valueName: "name"))
  var predicted: String?

  /// Whether every example is meant.
  var isEverything: Bool { label == nil && predicted == nil }

  /// The slice in words: "gold label 'a' and predicted label 'b'".
  var description: String {
    [label.map { "gold label '\($0)'" }, predicted.map { "predicted label '\($0)'" }].compactMap(\.self).joined(separator: " and ")
  }
}
