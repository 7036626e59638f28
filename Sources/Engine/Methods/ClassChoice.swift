/// The classes whose logits signed methods explain.
public struct ClassChoice: Sendable, Equatable {
  /// Every class.
  public var isAll = false
  /// The class of the highest logit.
  public var hasPredicted = false
  /// The gold class of the text; the class of the highest logit where the gold class is not known.
  public var hasGold = false
  /// Classes by their numbers, as indices of the logits.
  public var indices: Set<Int> = []

  /// Creates a choice of no class.
  public init() {}

  /// Every class.
  public static let all: ClassChoice = {
    var choice = ClassChoice()
    choice.isAll = true
    return choice
  }()

  /// The class of the highest logit.
  public static let predicted: ClassChoice = {
    var choice = ClassChoice()
    choice.hasPredicted = true
    return choice
  }()

  /// The predicted class and the gold class.
  public static let predictedAndGold: ClassChoice = {
    var choice = ClassChoice.predicted
    choice.hasGold = true
    return choice
  }()

  /// The choice where the user makes none: all classes of a model with at most 8, else the predicted and the gold class.
  public static func standard(classes: Int) -> ClassChoice { classes <= 8 ? .all : .predictedAndGold }

  /// The chosen classes of a text, ascending.
  /// - Parameters:
  ///   - logits: The logits of the text. `[C]`
  ///   - gold: Its gold class; nil where it is not known.
  /// - Returns: Indices of `logits`.
  public func classes(logits: [Float], gold: Int?) -> [Int] {
    if isAll { return Array(logits.indices) }
    var chosen = indices
    if hasPredicted, let predicted = Self.highest(logits) { chosen.insert(predicted) }
    if hasGold, let gold = gold ?? Self.highest(logits) { chosen.insert(gold) }
    return chosen.filter(logits.indices.contains).sorted()
  }

  /// The class of the highest logit, the lowest of equal ones.
  static func highest(_ logits: [Float]) -> Int? {
    logits.indices.max { logits[$0] < logits[$1] || (logits[$0] == logits[$1] && $0 > $1) }
  }
}
