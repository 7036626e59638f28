import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// `--label-map`: pairs, or a file with pairs.
struct LabelMapTests {
  private let directory: TemporaryDirectory
  private let classes = ClassNames(["negative", "positive"])

  init() throws { directory = try TemporaryDirectory() }

  private func gold(_ option: String, _ labels: [String]) throws -> [String?] {
    let reading = LabelReading(classes, rule: try LabelMap.rule(try LabelMap.pairs(option), classes))
    return labels.map { reading.gold($0) }
  }

  private func file(_ text: String, _ name: String) throws -> String { try directory.write(text, to: name).path }

  @Test func pairs() throws {
    #expect(
      try gold("NEG=negative,POS=positive", ["NEG", "POS", "neg ", "x", "positive"]) == [
        "negative", "positive", "negative", "x", "positive",
      ])
    #expect(try gold("1=negative,2=positive", ["1", "2.0", "0"]) == ["negative", "positive", "0"])
    #expect(try gold("bad=0,good=1", ["good"]) == ["positive"])
    #expect(try gold("a=Negative", ["a"]) == ["negative"])
  }

  @Test func files() throws {
    for (text, name) in [
      ("NEG,negative\n\"P,OS\",positive\n", "m.csv"), ("label,class\nNEG,negative\n\"P,OS\",positive\n", "h.csv"),
      ("NEG\tnegative\nP,OS\tpositive\n", "m.tsv"), ("\u{FEFF}NEG;negative\n\"P,OS\";positive\n", "s.csv"),
      ("{\"NEG\": \"negative\", \"P,OS\": 1}", "m.json"), (" {\n\"NEG\": \"negative\",\n\"P,OS\": \"positive\"\n}\n", "map"),
    ] {
      #expect(try gold(try file(text, name), ["NEG", "P,OS"]) == ["negative", "positive"], "\(name)")
    }
  }

  @Test func whatIsWrongIsOneSentence() throws {
    func error(_ option: String) -> String {
      do { return try "\(gold(option, []))" } catch { return "\(error)" }
    }
    #expect(error("NEG=bad") == "--label-map: 'bad' is no class of the model, whose classes are 'negative', 'positive'")
    #expect(error("NEG=negative,POS").hasPrefix("--label-map: 'POS' is no pair LABEL=CLASS"))
    #expect(error("=negative").contains("is no pair"))
    #expect(error("a=negative,a=positive") == "--label-map: the label 'a' is said to be 'negative' and 'positive'")
    #expect(error("nowhere.csv").contains("cannot be read"))
    #expect(try error(file("a,b,c\n", "w.csv")).hasSuffix("has on line 1 not two columns but 3"))
    #expect(try error(file("a,\n", "e.csv")).hasSuffix("has an empty field on line 1"))
    #expect(try error(file("{\"a\": [1]}", "l.json")).hasSuffix("holds for 'a' a list, not the name of a class"))
    #expect(try error(file("{\"a\": ", "b.json")).contains("is not JSON: the file ends where a value is expected"))
    #expect(try error(file("", "n.csv")).hasSuffix("has no pairs"))
    #expect(throws: IndexerError.self) { try LabelMap.rule([("a", "b")], ClassNames([])) }
  }
}
