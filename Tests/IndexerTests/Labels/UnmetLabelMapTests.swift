import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Keys of a map that match no label are named.
struct UnmetLabelMapTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func run(_ text: String, _ map: String, named name: String = "c.csv", _ options: [String] = []) throws -> IndexTool.Result {
    _ = try directory.write(text, to: name)
    return try IndexTool.run(
      [name, "--model", IndexTool.model, "--store", store.path, "--quiet", "--label-map", map] + options, in: directory.url)
  }

  private static let notice =
    "globenc-index: note: labels in 'label' are taken for those of --label-map but for case and blanks: 'NEG' for 'neg'\n"

  @Test func noKeyIsALabel() throws {
    #expect(
      try run("text,label\na,neg\nb,pos\n", "xx=positive").errors
        == "globenc-index: warning: 'xx' of --label-map is no label of the column 'label', which has 'neg', 'pos': none of these is a class of the "
        + "model, they are kept as written, and no accuracy is given\n")
    try FileManager.default.removeItem(at: store)
    #expect(
      try run("text,label\na,negative\n", "xx=positive,yy=negative").errors
        == "globenc-index: warning: 'xx', 'yy' of --label-map are no labels of the column 'label', which has 'negative'\n")
  }

  @Test func someKeysAreLabels() throws {
    let errors = try run("text,label\na,NEG\nb,pos\n", "neg=negative,poz=positive").errors
    #expect(
      errors.contains("globenc-index: warning: 'poz' of --label-map is no label of the column 'label', which has 'NEG', 'pos'\n"),
      "\(errors)"
    )
    #expect(errors.contains("warning: a label in 'label' is no class of the model: 'pos'"))
  }

  @Test func aMapMayHaveMoreThanACorpusNeeds() throws {
    let file = try directory.write("text,label\na,NEG\n", to: "c.csv").path
    let arguments = [file, "--model", IndexTool.model, "--store", store.path, "--label-map", "neg=negative,pos=positive"]
    #expect(try IndexTool.run(arguments).errors.contains("note: 'pos' of --label-map is no label of the column 'label', which has 'NEG'\n"))
    #expect(try IndexTool.run(arguments + ["--quiet"]).errors == Self.notice)
  }

  @Test func allKeysAreLabels() throws {
    #expect(try run("text,label\na,NEG\nb,1.0\n", "neg=negative,1=positive").errors == Self.notice)
    try FileManager.default.removeItem(at: store)
    #expect(try run("text,label\na,neg\nb,1.0\n", "neg=negative,1=positive").errors.isEmpty)
  }

  @Test(arguments: [
    (
      "text,stars\na,1\n", "c.csv",
      "has no column 'label' whose values could be mapped; it has 'stars', 'text': name the one of the labels with --label"
    ),
    ("{\"text\": \"a\", \"stars\": 1}\n", "c.jsonl", "; it has 'stars', 'text': name the one of the labels with --label"),
    ("a\n", "c.txt", "has no column 'label' whose values could be mapped: leave the option out"),
  ]) func withoutAColumnOfLabelsAMapIsRefused(text: String, name: String, end: String) throws {
    let result = try run(text, "1=negative", named: name)
    #expect(result.status == 2 && result.errors.hasPrefix("globenc-index: --label-map: the corpus '\(name)' has no column 'label'"))
    #expect(result.errors.hasSuffix(end + "\n"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test func aColumnWithoutLabelsIsNamed() throws {
    let errors = try run("text,label\na,\n", "1=negative").errors
    #expect(errors.contains("warning: '1' of --label-map is no label of the column 'label', which has no labels\n"), "\(errors)")
  }

  @Test func aNameThatIsNoClassIsNamed() throws {
    let result = try run("text,label\na,neg\n", "neg=negativ")
    #expect(result.status == 2)
    #expect(result.errors == "globenc-index: --label-map: 'negativ' is no class of the model, whose classes are 'negative', 'positive'\n")
  }
}
