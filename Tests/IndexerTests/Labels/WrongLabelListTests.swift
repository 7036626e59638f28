import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Lists of gold labels that are neither classes nor a 0 or 1 for each class: the error names the cause.
struct WrongLabelListTests {
  private let directory: TemporaryDirectory
  private let model: String

  init() throws {
    directory = try TemporaryDirectory()
    model = try MultiLabelModel.make(in: directory)
  }

  private func run(_ labels: [String], _ options: [String] = []) throws -> (result: IndexTool.Result, gold: [[String]?]) {
    try run(labels.map { "{\"text\": \"a film\", \"label\": \($0)}\n" }.joined(), named: "c.jsonl", options)
  }

  private func run(_ corpus: String, named name: String, _ options: [String] = []) throws -> (result: IndexTool.Result, gold: [[String]?]) {
    _ = try directory.write(corpus, to: name)
    let store = directory.url.appendingPathComponent("s\(UUID().uuidString)")
    let result = try IndexTool.run([name, "--model", model, "--store", store.path, "--quiet"] + options, in: directory.url)
    var gold: [[String]?] = []
    if result.status != 2 { try AttributionStore.openForReading(at: store).forEachExample { gold.append($0.labels) } }
    #expect(FileManager.default.fileExists(atPath: store.path) == (result.status != 2))
    return (result, gold)
  }

  @Test("a wrong list among lists of a 0 or 1 for each class costs its row")
  func wrongOnesAmongVectors() throws {
    let (result, gold) = try run(["[1, 0]", "[1, 1]", "[1, 0, 1]", "[0.3, 0.9]", "[]", "[0.0, 1.0]", "null"])
    #expect(result.status == 1 && gold == [["negative"], ["negative", "positive"], [], ["positive"], nil])
    #expect(
      result.errors == """
        c.jsonl:3: row 3: 'label' has 3 values, the model has 2 classes: a 0 or 1 for each class is expected
        c.jsonl:4: row 4: 'label' is a list of other values than 0 and 1: a 0 or 1 for each class of the model is expected, or the names of those \
        that hold

        """)
  }

  @Test("a label of another form costs its row where most labels are lists of a 0 or 1 for each class")
  func otherLabelsAmongVectors() throws {
    let (result, gold) = try run(["[1, 0]", "[1, 1]", "[0, 1]", "[\"negative\"]", "\"positive\""])
    #expect(result.status == 1 && gold == [["negative"], ["negative", "positive"], ["positive"]])
    #expect(
      result.errors == """
        c.jsonl:4: row 4: 'label' has 1 value, the model has 2 classes: a 0 or 1 for each class is expected
        c.jsonl:5: row 5: 'label' is no list, as this column's labels are: a 0 or 1 for each class of the model is expected

        """)
  }

  @Test func severalLabelsWithCommasBetweenThemAreShownAsAList() throws {
    let (result, gold) = try run(["\"negative|Positive\"", "\"joy\""])
    #expect(gold == [["negative|Positive"], ["joy"]])
    #expect(result.errors.contains("; write several labels as a JSON list: [\"negative\", \"positive\"]"), "\(result.errors)")
  }

  @Test func listsOfTheWrongLengthOnlyAreRefused() throws {
    let (result, _) = try run(["null", "[1, 0, 1]", "[0, 0, 1]"])
    #expect(result.status == 2)
    #expect(
      result.errors
        == "globenc-index: corpus 'c.jsonl', row 2: 'label' has 3 values, the model has 2 classes: a 0 or 1 for each class is expected\n")
  }

  @Test func probabilitiesAreRefused() throws {
    let (result, _) = try run(["[0.3, 0.9]", "[0.1, 0.2]"])
    #expect(result.status == 2 && result.errors.contains("row 1: 'label' is a list of other values than 0 and 1"), "\(result.errors)")
  }

  @Test func emptyListsAreNoEvidence() throws {
    #expect(try run(["[]", "[0, 1]", "[1, 1]"]).gold == [[], ["positive"], ["negative", "positive"]])
    #expect(try run(["[]", "[1]", "[0, 1]"]).gold == [[], ["positive"], ["negative", "positive"]])
  }

  @Test func aClassNumberThatStandsTwiceIsPointedOut() throws {
    let (result, gold) = try run(["[0]", "[1]", "[0, 1]", "[1, 1, 0]"])
    #expect(result.status == 1 && gold == [["negative"], ["positive"], ["negative", "positive"]])
    #expect(result.errors.hasPrefix("c.jsonl:4: row 4: 'label' has a class number twice, as a list of a 0 or 1 for each class may"))
  }

  @Test func listsThatAreKeptAsWrittenAreSaidToBeTakenApart() throws {
    let (result, gold) = try run(["[\"b\", \"a\", \"b\"]", "[\"negative\"]"])
    #expect(gold == [["a", "b"], ["negative"]])
    #expect(result.errors.contains("each value of a list is kept as a label of its own, as it is written"), "\(result.errors)")
  }

  @Test(arguments: ["['negative']", "[1 0]", "[negative]"]) func listsAsPythonPrintsThemAreRefused(label: String) throws {
    let sentence = "'label' looks like a list but is none in JSON: write lists as JSON, [\"a\", \"b\"] or [0, 1] (json.dumps in Python)\n"
    let (all, _) = try run("text,label\na,\(label)\nb,\n", named: "c.csv")
    #expect(all.status == 2 && all.errors == "globenc-index: corpus 'c.csv', row 1: \(sentence)")
    let (some, gold) = try run("text,label\na,\"[\"\"negative\"\"]\"\nb,\(label)\n", named: "c.csv")
    #expect(some.status == 1 && some.errors == "c.csv:3: row 2: \(sentence)" && gold == [["negative"]])
  }

  @Test("a JSON text that contains a list is a list, as in a field of CSV")
  func listsInTexts() throws {
    #expect(try run(["\"[\\\"negative\\\"]\"", "\"positive\""]).gold == [["negative"], ["positive"]])
  }

  @Test func aMapDoesNotGoWithVectors() throws {
    let (result, _) = try run(["[1, 0]", "[0, 1]"], ["--label-map", "0=negative,1=positive"])
    #expect(result.status == 2)
    #expect(
      result.errors
        == "globenc-index: --label-map: the labels in 'label' are lists of a 0 or 1 for each class, which have no names to map: leave the option out\n"
    )
  }

  @Test("for a model that gives one label, a text that looks like a list is the label")
  func aModelOfOneLabel() throws {
    _ = try directory.write("text,label\na,\"[1, 0]\"\nb,['x']\n", to: "c.csv")
    let store = directory.url.appendingPathComponent("one")
    let result = try IndexTool.run(["c.csv", "--model", IndexTool.model, "--store", store.path, "--quiet"], in: directory.url)
    #expect(result.errors.contains("no label in 'label' is a class of the model: '['x']', '[1, 0]'"), "\(result.errors)")
    var labels: [String?] = []
    try AttributionStore.openForReading(at: store).forEachExample { labels.append($0.label) }
    #expect(labels == ["[1, 0]", "['x']"])
  }
}
