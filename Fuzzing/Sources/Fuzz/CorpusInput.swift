import Foundation
@testable import Indexer

/// Reads corpora to their end.
enum CorpusInput {
  /// A file without a name; each input replaces the contents that the one before it left.
  private static let descriptor: Int32 = {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("globenc-fuzz-\(getpid())").path
    defer { unlink(path) }
    return open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
  }()

  static func read(_ input: [UInt8]) {
    guard let first = input.first else { return }
    let format = CorpusFormat.allCases[Int(first) % CorpusFormat.allCases.count]
    let contents = input.dropFirst()
    guard ftruncate(descriptor, 0) == 0, contents.withUnsafeBytes({ pwrite(descriptor, $0.baseAddress, $0.count, 0) }) == contents.count
    else {
      preconditionFailure("the input cannot be written: \(String(cString: strerror(errno)))")
    }
    let selection = format.hasColumns ? ColumnSelection(textPair: "pair", keep: ["x", "y"]) : ColumnSelection()
    guard var corpus = try? Corpus(path: "/proc/self/fd/\(descriptor)", format: format, selection: selection) else { return }
    var rows = 0
    var bytes = 0
    while let item = try? corpus.next() {
      rows += 1
      bytes += item.place.byteCount
      precondition(item.place.row == rows, "row \(item.place.row) is the \(rows)th")
      if case .row(let row) = item { precondition(!row.text.utf8.contains(0) && row.pair?.isEmpty != true, "\(row)") }
    }
    precondition(rows <= contents.count + 1 && bytes <= contents.count, "\(rows) rows of \(bytes) bytes in \(contents.count)")
  }
}
