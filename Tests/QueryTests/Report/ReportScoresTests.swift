import Foundation
import Store
import TestSupport
import Testing

/// The scores that a reader of a page can choose.
struct ReportScoresTests {
  private static let signed = ["--method", "decompx-linear"]

  private func page(_ arguments: [String], of store: SampleStore) throws -> String {
    let result = try store.run(["report"] + arguments)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    return result.text
  }

  /// The visible rankings of a page, by method and class.
  private func openView(of page: String) -> String {
    let views = page.matches(of: #/<div class="view" data-method="(\d+)" data-class="([^"]*)">/#)
    #expect(views.count == 1)
    return views.first.map { "\($0.output.1) \($0.output.2)" } ?? ""
  }

  @Test func `an example has its scores by all methods and for all classes`() throws {
    let page = try page([], of: try SignedReviews.store())
    let data = try PageData(ofPage: page)
    #expect(data.methods.map(\.name) == ["n-enc, rollout", "decompx-linear", "n-enc, maxflow"])
    #expect(data.methods.map(\.signed) == [false, true, false] && data.base == 0)
    // Words: [CLS] not unwatchable [SEP]; shares in hundredths of a percent, parts of a logit in thousandths that round to
    // the hundredths of `show`, and its terms in hundredths.
    #expect(data.examples[0].s == [1562, 2500, 4375, 1562])
    #expect(
      data.examples[0].a == [
        .init(m: 1, c: 0, t: [200, 50, 250], s: [-250, 2000, 250, 0]), .init(m: 1, c: 1, t: [-100, 50, -50], s: [124, -1000, -125, 0]),
        .init(m: 2, s: [1562, 625, 6250, 1562]),
      ])
    #expect(page.contains("<dt>methods</dt><dd>n-enc, rollout (GlobEnc); decompx-linear; n-enc, maxflow</dd>"))
  }

  @Test func `a page opens with the first method, or with the one that is named`() throws {
    let store = try SignedReviews.store()
    for (options, opens, view) in [
      ([], #""opens":[0,"predicted"]"#, "0 "), (Self.signed, #""opens":[1,"predicted"]"#, "1 predicted"),
      (Self.signed + ["--class", "gold"], #""opens":[1,"gold"]"#, "1 gold"),
      (Self.signed + ["--class", "positive"], #""opens":[1,1]"#, "1 1"),
      (Self.signed + ["--label", "negative"], #""opens":[1,0]"#, "1 0"), (["--aggregate", "maxflow"], #""opens":[2,"predicted"]"#, "2 "),
    ] {
      let page = try page(options, of: store)
      #expect(page.contains(opens), "\(options)")
      #expect(openView(of: page) == view, "\(options)")
    }
  }

  @Test func `the rankings of signed scores have both ends`() throws {
    // Each text has a last word of its own, so that none is a copy of another.
    let examples = (0..<6).map { row in
      var example = SampleStore.example(
        row: row + 1, id: "\(row)", text: "not bad x\(row)", label: "negative", predicted: "negative", confidence: 0.75,
        pieces: [("not", 0..<3, 0.25), ("bad", 4..<7, 0.25), ("31", 8..<10, 0)])
      let scores: [Float] = [0, 0.5, -1.5, 2, 0]
      example.results.append(AttributionResult(SignedReviews.signed, className: "positive", scores: scores, bias: 0, logit: 1))
      return example
    }
    var settings = SampleStore.settings()
    settings.methods.append(MethodSettings(SignedReviews.signed))
    let store = try SampleStore(examples, settings: settings)
    let page = try page(Self.signed + ["--class", "positive"], of: store)
    let start = try #require(page.range(of: #"<div class="view" data-method="1" data-class="1">"#)).upperBound
    let end = try #require(page.range(of: #"<div class="view""#, range: start..<page.endIndex)).lowerBound
    let view = page[start..<end]
    #expect(view.contains(#"<table class="for"><caption>Strongest for positive</caption>"#))
    #expect(view.contains(#"<table class="against"><caption>Strongest against positive</caption>"#))
    // The bars of both ends have one scale.
    let rows = view.matches(of: #/<bdi>([^<]*)<\/bdi><\/button><i style="width:([\d.]+)%"><\/i><\/th><td>([^<]*)<\/td>/#)
    #expect(rows.map { "\($0.output.1) \($0.output.2) \($0.output.3)" } == ["not 33.3 +0.50", "bad 100.0 -1.50"])
  }

  @Test func `a store whose only method is signed has a page, without shares`() throws {
    let store = try SignedReviews.store(signedOnly: true)
    let page = try page([], of: store)
    let data = try PageData(ofPage: page)
    #expect(data.base == -1 && data.examples.allSatisfy { $0.s == nil && $0.a?.count == 2 })
    #expect(!page.contains("share of what the classifier read"))
  }

  @Test func `a value without classes has signed scores too`() throws {
    let store = try Self.regression()
    let page = try page([], of: store)
    let data = try PageData(ofPage: page)
    #expect(data.examples[0].a == [.init(m: 0, t: [150, -25, 125], s: [0, 2000, -500, 0])])
    #expect(page.contains(#""classes":false"#) && page.contains("<select id=\"class\"></select>"))
    #expect(openView(of: page) == "0 predicted")
  }

  /// One text of a model that gives a value, with signed scores.
  static func regression() throws -> SampleStore {
    var settings = SampleStore.settings(problemType: .regression)
    settings.methods = [MethodSettings(SignedReviews.signed)]
    var example = SampleStore.example(
      row: 1, id: "r", text: "fine film", label: "3.5", predicted: nil, confidence: nil, value: 1.25,
      pieces: [("fine", 0..<4, 0.5), ("film", 5..<9, 0.25)])
    example.results = [AttributionResult(SignedReviews.signed, scores: [0, 2, -0.5, 0], bias: -0.25, logit: 1.25)]
    return try SampleStore([example], settings: settings)
  }

  @Test func `an example without the scores stays on the page`() throws {
    let store = try SignedReviews.store(isWhole: false)
    let data = try PageData(ofPage: try page(Self.signed + ["--class", "negative"], of: store))
    #expect(data.examples.map(\.id) == ["a", "b", "ünï,1"])
    #expect(data.examples.map { $0.a?.contains { $0.m == 1 && $0.c == 0 } } == [true, false, true])
    // An order by the scores has no place for it.
    let ordered = try PageData(ofPage: try page(Self.signed + ["--class", "negative", "--token", "film", "--sort", "score"], of: store))
    #expect(ordered.examples.map(\.id) == ["ünï,1"])
  }

  @Test func `a page of one method without a sign has no choice of scores`() throws {
    let page = try page([], of: try SampleStore())
    #expect(!page.contains(#"id="scores""#) && page.contains("rollout of GlobEnc&#39;s layers"))
    #expect(try PageData(ofPage: page).examples.allSatisfy { $0.a == nil })
    let several = try self.page([], of: try SignedReviews.store())
    #expect(several.contains(#"<form id="scores""#))
    #expect(several.contains("the scores of all tokens and the bias add up to it"))
  }

  @Test func `methods beyond the bound are named with the way to see them`() throws {
    var settings = SampleStore.settings()
    let more = ["w", "w-res", "n", "n-res", "n-resln", "alti"].map { Method(name: $0, aggregate: .rollout) }
    settings.methods += more.map { MethodSettings($0, layers: 0) }
    let examples = SampleStore.reviews.map { review in
      var review = review
      review.results += more.map { method in
        var result = review.results[0]
        result.method = method
        return result
      }
      return review
    }
    let store = try SampleStore(examples, settings: settings)
    let note = "Of the store&#39;s 7 methods the page has 6; report --method NAME opens one with another: "
    #expect(try page([], of: store).contains(note + "alti (--aggregate rollout)."))
    #expect(try page(["--method", "alti"], of: store).contains(note + "n-resln (--aggregate rollout)."))
  }

  @Test func `rankings by further scores are left out where the page is to be small`() throws {
    let store = try SignedReviews.store()
    let (small, usual) = (try page(["--max-size", "20kB"], of: store, isLarger: true), try page([], of: store))
    #expect(usual.matches(of: #/<div class="view"/#).count == 6)
    #expect((1..<6).contains(small.matches(of: #/<div class="view"/#).count))
    #expect(usual.contains("globenc-query top --label NAME with --method"))
  }

  private func page(_ arguments: [String], of store: SampleStore, isLarger: Bool) throws -> String {
    let result = try store.run(["report"] + arguments)
    #expect(result.status == 0 && result.errors.contains("more than --max-size asks for") == isLarger)
    return result.text
  }

  @Test(
    arguments: [
      (["--method", "w"], 1, "the store has no method 'w': it has 'n-enc' and 'decompx-linear'"),
      (signed + ["--class", "neutral"], 1, "the model has no class 'neutral': it has 'negative' and 'positive'"),
      (["--class", "positive"], 64, "--class goes with a signed method, 'decompx-linear'"),
    ] as [([String], Int32, String)])
  func `an unknown name is one sentence and no page`(options: [String], status: Int32, sentence: String) throws {
    let store = try SignedReviews.store()
    let result = try store.run(["report", "-o", "page.html"] + options)
    #expect(result.status == status && result.errors.contains(sentence) && result.errors.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: store.directory.url.appendingPathComponent("page.html").path))
  }
}
