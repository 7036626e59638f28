import Store

/// One example as the page's data has it, in three parts that can be left out from the last on.
///
/// Keys: `id`; `g`, `p` numbers of gold and predicted label; `c` confidence and `v` value; `n` tokens; `t` 1 where the text was cut off; `w` windows where there are several;
/// `x` text and pair; `u` two numbers for each unit, in order: how far it begins behind the one before it in its text, and its length, in
/// UTF-16 units, or -1 and the number of a special token; `b` the first unit of the pair; `s` row 0, a share for each unit; `r` for each
/// further unit the strongest sources, unit and share in turn; `l` for each layer its `s` and `r`. Shares are in 1/10,000.
struct ReportExample {
  /// How many sources of a row, other than row 0, are kept.
  static let strongest = 8

  private let example: StoredExample
  private let layout: ExampleLayout

  init(_ example: StoredExample, words: Bool) {
    self.example = example
    layout = ExampleLayout(example.readable, words: words)
  }

  /// Everything but the other rows and the layers, as members of a JSON object; numbers the labels and the special tokens.
  func core(labels: inout Numbering, specials: inout Numbering) -> String {
    var text = "\"id\":"
    JSONValue.append(quoting: example.id, to: &text)
    if let label = example.label { text += ",\"g\":\(labels.number(of: label))" }
    if let predicted = example.predicted { text += ",\"p\":\(labels.number(of: predicted))" }
    if let confidence = example.confidence { text += ",\"c\":\(confidence.description)" }
    if let value = example.value, value.isFinite { text += ",\"v\":\(Table.rounded(value))" }
    text += ",\"n\":\(example.tokens.count)"
    if example.isTruncated { text += ",\"t\":1" }
    if example.windows > 1 { text += ",\"w\":\(example.windows)" }
    text += ",\"x\":["
    for (index, segment) in layout.segments.enumerated() {
      if index > 0 { text += "," }
      JSONValue.append(quoting: segment.text(of: segment.scalars.indices), to: &text)
    }
    text += "],\"u\":" + Self.list(places(&specials))
    if let first = layout.units.firstIndex(where: { $0.segment == 1 }) { text += ",\"b\":\(first)" }
    return text + ",\"s\":" + Self.list(layout.sums(of: example.tokens.map { Double($0.score) }).map(Self.share))
  }

  /// What the units of rows other than 0 are made of: the array of key `r`.
  func rows(of matrix: MatrixRecord) -> String {
    "[" + layout.units.dropFirst().map { Self.list(sources(of: $0, in: matrix)) }.joined(separator: ",") + "]"
  }

  /// Row 0 and the other rows of a layer: an element of the array of key `l`.
  func layer(_ matrix: MatrixRecord) -> String {
    let first = layout.sums(of: AttributionRow.shares(of: matrix, row: 0))
    return "{\"s\":" + Self.list(first.map(Self.share)) + ",\"r\":" + rows(of: matrix) + "}"
  }

  private func places(_ specials: inout Numbering) -> [Int] {
    var places: [Int] = []
    var ends = [Int](repeating: 0, count: layout.segments.count)
    // Scalars beyond U+FFFF are two UTF-16 units.
    func units(_ segment: Int, _ range: Range<Int>) -> Int {
      layout.segments[segment].scalars[range].reduce(0) { $0 + ($1.value > 0xFFFF ? 2 : 1) }
    }
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

  /// The strongest sources of a unit: the mean of its tokens' rows, added up by unit.
  private func sources(of unit: MarkedUnit, in matrix: MatrixRecord) -> [Int] {
    var mean = [Double](repeating: 0, count: matrix.size)
    for token in unit.tokens {
      for (column, share) in AttributionRow.shares(of: matrix, row: token).enumerated() { mean[column] += share }
    }
    let sums = layout.sums(of: mean.map { $0 / Double(unit.tokens.count) }).map(Self.share)
    return sums.indices.filter { sums[$0] > 0 }.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(Self.strongest)
      .flatMap { [$0, sums[$0]] }
  }

  private static func share(_ value: Double) -> Int { Int((value * 10_000).rounded(.down)) }

  private static func list(_ numbers: [Int]) -> String { "[" + numbers.map(String.init).joined(separator: ",") + "]" }
}
