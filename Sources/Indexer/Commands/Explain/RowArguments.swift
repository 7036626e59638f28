import ArgumentParser

/// The columns of the rows that `globenc-index explain --jsonl` reads, as `globenc-index index` names them.
struct RowArguments: ParsableArguments {
  @Option(name: .customLong("text"), help: ArgumentHelp("With --jsonl, the column of the text. (default: text)", valueName: "name"))
  var text: String?

  @Option(help: ArgumentHelp("With --jsonl, the column of the second text of a pair. (default: none)", valueName: "name"))
  var textPair: String?

  @Option(help: ArgumentHelp("With --jsonl, the column of the gold label. (default: label)", valueName: "name"))
  var label: String?

  @Option(help: ArgumentHelp("With --jsonl, the column of the id. (default: id, else the row number)", valueName: "name"))
  var id: String?

  /// The options that were given, with their values.
  var given: [(option: String, name: String)] {
    [("--text", text), ("--text-pair", textPair), ("--label", label), ("--id", id)].compactMap { option, name in name.map { (option, $0) } }
  }
}
