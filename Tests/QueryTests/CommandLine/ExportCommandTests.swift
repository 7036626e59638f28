import Foundation
import Store
import TestSupport
import Testing

struct ExportCommandTests {
  @Test func tokensAreARowEach() throws {
    let result = try SampleStore().run("export", "--what", "tokens", "--predicted", "negative")
    #expect(
      result.text == """
        example,position,segment,token,word,start,end,score,label,predicted
        a,0,0,[CLS],,,,0.15625,negative,negative
        a,1,0,not,not,0,3,0.25,negative,negative
        a,2,0,un,unwatchable,4,6,0.125,negative,negative
        a,3,0,##watch,unwatchable,6,11,0.25,negative,negative
        a,4,0,##able,unwatchable,11,15,0.0625,negative,negative
        a,5,0,[SEP],,,,0.15625,negative,negative

        """)
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test func examplesAreARowEachWithTheKeptColumns() throws {
    let result = try SampleStore().run("export", "--what", "examples")
    #expect(
      result.text == """
        example,label,predicted,confidence,tokens,truncated,text,pair,source
        a,negative,negative,0.75,6,false,not unwatchable,,
        b,negative,positive,0.5,9,true,"a film, ""not\""
        bad",,"web, ""old\"""
        "ünï,1",,positive,1.0,6,false,\u{1B}[31m film,,

        """)
  }

  @Test func jsonLinesHaveTheSameFields() throws {
    let result = try SampleStore().run(
      "export", "--what", "examples", "--format", "jsonl", "--label", "negative", "--predicted", "positive")
    #expect(
      result.text == #"{"example":"b","label":"negative","predicted":"positive","confidence":0.5,"tokens":9,"truncated":true,"#
        + #""text":"a film, \"not\"\nbad","pair":null,"source":"web, \"old\""}"# + "\n")
  }

  @Test func labelsAreARowForEachCombination() throws {
    let result = try SampleStore().run("export", "--what", "labels")
    #expect(
      result.text == """
        label,predicted,examples,mean_confidence
        negative,negative,1,0.75
        negative,positive,1,0.5
        ,positive,1,1.0

        """)
  }

  @Test func theLabelsOfASliceAreCountedInIt() throws {
    let store = try SampleStore()
    let one = try store.run("export", "--what", "labels", "--label", "negative", "--predicted", "positive")
    #expect(one.text == "label,predicted,examples,mean_confidence\nnegative,positive,1,0.5\n")
    let other = try store.run("export", "--what", "labels", "--contains", "FILM")
    #expect(other.text == "label,predicted,examples,mean_confidence\nnegative,positive,1,0.5\n,positive,1,1.0\n")
  }

  @Test func aRegressionModelHasAValueInPlaceOfTheConfidence() throws {
    let example = SampleStore.example(
      row: 1, id: "r", text: "fine", label: "3.5", predicted: nil, confidence: nil, value: 2.25, pieces: [("fine", 0..<4, 0.5)])
    let store = try SampleStore([example], settings: SampleStore.settings(problemType: .regression, keep: ["text"]))
    let result = try store.run("export", "--what", "examples")
    #expect(result.text == "example,label,predicted,value,tokens,truncated,text,pair,kept_text\nr,3.5,,2.25,3,false,fine,,\n")
  }

  @Test func anEmptyStoreExportsItsHeader() throws {
    let store = try SampleStore([])
    #expect(try store.run("export", "--what", "labels").text == "label,predicted,examples,mean_confidence\n")
    let examples = try store.run("export", "--what", "examples")
    #expect(examples.text == "example,label,predicted,confidence,tokens,truncated,text,pair,source\n")
    #expect(examples.status == 0)
  }

  @Test func aFileAppearsOnlyWhole() throws {
    let store = try SampleStore()
    let file = store.directory.url.appendingPathComponent("out.csv")
    try Data("before".utf8).write(to: file)
    let failed = try store.run("export", "--what", "tokens", "--label", "neutral", "-o", "out.csv")
    #expect(failed.status == 1)
    #expect(try Data(contentsOf: file) == Data("before".utf8))
    let result = try store.run("export", "--what", "tokens", "-o", "out.csv")
    #expect(result.text == "")
    #expect(result.errors == "")
    #expect(result.status == 0)
    #expect(try Data(contentsOf: file) == store.run("export", "--what", "tokens", "-o", "-").output)
    #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory.url.path).sorted() == ["out.csv", "reviews.db"])
  }

  @Test func aDamagedExampleIsNamedAndAllOthersAreWritten() throws {
    let store = try SampleStore()
    let whole = try store.run("export", "--what", "examples").text
    var bytes = try Data(contentsOf: store.url)
    let text = try #require(bytes.range(of: Data("not unwatchable".utf8)))
    bytes[text.lowerBound] ^= 1
    try bytes.write(to: store.url)
    let result = try store.run("export", "--what", "examples", "-o", "out.csv")
    #expect(
      result.errors == """
        globenc-query: the record of example 'a' is damaged: globenc-index repair drops it, so that the next run makes it anew
        globenc-query: the export is whole but for 1 damaged example, which it leaves out

        """)
    #expect(result.status == 1)
    let rest = whole.replacingOccurrences(of: "a,negative,negative,0.75,6,false,not unwatchable,,\n", with: "")
    #expect(try String(contentsOf: store.directory.url.appendingPathComponent("out.csv"), encoding: .utf8) == rest)
    let alone = try store.run("export", "--what", "tokens", "--predicted", "negative")
    #expect(alone.text == "example,position,segment,token,word,start,end,score,label,predicted\n")
    #expect(alone.errors == result.errors)
    #expect(alone.status == 1)
  }

  @Test func aPathThatCannotBeWrittenIsOneSentence() throws {
    let store = try SampleStore()
    let missing = try store.run("export", "--what", "labels", "-o", "nowhere/out.csv")
    #expect(missing.errors == "globenc-query: could not write to 'nowhere/out.csv': No such file or directory\n")
    #expect(missing.status == 2)
    let folder = try store.run("export", "--what", "labels", "-o", ".")
    #expect(folder.errors == "globenc-query: could not write to '.': it is a directory\n")
    #expect(folder.status == 2)
  }

  @Test func theStoreIsNotOverwritten() throws {
    let store = try SampleStore()
    let before = try Data(contentsOf: store.url)
    let result = try store.run("export", "--what", "labels", "-o", "./reviews.db")
    #expect(result.errors == "globenc-query: could not write to './reviews.db': it is the store that is being read\n")
    #expect(result.status == 2)
    #expect(try Data(contentsOf: store.url) == before)
  }

  @Test func aDeviceIsWrittenToAndStays() throws {
    #expect(try SampleStore().run("export", "--what", "labels", "-o", "/dev/null").status == 0)
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test(arguments: [["--what", "letters"], [], ["--what", "tokens", "--format", "npz"], ["--what", "tokens", "--csv", "--json"]])
  func wrongUsageIsStatus64(arguments: [String]) throws {
    #expect(try QueryProgram.run(["export", "reviews.db"] + arguments).status == 64)
  }
}
