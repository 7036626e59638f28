import Foundation
import Store
import TestSupport
import Testing

/// The other side of a comparison.
struct VersusTests {
  @Test func aContrastSaysWhatItIsAgainst() throws {
    let store = try SampleStore()
    let table = try store.run("top", "--predicted", "positive", "-k", "1", "--min-count", "1")
    let lines = table.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "2 examples with predicted label 'positive', compared with all others (1)")
    #expect(lines[2].hasPrefix("token  count  texts  distinct_texts    mean   total  contrast"))
    let json = try store.run(
      "top", "--predicted", "positive", "--by", "contrast", "--versus", "negative", "-k", "1", "--min-count", "1", "--format", "json")
    #expect(
      json.text.hasPrefix(
        #"{"label":null,"predicted":"positive","examples":2,"method":"n-enc","aggregate":"rollout","by":"contrast","#
          + #""versus":"the examples with predicted label 'negative'","versus_examples":1,"tokens":["#))
  }

  @Test func theOtherSideMayBeASliceAndWhatIsOnBothCountsInTheSlice() throws {
    let store = try SampleStore()
    let result = try store.run(
      "top", "--label", "negative", "--by", "mean", "--min-count", "1", "-k", "1", "--versus", "--length 0..99 --token not", "--format",
      "json")
    #expect(result.status == 0, "\(result.errors)")
    // "not" is in both negative reviews, and in no other.
    let empty = try store.run("top", "--label", "negative", "--min-count", "1", "--versus", "--token not")
    #expect(
      empty.errors == "globenc-query: there is nothing to compare with: all of the examples with token 'not' are in the slice\n")
    let both = try store.run("top", "--label", "negative", "--min-count", "1", "--versus=--length ..99")
    #expect(both.text.hasPrefix("2 examples with gold label 'negative', compared with 1 example with 0 to 99 tokens\n"))
    #expect(both.errors.hasSuffix("2 of the examples with 0 to 99 tokens are in the slice too and count there only\n"))
  }

  @Test func optionsOfASliceThatAreWrongAreNamed() throws {
    let store = try SampleStore()
    for (versus, message) in [
      ("--wehre a=b", "--versus \"--wehre a=b\": unknown option '--wehre': did you mean --where?"),
      ("--foo", "--versus \"--foo\": unknown option '--foo': the options of a slice are --label, --predicted, --correct,"),
      ("--by mean", "--versus \"--by mean\": unknown option '--by': the options of a slice are"),
      ("--label a b", "--versus \"--label a b\": unexpected argument 'b'"),
      ("--where score", "--versus \"--where score\": --where 'score' does not say what"),
      ("--length", "--versus \"--length\": the option '--length' lacks its value"), ("--label \"a", "a quote is left open"),
    ] {
      let wrong = try store.run("top", "--label", "negative", "--versus", versus)
      #expect(wrong.status == 64 && wrong.errors.contains(message), "\(wrong.errors)")
    }
  }

  @Test func whatLacksItsHyphensIsALabelAndIsToldSo() throws {
    let store = try SampleStore()
    for versus in ["-where a=b", "where a=b"] {
      let label = try store.run("top", "--label", "negative", "--versus", versus)
      #expect(
        label.status == 1 && label.errors.hasSuffix("; the options of a slice begin with two hyphens: --versus \"--where source=web\"\n"))
    }
    #expect(try !store.run("top", "--label", "negative", "--versus", "neither").errors.contains("hyphens"))
  }

  @Test func aContrastNeedsSomethingToCompareWith() throws {
    let store = try SampleStore(Array(SampleStore.reviews.prefix(2)))
    let mean = try store.run("top", "--label", "negative", "--min-count", "1")
    #expect(mean.errors == "globenc-query: all examples are in the slice, so that there is nothing to compare with: ranked by mean\n")
    #expect(mean.text.hasPrefix("2 examples with gold label 'negative', by mean\n"))
    let result = try store.run("top", "--label", "negative", "--by", "contrast")
    #expect(
      result.errors == "globenc-query: there is nothing to compare with: all examples are in the slice; try --by mean\n")
    #expect(result.status == 1)
    let unknown = try store.run("top", "--label", "negative", "--by", "contrast", "--versus", "negativ")
    #expect(unknown.errors == "globenc-query: no example has the gold label 'negativ'; nearest: 'negative'\n")
  }
}
