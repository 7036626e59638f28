import Store
import Support
import Testing

@testable import Indexer

/// A column of labels has one rule, which holds for all of its values.
struct LabelRuleTests {
  private static let stars = ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]

  /// The rule for some labels, and the gold labels that it gives.
  private func read(_ labels: [String], _ names: [String]) -> (kind: LabelRule.Kind?, gold: [String?]) {
    var census = LabelCensus()
    for label in labels { census.add(label) }
    let classes = ClassNames(names)
    let reading = LabelReading(classes, rule: LabelRule.decide(census, classes))
    return (reading.rule?.kind, labels.map { reading.gold($0) })
  }

  private func warning(_ labels: [String], _ names: [String]) -> String? {
    var census = LabelCensus()
    for label in labels { census.add(label) }
    let classes = ClassNames(names)
    return LabelReport(census, LabelReading(classes, rule: LabelRule.decide(census, classes)), column: "c").warning
  }

  @Test func namesOfClasses() {
    let found = read(["positive", "negative", "positive"], ["negative", "positive"])
    #expect(found.kind == .names && found.gold == ["positive", "negative", "positive"])
  }

  @Test func namesButForCaseAndBlanks() {
    let found = read(["Negative", " positive", "POSITIVE\t"], ["negative", "positive"])
    #expect(found.kind == .namesByCase && found.gold == ["negative", "positive", "positive"])
    #expect(read(["Not  entailment", "ENTAILMENT"], ["entailment", "not entailment"]).gold == ["not entailment", "entailment"])
  }

  @Test("classes that differ only in case are distinguished")
  func namesThatDifferInCase() {
    let found = read(["US", "us"], ["us", "US"])
    #expect(found.kind == .names && found.gold == ["US", "us"])
    #expect(read(["Us"], ["us", "US"]).kind == .asWritten)
  }

  @Test(arguments: [["0", "1"], ["0.0", "1.0"], [" 0", "1 "], ["0.00", "1"]]) func numbersOfClasses(labels: [String]) {
    let found = read(labels, ["negative", "positive"])
    #expect(found.kind == .classNumbers && found.gold == ["negative", "positive"])
  }

  @Test(arguments: [["false", "true"], ["False", "True"], ["FALSE", "TRUE"]]) func trueAndFalse(labels: [String]) {
    let found = read(labels, ["negative", "positive"])
    #expect(found.kind == .trueFalse && found.gold == ["negative", "positive"])
    #expect(read(labels, ["a", "b", "c"]).kind == .asWritten)
    #expect(read(labels, ["True", "False"]).gold == [labels[0].lowercased() == "false" ? "False" : "", "True"])
  }

  @Test(
    "a mixture is none of them: all values stay as they are",
    arguments: [
      ["1", "2", "3", "4", "5"], ["0", "1", "2"], ["negative", "1"], ["0", "true"], ["Positive", "neutral"], ["-1", "0", "1"],
      ["0", "0.5"],
      ["01", "1"], ["+1", "0"], ["99999999999999999999"], ["1.", "0"],
    ]) func mixtures(labels: [String])
  {
    let found = read(labels, ["negative", "positive"])
    #expect(found.kind == .asWritten && found.gold == labels)
  }

  @Test("numbers without a 0 are the numbers in the names of classes, where these have numbers")
  func numbersInNames() {
    let found = read(["1", "2", "3", "4"], Self.stars)
    #expect(found.kind == .numbersInNames && found.gold == ["1 star", "2 stars", "3 stars", "4 stars"])
    #expect(read(["1.0", "5.0"], Self.stars).gold == ["1 star", "5 stars"])
    #expect(warning(["1", "2", "3", "4"], Self.stars) == nil)
  }

  @Test("with a 0, all numbers are class numbers, with a warning where they could be read differently")
  func zeroBased() {
    let found = read(["0", "1", "2", "3", "4"], Self.stars)
    #expect(found.kind == .classNumbers && found.gold == Self.stars)
    #expect(warning(["0", "1", "2", "3", "4"], Self.stars)?.contains("so that 1 is '2 stars' and not '1 star'") == true)
    #expect(read(["0", "1", "2", "3", "4"], ["1", "2", "3", "4", "5"]).gold == ["1", "2", "3", "4", "5"])
    #expect(read(["1", "2", "3", "4"], ["1", "2", "3", "4", "5"]).kind == .names)
  }

  @Test func namesWithTheNumbersOfTheClassesAreNoDoubt() {
    let names = ["LABEL_0", "LABEL_1"]
    #expect(read(["0", "1"], names).kind == .classNumbers && read(["1"], names).gold == ["LABEL_1"])
    #expect(warning(["0", "1"], names) == nil)
    #expect(read(["LABEL_1", "label_0"], names).gold == ["LABEL_1", "LABEL_0"])
  }

  @Test(
    "names with two numbers, a fraction or the same number say nothing",
    arguments: [["1 to 2", "3"], ["0.5 stars", "1"], ["a 1", "b 1"]])
  func ambiguousNames(names: [String]) {
    #expect(ClassNames(names).byNumber == nil)
  }

  @Test func numbersThatBeginAtOneAreWarnedOf() {
    let names = ["negative", "positive"]
    #expect(
      warning(["1", "2"], names)
        == "the labels in 'c' are numbered from 1 to 2, the model's classes are numbered from 0 to 1: they are kept as written, and none is a "
        + "class; where 1 is 'negative', add --label-map 1=negative,2=positive")
    #expect(
      warning(["1", "1.0"], names)
        == "no label in 'c' is 0: '1', '1.0' are taken for the numbers of the model's classes, which begin at 0 (1 is 'positive'); where the "
        + "corpus counts from 1, add --label-map 1=negative,2=positive")
    #expect(warning(["0", "1"], names) == nil)
  }

  @Test func labelsThatAreNoClassAreWarnedOf() {
    let names = ["negative", "positive"]
    #expect(
      warning(["1", "5", "2", "0"], names)
        == "labels in 'c' are not among the model's classes: '2', '5', where the model's classes are numbered from 0 to 1; all labels are kept as "
        + "written: check that the corpus numbers its labels as the model does, or say which is which with --label-map")
    #expect(
      warning(["negative", "neutral", "neutral"], names)
        == "a label in 'c' is no class of the model: 'neutral' (2 of the first 3 labelled rows); it is kept as written, and a text with it is "
        + "neither right nor wrong: it is left out of accuracy and the like")
    #expect(
      warning(["Positive", "neutral"], names)
        == "no label in 'c' is a class of the model: 'Positive', 'neutral', where the classes are 'negative', 'positive'; they are kept as written, "
        + "and no accuracy is given; to take some for classes, add --label-map Positive=positive")
    #expect(
      warning(["LABEL_1", "LABEL_0"], names)
        == "no label in 'c' is a class of the model: 'LABEL_0', 'LABEL_1', where the classes are 'negative', 'positive'; they are kept as written, and "
        + "no accuracy is given; where 'LABEL_0' is 'negative', add --label-map LABEL_0=negative,LABEL_1=positive")
    #expect(warning(["label 1", "label 2"], names)?.hasSuffix("--label-map LABEL=CLASS,... says which is which") == true)
    #expect(warning(["negative", "positive"], names) == nil)
    #expect(warning(["x", "7"], []) == nil)
  }

  @Test func aModelWithoutClassesTakesLabelsAsTheyAre() {
    let found = read(["0", " x "], [])
    #expect(found.kind == nil && found.gold == ["0", " x "])
  }

  @Test func blanksAreNoLabel() {
    let found = read(["positive", " ", ""], ["negative", "positive"])
    #expect(found.kind == .names && found.gold == ["positive", nil, nil])
  }

  @Test func canonicallyEqualNamesAreTheModelsOwn() {
    let found = read(["cafe\u{301}", "caf\u{E9}"], ["caf\u{E9}", "th\u{E9}"])
    #expect(found.kind == .namesByCase)
    #expect(found.gold.map { $0.map { ExactString($0) } } == [ExactString("caf\u{E9}"), ExactString("caf\u{E9}")])
  }

  @Test("labels that are no classes differ where their bytes do, as in a store")
  func canonicallyEqualLabelsAreTwo() {
    var census = LabelCensus()
    for label in ["the\u{301}", "th\u{E9}", "th\u{E9}"] { census.add(label) }
    #expect(census.counts == [ExactString("the\u{301}"): 1, ExactString("th\u{E9}"): 2])
    let reading = LabelReading(ClassNames(["a", "b"]), rule: LabelRule(.asWritten))
    #expect(
      reading.gold(list: ["the\u{301}", "th\u{E9}", "th\u{E9}"]).map { ExactString($0) } == [
        ExactString("the\u{301}"), ExactString("th\u{E9}"),
      ])
    var tally = LabelTally(reading, known: census)
    _ = tally.read("the\u{301}")
    #expect(tally.warning == nil)
    tally = LabelTally(reading, known: LabelCensus())
    for label in ["the\u{301}", "th\u{E9}"] { _ = tally.read(label) }
    #expect(tally.warning?.contains("'the\u{301}', 'th\u{E9}'") == true)
  }

  @Test("two classes with canonically equal names are distinguished by their bytes only")
  func canonicallyEqualClassesAreTwo() {
    let names = ["th\u{E9}", "the\u{301}"]
    let found = read(["the\u{301}", "th\u{E9}"], names)
    #expect(found.kind == .names && found.gold.compactMap { $0.map { ExactString($0) } } == [ExactString(names[1]), ExactString(names[0])])
    #expect(read(["TH\u{C9}"], names).kind == .asWritten)
  }

  @Test("a label of a map stands for all of its spellings")
  func canonicallyEqualLabelsOfAMap() throws {
    let classes = ClassNames(["a", "b"])
    let reading = LabelReading(classes, rule: try LabelMap.rule([("th\u{E9}", "b")], classes))
    #expect(reading.gold("the\u{301}") == "b" && reading.gold("th\u{E9}") == "b")
  }

  @Test func laterLabelsOutsideTheRuleStayAndAreCounted() {
    let classes = ClassNames(["negative", "positive"])
    var census = LabelCensus()
    for label in ["0", "1"] { census.add(label) }
    var tally = LabelTally(LabelReading(classes, rule: LabelRule.decide(census, classes)), known: census)
    #expect(["1", "2", "2", "x", nil, " "].map { tally.read($0) } == ["positive", "2", "2", "x", nil, nil])
    #expect(
      tally.warning == "3 rows have labels that are no class of the model, behind the first rows of the corpus: '2', 'x'; kept as written")
    #expect(tally.labelled == 4)
  }
}
