import Support

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

  private let cache: FileCache<Question, RankedSums?>

  /// - Parameters:
  ///   - capacity: Bytes of all sums that are kept.
  ///   - rest: Where a file was changed less than this before, its sums are not kept.
  public init(capacity: Int = 64_000_000, rest: Duration = .milliseconds(200)) {
    cache = FileCache(capacity: capacity, most: 64, rest: rest)
  }

  /// The kept sums; else those that `make` gives.
  /// - Parameters:
  ///   - question: What is summed.
  ///   - state: The state of the files, in which `make` reads them.
  ///   - make: Reads the sums.
  /// - Returns: The sums; nil where `make` gives none.
  /// - Throws: Errors of `make`.
  func sums(for question: Question, _ state: [FileState], _ make: () throws -> RankedSums?) rethrows -> RankedSums? {
    try cache.value(
      for: question, in: state,
      // That there are no examples is told anew.
      bytes: { sums in sums.flatMap { $0.chosen.examples > 0 ? question.bytes + $0.bytes : nil } }, make)
  }
}
