import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Words that pandas and other programs write for a missing label are no labels, in CSV, TSV and JSON alike.
struct MissingLabelTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func gold(_ corpus: String, _ name: String, _ options: [String] = []) throws -> (labels: [String?], errors: String) {
    let file = try directory.write(corpus, to: name)
    let store = directory.url.appendingPathComponent(UUID().uuidString)
    let result = try IndexTool.run([file.path, "--model", IndexTool.model, "--store", store.path, "--quiet"] + options)
    #expect(result.status == 0, "\(result.errors)")
    var labels: [String?] = []
    try AttributionStore.openForReading(at: store).forEachExample { labels.append($0.label) }
    return (labels, result.errors)
  }

  @Test(arguments: ["csv", "tsv"]) func wordsAreNoLabelsInAColumnOfClasses(format: String) throws {
    let separator = format == "csv" ? "," : "\t"
    for (values, expected) in [
      (["0.0", "nan", "1.0", ""], ["negative", nil, "positive", nil]), (["negative", "NaN", "None", "<NA>"], ["negative", nil, nil, nil]),
      (["True", "nan", "False", "N/A"], ["positive", nil, "negative", nil]),
    ] as [([String], [String?])] {
      let rows = values.map { "a\(separator)\($0)\n" }.joined()
      let (labels, errors) = try gold("text\(separator)label\n\(rows)", "c.\(format)")
      #expect(labels == expected)
      #expect(
        errors.contains("in 'label' is taken for missing values, not for labels (") || errors.contains("are taken for missing values"))
    }
  }

  @Test(arguments: ["jsonl", "json"]) func soTheyAreInJSON(format: String) throws {
    let rows = ["0.0", "null", "NaN", "1.0", "\"nan\"", "\"\"", "1"].map { "{\"text\": \"a\", \"label\": \($0)}" }
    let corpus = format == "jsonl" ? rows.joined(separator: "\n") : "[\(rows.joined(separator: ",\n"))]"
    let (labels, errors) = try gold(corpus, "c.\(format)")
    #expect(labels == ["negative", nil, nil, "positive", nil, nil, "positive"])
    #expect(errors == "globenc-index: note: 'nan' in 'label' is taken for missing values, not for labels (in 1 of the first rows)\n")
  }

  @Test func trueAndFalseOfJSONAreClasses() throws {
    let (labels, errors) = try gold("{\"text\": \"a\", \"label\": true}\n{\"text\": \"b\", \"label\": false}\n", "c.jsonl")
    #expect(labels == ["positive", "negative"] && errors.isEmpty)
  }

  @Test("labels that are kept as written include such words")
  func wordsAreLabelsAmongLabelsThatAreNoClasses() throws {
    let (labels, _) = try gold("text,label\na,happy\nb,None\nc,nan\n", "c.csv")
    #expect(labels == ["happy", "None", "nan"])
  }

  @Test func aColumnOfNothingElseHasNoLabels() throws {
    let (labels, errors) = try gold("text,label\na,nan\nb,nan\n", "c.csv")
    #expect(labels == [nil, nil] && errors.contains("'nan' in 'label' is taken for missing values"), "\(errors)")
  }

  @Test func aClassOfThatNameIsOne() {
    let classes = ClassNames(["none", "joy"])
    var census = LabelCensus()
    for label in ["None", "joy"] { census.add(label) }
    let reading = LabelReading(classes, rule: LabelRule.decide(census, classes))
    #expect(reading.gold("None") == "none" && reading.gold("nan") == nil)
  }

  @Test func aMapMayNameThem() throws {
    let (labels, _) = try gold("text,label\na,None\nb,P\nc,nan\n", "c.csv", ["--label-map", "None=negative,P=positive"])
    #expect(labels == ["negative", "positive", nil])
  }

  @Test func laterOnesAreCounted() {
    let classes = ClassNames(["negative", "positive"])
    var tally = LabelTally(LabelReading(classes, rule: LabelRule(.classNumbers)), known: LabelCensus())
    #expect(["1", "nan", "NaN"].map { tally.read($0) } == ["positive", nil, nil])
    #expect(tally.warning == nil && tally.labelled == 1)
    #expect(tally.notice == "2 rows have no label behind the first rows of the corpus, but a word for a missing value, such as 'NaN'")
  }
}
