import Foundation
import Store
import Support
import TestSupport
import Testing

@testable import Indexer

/// The report on columns at the start of a run, and the labels at its end.
struct LabelColumnTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func run(_ text: String, _ options: [String] = [], named name: String = "c.csv") throws -> IndexTool.Result {
    _ = try directory.write(text, to: name)
    return try IndexTool.run([name, "--model", IndexTool.model, "--store", store.path] + options, in: directory.url)
  }

  private func labels() throws -> [String?] {
    let examples = try StoreContent(store).examples
    return examples.keys.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.map { examples[$0]?.label }
  }

  @Test func theColumnsAreSaidInOneLine() throws {
    let errors = try run("review,stars\nbad,1\ngood,5\n", ["--text", "review", "--label", "stars"]).errors
    #expect(
      errors.hasPrefix("globenc-index: columns: text = review, label = stars (2 values, none a class of the model), id = row number\n"),
      "\(errors)")
    #expect(errors.contains("globenc-index: warning: labels in 'stars' are not among the model's classes: '5', where"))
    #expect(try labels() == ["1", "5"])
  }

  @Test(arguments: [
    ("text,label\na,negative\nb,positive\n", "label = label (2 values, classes of the model), id = row number"),
    ("text,id\na,1\n", "no label, id = id"), ("text,label\na,\n", "label = label (no values), id = row number"),
    ("text,label\na,0\nb,1\n", "label = label (2 values, class numbers), id = row number"),
    ("text,label\na,True\nb,False\n", "label = label (2 values, true for 'positive' and false for 'negative'), id = row number"),
    ("text,label\na,Positive\n", "label = label (1 value, classes of the model but for case and blanks), id = row number"),
  ]) func otherColumns(text: String, line: String) throws {
    #expect(try run(text).errors.hasPrefix("globenc-index: columns: text = text, \(line)\n"))
  }

  @Test func aQuietRunSaysOnlyWhatIsWarnedOf() throws {
    #expect(try run("text,label\na,negative\n", ["--quiet"]).errors.isEmpty)
    let other = try run("text,label\na,negative\nb,neutral\n", ["--quiet"]).errors
    #expect(other.hasPrefix("globenc-index: warning: a label in 'label' is no class of the model: 'neutral'"))
    #expect(other.filter { $0 == "\n" }.count == 1)
  }

  @Test("the rule follows from the first rows of the corpus, whichever rows are indexed")
  func theRuleIsThatOfTheWholeCorpus() throws {
    #expect(try run("text,label\na,1\nb,0\nc,5\n", ["--limit", "1", "--quiet"]).status == 0)
    #expect(try labels() == ["1"])
  }

  @Test func standardInputIsReadByTheRuleOfTheFile() throws {
    for (text, line) in [
      ("{\"text\": \"a\", \"label\": 1}\n{\"text\": \"b\", \"label\": 2}\n", "2 values, none a class of the model"),
      (
        (0..<9000).map { "{\"text\": \"\($0)\", \"label\": \($0 < 8999 ? 1 : 5)}\n" }.joined(),
        "2 values, none a class of the model"
      ),
    ] {
      let file = try directory.write(text, to: "in.jsonl")
      let handle = try FileHandle(forReadingFrom: file)
      let running = try IndexTool.start(["-", "--model", IndexTool.model, "--dry-run", "--limit", "2"], input: handle)
      let result = running.wait()
      #expect((result.errors + result.output).contains(line), "\(result.errors)")
    }
  }

  @Test func aPipeThatPausesBehindItsHeaderIsWaitedFor() throws {
    let running = try IndexTool.start(["-", "--format", "csv", "--model", IndexTool.model, "--store", store.path])
    try running.input.write(contentsOf: Data("text,label\n".utf8))
    usleep(1_500_000)
    try running.input.write(contentsOf: Data("a,0\nb,1\n".utf8))
    try running.input.close()
    #expect(running.wait().errors.contains("label = label (2 values, class numbers)"))
    #expect(try labels() == ["negative", "positive"])
  }

  @Test func aLabelBehindTheFirstRowsThatCannotBeToldFromAClassIsSaidToCountAsIt() throws {
    let rows = (0..<10_000).map { "a,\($0 % 2)\n" }.joined()
    let errors = try run("text,label\n\(rows)b,positive\n", ["--limit", "10001", "--quiet", "--max-length", "4"]).errors
    #expect(
      errors.contains("'positive'; kept as written, where 'positive' cannot be told from the class of that name and counts as it"),
      "\(errors)")
  }

  @Test func aMapIsKept() throws {
    #expect(try run("text,label\na,NEG\nb,POS\n", ["--quiet", "--label-map", "NEG=negative,POS=positive"]).errors.isEmpty)
    #expect(try labels() == ["negative", "positive"])
  }

  @Test func labelsBehindTheFirstRowsAreCountedInTheEnd() throws {
    let rows = (0..<CorpusPeek.mostRows).map { "\(["bad", "good"][$0 % 2]),\($0 % 2)\n" }.joined() + "a,7\nb,1\n"
    var corpus = try Corpus(
      path: try directory.write("text,label\n" + rows, to: "long.csv").path, format: .csv, selection: ColumnSelection())
    #expect(corpus.peek.rows == CorpusPeek.mostRows && corpus.peek.labels.counts == [ExactString("0"): 5000, ExactString("1"): 5000])
    let classes = ClassNames(["negative", "positive"])
    var tally = LabelTally(LabelReading(classes, rule: LabelRule.decide(corpus.peek.labels, classes)), known: corpus.peek.labels)
    var last: String??
    while let item = try corpus.next() { last = tally.read(item.good?.label) }
    #expect(last == "positive")
    #expect(tally.warning?.hasPrefix("1 row has a label that is no class of the model, behind the first rows of the corpus: '7'") == true)
  }

  @Test func rowsOfAPipeAreLookedAtAsTheyCome() throws {
    let rows = "{\"text\": \"a\", \"label\": 1}\n{\"text\": \"b\", \"label\": 2}\n"
    let result = try IndexTool.run(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"], input: rows)
    #expect(result.errors.contains("warning: the labels in 'label' are numbered from 1 to 2"))
    #expect(try labels() == ["1", "2"])
  }

  @Test func aPipeThatIdlesIsNotWaitedFor() throws {
    let running = try IndexTool.start(["-", "--model", IndexTool.model, "--store", store.path])
    try running.input.write(contentsOf: Data("{\"text\": \"a\", \"label\": 1}\n{\"text\": \"b\", \"label\": 0}\n{\"text\": \"hal".utf8))
    for _ in 0..<3000 where !running.errors.contains("columns:") && running.process.isRunning { usleep(10_000) }
    #expect(
      running.errors
        == "globenc-index: columns: text = text, label = label (2 values, class numbers; decided on the first 2 rows, before more of "
        + "the pipe had come), id = row number\n", "\(running.errors)")
    try running.input.write(contentsOf: Data("f\", \"label\": 2}\n".utf8))
    try running.input.close()
    let result = running.wait()
    #expect(
      result.errors.contains(
        "1 row has a label that is no class of the model, behind the first rows of the corpus: '2'; kept as written; how labels are read was decided on the first 2 rows"
      )
    )
    #expect(try labels() == ["positive", "negative", "2"])
  }

  @Test func aDryRunListsTheLabels() throws {
    let text = try run("text,label\na,0\nb,0\nc,1.0\n", ["--dry-run", "--quiet"]).output
    #expect(text.contains("labels     texts\n  2  0 = negative\n  1  1.0 = positive\n"))
    let json = try run("text,label\na,\"x\"\"y\"\nb,negative\nc,negative\n", ["--dry-run", "--quiet", "--json"]).output
    #expect(
      json.contains(
        #""label_rule": "as-written", "labels": [{"label": "negative", "class": "negative", "texts": 2}, {"label": "x\"y", "class": null, "texts": 1}]}"#
      ))
  }
}
