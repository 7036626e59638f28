import Store
import Testing

@testable import Indexer

/// Numbers that are names of classes, or occur in them: 1.0 means the same as 1.
struct NumberedNamesTests {
  private func read(_ labels: [String], _ names: [String]) -> (kind: LabelRule.Kind?, gold: [String?], warning: String?) {
    var census = LabelCensus()
    for label in labels { census.add(label) }
    let classes = ClassNames(names)
    let reading = LabelReading(classes, rule: LabelRule.decide(census, classes))
    return (reading.rule?.kind, labels.map { reading.gold($0) }, LabelReport(census, reading, column: "c").warning)
  }

  @Test(
    "numbers that all equal the names of classes are those names, however they are written",
    arguments: [["1", "0"], ["1.0", "0.0"], ["1", "0.00"]])
  func namesThatAreNumbers(labels: [String]) {
    let found = read(labels, ["1", "0"])
    #expect(found.kind == .names && found.gold == ["1", "0"] && found.warning == nil)
  }

  @Test func namesWithNegativeNumbers() {
    let found = read(["0.0", "1.0", "-1.0"], ["-1", "0", "1"])
    #expect(found.kind == .names && found.gold == ["0", "1", "-1"])
    #expect(read(["0.0", "1.0"], ["-1", "0", "1"]).gold == ["0", "1"])
    #expect(read(["0", "1"], ["-1 bad", "0 neutral", "1 good"]).gold == ["0 neutral", "1 good"])
    #expect(read(["0", "1", "2"], ["-1", "0", "1"]).gold == ["-1", "0", "1"])
  }

  @Test func namesOfWhichOnlySomeAreNumbers() {
    let found = read(["1.0", "0.0", "other"], ["1", "0", "other"])
    #expect(found.kind == .names && found.gold == ["1", "0", "other"])
    #expect(read(["1.0", "0.0"], ["1", "0", "other"]).gold == ["1", "0"])
  }

  @Test("the number in a class' name has precedence over the class number")
  func namesInAnotherOrder() {
    let found = read(["0", "1"], ["label 1", "label 0"])
    #expect(found.kind == .numbersInNames && found.gold == ["label 0", "label 1"])
  }

  @Test func whatIsNoClassIsComparedWithTheNumbersOfTheNames() {
    let stars = ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]
    let found = read(["1", "2", "6"], stars)
    #expect(found.kind == .asWritten && found.gold == ["1", "2", "6"])
    #expect(
      found.warning
        == "labels in 'c' are not among the model's classes: '6', where the names of the model's classes have 1 to 5; all labels are kept as written: "
        + "check that the corpus numbers its labels as the model does, or say which is which with --label-map")
    #expect(read(["0", "2", "6"], stars).warning?.contains("'6', where the model's classes are numbered from 0 to 4;") == true)
  }

  @Test("in a column that is kept as written, 1.0 is not changed")
  func asWritten() {
    #expect(read(["1.0", "x"], ["1", "0"]).gold == ["1.0", "x"])
  }
}
