import Support

/// The results of a dry run, for people and for scripts.
struct DryRunReport {
  /// The corpus' name in messages.
  var corpus: String
  var survey: CorpusSurvey
  /// Maximum length of a text in tokens.
  var maxLength: Int
  /// Number of tokens that two windows of a long text share; nil where a long text is truncated.
  var stride: Int?
  var workers: Int
  /// Tokens of the timed batches.
  var timedTokens: Int
  /// Expected duration of a run.
  var seconds: Double
  /// The gold labels, and their treatment.
  var labels: LabelFates
  var store: StoreSizeEstimate
  /// Nil without decompx.
  var decompX: DecompXPrice?

  /// Expected number of texts.
  var texts: Int { survey.scaled(survey.texts.count) }
  /// Expected number of tokens, including special ones.
  var tokens: Int { survey.scaled(survey.tokens) }
  /// Expected number of rows that cannot be indexed.
  var failed: Int { survey.scaled(survey.failed) }
  /// Share of the texts that are truncated, in [0, 1].
  var truncatedShare: Double { survey.texts.isEmpty ? 0 : Double(survey.truncated) / Double(survey.texts.count) }
  private var tokensPerSecond: Double { seconds > 0 ? Double(tokens) / seconds : 0 }

  /// Numbers of texts of `from` to `to` tokens, for ranges that double, from the first range that occurs to the last.
  var histogram: [(from: Int, to: Int, texts: Int)] {
    var counts: [Int: Int] = [:]
    var longest = 8
    for text in survey.texts {
      var upper = 8
      while upper < text.length { upper *= 2 }
      counts[upper, default: 0] += 1
      longest = max(longest, upper)
    }
    var bars: [(from: Int, to: Int, texts: Int)] = []
    var upper = 8
    while upper <= longest, !counts.isEmpty {
      let count = counts[upper] ?? 0
      if count > 0 || !bars.isEmpty {
        bars.append((upper == 8 ? 1 : upper / 2 + 1, stride == nil ? min(upper, maxLength) : upper, survey.scaled(count)))
      }
      upper *= 2
    }
    return bars
  }

  /// The report in one line of JSON; its names are a contract.
  var json: String {
    var json = JSONObjectText()
    json.add("texts", texts)
    json.add("tokens", tokens)
    json.add("truncated", survey.scaled(survey.truncated))
    json.add("truncated_share", Self.rounded(truncatedShare, 1e6))
    json.add("failed", failed)
    json.add("rows_read", survey.rows)
    json.add("scale", Self.rounded(survey.scale, 1e6))
    json.add("max_length", maxLength)
    if stride != nil {
      json.add("cut", survey.scaled(survey.cut.texts))
      json.add("windows", survey.scaled(survey.cut.windows))
    }
    json.add("histogram", histogram.map(Self.json))
    json.add("workers", workers)
    json.add("timed_tokens", timedTokens)
    json.add("seconds", Self.rounded(seconds, 1000))
    json.add("tokens_per_second", Self.rounded(tokensPerSecond, 1000))
    json.add("store_bytes", store.bytes)
    json.add("bits_per_value", store.bitsPerValue.map { Self.rounded($0, 1000) })
    decompX?.add(to: &json)
    labels.add(to: &json)
    return json.text
  }

  private static func json(_ bar: (from: Int, to: Int, texts: Int)) -> JSONObjectText {
    var json = JSONObjectText()
    json.add("from", bar.from)
    json.add("to", bar.to)
    json.add("texts", bar.texts)
    return json
  }

  /// The report in some lines for people.
  var text: String {
    var lines: [String] = []
    if survey.scale > 1 {
      lines.append("\(corpus): from the first \(survey.rows.grouped) rows, \(Percentage.text(1 / survey.scale)) of what there is to read:")
    } else {
      lines.append("\(corpus):")
    }
    let mean = survey.texts.isEmpty ? "" : ", \(Self.rounded(Double(survey.tokens) / Double(survey.texts.count), 10)) a text"
    lines.append("texts      \(texts.grouped)")
    lines.append("tokens     \(tokens.grouped)\(mean)")
    if let stride {
      let share = survey.texts.isEmpty ? 0 : Double(survey.cut.texts) / Double(survey.texts.count)
      let windows = survey.scaled(survey.cut.windows).grouped
      lines.append(
        "cut        \(Percentage.text(share)) of the texts, into \(windows) windows of \(maxLength.grouped) tokens, \(stride.grouped) of them shared"
      )
    } else {
      lines.append("truncated  \(Percentage.text(truncatedShare)) of the texts, at \(maxLength.grouped) tokens")
    }
    lines.append("bad rows   \(failed.grouped)")
    lines += labels.lines
    lines += bars
    if seconds > 0 {
      let rate = Int(tokensPerSecond).grouped
      lines.append("time       about \(ProgressLine.clock(seconds)) with \(workers) worker\(workers == 1 ? "" : "s"), \(rate) tokens/s")
    }
    if let decompX { lines.append(decompX.line) }
    let bits = store.bitsPerValue.map { ", \(Self.rounded($0, 100)) bits for a number of a matrix" } ?? ""
    lines.append("store      about \(Self.rounded(Double(store.bytes) / 1e6, 10)) MB\(bits)")
    return lines.joined(separator: "\n")
  }

  /// The lines of the histogram; the longest bar has 40 columns.
  private var bars: [String] {
    let histogram = histogram
    guard let most = histogram.map(\.texts).max(), most > 0 else { return [] }
    let counts = histogram.map { $0.texts.grouped }
    let width = counts.map(\.count).max() ?? 0
    return ["tokens     texts"]
      + zip(histogram, counts).map { bin, count in
        let range = "\(bin.from)-\(bin.to)"
        let bar = String(repeating: "#", count: (bin.texts * 40 + most - 1) / most)
        return "  " + range + String(repeating: " ", count: max(1, 9 - range.count + width - count.count)) + count
          + (bar.isEmpty ? "" : " " + bar)
      }
  }

  private static func rounded(_ number: Double, _ unit: Double) -> Double { (number * unit).rounded() / unit }
}
