import Foundation

/// The file format of a corpus.
enum CorpusFormat: String, Sendable, CaseIterable {
  /// One JSON object on each line.
  case jsonl
  /// A JSON array of objects, or objects one after another.
  case json
  /// RFC 4180 with a header.
  case csv
  /// As CSV, with tabs instead of commas, and with quotes as ordinary characters.
  case tsv
  /// One text on each line, without columns.
  case txt

  /// The format of a file name's extension; nil where it has none that is known. Standard input ("-") is JSONL.
  init?(path: String) {
    if path == "-" {
      self = .jsonl
      return
    }
    switch URL(fileURLWithPath: path).pathExtension.lowercased() {
    case "jsonl", "ndjson": self = .jsonl
    case "json": self = .json
    case "csv": self = .csv
    case "tsv": self = .tsv
    case "txt": self = .txt
    default: return nil
    }
  }

  /// Whether the format has named columns.
  var hasColumns: Bool { self != .txt }

  /// Whether a delimiter, which can be chosen, separates fields.
  var isDelimited: Bool { self == .csv || self == .tsv }
}
