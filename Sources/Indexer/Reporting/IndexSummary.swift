import Store
import Support

/// The results of a run, for people and for scripts.
struct IndexSummary {
  var counts: IndexCounts
  /// Seconds from the first row read to the last one committed.
  var seconds: Double
  /// Agreement of the texts that were computed again; nil where there was no audit.
  var audit: RunInfo.Audit?
  /// Whether there are no predictions because the checkpoint lacks the classification head that its configuration names.
  var lacksClassifier = false

  /// Tokens of indexed examples per second; 0 where no example was indexed.
  var tokensPerSecond: Double { counts.tokens > 0 && seconds > 0 ? Double(counts.tokens) / seconds : 0 }

  /// The summary in one line of JSON.
  var json: String {
    var json = JSONObjectText()
    add(to: &json)
    return json.text
  }

  /// Adds the members of the summary to an object; their names are a contract.
  func add(to json: inout JSONObjectText) {
    json.add("examples", counts.examples)
    json.add("skipped", counts.skipped)
    json.add("failed", counts.failed)
    json.add("truncated", counts.truncated)
    json.add("tokens", counts.tokens)
    json.add("seconds", Self.rounded(seconds))
    json.add("tokens_per_second", Self.rounded(tokensPerSecond))
    if counts.replaced > 0 { json.add("replaced", counts.replaced) }
    if counts.pruned > 0 { json.add("pruned", counts.pruned) }
    if counts.emptyTexts > 0 { json.add("empty_texts", counts.emptyTexts) }
    for (name, count) in counts.omittedByName { json.add("without_\(name)", count) }
    if lacksClassifier { json.add("classifier", "missing") }
    if let audit { json.add("audit", Self.json(audit)) }
  }

  /// The summary in one line for people.
  var text: String { text(of: "indexed", "example") }

  /// The summary in one line for people.
  /// - Parameters:
  ///   - verb: The verb of the line, such as "indexed".
  ///   - noun: The singular name of an example, such as "row".
  /// - Returns: The line.
  func text(of verb: String, _ noun: String) -> String {
    var line = "\(verb) \(counts.examples.grouped) \(noun)\(counts.examples == 1 ? "" : "s")"
    if counts.examples > 0 {
      line += " (\(counts.tokens.grouped) tokens) in \(Self.oneDecimal(seconds)) s, "
      line += "\(Int(tokensPerSecond).grouped) tokens/s"
    }
    if counts.replaced > 0 { line += "; \(counts.replaced.grouped) in place of old ones" }
    if counts.pruned > 0 { line += "; \(counts.pruned.grouped) pruned, being no longer in the corpus" }
    if counts.truncated > 0 { line += "; \(counts.truncated.grouped) truncated" }
    for (name, count) in counts.omittedByName { line += "; \(count.grouped) without scores by \(name)" }
    if counts.skipped > 0 { line += "; \(counts.skipped.grouped) skipped, being in the store already" }
    if counts.failed > 0 { line += "; \(counts.failed.grouped) failed" }
    if lacksClassifier { line += "; NO PREDICTIONS, since the checkpoint has no classifier" }
    if let audit { line += "; \(audit.description)" }
    return line
  }

  /// A warning about texts without a word among all indexed texts; nil where there are none.
  static func warning(emptyTexts: Int, of all: Int) -> String? {
    guard emptyTexts > 0 else { return nil }
    return
      "\(emptyTexts.grouped) of \(all.grouped) text\(all == 1 ? "" : "s") \(emptyTexts == 1 ? "is" : "are") empty or "
      + "blank: predictions for \(emptyTexts == 1 ? "it" : "them") rest on no word"
  }

  /// A warning about texts whose scores by Integrated Gradients do not add up; nil where there are none.
  static func warning(unconverged count: Int) -> String? {
    guard count > 0 else { return nil }
    return
      "in \(count.grouped) text\(count == 1 ? "" : "s"), the scores of integrated-gradients miss the difference of the logits by more than 1 %: "
      + "the bias holds the rest; more --steps may help"
  }

  private static func json(_ audit: RunInfo.Audit) -> JSONObjectText {
    var json = JSONObjectText()
    json.add("examples", audit.examples)
    json.add("label_agreement", audit.labelAgreement)
    json.add("mean_spearman", audit.meanSpearman)
    json.add("lowest_spearman", audit.lowestSpearman)
    json.add("largest_confidence_difference", audit.largestConfidenceDifference)
    if let methods = audit.methods {
      json.add(
        "methods",
        methods.map { agreement in
          var json = JSONObjectText()
          json.add("method", agreement.method.name)
          json.add("aggregate", agreement.method.aggregate?.rawValue)
          json.add("mean_spearman", agreement.meanSpearman)
          json.add("lowest_spearman", agreement.lowestSpearman)
          return json
        })
    }
    return json
  }

  /// Rounds to the thousandth, because the last digits of a double are noise here.
  static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  private static func oneDecimal(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
}
