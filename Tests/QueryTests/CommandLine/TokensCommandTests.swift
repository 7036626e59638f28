import Foundation
import Store
import TestSupport
import Testing

struct TokensCommandTests {
  @Test func aTokenIsSpreadOverLabelsAndShownInItsPlace() throws {
    let result = try SampleStore().run("tokens", "not")
    #expect(
      result.text == """
        '▁not': 2 times in 2 of 3 examples, mean 0.3750, median 0.3750; ▁ begins a word

        label     predicted  examples  count    mean     min  lower_quartile  median  upper_quartile     max
        negative  negative          1      1  0.2500  0.2500          0.2500  0.2500          0.2500  0.2500
        negative  positive          1      1  0.5000  0.5000          0.5000  0.5000          0.5000  0.5000

        Strongest in

        example  label     predicted  position   score  text
        b        negative  positive          5  0.5000  a film, "not"␊bad
        a        negative  negative          1  0.2500  not unwatchable

        """)
    #expect(result.status == 0)
  }

  @Test func csvHasTheLabelsAndJSONEverything() throws {
    let store = try SampleStore()
    let csv = try store.run("tokens", "film", "--predicted", "positive", "--format", "csv")
    #expect(
      csv.text == """
        label,predicted,examples,count,mean,min,lower_quartile,median,upper_quartile,max
        negative,positive,1,1,0.125,0.125,0.125,0.125,0.125,0.125
        ,positive,1,1,0.75,0.75,0.75,0.75,0.75,0.75

        """)
    let json = try store.run("tokens", "film", "--format", "json", "-k", "1")
    #expect(
      json.text.hasPrefix(
        #"{"token":"film","unit":"piece","label":null,"predicted":null,"examples":3,"examples_with_token":2,"count":2,"mean":0.4375,"#
          + #""min":0.125,"lower_quartile":0.28125,"median":0.4375,"upper_quartile":0.59375,"max":0.75,"labels":["#))
    #expect(
      json.text.hasSuffix(
        #""strongest":[{"example":"ünï,1","label":null,"predicted":"positive","position":4,"score":0.75}]}"# + "\n"))
  }

  @Test func aWordIsMoreThanAPiece() throws {
    let store = try SampleStore()
    let result = try store.run("tokens", "unwatchable", "--words", "--format", "csv")
    #expect(result.text.hasSuffix("negative,negative,1,1,0.4375,0.4375,0.4375,0.4375,0.4375,0.4375\n"))
    #expect(try store.run("tokens", "unwatchable").errors.hasPrefix("globenc-query: no example has the token 'unwatchable', "))
    let unknown = try store.run("tokens", "unwatchably", "--words")
    #expect(unknown.errors == "globenc-query: no example has the word 'unwatchably'; nearest: 'unwatchable'\n")
    #expect(unknown.status == 1)
  }

  @Test func aSliceWithoutTheTokenSaysSo() throws {
    let store = try SampleStore()
    let result = try store.run("tokens", "film", "--correct")
    #expect(result.errors == "globenc-query: the correctly classified examples do not have the token 'film'\n")
    #expect(result.status == 1)
    let other = try store.run("tokens", "not", "--token", "film")
    #expect(other.text.hasPrefix("'▁not': 1 time in 1 of 2 examples with token 'film', "))
  }
}

/// One word has the same mean in all commands.
struct OneMeanTests {
  @Test func aWordAndAPieceHaveTheSameMeanInTokensTopAndTheExport() throws {
    // Thirds are not exact in binary.
    let examples = (1...7).map { row in
      SampleStore.example(
        row: row, id: "\(row)", text: "unwatchable not", label: "negative", predicted: "negative", confidence: 0.75,
        pieces: [
          ("un", 0..<2, 1 / Float(3 * row)), ("##watch", 2..<7, 1 / Float(7 * row)), ("##able", 7..<11, 1 / Float(11 * row)),
          ("not", 12..<15, 1 / Float(13 * row)),
        ])
    }
    let store = try SampleStore(examples)
    func mean(_ arguments: String...) throws -> Double {
      let result = try QueryProgram.run(
        [arguments[0], store.url.path] + arguments.dropFirst() + ["--format", "json"], in: store.directory.url)
      let object = try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any], "\(result.errors)")
      let tokens = object["tokens"] as? [[String: Any]]
      let mean = object["mean"] ?? tokens?.first { $0["token"] as? String == arguments.last }?["mean"]
      return try #require(mean as? Double)
    }
    let word = try mean("tokens", "unwatchable", "--words")
    #expect(try mean("top", "--label", "negative", "--by", "mean", "--min-count", "5", "-k", "all", "--contains", "unwatchable") == word)
    let piece = try mean("tokens", "not")
    #expect(try mean("top", "--label", "negative", "--by", "mean", "--min-count", "5", "--pieces", "--contains", "not") == piece)
    let words = try store.run("export", "--what", "words").text.split(separator: "\n")
    #expect(words[0] == "example,position,segment,word,name,start,end,score,label,predicted" && words.count == 15)
    #expect(words[1].hasPrefix("1,1,0,unwatchable,unwatchable,0,11,0.") && words[1].hasSuffix(",negative,negative"))
    let scores = words.dropFirst().filter { $0.contains(",unwatchable,") }.compactMap { Double($0.split(separator: ",")[7]) }
    #expect(scores.count == 7 && scores.reduce(0, +) / 7 == word)
  }
}
