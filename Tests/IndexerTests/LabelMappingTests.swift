import Testing

@testable import Indexer

struct LabelMappingTests {
  @Test func numbersBecomeTheModelsNames() {
    let mapping = LabelMapping(names: ["negative", "positive"])
    #expect(["0", "1", "negative"].map(mapping.name(for:)) == ["negative", "positive", "negative"])
  }

  @Test func whatTheModelDoesNotKnowStaysAsItIs() {
    let mapping = LabelMapping(names: ["negative", "positive"])
    let unknown = ["2", "-1", "01", "+1", "1.0", "Positive", "neutral", "99999999999999999999"]
    #expect(unknown.map(mapping.name(for:)) == unknown)
  }

  @Test func aNumberThatIsANameIsThatName() {
    #expect(LabelMapping(names: ["1", "0"]).name(for: "1") == "1")
  }

  @Test func withoutClassesNothingIsMapped() {
    #expect(LabelMapping(names: []).name(for: "0") == "0")
  }
}
