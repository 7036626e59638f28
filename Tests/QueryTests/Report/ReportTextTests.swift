import Foundation
import Store
import TestSupport
import Testing

/// The texts of a page's examples, and the positions of words in them.
struct ReportTextTests {
  @Test func piecesCanBeShownInsteadOfWords() throws {
    let data = try PageData(ofPage: try SampleStore().run("report", "--no-words", "-k", "1").text)
    #expect(data.examples.map(\.u) == [[-1, 0, 0, 3, 1, 2, 0, 5, 0, 4, -1, 1]])
  }

  @Test func placesAreThoseOfJavaScript() throws {
    let example = SampleStore.example(
      row: 1, id: "1", text: "\u{1F600} bad \u{1F600}film", label: nil, predicted: nil, confidence: nil,
      pieces: [("bad", 2..<5, 0.5), ("film", 7..<11, 0.25)])
    let data = try PageData(ofPage: try SampleStore([example], settings: SampleStore.settings(problemType: .none)).run("report").text)
    #expect(data.examples[0].u == [-1, 0, 3, 3, 3, 4, -1, 1])
  }

  @Test func aStoreWithoutTextsShowsTheWordsOfItsTokens() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("movies.globenc")
    try ReportSamples.index(to: store, limit: 2, "--no-text")
    let page = try QueryProgram.run(["report", store.path]).text
    let data = try PageData(ofPage: page)
    #expect(data.examples[1].x == ["ultimately , it ponders the reasons we need stories so much ."])
    #expect(data.examples[1].u.prefix(8) == [-1, 0, 0, 10, 1, 1, 1, 2])
    #expect(page.contains("The store keeps no texts: the words of the tokens are shown."))
    let shown = try QueryProgram.run(["show", store.path, "movies-15", "--row", "0", "--plain"])
    #expect(shown.text.contains("\nultimately  ,") && shown.text.contains("\n█ "))
  }

  @Test func aTextThatWasReadInWindowsIsShownWholeAndItsMatricesByWindow() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("movies.globenc")
    try ReportSamples.index(to: store, limit: 2, "--max-length", "24", "--stride", "8", "--layers", "all")
    let page = try QueryProgram.run(["report", store.path]).text
    let data = try PageData(ofPage: page)
    // There are 55 tokens between [CLS] and [SEP]: windows of 22, each sharing 8 with the one before.
    #expect(data.examples.map(\.w) == [4, nil])
    #expect(data.examples.map { $0.r == nil } == [true, false])
    #expect(data.layers == 3)
    let export = try QueryProgram.run(["export", store.path, "--what", "matrices"])
    #expect(
      try ZipReader(export.output).entries.map(\.name) == [
        "movies-1@1.npy", "movies-1@2.npy", "movies-1@3.npy", "movies-1@4.npy", "movies-15.npy",
      ])

    #expect(try QueryProgram.run(["show", store.path, "movies-1"]).text.contains("joined from 4 windows"))
    let row = try QueryProgram.run(["show", store.path, "movies-1", "--row", "30", "--window", "2"])
    #expect(row.text.contains("\nrow 30, window 2: what the token '"))
    let unnamed = try QueryProgram.run(["show", store.path, "movies-1", "--row", "30"])
    #expect(unnamed.errors.contains("was indexed in 4 windows, each with matrices of its own: choose one with --window 1 to --window 4"))
    #expect(unnamed.status == 64)
    let elsewhere = try QueryProgram.run(["show", store.path, "movies-1", "--row", "30", "--window", "1"])
    #expect(elsewhere.errors == "globenc-query: window 1 of example 'movies-1' does not hold token 30\n")
    #expect(elsewhere.status == 1)
  }

  @Test func whatTheModelDidNotReadIsMarked() throws {
    let cut = SampleStore.example(
      row: 1, id: "cut", text: "\u{1F600}bad film and more", label: nil, predicted: nil, confidence: nil,
      pieces: [("bad", 1..<4, 0.5), ("film", 5..<9, 0.25)], isTruncated: true)
    let data = try PageData(ofPage: try SampleStore([cut], settings: SampleStore.settings(problemType: .none)).run("report").text)
    // Positions are in UTF-16 units, of which the emoji has two. It is before the first token, so it was not read.
    #expect(data.examples[0].e == [2, 10])
    #expect(try PageData(ofPage: try SampleStore().run("report").text).examples.allSatisfy { $0.e == nil })
  }
}
