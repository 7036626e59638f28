import Engine
import Support

/// `--classes`: the classes whose logits signed methods explain, as the command line and the store name them.
struct ClassNaming: Sendable, Equatable {
  /// "all", or "predicted", "gold" and names of classes, separated by commas.
  let text: String
  private let names: [String]

  /// - Throws: `ArgumentFault` where a name is empty or stands twice, or "all" is not alone.
  init(_ text: String) throws {
    names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !names.contains("") else { throw ArgumentFault("--classes names an empty class.") }
    guard Set(names.map(ExactString.init)).count == names.count else { throw ArgumentFault("--classes names a class twice.") }
    guard names.count == 1 || !names.contains(Self.all) else { throw ArgumentFault("--classes all stands alone.") }
    self.text = text
  }

  private static let (all, predicted, gold) = ("all", "predicted", "gold")

  /// The usual choice: all classes of a model with at most 8, else the predicted and the gold class.
  static func usual(classes: Int) -> String { classes <= 8 ? all : "\(predicted),\(gold)" }

  /// Whether the classes are not the same for all texts.
  var dependsOnText: Bool { names.contains(Self.predicted) || names.contains(Self.gold) }

  /// Whether another choice names the same classes, in whatever order.
  func isSame(as other: ClassNaming) -> Bool { Set(names.map(ExactString.init)) == Set(other.names.map(ExactString.init)) }

  /// The classes of a model. A class of the model that is called "all", "predicted" or "gold" cannot be named.
  /// - Parameters:
  ///   - labels: The names of the model's classes. `[C]`
  ///   - model: The model's name in messages.
  /// - Returns: The choice.
  /// - Throws: `IndexerError` where the model has no class of a name.
  func choice(among labels: [String], model: String) throws -> ClassChoice {
    var choice = ClassChoice()
    for name in names {
      switch name {
      case Self.all: choice.isAll = true
      case Self.predicted: choice.hasPredicted = true
      case Self.gold: choice.hasGold = true
      default:
        guard let index = labels.firstIndex(where: { ExactString($0) == ExactString(name) }) else {
          throw IndexerError(
            "--classes: the model '\(model)' has no class '\(name.printable)'; its classes are \(labels.joined(separator: ", ").printable)",
            kind: .notFound)
        }
        choice.indices.insert(index)
      }
    }
    return choice
  }
}
