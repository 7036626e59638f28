import Foundation
import Store
import Support
import TestSupport
import Testing

/// The rule by which labels are read belongs to the store and applies to all of its runs.
struct KeptLabelRuleTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func run(_ text: String, _ options: [String] = []) throws -> IndexTool.Result {
    let corpus = try directory.write("id,text,label\n" + text, to: "c.csv").path
    return try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store.path, "--quiet"] + options)
  }

  private func labels() throws -> [String: String?] { try StoreContent(store).examples.mapValues(\.label) }

  private func rule() throws -> LabelRule? { try AttributionStore.openForReading(at: store).settings.labelRule }

  @Test func theFirstRunsRuleHoldsForLaterOnes() throws {
    #expect(try run("a,x,0\nb,y,1\n").errors.isEmpty)
    #expect(try rule() == LabelRule(.classNumbers))
    // By themselves they would be no class numbers.
    let later = try run("c,x,1\nd,y,2\ne,z,negative\n")
    #expect(later.status == 0)
    #expect(
      later.errors
        == "globenc-index: warning: labels in 'label' are not read as class numbers, as this store's labels are: '2', 'negative' (2 of the first 3 "
        + "labelled rows); they are kept as written\n")
    #expect(try labels() == ["a": "negative", "b": "positive", "c": "positive", "d": "2", "e": "negative"])
    #expect(try rule() == LabelRule(.classNumbers))
  }

  @Test func labelsThatWereKeptAsWrittenStaySo() throws {
    #expect(try run("a,x,1\nb,y,2\n").errors.contains("numbered from 1 to 2"))
    #expect(try run("c,x,0\nd,y,1\n").status == 0)
    #expect(try labels() == ["a": "1", "b": "2", "c": "0", "d": "1"])
  }

  @Test func aMapHoldsForLaterRunsAndIsNotChanged() throws {
    #expect(try run("a,x,NEG\n", ["--label-map", "NEG=negative,POS=positive"]).errors.isEmpty)
    #expect(try run("b,y,POS\n").errors.isEmpty)
    #expect(try run("c,y,POS\n", ["--label-map", "POS=positive,NEG=negative"]).status == 0)
    #expect(try labels() == ["a": "negative", "b": "positive", "c": "positive"])
    let other = try run("d,y,POS\n", ["--label-map", "POS=negative"])
    #expect(other.status == 2)
    #expect(
      other.errors
        == "globenc-index: the store '\(store.path)' was begun with another map, NEG=negative,POS=positive, and one rule holds for all its rows: leave "
        + "--label-map out, or name a new store, in which the whole corpus is read by this map\n")
    #expect(try run("d,y,POS\n", ["--label-map", "POS=negative", "--dry-run"]).errors == other.errors)
  }

  @Test func whoeverFollowsTheAdviceOfAFirstRunIsToldThatAMapTakesANewStore() throws {
    let first = try run("a,x,NEG\nb,y,POS\n")
    #expect(
      first.errors.hasSuffix(
        "--label-map LABEL=CLASS,... says which is which (a map takes a new store: this one keeps how its labels are read)\n"),
      "\(first.errors)")
    let second = try run("a,x,NEG\nb,y,POS\n", ["--label-map", "NEG=negative,POS=positive"])
    #expect(second.status == 2)
    #expect(
      second.errors.contains(
        "keeps labels as they are written, for those of its first run were no classes, and one rule holds for all its rows"),
      "\(second.errors)")
    let numbers = directory.url.appendingPathComponent("numbers.globenc")
    let corpus = try directory.write("text,label\nx,0\n", to: "n.csv").path
    #expect(try IndexTool.run([corpus, "--model", IndexTool.model, "--store", numbers.path]).status == 0)
    let third = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", numbers.path, "--label-map", "0=positive"])
    #expect(third.errors.contains("takes labels for the numbers of the model's classes, and one rule"), "\(third.errors)")
  }

  @Test func aDryRunPromisesNoStore() throws {
    let errors = try run("a,x,NEG\nb,y,POS\n", ["--dry-run"]).errors
    #expect(errors.hasSuffix("--label-map LABEL=CLASS,... says which is which\n"), "\(errors)")
  }

  @Test func aStoreWithoutLabelsDecidesLater() throws {
    #expect(try run("a,x,\n").errors.isEmpty)
    #expect(try rule() == nil)
    #expect(try run("b,y,1\nc,z,0\n").errors.isEmpty)
    #expect(try rule() == LabelRule(.classNumbers))
    #expect(try labels() == ["a": nil, "b": "positive", "c": "negative"])
  }

  @Test func aDryRunGoesByTheStoresRule() throws {
    #expect(try run("a,x,0\nb,y,1\n").errors.isEmpty)
    #expect(try run("c,x,1\nd,y,2\n", ["--dry-run", "--json"]).output.contains("\"label_rule\": \"class-numbers\""))
  }

  @Test func aStoreIsSoundAfterARuleWasAdded() throws {
    #expect(try run("a,x,\n").status == 0)
    #expect(try run("b,y,NEG\n", ["--label-map", "NEG=negative"]).status == 0)
    let verified = try IndexTool.run(["verify", store.path])
    #expect(verified.status == 0, "\(verified.errors)")
    let copy = try IndexTool.run(["repair", store.path])
    #expect(copy.status == 0, "\(copy.errors)")
    #expect(try rule() == LabelRule(.map, map: [ExactString("NEG"): "negative"]))
  }
}
