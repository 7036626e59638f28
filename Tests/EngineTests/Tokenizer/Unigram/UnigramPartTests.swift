import Foundation
import TestSupport
import Testing

@testable import Engine
@testable import Support

/// Options of Unigram and Metaspace that the reference refuses, too, or that it fails with at the first text.
@Suite struct UnigramPartTests {
  private func model(_ text: String) throws -> SavedModel {
    var lists = ModelLists(file: "FILE")
    let options = try TokenizerDocument.reading(Array(text.utf8), "FILE") { try lists.read(&$0) }
    return try SavedModel(options, lists, file: "FILE")
  }

  private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  @Test(
    "a model without an unknown token, or with a wrong option",
    arguments: [
      (#"{"unk_id": null}"#, "FILE: the Unigram model has no 'unk_id'"), ("{}", "FILE: the Unigram model has no 'unk_id'"),
      (#"{"unk_id": 2}"#, "FILE: 'unk_id'"), (#"{"unk_id": "a"}"#, "FILE: 'unk_id'"),
      (#"{"unk_id": 0, "byte_fallback": 1}"#, "FILE: 'byte_fallback'"),
    ])
  func model(options: String, beginning: String) throws {
    let vocabulary = #"{"type": "Unigram", "vocab": [["<unk>", 0], ["a", -1]], "# + options.dropFirst()
    let saved = try model(vocabulary.replacingOccurrences(of: ", }", with: "}"))
    let error = #expect(throws: EngineError.self) { try Unigram(saved) }
    #expect(error?.description.hasPrefix(beginning) == true, "\(error?.description ?? "")")
  }

  @Test(
    "options of Metaspace that contradict each other, or are wrong",
    arguments: [
      (#"{"replacement": "_", "add_prefix_space": false}"#, "FILE: 'add_prefix_space' of Metaspace is false and 'prepend_scheme' is"),
      (#"{"replacement": "_", "prepend_scheme": "last"}"#, "FILE: 'prepend_scheme' of Metaspace is 'last', not 'always', 'first'"),
      (#"{"replacement": "__"}"#, "FILE: the 'replacement' of Metaspace is not one character"),
      ("{}", "FILE: the 'replacement' of Metaspace is not one character"), (#"{"replacement": "_", "split": 1}"#, "FILE: 'split'"),
    ])
  func metaspace(options: String, beginning: String) throws {
    let error = #expect(throws: EngineError.self) { try Metaspace(try json(options), file: "FILE") }
    #expect(error?.description.hasPrefix(beginning) == true, "\(error?.description ?? "")")
  }

  @Test("a word of a million characters takes time in proportion")
  func longWord() throws {
    let vocabulary = #"{"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["a", -1], ["aa", -1.5], ["aaaa", -2]]}"#
    let model = try Unigram(try model(vocabulary))
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_001)
    var output = PieceSequence()
    model.appendPieces(of: bytes.indices, in: NormalizedText(bytes, bytes.indices, firstScalar: 0), to: &output)
    #expect(output.count == 250_001)
    #expect(output.ids[..<1] == [1] && output.ids[1...].allSatisfy { $0 == 3 })
  }
}
