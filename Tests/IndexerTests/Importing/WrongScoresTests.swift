import Foundation
import Store
import Support
import TestSupport
import Testing

@testable import Indexer

/// Wrong scores are refused in one sentence that says where they are, and nothing is written.
struct WrongScoresTests {
  private func expectRefusal(_ result: IndexTool.Result, _ message: String, _ corpus: ScoreCorpus, before: String) throws {
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.contains(message) && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(try corpus.opened().digest() == before)
  }

  @Test("wrong lines")
  func lines() throws {
    let corpus = try ScoreCorpus()
    let (id, count) = try #require(try corpus.tokens().first)
    let before = try corpus.opened().digest()
    let good = ScoreCorpus.line(id, count)
    func scores(_ list: String) -> String { "{\"id\": \"\(id)\", \"scores\": [\(list)]}" }
    let ones = Array(repeating: "1", count: count - 1).joined(separator: ", ")
    let signed = ["--signed", "--class", "positive"]
    let cases: [(line: String, options: [String], message: String)] = [
      ("{\"id\": 1", [], "standard input, line 3 is no JSON: character 9: "), ("[1]", [], "line 3 is no JSON object"),
      ("{\"scores\": [1]}", [], "line 3 has no \"id\" that is a text or a whole number"),
      ("{\"id\": \"a\", \"scores\": [\"1\"]}", [], "line 3 has no \"scores\" that are a list of numbers"),
      (scores("NaN, \(ones)"), [], "line 3 has a number that is NaN or infinite, which no score is"),
      (scores("1e999, \(ones)"), [], "line 3"), (scores("-0.5, \(ones)"), [], "line 3: a score of example '\(id)' is negative"),
      ("{\"id\": \"who\", \"scores\": [1]}", [], "line 3: the store has no example 'who'"),
      (
        scores(ones), [],
        "line 3: example '\(id)' has \(count) tokens, of which 2 are special ones, which count; \(count - 1) scores are given"
      ),
      (good, [], "line 3: the scores of example '\(id)' are given twice"),
      (ScoreCorpus.line(id, count, ", \"class\": \"positive\""), [], "line 3 has a class, which is for scores with a sign: add --signed"),
      (ScoreCorpus.line(id, count, ", \"logit\": 1"), [], "line 3 has a logit, which is for scores with a sign: add --signed"),
      (ScoreCorpus.line(id, count, ", \"class\": 1"), signed, "line 3 has a \"class\" that is no text"),
      (ScoreCorpus.line(id, count, ", \"logit\": \"1\""), signed, "line 3 has a \"logit\" that is no number"),
      (
        ScoreCorpus.line(id, count, ", \"class\": \"neutral\""), signed,
        "line 3: the model has no class 'neutral': it has 'negative', 'positive'"
      ),
      (scores("1e6, \(ones)"), signed, "line 3: a score of example '\(id)' is beyond 65536, more than a store holds"),
      (
        ScoreCorpus.line(id, count, ", \"class\": \"positive\""), signed,
        "line 3: the scores of example '\(id)' are given twice for one class"
      ),
    ]
    for (line, options, message) in cases {
      // The second line is blank; the first is sound, and must not be imported either.
      try expectRefusal(
        corpus.importing(["--name", "lime"] + options, lines: good + "\n" + line + "\n"), message, corpus, before: before)
    }
    try expectRefusal(
      corpus.importing(["--name", "lime", "--signed"], lines: good), "line 1 names no class: add \"class\"", corpus, before: before)
    try expectRefusal(corpus.importing(["--name", "lime"], lines: "\n"), "there are no scores in standard input", corpus, before: before)
    let missing = corpus.directory.url.appendingPathComponent("missing.jsonl")
    try expectRefusal(
      corpus.importing(["--name", "lime"], file: missing), "the scores '\(missing.path)' cannot be read: No such file or directory", corpus,
      before: before)
  }

  @Test("wrong arrays")
  func arrays() throws {
    let corpus = try ScoreCorpus()
    let (id, count) = try #require(try corpus.tokens().first)
    let before = try corpus.opened().digest()
    func array(_ type: String, _ shape: String, _ size: Int) -> [UInt8] {
      let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(shape)), }\n"
      return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + [UInt8](repeating: 0, count: size)
    }
    let nan = array("<f4", "\(count),", 4 * count - 4) + [0, 0, 0xC0, 0x7F]
    let cases: [(name: String, bytes: [UInt8], message: String)] = [
      ("who.npy", array("<f4", "1,", 4), "array 'who': the store has no example 'who'"),
      ("\(id).npy", array("<f8", "3,", 24), "array '\(id)': example '\(id)' has \(count) tokens, of which 2 are special ones"),
      ("\(id).npy", nan, "array '\(id)': a score of example '\(id)', or its logit, is NaN or infinite"),
      ("\(id).npy", array("<i8", "3,", 24), "array '\(id)' is of the type '<i8', neither float32 nor float64"),
      ("\(id).npy", array(">f4", "3,", 12), "array '\(id)' is of the type '>f4', neither float32 nor float64"),
      ("\(id).npy", array("<f4", "1, 3", 12), "array '\(id)' has the shape (1, 3), not one dimension"),
      ("\(id).npy", array("<f4", "3,", 11), "array '\(id)' is cut off"), ("\(id).npy", [1, 2, 3], "array '\(id)' is no array of NumPy"),
    ]
    let file = corpus.directory.url.appendingPathComponent("scores.npz")
    for (name, bytes, message) in cases {
      var archive = Data()
      var writer = try ZipWriter { archive.append(contentsOf: $0) }
      try writer.add(name, bytes)
      try writer.finish()
      try archive.write(to: file)
      try expectRefusal(corpus.importing(["--name", "lime"], file: file), message, corpus, before: before)
    }
    try Data("PK".utf8).write(to: file)
    try expectRefusal(
      corpus.importing(["--name", "lime"], file: file), "scores.npz' is no zip archive, or was not copied whole", corpus, before: before)
  }

  @Test("an array whose bytes are damaged gives numbers or a fault, and never as many as its bytes cannot hold")
  func damagedArrays() {
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (9,), }          \n"
    let sound = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + [UInt8](repeating: 1, count: 72)
    #expect((try? NumPyVector.numbers(in: sound).get())?.count == 9)
    var random = RandomNumbers(seed: 3)
    var faults = 0
    for _ in 0..<3000 {
      var bytes = sound
      for _ in 0...random.next() % 3 { bytes[Int(random.next() % UInt64(bytes.count - 72))] = UInt8(random.next() % 256) }
      if random.next() % 4 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
      switch NumPyVector.numbers(in: bytes) {
      case .success(let numbers): #expect(numbers.count * 4 <= bytes.count)
      case .failure: faults += 1
      }
    }
    #expect(faults > 1000)
  }

  @Test("a store's own method is not replaced")
  func ownMethod() throws {
    let corpus = try ScoreCorpus()
    for name in ["n-enc", "decompx-linear", "random", "all"] {
      let result = try corpus.importing(["--name", name, "--replace"])
      #expect(result.status == 64 && result.errors.contains("--name \(name) means something else to the programs"), "\(result)")
    }
  }

  @Test(
    "names that are no plain words are refused", arguments: ["Lime", "-lime", ".x", "a b", "é", "a/b", String(repeating: "a", count: 65)])
  func names(name: String) throws {
    let result = try IndexTool.run(["import-scores", "x.db", "y.jsonl", "--name=\(name)"])
    #expect(result.status == 64 && result.errors.contains("--name begins with a-z or 0-9"), "\(result)")
  }

  @Test("--class goes with --signed")
  func classWithoutSign() throws {
    let result = try IndexTool.run(["import-scores", "x.db", "y.jsonl", "--name", "a", "--class", "positive"])
    #expect(result.status == 64 && result.errors.contains("--class goes with --signed."))
  }
}
