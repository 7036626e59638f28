import Foundation
import Store
import Support
import Testing

@testable import Indexer

/// Labels of a map match labels of a corpus by their bytes; else where only case, blanks or the canonical form differ; and in no other way.
struct LabelMapSpellingTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"
  private let classes = ClassNames(["negative", "positive"])

  private func read(_ option: String, _ labels: [String]) throws -> (gold: [String?], report: LabelReport) {
    let reading = LabelReading(classes, rule: try LabelMap.rule(try LabelMap.pairs(option), classes))
    var census = LabelCensus()
    for label in labels { census.add(label) }
    return (labels.map { reading.gold($0) }, LabelReport(census, reading, column: "c"))
  }

  @Test func labelsOfOtherBytesMayBeOtherClasses() throws {
    let found = try read("\(Self.composed)=negative,\(Self.decomposed)=positive", [Self.decomposed, Self.composed])
    #expect(found.gold == ["positive", "negative"] && found.report.notices.isEmpty)
    #expect(found.report.unmetKeys(isWhole: true) == nil)
  }

  @Test func aLabelOfAnotherCanonicalFormIsTakenWithANotice() throws {
    let found = try read("\(Self.composed)=positive", [Self.composed, Self.decomposed])
    #expect(found.gold == ["positive", "positive"])
    #expect(
      found.report.notices == [
        "labels in 'c' are taken for those of --label-map but for case and blanks: '\(Self.decomposed)' for '\(Self.composed)' of other code points"
      ])
  }

  @Test func aLabelOfAnotherCaseIsTakenWithANotice() throws {
    let found = try read("pos=positive", ["POS", "pos"])
    #expect(found.gold == ["positive", "positive"])
    #expect(found.report.notices == ["labels in 'c' are taken for those of --label-map but for case and blanks: 'POS' for 'pos'"])
    #expect(try read("1=negative", ["1.0"]).report.notices.isEmpty)
  }

  @Test func aLabelThatMayBeTwoStaysAndIsNamed() throws {
    let found = try read("pos=positive,POS=negative", ["POS", "pos", "Pos"])
    #expect(found.gold == ["negative", "positive", "Pos"])
    #expect(found.report.warning?.contains("is no class of the model: 'Pos'") == true)
    #expect(found.report.warning?.hasSuffix("; 'Pos' may be 'POS' or 'pos' of --label-map") == true, "\(found.report.warning ?? "")")
    #expect(try read("pos=positive,POS=negative", ["Pos"]).report.warning?.contains("; 'Pos' may be 'POS' or 'pos' of --label-map") == true)
    #expect(try read("pos=positive,POS=positive", ["Pos"]).gold == ["positive"])
  }

  @Test func aKeyThatIsNoLabelIsNamedThoughOneOfAnotherCaseIs() throws {
    let found = try read("pos=positive,POS=negative", ["POS"])
    #expect(found.report.unmetKeys(isWhole: true)?.text.hasPrefix("'pos' of --label-map is no label of the column 'c'") == true)
  }

  @Test("a store distinguishes labels of the same canonical form")
  func kept() throws {
    let rule = LabelRule(.map, map: [ExactString(Self.composed): "a", ExactString(Self.decomposed): "b", ExactString("x"): "a"])
    let text = try JSONEncoder().encode(rule)
    #expect(try JSONDecoder().decode(LabelRule.self, from: text) == rule)
    let old = try JSONDecoder().decode(LabelRule.self, from: Data(#"{"kind": "map", "map": {"NEG": "negative"}}"#.utf8))
    #expect(old == LabelRule(.map, map: [ExactString("NEG"): "negative"]))
  }
}
