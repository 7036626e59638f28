import Store

/// One text of the corpus with what belongs to it.
struct CorpusRow: Sendable, Equatable {
  /// Where it stands.
  var place: RowPlace
  /// The id column's value, else the row number.
  var id: String
  /// Whether it has no id of its own.
  var isNumbered = false
  var text: String
  /// Never empty: an empty pair is no pair.
  var pair: String?
  /// As the corpus has it, and once the rule of the column is applied the class that it means; nil where the row has none.
  var label: String?
  /// The elements of the label column, where it holds a list; nil where it does not. From `gold` on, gold labels that are not just one.
  var labels: [String]?
  /// Values of the kept columns, in the order they were asked for; nil where the row has none.
  var kept: [KeptValue?]
  /// Whether it takes the place of the example that the store has under its id.
  var replaces = false

  /// Whether there is nothing to read in its text, or blanks only.
  var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }

  /// Whether one of its values has a NUL, which no format may bring.
  var holdsNUL: Bool {
    func isIn(_ value: String?) -> Bool { value?.utf8.contains(0) == true }
    return isIn(text) || isIn(id) || isIn(pair) || isIn(label) || labels?.contains { isIn($0) } == true
      || kept.contains { isIn($0?.string) }
  }

  /// Keeps the list of labels, or, for a model that gives one label, what stands in the field of CSV that looks like one.
  /// - Returns: false where there is a list only, and the model gives one label.
  mutating func takeLabels(asSets: Bool) -> Bool {
    if asSets || labels == nil { return true }
    labels = nil
    return label != nil
  }
}

/// Where a record stands in the corpus.
struct RowPlace: Sendable, Equatable {
  /// Number of the file, from 0.
  var file = 0
  /// Physical record, from 1; the header is not counted, bad rows are. Where a corpus has several files, they are numbered on.
  var row: Int
  /// Line of the file that the record starts on, from 1.
  var line: Int
  /// Bytes of the corpus that it takes, its line end included.
  var byteCount: Int
}

/// A record that cannot be indexed.
struct BadRow: Sendable, Equatable {
  /// A reason: no text has a NUL byte, and much that reads texts stops at one.
  static let nulByte = "has a NUL byte"

  /// A reason: bytes that are no text in UTF-8.
  static let notUTF8 = "not valid UTF-8"

  /// A reason: what Python prints of a dictionary is not JSON.
  static let python = "not JSON but what Python prints"

  var place: RowPlace
  /// What is wrong with it, to be read after "row 3: ".
  var reason: String
}

/// What a reader finds next.
enum CorpusItem: Sendable, Equatable {
  case row(CorpusRow)
  case bad(BadRow)

  /// Where it stands.
  var place: RowPlace {
    switch self {
    case .row(let row): row.place
    case .bad(let bad): bad.place
    }
  }
}
