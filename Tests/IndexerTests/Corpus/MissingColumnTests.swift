import Foundation
import TestSupport
import Testing

@testable import Indexer

/// A column that the command line names and no row has is refused before anything is created, in JSON as in CSV.
struct MissingColumnTests {
  private static let rows = """
    {"id": "a", "text": "x", "text_pair": "y", "label": "z", "source": "web"}
    {"id": "b", "text": "x", "text_pair": "y", "label": "z", "source": "web"}

    """
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func error(_ corpus: String, _ names: [String], _ selection: ColumnSelection) throws -> String? {
    for name in names { _ = try directory.write(corpus, to: name) }
    do {
      _ = try Corpus(paths: names.map { directory.url.appendingPathComponent($0).path }, layout: CorpusLayout(), selection: selection)
      return nil
    } catch let error as IndexerError {
      return error.description.replacingOccurrences(of: directory.url.path + "/", with: "")
    }
  }

  @Test("of equally near names, a default one is suggested")
  func ties() throws {
    #expect(
      try error("id,lab,label,text\na,x,y,z\n", ["c.csv"], ColumnSelection(label: "lable"))?.hasSuffix(": did you mean 'label'?") == true)
    #expect(try error("id,lab,text\na,x,y\n", ["c.csv"], ColumnSelection(label: "lable"))?.hasSuffix(": did you mean 'lab'?") == true)
    // One letter away from "lab", two from "label".
    #expect(
      try error("id,lab,label,text\na,x,y,z\n", ["c.csv"], ColumnSelection(label: "labb"))?.hasSuffix(": did you mean 'lab'?") == true)
  }

  @Test(arguments: [
    (ColumnSelection(textPair: "txet_pair"), "txet_pair", ": did you mean 'text_pair'?"),
    (ColumnSelection(text: "txt"), "txt", ": did you mean 'text'?"), (ColumnSelection(label: "lable"), "lable", ": did you mean 'label'?"),
    (ColumnSelection(id: "foo"), "foo", ""), (ColumnSelection(keep: ["label", "Sorce"]), "Sorce", ": did you mean 'source'?"),
    (ColumnSelection(textPair: "txet"), "txet", ""), (ColumnSelection(keep: ["lable"]), "lable", ": did you mean 'label'?"),
  ]) func isRefusedWithTheNearestName(selection: ColumnSelection, name: String, end: String) throws {
    let objects = Self.rows.split(separator: "\n")
    let csv = "id,text,text_pair,label,source\na,x,y,z,web\n"
    let sorted = "'id', 'label', 'source', 'text', 'text_pair'"
    for (file, corpus, names) in [
      ("c.jsonl", Self.rows, sorted), ("c.json", "[\(objects.joined(separator: ","))]", sorted),
      ("c.csv", csv, "'id', 'text', 'text_pair', 'label', 'source'"),
    ] {
      #expect(try error(corpus, [file], selection) == "corpus '\(file)' has no column '\(name)'; it has \(names)\(end)")
    }
  }

  @Test func theCustomaryColumnOfTheTextIsAskedFor() throws {
    let advice = "corpus 'c.jsonl' has no column 'text'; it has 'label', 'review': say which one is the text with --text"
    #expect(try error(#"{"review": "x", "label": "y"}"#, ["c.jsonl"], ColumnSelection()) == advice)
    #expect(try error("{}", ["c.jsonl"], ColumnSelection()) == "corpus 'c.jsonl' has no column 'text'; its rows have no columns at all")
  }

  @Test func aColumnThatOneRowHasIsThere() throws {
    #expect(try error(Self.rows + #"{"text": "x", "rare": null}"#, ["c.jsonl"], ColumnSelection(keep: ["rare"])) == nil)
    #expect(try error("nonsense\n", ["c.jsonl"], ColumnSelection(label: "lable")) == nil)
    #expect(try error("", ["c.jsonl"], ColumnSelection(label: "lable")) == nil)
  }

  @Test func tenThousandRowsTell() throws {
    let row = #"{"text": "x", "label": "y"}"# + "\n"
    let rare = #"{"text": "x", "rare": "y"}"# + "\n"
    let many = String(repeating: row, count: CorpusPeek.mostRows + 1)
    #expect(
      try error(many + rare, ["c.jsonl"], ColumnSelection(keep: ["rare"]))
        == "corpus 'c.jsonl' has no column 'rare' in its first 10,000 rows; it has 'label', 'text'")
    #expect(try error(rare + many, ["c.jsonl"], ColumnSelection(keep: ["rare"])) == nil)
  }

  @Test func aColumnMayBeInOneOfSeveralFiles() throws {
    let row = #"{"text": "x", "label": "y"}"# + "\n"
    let many = String(repeating: row, count: CorpusPeek.mostRows + 1)
    let paths = try [("1.jsonl", many), ("2.jsonl", row + #"{"text": "x", "rare": "y"}"# + "\n")].map {
      try directory.write($1, to: $0).path
    }
    #expect(throws: Never.self) { try Corpus(paths: paths, layout: CorpusLayout(), selection: ColumnSelection(keep: ["rare"])) }
    #expect(throws: IndexerError.self) { try Corpus(paths: paths, layout: CorpusLayout(), selection: ColumnSelection(keep: ["rarer"])) }
  }

  @Test func aFolderIsCalledByItsName() throws {
    let folder = directory.url.appendingPathComponent("folder")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["1.jsonl", "2.jsonl"] { _ = try directory.write(Self.rows, to: "folder/\(name)") }
    let error = #expect(throws: IndexerError.self) {
      try Corpus(paths: [folder.path], layout: CorpusLayout(), selection: ColumnSelection(label: "lable"))
    }
    #expect(error?.description.hasPrefix("corpus '\(folder.path)' has no column 'lable'; it has") == true)
  }

  @Test func standardInputIsLookedAtLikeAFile() throws {
    let store = directory.url.appendingPathComponent("out.globenc").path
    for options in [["--label", "lable"], ["--keep", "sorce"], ["--text-pair", "pair"]] {
      let result = try IndexTool.run(["-", "--model", IndexTool.model, "--store", store] + options, input: Self.rows)
      #expect(result.status == 2 && result.errors.hasPrefix("globenc-index: standard input has no column '"), "\(result.errors)")
      #expect(!FileManager.default.fileExists(atPath: store))
    }
  }

  @Test("of an idle pipe only the rows that it has sent are known: a column that no row had is reported at the end")
  func aPipeThatIdles() throws {
    let store = directory.url.appendingPathComponent("out.globenc").path
    let running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", store, "--label", "lable", "--quiet"])
    try running.input.write(contentsOf: Data(Self.rows.utf8))
    usleep(2_500_000)
    try running.input.write(contentsOf: Data(Self.rows.replacing("\"a\"", with: "\"c\"").replacing("\"b\"", with: "\"d\"").utf8))
    try running.input.close()
    let result = running.wait()
    #expect(result.status == 0)
    #expect(
      result.errors
        == "globenc-index: warning: no row of 'standard input' has a column 'lable'; there are 'id', 'label', 'source', 'text', 'text_pair': did you "
        + "mean 'label'?\n")
  }

  @Test func aHeaderOfVeryManyColumnsIsNotPrintedWhole() throws {
    let header = (1...500).map { "c\($0)" }.joined(separator: ",")
    #expect(
      try error(header + "\n", ["c.csv"], ColumnSelection(text: "c5000"))?.hasSuffix("'c20' and 480 more: did you mean 'c500'?") == true)
  }
}
