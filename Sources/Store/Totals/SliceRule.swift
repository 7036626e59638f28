import GRDB

/// Decides for which slices a store keeps totals of tokens and words.
struct SliceRule {
  /// With more classes, the signed scores of each example are summed for its predicted class only.
  private static let mostClasses = 8

  /// Whether the store's model gives sets of labels.
  let hasSets: Bool
  private let isForEachClass: Bool

  /// Reads the properties that decide.
  init(in database: Database) throws {
    let select = try DirectStatement(cached: "SELECT problem_type, json_array_length(labels) FROM settings", in: database)
    defer { select.reset() }
    guard try select.step() else {
      (hasSets, isForEachClass) = (false, true)
      return
    }
    var cells = select.cells()
    hasSets = cells.next(String.self) == StoreSettings.ProblemType.multiLabel.rawValue
    isForEachClass = cells.next(Int.self) <= Self.mostClasses
  }

  /// Whether the kept totals of a slice, or of the slices that it consists of, are available.
  func answers(_ slice: Slice) -> Bool {
    // An example with several labels would count once for each of them.
    if slice.scoring.className < 0, hasSets { return false }
    return switch slice.scoring.className {
    case 0, Scoring.predicted: true
    case Scoring.gold: isForEachClass
    default: isForEachClass || slice.scoring.className == slice.predicted
    }
  }

  /// Whether the store keeps sums of tokens and words for a slice.
  ///
  /// It keeps them for slices that a query can name, so that the query reads one range, and for each predicted label, including none,
  /// because these slices together are all examples. It does not keep them for `any` on both sides, which would cost as much writing as a
  /// label and is rarely asked for, unless an example may have several predicted labels, whose slices together would count it several
  /// times.
  func keepsTotals(of slice: Slice) -> Bool {
    guard answers(slice) else { return false }
    return (slice.gold > 0 && slice.predicted != Slice.without)
      || (slice.gold == Slice.any && (slice.predicted != Slice.any || hasSets))
  }
}
