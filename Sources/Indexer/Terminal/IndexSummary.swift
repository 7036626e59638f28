import Store
import Support

/// What a run did, for people and for scripts.
struct IndexSummary {
  var counts: IndexCounts
  /// From the first row read to the last one committed.
  var seconds: Double
  /// How texts that were computed again agree; nil where there was no audit.
  var audit: RunInfo.Audit?
  /// Whether there are no predictions because the checkpoint lacks the classifier that its configuration names.
  var lacksClassifier = false

  /// Tokens of indexed examples a second; 0 where nothing was indexed.
  var tokensPerSecond: Double { counts.tokens > 0 && seconds > 0 ? Double(counts.tokens) / seconds : 0 }

  /// One line of JSON; the names are a contract.
  var json: String {
    "{\"examples\": \(counts.examples), \"skipped\": \(counts.skipped), \"failed\": \(counts.failed), \"truncated\": \(counts.truncated), "
      + "\"tokens\": \(counts.tokens), \"seconds\": \(Self.rounded(seconds)), \"tokens_per_second\": \(Self.rounded(tokensPerSecond))"
      + (counts.replaced > 0 ? ", \"replaced\": \(counts.replaced)" : "") + (counts.pruned > 0 ? ", \"pruned\": \(counts.pruned)" : "")
      + (counts.emptyTexts > 0 ? ", \"empty_texts\": \(counts.emptyTexts)" : "")
      + (lacksClassifier ? ", \"classifier\": \"missing\"" : "")
      + (audit.map { ", \"audit\": \(Self.json($0))" } ?? "") + "}"
  }

  /// One line for people.
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

  /// What to say of texts without a word, of all that were indexed; nil where there are none.
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

  /// To the thousandth: a double's last digits are noise here.
  private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  private static func oneDecimal(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }
}
