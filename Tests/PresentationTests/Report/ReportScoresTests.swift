import Store
import Testing

@testable import Presentation

struct ReportScoresTests {
  private static let signed = Method(name: "decompx-linear", isSigned: true)
  private static let matrices = ["w", "w-res", "n", "n-res", "n-resln", "n-enc", "alti"].map { Method(name: $0, aggregate: .rollout) }

  @Test func `a page has a bounded number of methods, with the one that it opens with`() {
    let settings = PageSettings.make(methods: Self.matrices + [Self.signed])
    let first = PageSettings.scores(of: settings, opening: ScoreSelection(Self.matrices[0]))
    #expect(first.methods == Array(Self.matrices.prefix(5)) + [Self.signed] && first.omitted == Array(Self.matrices.suffix(2)))
    let last = PageSettings.scores(of: settings, opening: ScoreSelection(Self.matrices[6]))
    #expect(last.methods == Array(Self.matrices.prefix(4)) + [Self.matrices[6], Self.signed] && last.base == Self.matrices[6])
    let signed = PageSettings.scores(of: settings, opening: ScoreSelection(Self.signed))
    #expect(signed.methods == first.methods)
    // Rows and layers are those of a method without a sign.
    #expect(signed.base == Self.matrices[0] && signed.baseHasRows)
  }

  @Test func `a reader chooses among few classes by name, and of many has the predicted, the gold and the chosen one`() {
    func classes(_ count: Int, _ choice: ScoreSelection.ClassChoice, hasGold: Bool = true) -> [String] {
      let settings = PageSettings.make(methods: [Self.signed], classes: (1...count).map { "c\($0)" })
      let scores = PageSettings.scores(of: settings, opening: ScoreSelection(Self.signed, className: choice), hasGold: hasGold)
      return scores.views.map { $0.className(Numbering((1...count).map { "c\($0)" })) }
    }
    #expect(classes(4, .predicted) == ["predicted", "gold", "0", "1", "2", "3"])
    #expect(classes(4, .named("c3")) == ["2", "predicted", "gold", "0", "1", "3"])
    #expect(classes(5, .predicted) == ["predicted", "gold"])
    #expect(classes(5, .named("c3"), hasGold: false) == ["2", "predicted"])
  }

  @Test func `there is nothing to choose in a store of one method without a sign`() {
    let one = PageSettings.scores(of: PageSettings.make(methods: [.nEnc]), opening: ScoreSelection(.nEnc))
    #expect(!one.isChoice && !one.haveSigns && one.views.count == 1)
    let two = PageSettings.scores(of: PageSettings.make(methods: [.nEnc, Self.signed]), opening: ScoreSelection(.nEnc))
    #expect(two.isChoice && two.haveSigns)
  }

  @Test func `rollouts come before maximum flows`() {
    let both = Self.matrices.prefix(4).flatMap { [Method(name: $0.name, aggregate: .maximumFlow), $0] }
    let scores = PageSettings.scores(of: PageSettings.make(methods: both), opening: ScoreSelection(both[1]))
    #expect(scores.methods == [both[0], both[1], both[2], both[3], both[5], both[7]])
  }

  @Test func `a maximum flow has no row for a word`() {
    let flow = Method(name: "n-enc", aggregate: .maximumFlow)
    let scores = PageSettings.scores(of: PageSettings.make(methods: [.nEnc, flow]), opening: ScoreSelection(flow))
    #expect(scores.base == flow && !scores.baseHasRows)
  }
}
