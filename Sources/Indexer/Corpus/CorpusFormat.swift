import Foundation

/// How a corpus is written down.
enum CorpusFormat: String, Sendable, CaseIterable {
  /// One JSON object a line.
  case jsonl
  /// A JSON array of objects, or objects one after the other.
  case json
  /// RFC 4180 with a header.
  case csv
  /// Tabs instead of commas, and quotes that are ordinary characters.
  case tsv
  /// One text a line, without columns.
  case txt

  /// The format that a file's name tells; nil where it tells none. Standard input ("-") is JSONL.
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

  /// Whether its values have names.
  var hasColumns: Bool { self != .txt }

  /// Whether its fields are separated by a character that can be chosen.
  var isDelimited: Bool { self == .csv || self == .tsv }
}
