import Store

/// Converts JSON objects into rows, whatever separates the objects.
struct JSONRows {
  private let selection: ColumnSelection
  /// Column, spelled as in the corpus -> index of its value in a row.
  private var slots: [String: Int] = [:]
  /// Column -> the same index.
  private let places: [String: Int]
  private var isSeen: [Bool]
  /// The kind of the first row, where the row is not an object.
  private(set) var element: JSONElementKind?
  private var isFirst = true
  /// Number of rows that are Python dictionaries as `print` writes them.
  private(set) var python = 0
  /// Number of objects that could be parsed, whether or not they are valid rows.
  private(set) var objects = 0
  /// Names of the members that are not columns in use, in the order of their first occurrence; collected only with `collectsNames`.
  private(set) var otherNames: [String] = []
  /// Whether `otherNames` and `misfit` are collected.
  var collectsNames = false

  /// The layout of the first object, where that object is a whole table instead of a row; collected only with `collectsNames`.
  private(set) var misfit: JSONMisfit?
  private var hasFirst = false

  private static let mostNames = 1000

  /// - Parameters:
  ///   - selection: The columns in use.
  ///   - spellings: Column -> its name in the corpus, where the names differ.
  init(_ selection: ColumnSelection, spellings: [String: String] = [:]) {
    self.selection = selection
    var places: [String: Int] = [:]
    for column in selection.wanted where places[column.name] == nil { places[column.name] = places.count }
    self.places = places
    slots = places
    for (column, spelling) in spellings { slots[spelling] = slots[spelling] ?? places[column] }
    isSeen = Array(repeating: false, count: places.count)
  }

  /// Columns that occurred in some row.
  var presentColumns: Set<String> { Set(places.lazy.filter { isSeen[$0.value] }.map(\.key)) }

  /// Converts an object into a row.
  /// - Parameters:
  ///   - bytes: The object's JSON text.
  ///   - unit: The word for the object in messages: "line" or "element".
  ///   - place: The place of the row in the corpus.
  /// - Returns: The row.
  /// - Throws: `JSONObjectScanner.Problem`.
  mutating func row(_ bytes: [UInt8], unit: String = "line", at place: RowPlace) throws -> CorpusRow {
    if bytes.contains(0) { throw JSONObjectScanner.Problem(reason: BadRow.nulByte) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw JSONObjectScanner.Problem(reason: BadRow.notUTF8) }
    var scanner = JSONObjectScanner(bytes, unit: unit)
    if isFirst {
      isFirst = false
      element = JSONElementKind(beginning: bytes)
    }
    let values: [CorpusValue?]
    do {
      values = collectsNames ? try collectNames(&scanner) : try scanner.members(slots: slots, count: isSeen.count)
    } catch let problem as JSONObjectScanner.Problem {
      if problem.isPython { python += 1 }
      throw problem
    }
    objects += 1
    for slot in values.indices where values[slot] != nil { isSeen[slot] = true }
    let columns = selection.columns
    func value(_ name: String) -> CorpusValue? { places[name].flatMap { values[$0] } }

    guard let textValue = value(columns.text) else { throw JSONObjectScanner.Problem(reason: "no column '\(columns.text)'") }
    guard case .string(let text) = textValue else { throw Self.mismatch(columns.text, textValue, expected: "text") }
    let id = try identifier(value(columns.id))
    let row = CorpusRow(
      place: place, id: id ?? String(place.row), isNumbered: id == nil, text: text,
      pair: try columns.textPair.flatMap { try pair(value($0), column: $0) }, label: try label(value(columns.label)),
      labels: try labels(value(columns.label)), kept: columns.keep.map { value($0)?.keptValue })
    // A NUL written as \u0000, which the check of the bytes does not find.
    if row.holdsNUL { throw JSONObjectScanner.Problem(reason: BadRow.nulByte) }
    return row
  }

  private mutating func collectNames(_ scanner: inout JSONObjectScanner) throws -> [CorpusValue?] {
    var found: [(name: String, value: CorpusValue)] = []
    let values = try scanner.members(slots: slots, count: isSeen.count) { found.append(($0, $1)) }
    if !hasFirst {
      hasFirst = true
      misfit = JSONMisfit(text: places[selection.columns.text].flatMap { values[$0] }, others: found, isUsed: values.contains { $0 != nil })
    }
    for (name, _) in found where otherNames.count < Self.mostNames && !otherNames.contains(name) { otherNames.append(name) }
    return values
  }

  private func identifier(_ value: CorpusValue?) throws -> String? {
    switch value {
    case nil, .null: return nil
    case .string(let text): return text.isEmpty ? nil : text
    // The text of the number, as in CSV: a column of integers with missing values is often written with numbers such as 1.0.
    case .number(let text): return text
    case .some(let other): throw Self.mismatch(selection.columns.id, other, expected: "text or a number")
    }
  }

  private func pair(_ value: CorpusValue?, column: String) throws -> String? {
    switch value {
    case nil, .null: return nil
    case .string(let text): return text.isEmpty ? nil : text
    case .some(let other): throw Self.mismatch(column, other, expected: "text")
    }
  }

  private func label(_ value: CorpusValue?) throws -> String? {
    switch value {
    case nil, .null: return nil
    case .string(let text): return text.isEmpty ? nil : text
    case .number, .bool: return value?.keptText
    case .list: return nil
    case .some(let other): throw Self.mismatch(selection.columns.label, other, expected: "text or a number")
    }
  }

  /// A list, or a string that holds a list, as in a column that was converted from CSV.
  private func labels(_ value: CorpusValue?) throws -> [String]? {
    if case .string(let text) = value { return LabelList.read(cell: text) }
    return try LabelList.read(value, column: selection.columns.label)
  }

  private static func mismatch(_ column: String, _ value: CorpusValue, expected: String) -> JSONObjectScanner.Problem {
    JSONObjectScanner.Problem(reason: "'\(column)' is \(value.kind), not \(expected)")
  }
}
