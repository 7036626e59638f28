/// Reductions of a table that has to fit a width.
extension Table {
  /// The table with intervals in lines of their own and then without optional columns, as far as the width requires.
  func fitting(_ width: Int) -> (table: Table, leftOut: [String]) {
    var (table, leftOut) = (self, [String]())
    table.isStacked = table.fit.comfortable > width
    for column in optional where table.fit.comfortable > width {
      table = table.showing(table.columns.indices.filter { table.columns[$0] != column })
      leftOut.append(column)
    }
    return (table, columns.filter(leftOut.contains))
  }

  /// The table in parts that fit a width, one below another, each with the columns that identify a row.
  func parts(_ width: Int) -> [Table] {
    guard fit.least > width, columns.count > keys + 1 else { return [self] }
    let widths = fit.widths(for: 0)
    let first = widths.prefix(keys).reduce(0) { $0 + $1 + Self.gap.count }
    var (parts, room) = ([[Int]](), 0)
    for column in columns.indices.dropFirst(keys) {
      if parts.isEmpty || breaks.contains(columns[column]) || room < widths[column] {
        parts.append([])
        room = width - first
      }
      parts[parts.count - 1].append(column)
      room -= widths[column] + Self.gap.count
    }
    return parts.map { part in
      var table = showing(Array(columns.indices.prefix(keys)) + part)
      table.isStacked = false
      return table.fitting(width).table
    }
  }

  /// The table with only these columns.
  private func showing(_ shown: [Int]) -> Table {
    var table = Table(
      columns: shown.map { columns[$0] }, rows: rows.map { row in shown.map { row[$0] } }, textWidth: textWidth)
    for (place, hit) in hits {
      if let column = shown.firstIndex(of: place.column) { table.hits[Place(row: place.row, column: column)] = hit }
    }
    (table.hitMark, table.keys, table.breaks, table.isStacked) = (hitMark, keys, breaks, isStacked)
    return table
  }
}
