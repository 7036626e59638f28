import GRDB
import Support

// MARK: - Reads: examples like another

extension AttributionStore {
  /// The examples with the attributions most similar to a given example's. The similarity is the cosine of two vectors with the sum
  /// of the scores of each word. Examples without the filter's scores do not take part. It takes a scan.
  /// - Parameters:
  ///   - id: Id of the given example, which is not part of the result.
  ///   - filter: The examples to compare with it; order, offset and limit are ignored.
  ///   - limit: Largest number of examples; nil for all.
  /// - Returns: The examples by descending similarity, ties in the order of the corpus, and the number of examples that passed the filter;
  ///   nil where there is no such example, or a label or piece is unknown.
  /// - Throws: `StoreError` where the file cannot be read, where a record is damaged, or where the given example has no such scores; it names
  ///   the example.
  public func neighbours(of id: String, among filter: ExampleFilter = ExampleFilter(), limit: Int?) throws -> (
    nearest: [Neighbour], examples: Int
  )? {
    let filter = settings.scored(filter)
    return try read { (database) -> (nearest: [Neighbour], examples: Int)? in
      guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return nil }
      let names = try TokenNames(.words, in: database)
      var reader = try TokenColumnsReader(database)
      let columns = "\(ScanColumn.list(conditions.scoring, in: database)), example.row"
      let one = try DirectStatement("SELECT \(columns) FROM example WHERE example.id = ?", in: database)
      one.bind(values: id)
      guard try one.step() else { return nil }
      if !one.isScored {
        // The reader says what is missing.
        _ = try example(id: id, scores: filter.scores)
        return nil
      }
      let profile = try Profile(at: one, reader: &reader, names: names)
      one.reset()
      // Words that first occur in later examples have higher numbers and are not part of the profile.
      var weights = [Double](repeating: 0, count: (profile.scores.last?.word ?? -1) + 1)
      for (word, score) in profile.scores { weights[word] = score }

      var best = Best<Neighbour>(limit) { ($1.similarity, $0.row, ExactString($0.id)) < ($0.similarity, $1.row, ExactString($1.id)) }
      let select = try DirectStatement("SELECT \(columns) FROM example NOT INDEXED \(conditions.sql)", in: database)
      conditions.bind(to: select)
      var examples = 0
      while try select.step() {
        examples += 1
        let other = try Profile(at: select, reader: &reader, names: names)
        let product = other.scores.reduce(0) { $1.word < weights.count ? $0 + $1.score * weights[$1.word] : $0 }
        let lengths = profile.length * other.length
        let neighbour = Neighbour(
          id: select.value(.id), row: select.int(ScanColumn.count), similarity: lengths > 0 ? min(max(product / lengths, -1), 1) : 0)
        if !neighbour.id.utf8.elementsEqual(id.utf8) { best.add(neighbour) }
      }
      return (best.sorted, examples)
    }
  }

  /// The words of an example, with the sums of their scores.
  private struct Profile {
    /// Sorted by the word's number, without duplicates.
    private(set) var scores: [(word: Int, score: Double)] = []

    init(at statement: DirectStatement, reader: inout TokenColumnsReader, names: TokenNames) throws {
      let columns = try reader.columns(at: statement)
      let words = try reader.words(of: columns, at: statement)
      let occurrences = words.map { (Int(names.number(ofWord: $0.name)), FixedPoint.double(columns.total(of: $0.tokens))) }
      for (word, score) in occurrences.sorted(by: { $0.0 < $1.0 }) {
        if let last = scores.last, last.word == word {
          scores[scores.count - 1].score += score
        } else {
          scores.append((word, score))
        }
      }
    }

    /// The Euclidean norm of the scores. The squares are added from the smallest on: the numbers of words, by which they are sorted, follow the
    /// order of the scan, which must not change the last digit.
    var length: Double { scores.map { $0.score * $0.score }.sorted().reduce(0, +).squareRoot() }
  }
}
