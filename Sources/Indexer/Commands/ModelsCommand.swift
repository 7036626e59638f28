import ArgumentParser
import Engine
import Support

/// `globenc-index models`: lists the families of models that can be explained.
struct ModelsCommand: ParsableCommand {
  /// The output format.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    /// A table, for people.
    case table
    /// One JSON document.
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the families of models that can be explained, and what was tested.",
    discussion: """
      Examples:
        globenc-index models
        globenc-index models --format json

      A model belongs to the family that model_type in its config.json names. A class is the beginning of the names in "architectures": \
      RobertaForSequenceClassification has a classifier; of RobertaModel, and of any other class but for its own head, the encoder is read, \
      and examples get attributions and no predictions. Tested means that logits and attributions equal those of transformers 4.46.3. Every \
      family has all methods, precisions and commands.

      Exit status: 0; 64 wrong usage.
      """)

  @Option(help: "The output format.")
  var format = Format.table

  func run() throws {
    try Console().reportingFailures {
      let table = FamilyTable(families: ModelFamily.all)
      try StandardOutput.print(format == .json ? table.json : table.text)
    }
  }
}
