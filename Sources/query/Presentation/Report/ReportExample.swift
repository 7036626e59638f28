import Store
import Support

/// One example in the page's data, in three parts; the later parts can be left out.
///
/// The keys are:
/// - `id`, and `o`, the row in the corpus;
/// - `g` and `p`, the numbers of the gold and the predicted label; `gs` and `ps`, the rising numbers of the labels in the gold and the
///   predicted set, where the model gives sets; `f`, where a gold label is no class of the model;
/// - `c`, the confidence, and `v`, the value;
/// - `k`, the values of the kept columns;
/// - `n`, the number of tokens; `t`, 1 where the text was truncated; `w`, the number of windows, where there are several;
/// - `x`, text and pair; `e`, where the model did not read all of them, the two ends of the part that it read of each;
/// - `u`, two numbers for each unit, in order: the distance of its start from the end of the unit before it in its text, and its length, or
///   -1 and the number of a special token; `b`, the first unit of the pair;
/// - `h`, alternately the number of a word of the panels and a unit that is this word;
/// - `s`, row 0 by the page's base, a share for each unit; `a`, the scores by other methods: of each `m`, the number of the method, `s`, a share
///   for each unit, or, of a signed method, thousandths of a logit, `c`, the number of the class, and `t`, three terms of the logit in
///   hundredths as they are shown: tokens, bias, logit; `r`, for each further unit its strongest sources, alternately unit and share; `l`, for each layer
///   its `s` and `r`.
///
/// Positions in texts are in UTF-16 units, and shares in `Percentage.hundredths`.
package struct ReportExample {
  /// Number of sources that are kept of each row other than row 0.
  package static let strongest = 8

  private let example: Example
  private let layout: ExampleLayout
  /// The part that the model read, of the text and of the pair.
  private let read: [Range<Int>]
  private let words: Bool

  init(_ example: Example, words: Bool) {
    self.example = example
    self.words = words
    let readable = example.readable
    layout = ExampleLayout(readable, words: words)
    read = ReadStretch.of(readable)
  }

  /// All members of the JSON object except scores, rows and layers; it numbers the labels and the special tokens.
  /// - Parameters:
  ///   - labels: The labels of the page.
  ///   - specials: The special tokens of the page.
  ///   - ranked: The words, or pieces, in the panels.
  /// - Returns: The members, separated by commas.
  func core(labels: inout Numbering, specials: inout Numbering, ranked: Numbering) -> String {
    var text = "\"id\":"
    JSONText.append(quoting: example.id, to: &text)
    text += ",\"o\":\(example.row)"
    if let label = example.label { text += ",\"g\":\(labels.number(of: label))" }
    if let predicted = example.predicted { text += ",\"p\":\(labels.number(of: predicted))" }
    if let predicted = example.predictedLabels {
      if let gold = example.labels { text += ",\"gs\":" + Self.list(gold.map { labels.number(of: $0) }.sorted()) }
      text += ",\"ps\":" + Self.list(predicted.map { labels.number(of: $0) }.sorted())
    }
    if example.isGoldOutsideClasses { text += ",\"f\":1" }
    if let confidence = example.confidence { text += ",\"c\":\(JSONText.number(confidence) ?? "null")" }
    if let value = example.value, value.isFinite { text += ",\"v\":\(Table.rounded(value))" }
    if !example.kept.isEmpty { text += ",\"k\":" + JSONOutput.array(example.kept.map { .cell(Cell($0?.string)) }).text }
    text += ",\"n\":\(example.tokens.count)"
    if example.isTruncated { text += ",\"t\":1" }
    if example.windows > 1 { text += ",\"w\":\(example.windows)" }
    text += ",\"x\":["
    for (index, segment) in layout.segments.enumerated() {
      if index > 0 { text += "," }
      JSONText.append(quoting: segment.text(of: segment.scalars.indices), to: &text)
    }
    text += "]"
    if zip(read, layout.segments).contains(where: { $0 != $1.scalars.indices }) {
      text += ",\"e\":" + Self.list(read.enumerated().flatMap { [units($0, 0..<$1.lowerBound), units($0, 0..<$1.upperBound)] })
    }
    text += ",\"u\":" + Self.list(places(&specials))
    if let first = layout.units.firstIndex(where: { $0.segment == 1 }) { text += ",\"b\":\(first)" }
    let hits = hits(of: ranked)
    if !hits.isEmpty { text += ",\"h\":" + Self.list(hits) }
    return text
  }

  /// The members with the scores, each behind a comma.
  /// - Parameters:
  ///   - results: The attributions of the example that the page has.
  ///   - scores: The scores of the page.
  ///   - labels: The labels of the page.
  /// - Returns: The members.
  func scores(_ results: [AttributionResult], of scores: ReportScores, labels: inout Numbering) -> String {
    var (base, others) = ("", [String]())
    for result in results {
      let shares = result.scores.map(Double.init)
      let sums = layout.sums(of: shares)
      guard result.method != scores.base else {
        base = ",\"s\":" + Self.list(sums.map(Percentage.hundredths))
        continue
      }
      var part = "{\"m\":\(scores.methods.firstIndex(of: result.method) ?? -1)"
      if result.method.isSigned {
        if let name = result.className { part += ",\"c\":\(labels.number(of: name))" }
        let explanation = example.scored(by: result).explanation
        if let sum = explanation?.sum(tokens: shares) { part += ",\"t\":" + Self.list([sum.tokens, sum.bias, sum.logit]) }
      }
      others.append(part + ",\"s\":" + Self.list(sums.map(result.method.isSigned ? LogitText.thousandths : Percentage.hundredths)) + "}")
    }
    return base + (others.isEmpty ? "" : ",\"a\":[" + others.joined(separator: ",") + "]")
  }

  /// The sources of the units in rows other than row 0: the array of key `r`.
  func rows(of matrix: ScaledMatrix) -> String {
    "[" + layout.units.dropFirst().map { Self.list(sources(of: $0, in: matrix)) }.joined(separator: ",") + "]"
  }

  /// Row 0 and the other rows of a layer: an element of the array of key `l`.
  func layer(_ matrix: ScaledMatrix) -> String {
    let first = layout.sums(of: AttributionRow.shares(of: matrix, row: 0))
    return "{\"s\":" + Self.list(first.map(Percentage.hundredths)) + ",\"r\":" + rows(of: matrix) + "}"
  }

  private func places(_ specials: inout Numbering) -> [Int] {
    var places: [Int] = []
    var ends = [Int](repeating: 0, count: layout.segments.count)
    for unit in layout.units {
      if let offsets = unit.offsets {
        places += [units(unit.segment, ends[unit.segment]..<offsets.lowerBound), units(unit.segment, offsets)]
        ends[unit.segment] = offsets.upperBound
      } else {
        places += [-1, specials.number(of: unit.name)]
      }
    }
    return places
  }

  /// The number of UTF-16 units in a part of a text; scalars beyond U+FFFF have two.
  private func units(_ segment: Int, _ range: Range<Int>) -> Int {
    layout.segments[segment].scalars[range].reduce(0) { $0 + ($1.value > 0xFFFF ? 2 : 1) }
  }

  /// The words of the panels in the example: alternately the number of a word and the unit that is this word.
  private func hits(of ranked: Numbering) -> [Int] {
    if ranked.names.isEmpty { return [] }
    let names =
      words
      ? example.words.map { (name: $0.name, position: $0.tokens.lowerBound) }
      : example.tokens.indices.map { (name: example.tokens[$0].piece, position: $0) }
    return names.flatMap { name, position in
      guard let number = ranked.known(name), let unit = layout.units.firstIndex(where: { $0.tokens.contains(position) }) else {
        return [Int]()
      }
      return [number, unit]
    }
  }

  /// The strongest sources of a unit: the mean of its tokens' rows, summed by unit.
  private func sources(of unit: MarkedUnit, in matrix: ScaledMatrix) -> [Int] {
    var mean = [Double](repeating: 0, count: matrix.size)
    for token in unit.tokens {
      for (column, share) in AttributionRow.shares(of: matrix, row: token).enumerated() { mean[column] += share }
    }
    let sums = layout.sums(of: mean.map { $0 / Double(unit.tokens.count) }).map(Percentage.hundredths)
    return sums.indices.filter { sums[$0] > 0 }.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(Self.strongest)
      .flatMap { [$0, sums[$0]] }
  }

  private static func list(_ numbers: [Int]) -> String { "[" + numbers.map(String.init).joined(separator: ",") + "]" }
}
