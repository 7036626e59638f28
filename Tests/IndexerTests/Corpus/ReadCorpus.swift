import Foundation
import TestSupport

@testable import Indexer

/// All items that a reader finds in `bytes`.
func readCorpus(_ bytes: some Sequence<UInt8>, _ format: CorpusFormat, _ selection: ColumnSelection = ColumnSelection()) throws
  -> [CorpusItem]
{
  let directory = try TemporaryDirectory()
  let file = try directory.write(Data(bytes), to: "corpus")
  var corpus = try Corpus(path: file.path, format: format, selection: selection)
  var items: [CorpusItem] = []
  while let item = try corpus.next() { items.append(item) }
  return items
}

/// All items that a reader finds in `text`, whose format is `layout`.
func readCorpus(_ text: String, _ layout: CorpusLayout, _ selection: ColumnSelection = ColumnSelection()) throws -> [CorpusItem] {
  let directory = try TemporaryDirectory()
  let file = try directory.write(text, to: "corpus")
  var corpus = try Corpus(paths: [file.path], layout: layout, selection: selection)
  var items: [CorpusItem] = []
  while let item = try corpus.next() { items.append(item) }
  return items
}

/// All items that a reader finds in `text`.
func readCorpus(_ text: String, _ format: CorpusFormat, _ selection: ColumnSelection = ColumnSelection()) throws -> [CorpusItem] {
  try readCorpus(text.utf8, format, selection)
}

extension CorpusItem {
  /// The row, if it is a good one; else nil.
  var good: CorpusRow? {
    if case .row(let row) = self { row } else { nil }
  }

  /// The message about a bad row, such as "row 2 line 3: not valid UTF-8"; nil for a good one.
  var complaint: String? {
    if case .bad(let bad) = self { "row \(bad.place.row) line \(bad.place.line): \(bad.reason)" } else { nil }
  }
}

/// Calls `body` with an open corpus.
func withCorpus<T>(_ text: String, _ format: CorpusFormat, _ selection: ColumnSelection, _ body: (inout Corpus) throws -> T) throws -> T {
  let directory = try TemporaryDirectory()
  let file = try directory.write(text, to: "corpus")
  var corpus = try Corpus(path: file.path, format: format, selection: selection)
  return try body(&corpus)
}
