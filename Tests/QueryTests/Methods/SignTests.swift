import Foundation
import Testing

/// How listings and texts show signs.
struct SignTests {
  private let store: SampleStore
  private static let signed = ["--method", "decompx-linear"]

  init() throws { store = try SignedReviews.store() }

  @Test func `the scores of largest size of an example are listed, those against the class last`() throws {
    let rows = try store.run(["top", "--example", "b", "-k", "3", "--csv"] + Self.signed).text.split(separator: "\n")
    #expect(rows.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[2] } == ["not", "film", "bad"])
    let one = try store.run(["top", "--example", "b", "-k", "1", "--csv", "--class", "negative"] + Self.signed).text.split(separator: "\n")
    #expect(one.count == 2 && one[1].contains("not,-4"))
  }

  @Test func `both ends of a slice are listed`() throws {
    let result = try store.run(
      ["top", "--label", "negative", "--class", "positive", "--by", "total", "--min-count", "1", "-k", "1", "--csv"] + Self.signed)
    let tokens = result.text.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[0] }
    #expect(tokens == ["not", "bad"])
    let table = try store.run(
      ["top", "--label", "negative", "--class", "positive", "--by", "total", "--min-count", "1", "-k", "1"] + Self.signed)
    #expect(table.text.contains("; the highest, then the lowest; scores by decompx-linear for class 'positive'"))
    let all = try store.run(
      ["top", "--label", "negative", "--by", "total", "--min-count", "1", "-k", "all", "--csv"] + Self.signed)
    let names = all.text.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[0] }
    #expect(Set(names).count == names.count && names.count == 5)
  }

  @Test func `a slice is ranked by mean, which needs no comparison, where scores have a sign`() throws {
    let arguments = ["top", "--label", "negative", "--min-count", "1"]
    let usual = try store.run(arguments + Self.signed)
    #expect(usual.text.contains(", by mean; scores by decompx-linear for class 'negative'"), "\(usual)")
    #expect(try store.run(arguments + Self.signed + ["--by", "contrast"]).text.contains("by mean") == false)
    #expect(try store.run(arguments).text.contains("by mean") == false)
  }

  @Test func `a text has what speaks for the class, what against it, and the sum`() throws {
    let shown = try store.run(["show", "b"] + Self.signed).text
    #expect(shown.contains("decompx-linear for positive (logit +1.25)"))
    #expect(shown.contains("[[+not]]") && shown.contains("[[-bad]]") && !shown.contains("film]"))
    #expect(shown.contains("for positive: not +2.00"))
    #expect(shown.contains("against positive: bad -1.50\n"))
    #expect(shown.contains("logit +1.25: tokens +0.75, bias +0.50\n"))
    let plain = try store.run(["show", "b", "--plain"] + Self.signed).text
    #expect(plain.contains("+█ 2.00") && plain.contains("-▆ 1.50") && plain.contains("+▁ 0.25"))
    #expect(plain.contains("numbers: logits, + for the class and - against it; the highest bar is 2.00"))
  }

  @Test func `colours are orange for the class and blue against it`() throws {
    let shown = try store.run(["show", "b", "--color", "always", "--background", "light"] + Self.signed).text
    #expect(shown.contains("\u{1B}[38;5;16;48;5;166mnot\u{1B}[0m"))
    #expect(shown.contains("\u{1B}[38;5;16;48;5;69mbad\u{1B}[0m"))
    #expect(shown.contains("scale: -2.00 \u{1B}[38;5;16;48;5;32m  \u{1B}[0m") && shown.contains(" +2.00\n"))
  }

  @Test func `a listing of unsigned scores says once, for people, what they do not tell`() throws {
    let said = "globenc-query: scores by n-enc, rollout say how much, not for which class; --method decompx-linear says that\n"
    for command in [
      ["top", "--label", "negative", "--min-count", "1", "--group-by", "predicted", "--by", "mean"], ["show", "a", "b"],
      ["examples", "--token", "not", "--sort", "score", "--group-by", "predicted"], ["tokens", "not"],
    ] {
      #expect(try store.run(command).errors == said, "\(command)")
    }
    #expect(try store.run("top", "--example", "a", "--json").errors.isEmpty)
    #expect(try store.run(["show", "a"] + Self.signed).errors.isEmpty)
    // A list of examples in the order of the corpus shows no scores.
    #expect(try store.run("examples").errors.isEmpty)
  }

  @Test func `info lists the methods`() throws {
    let text = try store.run("info").text
    #expect(text.contains("decompx-linear") && text.contains("signed, for negative, positive"))
    let object = try JSONSerialization.jsonObject(with: try store.run("info", "--json").output) as? [String: Any]
    let methods = try #require(object?["methods"] as? [[String: Any]])
    #expect(methods.map { $0["method"] as? String } == ["n-enc", "decompx-linear", "n-enc"])
    #expect(methods.map { $0["signed"] as? Bool } == [false, true, false])
    #expect(methods.allSatisfy { $0["examples"] as? Int == 3 })
    #expect(methods[1]["classes"] as? [String] == ["negative", "positive"])
    let one = try SampleStore().run("info", "--json").text
    #expect(!one.contains("\"methods\""))
  }

  @Test func `a listing says for people how many examples are left out because they have no scores for the class`() throws {
    let store = try SignedReviews.store(isWhole: false)
    let ranked = try store.run(["tokens", "film", "--class", "negative"] + Self.signed)
    #expect(ranked.errors.contains("1 of 3 examples have no scores by decompx-linear for class 'negative', and are left out"), "\(ranked)")
    #expect(try !store.run(["tokens", "film", "--class", "positive"] + Self.signed).errors.contains("left out"))
    #expect(try !store.run(["tokens", "film", "--class", "negative", "--csv"] + Self.signed).errors.contains("left out"))
  }

  @Test func `a comparison of a signed method with an unsigned one says what differs by nature, and of a method with itself is refused`()
    throws
  {
    let mixed = try store.run(["compare", "--method", "n-enc", "--method", "decompx-linear"])
    #expect(mixed.errors.contains("one of the two has a sign and the other has none"))
    let same = try store.run(["compare", "--method", "n-enc", "--method", "n-enc"])
    #expect(same.status == 64 && same.errors.contains("Both sides are one: name two methods"))
  }
}
