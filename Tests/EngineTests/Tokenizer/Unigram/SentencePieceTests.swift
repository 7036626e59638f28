import Foundation
import TestSupport
import Testing

@testable import Engine
@testable import Support

/// SentencePiece models without a tokenizer.json: comparison with the conversion of transformers 4.46.3, and hostile files.
@Suite struct SentencePieceTests {
  private static let folder = Fixtures.url.appendingPathComponent("tokenizer/unigram")

  private static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  private static func converter(_ name: String, _ options: JSONValue) -> SentencePieceConverter? {
    func option(_ key: String, _ standard: Bool = false) -> Bool { options[key]?.bool ?? standard }
    return switch name {
    case "XLMRobertaTokenizer": .xlmRoberta
    case "CamembertTokenizer": .camembert
    case "AlbertTokenizer": .albert(keepsAccents: option("keep_accents"), lowercases: option("do_lower_case", true))
    case "DebertaV2Tokenizer": .debertaV2(lowercases: option("do_lower_case"), splitsPunctuation: option("split_by_punct"))
    default: nil
    }
  }

  /// The value with the members of its objects in order of their keys.
  private static func sorted(_ value: JSONValue) -> JSONValue {
    if let members = value.members {
      return .object(members.map { JSONValue.Member(key: $0.key, value: sorted($0.value)) }.sorted { $0.key < $1.key })
    }
    return value.array.map { .array($0.map(sorted)) } ?? value
  }

  @Test("the four converters give the parts that transformers makes")
  func conversion() throws {
    let lines = try Self.bytes("models.jsonl").split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 8)
    for line in lines {
      let golden = try JSONValue(parsing: Array(line))
      let (name, parts) = (try #require(golden["model"]?.string), try #require(golden["parts"]))
      let converter = try #require(Self.converter(golden["class"]?.string ?? "", golden["options"] ?? .null))
      let converted = try converter.convert(try SentencePieceModel(Self.bytes(name), file: name), file: name) { token, model in
        Int(try #require(model.table.id(of: token)))
      }
      for (part, value) in [
        ("normalizer", converted.normalizer), ("pre_tokenizer", converted.preTokenizer), ("post_processor", converted.postProcessor),
      ] {
        #expect(Self.sorted(value) == Self.sorted(parts[part] ?? .null), "\(converter): \(part)")
      }
      let model = try #require(parts["model"])
      let vocabulary = try #require(model["vocab"]?.array)
      #expect(model["type"] == .string(converted.model.type))
      #expect(converted.model.table.pieces == vocabulary.map { $0.array?.first?.string }, "\(converter)")
      #expect(converted.model.scores == vocabulary.map { $0.array?.last?.number }, "\(converter)")
      for option in ["unk_id", "byte_fallback"] { #expect(converted.model.options[option] == model[option], "\(converter): \(option)") }
      let tokens = (parts["added_tokens"]?.array ?? []).map { [$0["content"], $0["normalized"], $0["special"]] }
      #expect(converted.addedTokens.map { [$0["content"], $0["normalized"], $0["special"]] } == tokens, "\(converter)")
    }
  }

  private func message(_ bytes: [UInt8]) -> String {
    let error = #expect(throws: EngineError.self) {
      let model = try SentencePieceModel(bytes, file: "FILE")
      _ = try SentencePieceConverter.xlmRoberta.convert(model, file: "FILE") { _, _ in 0 }
    }
    return error?.description ?? ""
  }

  @Test("another type of model is refused by its name", arguments: [(UInt8(2), "BPE"), (3, "WORD"), (4, "CHAR")])
  func otherType(number: UInt8, name: String) throws {
    let trainer: [UInt8] = [2 << 3 | 2, 2, 3 << 3, number]
    #expect(
      message(try Self.bytes("fairseq.model") + trainer) == "FILE: a SentencePiece model of type '\(name)' is not supported; 'UNIGRAM' is")
  }

  @Test("a file that is cut off at any byte is refused, or has fewer pieces")
  func truncated() throws {
    let bytes = try Self.bytes("deberta.model")
    let whole = try SentencePieceModel(bytes, file: "FILE")
    for count in 0..<bytes.count {
      do {
        let model = try SentencePieceModel(Array(bytes[..<count]), file: "FILE")
        #expect(!model.pieces.isEmpty && whole.pieces.starts(with: model.pieces))
      } catch let error as EngineError {
        #expect(error.description.hasPrefix("FILE "))
      }
    }
  }

  @Test(
    "what is no model",
    arguments: [
      ([], "FILE has no pieces"), (Array("<html>".utf8), "FILE is no SentencePiece model, or is cut off"),
      ([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], "FILE is no SentencePiece model, or is cut off: byte 1 of 11"),
      ([0x0A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], "FILE is no SentencePiece model, or is cut off"),
      ([0x0B, 0x0C], "FILE is no SentencePiece model, or is cut off: byte 0 of 2"),
      ([0x0A, 3, 0x0A, 1, 0xFF], "FILE: piece 0 is not UTF-8"),
      ([0x0A, 5, 0x15, 0, 0, 0xC0, 0x7F], "FILE: piece 0 has the score nan"),
    ] as [([UInt8], String)])
  func damaged(bytes: [UInt8], beginning: String) {
    #expect(message(bytes).hasPrefix(beginning), "\(message(bytes))")
  }

  @Test("millions of empty pieces are refused without room for them")
  func manyPieces() {
    let bytes = [[UInt8]](repeating: [0x0A, 0], count: 1 << 20 + 1).flatMap { $0 }
    #expect(message(bytes) == "FILE has more pieces than a vocabulary can have (1048576); is it another file?")
  }

  @Test("a directory with a model alone gives the ids, types and offsets of transformers")
  func directory() throws {
    for line in try Self.bytes("models.jsonl").split(separator: UInt8(ascii: "\n")) {
      let golden = try JSONValue(parsing: Array(line))
      let name = try #require(golden["class"]?.string)
      let directory = try TemporaryDirectory()
      _ = try directory.write(Data(try Self.bytes(try #require(golden["model"]?.string))), to: try #require(golden["name"]?.string))
      var settings = (golden["options"]?.members ?? []).map { "\"\($0.key)\": \($0.value.bool == true)" }
      settings.append("\"tokenizer_class\": \"\(name)\"")
      _ = try directory.write("{\(settings.joined(separator: ", "))}", to: "tokenizer_config.json")
      let tokenizer = try PipelineTokenizer(modelDirectory: directory.url)
      let cases = golden["cases"]?.array ?? []
      #expect(cases.count == 11)
      for golden in cases {
        let encoding = tokenizer.encode(golden["text"]?.string ?? "", pair: golden["pair"]?.string, maxLength: 1000)
        let offsets = encoding.offsets.map { $0.map { [$0.lowerBound, $0.upperBound] } ?? [0, 0] }
        #expect(encoding.inputIDs.map(Int.init) == golden["ids"]?.array?.compactMap(\.integer), "\(name): \(golden)")
        #expect(encoding.tokenTypeIDs.map(Int.init) == golden["types"]?.array?.compactMap(\.integer), "\(name): \(golden)")
        #expect(offsets == golden["offsets"]?.array?.map { ($0.array ?? []).compactMap(\.integer) }, "\(name): \(golden)")
      }
    }
  }
}
