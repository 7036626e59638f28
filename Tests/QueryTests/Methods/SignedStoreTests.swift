import Foundation
import Store
import TestSupport
import Testing

/// Every command on a store whose only method is signed.
struct SignedStoreTests {
  private let store: SampleStore

  init() throws { store = try SignedReviews.store(signedOnly: true) }

  @Test(arguments: [
    ["info"], ["labels"], ["top", "--label", "negative", "--min-count", "1", "--by", "mean"], ["top", "--example", "a"],
    ["top", "--by", "error-rate", "--min-count", "1"], ["tokens", "not"], ["tokens", "film", "--words"], ["examples"],
    ["examples", "--like", "b"], ["examples", "--word", "film", "--in-top", "2"], ["examples", "--token", "film", "--sort", "score"],
    ["export", "--what", "tokens"], ["export", "--what", "words"], ["export", "--what", "examples"], ["export", "--what", "labels"],
    ["cues", "--min-count", "1", "--ratio", "0"], ["verify"], ["report"],
  ])
  func `a command has a result`(command: [String]) throws {
    let result = try store.run(command)
    #expect(result.status == 0 && !result.text.isEmpty, "\(result.errors)")
  }

  @Test func `scores are those of the predicted class unless another is named`() throws {
    let rows = try store.run("export", "--what", "tokens").text.split(separator: "\n")
    #expect(rows[2] == "a,1,0,not,not,0,3,2.0,negative,negative,decompx-linear,,negative")
    let other = try store.run("export", "--what", "tokens", "--class", "positive").text.split(separator: "\n")
    #expect(other[2] == "a,1,0,not,not,0,3,-1.0,negative,negative,decompx-linear,,positive")
  }

  @Test func `a page has the rows of the first method without a sign`() throws {
    var settings = SignedReviews.settings(signedOnly: true)
    settings.methods.append(MethodSettings(.nEnc, layers: 0))
    let examples = zip(SignedReviews.examples(signedOnly: true), SampleStore.reviews).map { signed, review in
      var both = signed
      both.results += review.results
      return both
    }
    let store = try SampleStore(examples, settings: settings)
    let result = try store.run(["report", "-o", "page.html"])
    #expect(result.status == 0 && result.errors.isEmpty)
    let page = try String(contentsOf: store.directory.url.appendingPathComponent("page.html"), encoding: .utf8)
    #expect(page.contains("decompx-linear; n-enc, rollout (GlobEnc)") && page.contains(#""opens":[0,"predicted"]"#))
    let data = try PageData(ofPage: page)
    // The share of "not" in the second review, which has half of it.
    #expect(data.base == 1 && data.examples[1].s?[5] == 5000)
    #expect(
      data.examples[0].r == [
        [2, 5000, 0, 1666, 1, 1666, 3, 1666], [2, 5000, 0, 1666, 1, 1666, 3, 1666], [2, 5000, 0, 1666, 1, 1666, 3, 1666],
      ])
  }
}
