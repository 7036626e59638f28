import GRDB
import Support

/// Finds near copies among the examples by a scan, within one access to the database.
///
/// It keeps the words of the compared texts in memory, about 150 bytes a text.
struct CopyScan {
  private let database: Database
  private let settings: StoreSettings

  init(_ database: Database, settings: StoreSettings) {
    (self.database, self.settings) = (database, settings)
  }

  /// The keys of the examples, on both sides of a query, that are near copies of an example with a lower row of the corpus.
  /// - Throws: `StoreError` naming the example where a record is damaged.
  func copies(on query: TokenQuery) throws -> Set<Int64> {
    let isCompared = query.isCompared || query.order == .contrast
    // Without a comparison only the slice is read; compared with all other examples, everything is.
    let sides =
      !isCompared
      ? [TotalsScan.Selection(filter: query.filter)]
      : query.versus.map { [TotalsScan.Selection(filter: query.filter), TotalsScan.Selection(filter: $0, excluded: query.filter)] }
        ?? [TotalsScan.Selection(filter: ExampleFilter(scores: query.filter.scores))]
    let names = try TokenNames(.words, in: database)
    var texts: [(key: Int64, words: [UInt32])] = []
    for side in sides {
      _ = try TotalsScan(database, settings: settings).forEach(of: side) { columns, key, row, reader in
        texts.append((key, Self.words(of: try reader.words(of: columns, at: row), names)))
      }
    }
    let rows = try rows()
    texts.sort { (rows[$0.key] ?? 0, $0.key) < (rows[$1.key] ?? 0, $1.key) }
    let first = NearCopies(of: texts.map(\.words)).first
    return Set(first.indices.filter { first[$0] != $0 }.map { texts[$0].key })
  }

  /// The examples' rows of the corpus, by key.
  private func rows() throws -> [Int64: Int] {
    let select = try DirectStatement("SELECT key, row FROM example", in: database)
    var rows: [Int64: Int] = [:]
    while try select.step() {
      var cells = select.cells()
      rows[cells.next()] = cells.next(Int.self)
    }
    return rows
  }

  /// The number of distinct texts of the slice that hold each token, where copies among the texts that hold it count once.
  /// - Throws: `StoreError` naming the example where a record is damaged.
  func distinctTexts(of tokens: [ExactString], _ query: TokenQuery) throws -> [Int] {
    let names = try TokenNames(.words, in: database)
    let places = Dictionary(tokens.enumerated().map { ($1, $0) }) { first, _ in first }
    var pieces: [Int32: Int] = [:]
    if query.units == .pieces || query.includeSpecial {
      for (place, token) in tokens.enumerated() {
        if let id = try PieceNames.id(of: token.string, in: database) { pieces[Int32(truncatingIfNeeded: id)] = place }
      }
    }
    let screen = WordScreen(tokens)
    var texts = [[[UInt32]]](repeating: [], count: tokens.count)
    _ = try TotalsScan(database, settings: settings).forEach(of: TotalsScan.Selection(filter: query.filter)) { columns, _, row, reader in
      var held: Set<Int> = []
      for position in columns.ids.indices where columns.isSpecial(position) ? query.includeSpecial : query.units == .pieces {
        if let place = pieces[columns.ids[position]] { held.insert(place) }
      }
      guard !held.isEmpty || query.units == .words && Self.mayHold(columns, row, screen) else { return }
      let words = try reader.words(of: columns, at: row)
      if query.units == .words { for word in words { if let place = places[word.name] { held.insert(place) } } }
      guard !held.isEmpty else { return }
      let bag = Self.words(of: words, names)
      for place in held { texts[place].append(bag) }
    }
    return texts.map { NearCopies(of: $0).distinctTexts }
  }

  /// Whether the texts of a row may hold one of the words of a screen. A token without offsets is no stretch of a text.
  private static func mayHold(_ columns: TokenColumns, _ row: DirectStatement, _ screen: WordScreen) -> Bool {
    columns.offsets.contains { !$0.isSpecial && $0.offsets == nil } || row.withText(ScanColumn.text.rawValue, screen.mayHold)
      || row.withText(ScanColumn.pair.rawValue, screen.mayHold)
  }

  /// The words to compare; all marks of a text that consists of marks.
  private static func words(of words: [TokenColumnsReader.NamedWord], _ names: TokenNames) -> [UInt32] {
    let plain = words.filter { !Punctuation.isAll(of: $0.name.string) }
    return (plain.isEmpty ? words : plain).map { UInt32(truncatingIfNeeded: names.number(ofWord: $0.name)) }
  }
}
