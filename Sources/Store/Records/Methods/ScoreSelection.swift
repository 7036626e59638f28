import Support

/// The scores that a query looks at.
public struct ScoreSelection: Sendable, Equatable {
  /// The choice of the class that signed scores explain.
  public enum ClassChoice: Sendable, Equatable {
    /// The predicted class of each example.
    case predicted
    /// The class that is the gold label of each example.
    case gold
    /// The class with this name.
    case named(String)
  }

  /// The method, one of the store's.
  public var method: Method
  /// The class; irrelevant for an unsigned method, and for a model without classes.
  public var className: ClassChoice

  /// Creates a selection.
  public init(_ method: Method, className: ClassChoice = .predicted) {
    self.method = method
    self.className = className
  }
}

extension StoreSettings {
  /// The classes that signed scores explain, each once; empty for a regression model, whose one value has no name, and for a model without
  /// classes.
  public var explainedClasses: [String] { problemType == .regression ? [] : classes }

  /// The ids of the selected scores; with nil, of the scores by the first method for each example's predicted class.
  /// - Throws: `StoreError` where the store has no such method, or the model no such class.
  func scoring(_ selection: ScoreSelection?) throws -> Scoring {
    guard let selection else { return defaultScoring }
    guard let entry = storedMethods.entry(of: selection.method) else {
      throw StoreError(
        "the store has no method \(selection.method): it has \(methods.map { "\($0.method)" }.joined(separator: "; "))", kind: .notFound)
    }
    guard entry.method.isSigned, !explainedClasses.isEmpty else { return Scoring(method: entry.id, className: 0) }
    switch selection.className {
    case .predicted: return Scoring(method: entry.id, className: Scoring.predicted)
    case .gold: return Scoring(method: entry.id, className: Scoring.gold)
    case .named(let name):
      guard let place = classes.firstIndex(where: { ExactString($0) == ExactString(name) }) else {
        throw StoreError("the model has no class '\(name)': it has \(classes.map { "'\($0)'" }.joined(separator: ", "))", kind: .notFound)
      }
      return Scoring(method: entry.id, className: Int64(place + 1))
    }
  }

  /// Whether the selected scores are signed.
  /// - Throws: `StoreError` where the store has no such method, or the model no such class.
  func isSigned(_ selection: ScoreSelection?) throws -> Bool {
    storedMethods.entry(id: try scoring(selection).method)?.method.isSigned ?? false
  }

  /// The ids of the scores for queries that select none.
  var defaultScoring: Scoring {
    let first = storedMethods.entries[0]
    return Scoring(method: first.id, className: first.method.isSigned && !explainedClasses.isEmpty ? Scoring.predicted : 0)
  }

  /// Scores that every example has, for queries to which they do not matter.
  var anyScoring: Scoring { storedMethods.inRow == nil ? .zeros : .inRow }

  /// A filter that lets only examples pass that have the scores of a query: those that it selects or, where it selects none, the default
  /// ones.
  func scored(_ filter: ExampleFilter, by selection: ScoreSelection? = nil) -> ExampleFilter {
    var filter = filter
    filter.scores = selection ?? filter.scores ?? ScoreSelection(method)
    return filter
  }
}
