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

  /// The summary in one line of JSON; its names are a contract.
  var json: String {
    "{\"examples\": \(counts.examples), \"skipped\": \(counts.skipped), \"failed\": \(counts.failed), \"truncated\": \(counts.truncated), "
      + "\"tokens\": \(counts.tokens), \"seconds\": \(Self.rounded(seconds)), \"tokens_per_second\": \(Self.rounded(tokensPerSecond))"
      + (counts.replaced > 0 ? ", \"replaced\": \(counts.replaced)" : "") + (counts.pruned > 0 ? ", \"pruned\": \(counts.pruned)" : "")
      + (counts.emptyTexts > 0 ? ", \"empty_texts\": \(counts.emptyTexts)" : "")
      + (lacksClassifier ? ", \"classifier\": \"missing\"" : "")
      + (audit.map { ", \"audit\": \(Self.json($0))" } ?? "") + "}"
  }

  /// The summary in one line for people.
  var text: String {
    var line = "indexed \(counts.examples.grouped) example\(counts.examples == 1 ? "" : "s")"
    if counts.examples > 0 {
      line += " (\(counts.tokens.grouped) tokens) in \(Self.oneDecimal(seconds)) s, "
      line += "\(Int(tokensPerSecond).grouped) tokens/s"
    }
    if counts.replaced > 0 { line += "; \(counts.replaced.grouped) in place of old ones" }
    if counts.pruned > 0 { line += "; \(counts.pruned.grouped) pruned, being no longer in the corpus" }
    if counts.truncated > 0 { line += "; \(counts.truncated.grouped) truncated" }
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

  private static func json(_ audit: RunInfo.Audit) -> String {
    func number(_ number: Double?) -> String { number.map { "\($0)" } ?? "null" }
    return "{\"examples\": \(audit.examples), \"label_agreement\": \(number(audit.labelAgreement)), \"mean_spearman\": "
      + "\(audit.meanSpearman), \"lowest_spearman\": \(audit.lowestSpearman), \"largest_confidence_difference\": "
      + "\(number(audit.largestConfidenceDifference))}"
  }

  /// Rounds to the thousandth, because the last digits of a double are noise here.
  private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  private static func oneDecimal(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
}
