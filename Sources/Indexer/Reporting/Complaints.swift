import Support
import Synchronization

/// Reports the rows that could not be indexed: the first few rows of each kind of fault, and at the end the number of the others. Without
/// this, a file in another format would give an error for each line. Any thread may call any method.
final class Complaints: Sendable {
  /// Number of rows of a kind that are reported one by one.
  static let most = 5
  /// Number of kinds that are distinguished; all further rows are of one kind.
  private static let mostKinds = 100

  private struct Kind {
    var count = 0
    var last: BadRow
  }

  private let console: Console
  private let files: [String]
  private let kinds = Mutex<[String: Kind]>([:])

  /// - Parameters:
  ///   - console: Where to print.
  ///   - files: The names of the corpus' files in messages.
  init(console: Console, files: [String]) {
    self.console = console
    self.files = files
  }

  /// Counts a bad row, and reports it if it is among the first of its kind.
  @Sendable func add(_ bad: BadRow) {
    let count = kinds.withLock { kinds in
      var kind = Self.kind(of: bad.reason)
      if kinds[kind] == nil, kinds.count >= Self.mostKinds { kind = "" }
      kinds[kind, default: Kind(last: bad)].count += 1
      kinds[kind]?.last = bad
      return kinds[kind]?.count ?? 0
    }
    if count <= Self.most { console.print(sentence(bad)) }
  }

  /// Reports the number of rows that were not reported one by one. Call it once, at the end.
  func finish() {
    // Such files mostly come from Windows programs.
    if let kind = kinds.withLock({ $0[Self.kind(of: BadRow.notUTF8)] }) {
      let file = files[kind.last.place.file]
      console.print("globenc-index: note: rows of '\(file)' are \(BadRow.notUTF8)\(BadRow.conversion(file))")
    }
    if let kind = kinds.withLock({ kinds in kinds.first { $0.key.hasPrefix(BadRow.python) }?.value }) {
      let file = files[kind.last.place.file]
      console.print(
        "globenc-index: note: rows of '\(file)' are what Python prints of a dictionary (its repr): \(CorpusSource.pythonAdvice)")
    }
    let rest = kinds.withLock { kinds in kinds.values.filter { $0.count > Self.most }.sorted { $0.last.place.row < $1.last.place.row } }
    for kind in rest {
      let more = kind.count - Self.most
      console.print(
        "globenc-index: \(more.grouped) more row\(more == 1 ? "" : "s") failed for the same reason, the last: \(sentence(kind.last))"
      )
    }
  }

  private func sentence(_ bad: BadRow) -> String {
    "\(files[bad.place.file]):\(bad.place.line): row \(bad.place.row): \(bad.reason)"
  }

  /// The kind of a reason: its text without numbers and quoted parts.
  private static func kind(of reason: String) -> String {
    var kind = ""
    var isQuoted = false
    for character in reason {
      if character == "'" { isQuoted.toggle() }
      if !isQuoted, !character.isASCII || !character.isNumber { kind.append(character) }
    }
    return kind
  }
}
