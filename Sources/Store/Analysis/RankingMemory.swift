import Support
import Synchronization

/// The sums from which the last rankings of a store were made, kept until its files change: another order of the same tokens, or more of them,
/// then needs no second reading. The readers of one store share it.
public final class RankingMemory: Sendable {
  /// What was summed.
  struct Question: Equatable, Sendable {
    private let text: ExactString

    var bytes: Int { text.string.utf8.count }

    /// - Parameters:
    ///   - query: The query, with the scores in its filters.
    ///   - isCompared: Whether the slice is compared with another side.
    init(_ query: TokenQuery, isCompared: Bool) {
      func slice(_ filter: ExampleFilter) -> ExampleFilter {
        var filter = filter
        (filter.order, filter.isCounted, filter.offset, filter.limit) = (.row, true, 0, nil)
        return filter
      }
      // Names that differ in their bytes alone are different labels, which equality of strings does not tell.
      text = ExactString(
        String(
          reflecting: (
            slice(query.filter), isCompared ? query.versus.map(slice) : nil, isCompared ? query.comparedTexts : nil, query.units,
            query.includeSpecial, query.copies == .folded
          )))
    }
  }

  private struct Entry {
    let question: Question
    let state: [FileState]
    let sums: RankedSums

    var bytes: Int { question.bytes + sums.bytes }
  }

  /// Each question goes through all that are kept.
  private static let mostEntries = 64

  private let entries = Mutex<[Entry]>([])
  private let capacity: Int
  private let rest: Duration

  /// - Parameters:
  ///   - capacity: Bytes of all sums that are kept.
  ///   - rest: Where a file was changed less than this before, its sums are not kept.
  public init(capacity: Int = 64_000_000, rest: Duration = .milliseconds(200)) { (self.capacity, self.rest) = (capacity, rest) }

  /// The kept sums; else those that `make` gives.
  /// - Parameters:
  ///   - question: What is summed.
  ///   - state: The state of the files, which make reads as they are in it.
  ///   - make: Reads the sums.
  /// - Returns: The sums; nil where `make` gives none.
  /// - Throws: Errors of `make`.
  func sums(for question: Question, _ state: [FileState], _ make: () throws -> RankedSums?) rethrows -> RankedSums? {
    let known = entries.withLock { entries -> RankedSums? in
      guard let place = entries.firstIndex(where: { $0.question == question }) else { return nil }
      let entry = entries.remove(at: place)
      guard entry.state == state else { return nil }
      entries.append(entry)
      return entry.sums
    }
    if let known { return known }
    let isAtRest = state.allSatisfy { $0.isSettled(for: rest) }
    guard let sums = try make() else { return nil }
    let entry = Entry(question: question, state: state, sums: sums)
    // That there are no examples is told anew.
    guard isAtRest, sums.chosen.examples > 0, entry.bytes <= capacity else { return sums }
    entries.withLock { entries in
      entries.removeAll { $0.question == question }
      entries.append(entry)
      var bytes = entries.reduce(0) { $0 + $1.bytes }
      while bytes > capacity || entries.count > Self.mostEntries { bytes -= entries.removeFirst().bytes }
    }
    return sums
  }
}
