import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Reading labels of which a slow pipe has sent only a few.
struct PartialLabelTests {
  private static let stars = ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]

  private func found(_ labels: [String], _ names: [String], of rows: Int? = 2) -> (kind: LabelRule.Kind?, report: LabelReport) {
    var census = LabelCensus()
    for label in labels { census.add(label) }
    census.partialRows = rows
    let classes = ClassNames(names)
    let reading = LabelReading(classes, rule: LabelRule.decide(census, classes))
    return (reading.rule?.kind, LabelReport(census, reading, column: "c"))
  }

  @Test(
    "numbers are classes only where a 0 was seen, truth values only where both were, and numbers in names only where no class has one of them"
  )
  func whatSpeaksForClasses() {
    let names = ["negative", "positive"]
    #expect(found(["1"], names).kind == .asWritten && found(["1"], names, of: nil).kind == .classNumbers)
    #expect(found(["0"], names).kind == .classNumbers && found(["0", "1"], names).kind == .classNumbers)
    #expect(found(["true"], names).kind == .asWritten && found(["false"], names).kind == .asWritten)
    #expect(found(["true", "false"], names).kind == .trueFalse && found(["true"], names, of: nil).kind == .trueFalse)
    #expect(found(["1", "4"], Self.stars).kind == .asWritten && found(["5"], Self.stars).kind == .numbersInNames)
    #expect(found(["positive"], names).kind == .names && found(["POSITIVE"], names).kind == .namesByCase)
  }

  @Test func theLineAndTheWarningSayOnHowManyRows() {
    let names = ["negative", "positive"]
    #expect(
      found(["0", "1"], names).report.phrase == "2 values, class numbers; decided on the first 2 rows, before more of the pipe had come")
    #expect(found(["0", "1"], names).report.warning == nil)
    #expect(
      found(["1"], names, of: 1).report.phrase
        == "1 value, no class of the model; decided on the first row, before more of the pipe had come")
    #expect(
      found(["1"], names, of: 1).report.warning
        == "labels in 'c' are kept as written, for that was decided on the first row, before more of the pipe had come: '1' may be class numbers or "
        + "something else; write the corpus to a file first, or add --label-map 0=negative,1=positive where that is what they are")
    #expect(
      found(["true"], names).report.warning?.contains("may be true for 'positive' and false for 'negative' or something else") == true)
    #expect(
      found(["x"], names).report.warning?.hasSuffix("; this was decided on the first 2 rows, before more of the pipe had come") == true)
  }

  @Test func lists() {
    var census = LabelCensus()
    for bits in [["0", "1"], ["1", "0"]] {
      census.add(
        CorpusRow(place: RowPlace(row: 1, line: 1, byteCount: 1), id: "1", text: "", pair: nil, label: nil, labels: bits, kept: []))
    }
    census = census.settled(asSets: true)
    let classes = ClassNames(["a", "b"])
    #expect(LabelRule.decide(census, classes)?.kind == .vectors)
    census.partialRows = 2
    #expect(LabelRule.decide(census, classes)?.kind == .asWritten)
  }

  @Test("stars from a slow pipe whose first value is 1 are no classes, and the run says on how many rows that was decided")
  func slowPipe() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("out.globenc")
    let running = try IndexTool.start(["-", "--format", "csv", "--model", IndexTool.model, "--store", store.path])
    try running.input.write(contentsOf: Data("text,label\ngood,1\n".utf8))
    let end = Date(timeIntervalSinceNow: 60)
    while !running.errors.contains("columns:"), running.process.isRunning, Date() < end { usleep(20_000) }
    try running.input.write(contentsOf: Data([1, 2, 3, 4, 5, 1].map { "bad film,\($0)\n" }.joined().utf8))
    try running.input.close()
    let result = running.wait()
    #expect(result.status == 0)
    #expect(
      result.errors.contains(
        "label = label (1 value, no class of the model; decided on the first row, before more of the pipe had come), id = row number\n"),
      "\(result.errors)")
    #expect(result.errors.contains("warning: labels in 'label' are kept as written, for that was decided on the first row"))
    #expect(
      result.errors.contains(
        "4 rows have labels that are no class of the model, behind the first rows of the corpus: '2', '3', '4', '5'; kept as written; how labels are "
          + "read was decided on the first row, before more of the pipe had come\n"))
    let rows = try StoreContent(store).examples.values.sorted { $0.row < $1.row }
    #expect(rows.map(\.label) == ["1", "1", "2", "3", "4", "5", "1"])
  }
}
