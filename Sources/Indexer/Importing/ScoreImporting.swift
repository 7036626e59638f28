import Foundation
import Store
import Support

/// Imports a file of scores into a store, in one transaction.
struct ScoreImporting {
  /// The name under which the store has the scores.
  let name: String
  let isSigned: Bool
  /// The class of signed scores where the file names none.
  let className: String?
  let replaces: Bool

  /// Imports the scores.
  /// - Parameters:
  ///   - path: The file; "-" is JSONL on standard input.
  ///   - store: A store that is open for writing.
  /// - Returns: Number of examples that have got scores.
  /// - Throws: `IndexerError` that names the place in the file; `StoreError` where the store has scores under that name. Then nothing is
  ///   changed.
  func run(_ path: String, into store: AttributionStore) throws -> Int {
    if path != "-", let reason = Self.objection(to: path) {
      throw IndexerError("the scores '\(path)' cannot be read: \(reason)", kind: .unavailable)
    }
    let isArchive = path.lowercased().hasSuffix(".npz")
    let file: any ScoreFile = isArchive ? ScoreArrays(path: path) : ScoreLines(path: path)
    let place = path == "-" ? "standard input" : "'\(path)'"
    let isOfClasses = !store.settings.explainedClasses.isEmpty
    var examples = 0
    try store.importScores(by: Method(name: name, isSigned: isSigned), replacing: replaces) { scores in
      try file.forEach { foreign in
        if let fault = fault(of: foreign, isOfClasses: isOfClasses) {
          throw IndexerError("\(place), \(foreign.place) \(fault)", kind: .incompatible)
        }
        do {
          try scores.add(
            id: foreign.id, className: foreign.className ?? className, scores: foreign.scores, logit: foreign.logit)
        } catch let error as StoreError {
          throw IndexerError("\(place), \(foreign.place): \(error)", kind: error.kind)
        }
      }
      examples = scores.examples
      guard examples > 0 else { throw IndexerError("there are no scores in \(place)") }
    }
    return examples
  }

  /// The reason why scores do not go with the options, as the rest of a sentence.
  private func fault(of scores: ForeignScores, isOfClasses: Bool) -> String? {
    if !isSigned, scores.className != nil || scores.logit != nil {
      return "has a \(scores.className == nil ? "logit" : "class"), which is for scores with a sign: add --signed"
    }
    return isSigned && isOfClasses && scores.className == nil && className == nil
      ? "names no class: add \"class\" to it, or name one for all with --class" : nil
  }

  /// The reason why a file cannot be opened; nil where it can.
  private static func objection(to path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    defer { close(descriptor) }
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : nil
  }
}
