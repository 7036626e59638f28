import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Lists of gold labels, for models that give a text several labels.
struct LabelListTests {
  private let directory: TemporaryDirectory
  private let model: String

  init() throws {
    directory = try TemporaryDirectory()
    model = try MultiLabelModel.make(in: directory)
  }

  /// The gold labels in the store of a corpus.
  private func gold(_ corpus: String, _ name: String, _ options: [String] = []) throws -> ([[String]?], IndexTool.Result, AttributionStore)
  {
    let file = try directory.write(corpus, to: name)
    let store = directory.url.appendingPathComponent(UUID().uuidString)
    let result = try IndexTool.run([file.path, "--model", model, "--store", store.path] + options)
    let reader = try AttributionStore.openForReading(at: store)
    var labels: [[String]?] = []
    try reader.forEachExample { labels.append($0.labels) }
    return (labels, result, reader)
  }

  @Test func listsOfNamesAreSets() throws {
    let lines = [#"["negative"]"#, #"["positive", "negative"]"#, "[]", "null", #""positive""#]
    let corpus = lines.map { "{\"text\": \"a film\", \"label\": \($0)}\n" }.joined()
    let (labels, result, store) = try gold(corpus, "c.jsonl")
    #expect(result.status == 0 && labels == [["negative"], ["negative", "positive"], [], nil, ["positive"]], "\(result.errors)")
    #expect(store.settings.threshold == 0.5 && store.settings.labelRule?.kind == .names)
    var damages: [String] = []
    _ = try store.verify { damages.append($0.description) }
    #expect(damages == [])
  }

  @Test func emptyListsAreKnownSets() throws {
    let (labels, result, _) = try gold(#"{"text": "a", "label": []}"# + "\n" + #"{"text": "b", "label": []}"# + "\n", "c.jsonl")
    #expect(labels == [[], []] && result.errors.contains("label = label (empty lists only), id = row number"), "\(result.errors)")
    let corpus = directory.url.appendingPathComponent("c.jsonl").path
    let dry = try IndexTool.run([corpus, "--model", model, "--store", "none", "--dry-run"])
    #expect(dry.output.contains("labels     texts\n  2  [], known to have none\n"), "\(dry.output)")
    let json = try IndexTool.run([corpus, "--model", model, "--store", "none", "--dry-run", "--json"])
    #expect(json.output.contains(#""labels": [], "empty_label_lists": 2}"#), "\(json.output)")
  }

  @Test func listsOfTrueAndFalseAreVectors() throws {
    let (labels, result, store) = try gold(
      "{\"text\": \"a\", \"label\": [true, false]}\n{\"text\": \"b\", \"label\": [false, true]}\n", "c.jsonl")
    #expect(labels == [["negative"], ["positive"]] && store.settings.labelRule?.kind == .vectors, "\(result.errors)")
  }

  @Test func listsOfNumbersAreReadByTheRuleOfTheColumn() throws {
    let (labels, _, store) = try gold("{\"text\": \"a\", \"label\": [1]}\n{\"text\": \"b\", \"label\": [1, 0]}\n", "c.jsonl")
    #expect(labels == [["positive"], ["negative", "positive"]] && store.settings.labelRule?.kind == .classNumbers)
  }

  @Test func listsOfAZeroOrOneForEachClassAreVectors() throws {
    let (labels, result, store) = try gold(
      "{\"text\": \"a\", \"label\": [0, 1.0]}\n{\"text\": \"b\", \"label\": [1, 1]}\n{\"text\": \"c\", \"label\": [0, 0]}\n", "c.jsonl")
    #expect(labels == [["positive"], ["negative", "positive"], []] && store.settings.labelRule?.kind == .vectors, "\(result.errors)")
  }

  /// One of the lists is no vector: all of the elements are labels, and labels that are no class are kept as they are written.
  @Test func aMixtureIsKeptAsWritten() throws {
    let (labels, result, _) = try gold(
      "{\"text\": \"a\", \"label\": [\"negative\"]}\n{\"text\": \"b\", \"label\": [0.0, 1.0]}\n", "c.jsonl")
    #expect(result.status == 0 && labels == [["negative"], ["0.0", "1.0"]])
    #expect(result.errors.contains("'0.0'"), "\(result.errors)")
  }

  @Test func aFieldOfCSVThatIsAJSONListIsOne() throws {
    let (labels, _, _) = try gold("text,label\na,\"[\"\"negative\"\", \"\"positive\"\"]\"\nb,positive\n", "c.csv")
    #expect(labels == [["negative", "positive"], ["positive"]])
  }

  @Test func anElementThatIsNoLabelIsRefused() throws {
    let (labels, result, _) = try gold("{\"text\": \"a\", \"label\": [null]}\n{\"text\": \"b\", \"label\": [\"positive\"]}\n", "c.jsonl")
    #expect(result.status == 1 && labels == [["positive"]])
    #expect(result.errors.contains("'label' is a list that holds null, not only text or numbers"), "\(result.errors)")
  }

  @Test func theThresholdDecidesWhatIsPredicted() throws {
    let corpus = "{\"text\": \"good\", \"label\": [\"positive\"]}\n"
    let (_, _, low) = try gold(corpus, "a.jsonl", ["--threshold", "0"])
    #expect(try low.example(id: "1")?.predictedLabels == ["negative", "positive"])
    let (_, _, high) = try gold(corpus, "b.jsonl", ["--threshold", "1"])
    #expect(try high.example(id: "1")?.predictedLabels == [] && high.settings.threshold == 1)
  }

  @Test func aModelThatGivesOneLabelTakesNoLists() throws {
    let file = try directory.write(
      "{\"text\": \"a\", \"label\": [\"positive\"]}\n{\"text\": \"b\", \"label\": \"positive\"}\n", to: "c.jsonl")
    let store = directory.url.appendingPathComponent("one.store").path
    let result = try IndexTool.run([file.path, "--model", IndexTool.model, "--store", store])
    #expect(result.status == 1 && result.errors.contains("'label' is a list, not text or a number: only a model whose"), "\(result.errors)")
    let other = try IndexTool.run([file.path, "--model", IndexTool.model, "--store", store + "2", "--threshold", "0.3"])
    #expect(other.status == 2 && other.errors.contains("--threshold is for models that give several labels"), "\(other.errors)")
  }
}
