import Testing

@testable import Indexer

struct LabelMappingTests {
  @Test func numbersBecomeTheModelsNames() {
    let mapping = LabelMapping(names: ["negative", "positive"])
    #expect(["0", "1", "negative"].map(mapping.name(for:)) == ["negative", "positive", "negative"])
  }

  @Test func whatTheModelDoesNotKnowStaysAsItIs() {
    let mapping = LabelMapping(names: ["negative", "positive"])
    let unknown = ["2", "-1", "01", "+1", "1.5", "2.0", "1.", ".0", "Positive", "neutral", "99999999999999999999"]
    #expect(unknown.map(mapping.name(for:)) == unknown)
  }

  @Test func aColumnWithGapsIsWrittenWithAPoint() {
    let mapping = LabelMapping(names: ["negative", "positive"])
    #expect(["0.0", "1.0"].map(mapping.name(for:)) == ["negative", "positive"])
  }

  @Test func numbersWithinAndOutsideTheClassesAreWarnedOf() {
    func warning(_ labels: [String], names: [String] = ["negative", "positive"]) -> String? {
      var tally = LabelTally(LabelMapping(names: names))
      for label in labels { tally.add(label) }
      return tally.warning
    }
    #expect(
      warning(["1", "5", "2", "3", "4.0", "2", "positive"])
        == "labels 2, 3, 4, 5 are not among the model's classes, which are numbered from 0 to 1, and were kept as written: "
        + "check that the corpus numbers its labels as the model does")
    #expect(warning(["0", "-1"])?.hasPrefix("label -1 is not among the model's classes, ") == true)
    #expect(warning((0...100).map { "\($0)" })?.contains("20, 21 and more are not") == true)
    #expect(warning(["2", "3"]) == nil)
    #expect(warning(["0", "1", "neutral"]) == nil)
    #expect(warning(["0", "7"], names: []) == nil)
  }

  @Test func aNumberThatIsANameIsThatName() {
    #expect(LabelMapping(names: ["1", "0"]).name(for: "1") == "1")
  }

  @Test func withoutClassesNothingIsMapped() {
    #expect(LabelMapping(names: []).name(for: "0") == "0")
  }
}
