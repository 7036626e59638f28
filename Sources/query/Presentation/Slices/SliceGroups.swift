package import Store
import Support

/// The examples of a slice, grouped by the values of a column.
package struct SliceGroups {
  /// Upper bound of the number of groups.
  package static let limit = 20

  /// The examples with one value.
  package struct Group {
    package let value: Cell
    package let slice: ExampleSlice
  }

  /// Groups in the order of their values: numbers by size, then texts by their bytes, then examples without a value; labels in the model's
  /// order.
  package let groups: [Group]
  /// Number of distinct values.
  package let count: Int

  /// Groups by a kept column, or by `label` or `predicted`.
  /// - Throws: `QueryFailure` where there is no such column; `StoreError` where the store cannot be read.
  package init(of slice: ExampleSlice, by name: String, in store: AttributionStore) throws {
    let kept = store.settings.columns.keep
    if !kept.contains(name), name == "label" || name == "predicted" {
      let all = try Self.labels(of: slice, isGold: name == "label", in: store)
      (groups, count) = (Array(all.prefix(Self.limit)), all.count)
      return
    }
    let column = try KeptColumnNames(store).require(name, or: ["label", "predicted"])
    let found = try store.keptGroups(of: column, among: slice.filter, limit: Self.limit)
    count = found.count
    groups = found.groups.map { group in
      var filter = slice.filter
      filter.conditions.append(KeptCondition(column: column, value: group.text ?? ""))
      let value: Cell =
        switch group.value {
        // A field of CSV is a text, as it is in the rows of the group.
        case _? where group.isText: Cell(group.text)
        case .integer(let integer): .integer(Int(integer))
        case .real(let number): .double(number)
        case .text(let text): .text(text)
        case nil: .null
        }
      return Group(value: value, slice: ExampleSlice(filter: filter, idFile: slice.idFile, ids: slice.ids))
    }
  }

  private static func labels(of slice: ExampleSlice, isGold: Bool, in store: AttributionStore) throws -> [Group] {
    var (names, seen) = ([String](), Set<ExactString>())
    let summaries = try store.labelSummaries(slice.filter)
    let present = Set(summaries.compactMap { (isGold ? $0.label : $0.predicted).map(ExactString.init) })
    let others = present.map(\.string).sorted { ExactString($0) < ExactString($1) }
    for name in store.settings.labels + others where present.contains(ExactString(name)) && seen.insert(ExactString(name)).inserted {
      names.append(name)
    }
    return names.map { name in
      var filter = slice.filter
      if isGold { filter.label = name } else { filter.predicted = name }
      return Group(value: .text(name), slice: ExampleSlice(filter: filter, idFile: slice.idFile, ids: slice.ids))
    }
  }
}
