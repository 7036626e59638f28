import Foundation
import Store
import TestSupport
import Testing

struct TopCommandTests {
  @Test func theTokensOfAnExampleAsATable() throws {
    let result = try SampleStore().run("top", "--example", "b", "-k", "3")
    #expect(
      result.text == """
        example b · gold negative · predicted positive (50.0 %) · truncated to 9 tokens; ▁ begins a word

        position  segment  token   score  start  end
               5        0  ▁not   0.5000      9   12
               2        0  ▁film  0.1250      2    6
               7        0  ▁bad   0.1250     14   17

        """)
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test func theTokensOfAnExampleAsJSON() throws {
    let result = try SampleStore().run("top", "--example", "a", "--format", "json", "-k", "2", "--include-special")
    #expect(
      result.text
        == #"{"example":"a","label":"negative","predicted":"negative","confidence":0.75,"method":"n-enc","aggregate":"rollout","tokens":["#
        + #"{"position":1,"segment":0,"token":"not","score":0.25,"start":0,"end":3},"#
        + ###"{"position":3,"segment":0,"token":"##watch","score":0.25,"start":6,"end":11}]}"### + "\n")
  }

  @Test func specialTokensHaveNoPlaceInTheText() throws {
    let result = try SampleStore().run("top", "--example", "a", "--format", "csv", "--include-special", "-k", "all")
    #expect(
      result.text == """
        position,segment,token,score,start,end
        1,0,not,0.25,0,3
        3,0,##watch,0.25,6,11
        0,0,[CLS],0.15625,,
        5,0,[SEP],0.15625,,
        2,0,un,0.125,4,6
        4,0,##able,0.0625,11,15

        """)
  }

  @Test func theWordsOfAnExample() throws {
    let result = try SampleStore().run("top", "--example", "a", "--format", "csv", "--words")
    #expect(result.text == "position,segment,token,score,start,end\n2,0,unwatchable,0.4375,4,15\n1,0,not,0.25,0,3\n")
  }

  @Test func theWordsOfASliceAreTheUsualRankingAndPiecesThatOfAnExample() throws {
    let store = try SampleStore()
    func tokens(_ arguments: String...) throws -> [String] {
      let result = try QueryProgram.run(
        [arguments[0], store.url.path] + arguments.dropFirst() + ["--format", "csv"], in: store.directory.url)
      return result.text.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) }
    }
    let slice = ["--predicted", "negative", "--by", "mean", "--min-count", "1"]
    func ranked(_ arguments: String...) throws -> [String] {
      let all = ["top", store.url.path] + slice + ["--format", "csv", "-k", "all"] + arguments
      return try QueryProgram.run(all, in: store.directory.url).text.split(separator: "\n").dropFirst()
        .compactMap { $0.split(separator: ",").first.map(String.init) }
    }
    #expect(try ranked() == ["unwatchable", "not"] && ranked("--words") == ranked())
    #expect(try ranked("--pieces") == ["##watch", "not", "un", "##able"])
    #expect(try tokens("top", "--example", "a") == ["1", "3", "2", "4"])
    #expect(try tokens("top", "--example", "a", "--pieces") == tokens("top", "--example", "a"))
    // Punctuation is listed on request; among pieces, unless it is left out.
    let quotes = ["top", store.url.path, "--label", "negative", "--by", "mean", "--min-count", "1", "-k", "all", "--format", "csv"]
    func hasQuote(_ arguments: String...) throws -> Bool {
      try QueryProgram.run(quotes + arguments, in: store.directory.url).text.contains("\n\"\"\"\"")
    }
    #expect(try !hasQuote() && hasQuote("--punctuation") && hasQuote("--pieces") && !hasQuote("--pieces", "--no-punctuation"))
  }

  @Test func specialTokensAmongTheWordsOfALabel() throws {
    let result = try SampleStore().run(
      "top", "--predicted", "negative", "--words", "--include-special", "--format", "csv", "--by", "mean", "--min-count", "1")
    #expect(
      result.text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).prefix(4).joined(separator: ",") }
        == [
          "token,count,mean,total", "unwatchable,1,0.4375,0.4375", "not,1,0.25,0.25", "[CLS],1,0.15625,0.15625", "[SEP],1,0.15625,0.15625",
        ])
  }

  @Test func theWordsOfAGoldLabel() throws {
    let store = try SampleStore()
    let result = try store.run("top", "--label", "negative", "-k", "2", "--by", "mean", "--min-count", "1")
    #expect(
      result.text == """
        2 examples with gold label 'negative', compared with all others (1), by mean

        token        count  texts  distinct_texts    mean   total  contrast       q
        unwatchable      1      1               1  0.4375  0.4375    0.0000  1.0000
        not              2      2               2  0.3750  0.7500    0.4307  1.0000

        """)
    #expect(result.errors == "")
    let small = try store.run("top", "--label", "negative")
    #expect(
      small.errors == "globenc-query: no word that is not left out is in 5 texts or more of both sides; --min-count 1 ranks all of them\n")
    #expect(small.status == 1)
  }

  @Test func namesMayBeginWithAHyphen() throws {
    let example = SampleStore.example(
      row: 1, id: "-1", text: "fine", label: "-1", predicted: nil, confidence: nil, pieces: [("fine", 0..<4, 0.5)])
    let store = try SampleStore([example], settings: SampleStore.settings(problemType: .none))
    #expect(try store.run("top", "--example=-1").text.hasPrefix("example -1 · gold -1; ▁ begins a word\n"))
    #expect(try store.run("top", "--label=-1", "--min-count", "1").text.hasPrefix("1 example with gold label '-1', by mean\n"))
    #expect(try store.run("show", "--", "-1").text.hasPrefix("example -1 · gold -1\n"))
    #expect(try store.run("matrix", "--", "-1").status == 0)
    #expect(try QueryProgram.run(["help", "top"]).text.contains("--example=-1"))
  }

  @Test func oneExampleIsNotCalledExamples() throws {
    let result = try SampleStore().run("top", "--predicted", "negative", "--min-count", "1")
    #expect(result.text.hasPrefix("1 example with predicted label 'negative', compared with all others (2)\n"))
  }

  @Test func theTokensOfAPredictedLabelAsJSON() throws {
    let result = try SampleStore().run(
      "top", "--predicted", "positive", "-k", "1", "--format", "json", "--by", "total", "--pieces")
    #expect(
      result.text.hasPrefix(
        #"{"label":null,"predicted":"positive","examples":2,"method":"n-enc","aggregate":"rollout","by":"total","#
          + #""versus":"all other examples","versus_examples":1,"tokens":[{"token":"film","count":2,"mean":0.4375,"total":0.875,"contrast":"#
      ))
    // The word is in fewer than five texts of both sides, so it was not compared.
    #expect(result.text.hasSuffix(#""contrast":null,"texts":2,"texts_all":null,"q":null,"distinct_texts":2}]}"# + "\n"))
  }

  @Test func bothLabelsMustHold() throws {
    let store = try SampleStore()
    func first(_ arguments: String...) throws -> String? {
      let all = ["top", store.url.path, "--label", "negative", "--by", "mean", "--min-count", "1", "--format", "csv"] + arguments
      return try QueryProgram.run(all, in: store.directory.url).text.split(separator: "\n").dropFirst().first.map(String.init)
    }
    #expect(try first("--predicted", "positive", "--pieces")?.hasPrefix("not,1,0.5,0.5,") == true)
    #expect(try first("--predicted", "negative")?.hasPrefix("unwatchable,1,0.4375,0.4375,") == true)
  }

  @Test func tokensInFewTextsCanBeLeftOut() throws {
    let result = try SampleStore().run(
      "top", "--label", "negative", "--min-count", "2", "--format", "csv", "--pieces", "--by", "mean")
    let lines = result.text.split(separator: "\n")
    #expect(lines[0] == "token,count,mean,total,contrast,texts,texts_all,q,distinct_texts")
    #expect(lines.count == 2 && lines[1].hasPrefix("not,2,0.375,0.75,"))
  }

  @Test func punctuationAndStopWordsCanBeLeftOut() throws {
    let store = try SampleStore()
    _ = try store.directory.write("FILM\r\nbad\n", to: "stop.txt")
    let all = ["top", "--predicted", "positive", "-k", "all", "--format", "csv", "--pieces", "--by", "mean", "--min-count", "1"]
    func tokens(_ arguments: String...) throws -> Set<String> {
      let result = try QueryProgram.run([all[0], store.url.path] + all.dropFirst() + arguments, in: store.directory.url)
      return Set(result.text.split(separator: "\n").dropFirst().compactMap { $0.split(separator: ",").first.map(String.init) })
    }
    #expect(try tokens("--no-punctuation") == ["a", "film", "not", "bad", "31", "##m"])
    #expect(try tokens("--no-punctuation", "--stopwords", "stop.txt") == ["a", "not", "31", "##m"])
    let example = try store.run("top", "--example", "b", "--no-punctuation", "--stopwords", "stop.txt", "--format", "csv")
    #expect(example.text == "position,segment,token,score,start,end\n5,0,not,0.5,9,12\n1,0,a,0.0625,0,1\n")
    let none = try store.run("top", "--predicted", "negative", "--min-count", "2", "--no-punctuation")
    #expect(
      none.errors == "globenc-query: no word that is not left out is in 2 texts or more of both sides; --min-count 1 ranks all of them\n"
        || none.status == 0)
  }

  @Test func wordsAreShownAsTheTextHasThemAndCountedWhateverTheirCase() throws {
    let examples = [("Fine film", 1), ("fine", 2)].map { text, row in
      SampleStore.example(
        row: row, id: "\(row)", text: text, label: "positive", predicted: nil, confidence: nil, pieces: [("fine", 0..<4, 0.25)])
    }
    let store = try SampleStore(examples)
    #expect(
      try store.run("top", "--label", "positive", "--words", "--format", "csv", "--min-count", "1").text.contains("\nfine,2,0.25,0.5,"))
    #expect(try store.run("top", "--example", "1", "--words", "--format", "csv").text.hasSuffix("\n1,0,Fine,0.25,0,4\n"))
    #expect(try store.run("export", "--what", "tokens").text.contains("\n1,1,0,fine,Fine,0,4,0.25,positive,\n"))
  }

  @Test func aSliceWithoutFrequentTokensSaysSo() throws {
    let result = try SampleStore().run("top", "--label", "negative", "--min-count", "9", "--by", "mean", "--pieces")
    #expect(result.text == "")
    #expect(
      result.errors
        == "globenc-query: no token is in 9 texts or more of the examples with gold label 'negative'; --min-count 1 ranks all of them\n")
    #expect(result.status == 1)
  }

  @Test func anUnknownLabelIsAnsweredWithTheNearest() throws {
    let result = try SampleStore().run("top", "--label", "negativ")
    #expect(result.errors == "globenc-query: no example has the gold label 'negativ'; nearest: 'negative'\n")
    #expect(result.text == "")
    #expect(result.status == 1)
  }

  @Test func aLabelThatTheModelKnowsButNoExampleHasMatchesNothing() throws {
    let store = try SampleStore([SampleStore.reviews[0]])
    let result = try store.run("top", "--predicted", "positive")
    #expect(result.errors == "globenc-query: no example has predicted label 'positive'\n")
    #expect(result.status == 1)
  }

  @Test func anUnknownExampleIsAnsweredWithTheNearest() throws {
    let result = try SampleStore().run("top", "--example", "ünï")
    #expect(result.errors.hasPrefix("globenc-query: no example has the id 'ünï'; nearest: 'ünï,1'"))
    #expect(result.status == 1)
  }

  @Test func aRegressionModelHasAValueInstead() throws {
    let example = SampleStore.example(
      row: 1, id: "r", text: "fine", label: "3.5", predicted: nil, confidence: nil, value: 2.25, pieces: [("fine", 0..<4, 0.5)])
    let store = try SampleStore([example], settings: SampleStore.settings(problemType: .regression))
    let result = try store.run("top", "--example", "r", "--format", "json")
    #expect(
      result.text.hasPrefix(#"{"example":"r","label":"3.5","predicted":null,"confidence":null,"value":2.25,"method":"n-enc""#))
    let unknown = try store.run("top", "--predicted", "positive")
    #expect(unknown.errors == "globenc-query: no example has a predicted label, so none has 'positive'\n")
  }

  @Test(
    arguments: [
      [], ["--example", "a", "--label", "negative"], ["--example", "a", "--min-count", "2"],
      ["--example", "a", "--versus", "positive"], ["--examples", "-", "--stopwords", "-"], ["--example", "a", "--fold-copies"],
      ["--by", "contrast", "--truncated", "--versus", "positive"], ["--by", "error-rate", "--misclassified"],
      ["--by", "error-rate", "--fold-copies"], ["--label", "negative", "--words", "--pieces"],
      ["--label", "negative", "--punctuation", "--no-punctuation"],
      ["--label", "negative", "-k", "0"],
      ["--label", "negative", "--min-count", "0"], ["--label", "negative", "--format", "xml"],
    ] as [[String]])
  func wrongUsageIsStatus64(arguments: [String]) throws {
    let result = try QueryProgram.run(["top", "reviews.db"] + arguments)
    #expect(result.status == 64)
    #expect(result.text == "")
    #expect(result.errors.hasPrefix("Error: "))
  }
}
