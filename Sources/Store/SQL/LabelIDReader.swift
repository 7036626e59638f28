import GRDB
import Support

/// Reads the ids of an example's labels, within one access to the database: those that totals are kept by.
final class LabelIDReader {
  /// The columns that it reads, in this order.
  static let columns = "example.label, example.predicted, example.labels, example.logits"
  /// How many they are.
  static let columnCount: Int32 = 4

  private let names: LabelNames
  private let sets: LabelSets?
  private var known: [ExactString: Int64] = [:]

  init(_ database: Database, settings: StoreSettings) {
    names = LabelNames(database, settings: settings)
    sets = LabelSets(settings)
  }

  /// The ids of the labels of the row that `statement` is at; its columns begin at `column`. Names that are damaged are left out.
  /// - Throws: What SQLite reports.
  func labels(at statement: DirectStatement, from column: Int32) throws -> TotalsAccumulator.Labels {
    let gold = statement.integerIfAny(column) ?? Slice.without
    guard let sets else {
      return TotalsAccumulator.Labels(gold: gold, predicted: statement.integerIfAny(column + 1) ?? Slice.without)
    }
    let golds = try statement.textIfAny(column + 2).flatMap(LabelSets.unpack).map { try $0.compactMap(id(of:)) }
    let predicted = try sets.predicted(TokenBlobs.unpackFloats(statement.blob(column + 3)) ?? []).compactMap(id(of:))
    return TotalsAccumulator.Labels(golds: golds ?? [gold], predicted: predicted)
  }

  private func id(of name: String) throws -> Int64? {
    let key = ExactString(name)
    if let id = known[key] { return id }
    do {
      guard let id = try names.id(of: name) else { return nil }
      known[key] = id
      return id
    } catch is StoreError {
      return nil
    }
  }
}
