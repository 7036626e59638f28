import Foundation
import Support

/// The conversion of a slow tokenizer's SentencePiece model into the parts of a tokenizer.json.
///
/// Mirrors `SpmConverter` and the converters of the four classes; `add_dummy_prefix`, `remove_extra_whitespaces` and `byte_fallback` of the
/// model count for nothing there:
/// https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/convert_slow_tokenizer.py
enum SentencePieceConverter: Equatable {
  case xlmRoberta
  case camembert
  /// `keep_accents` and `do_lower_case`
  case albert(keepsAccents: Bool = false, lowercases: Bool = true)
  /// `do_lower_case` and `split_by_punct`
  case debertaV2(lowercases: Bool = false, splitsPunctuation: Bool = false)

  /// Converts a model. The tokens that only the class names, such as the mask token, are not among the added ones.
  /// - Parameters:
  ///   - model: The model.
  ///   - file: The file's path, for messages.
  ///   - tokenID: The id of a token of the template, given the converted model.
  /// - Returns: The parts.
  /// - Throws: `EngineError` where the model is not Unigram, and what `tokenID` throws.
  func convert(
    _ model: SentencePieceModel, file: String, tokenID: (_ token: String, _ model: SavedModel) throws -> Int
  ) throws -> SavedTokenizer {
    guard model.kind == .unigram else {
      throw EngineError("\(file): a SentencePiece model of type '\("\(model.kind)".uppercased())' is not supported; 'UNIGRAM' is")
    }
    let vocabulary = vocabulary(model)
    let table = PieceTable(vocabulary.enumerated().map { ($1.piece, $0) })
    let unknownID = startsLikeFairseq ? 3 : model.unknownID
    let saved = SavedModel(
      type: "Unigram", options: try Self.json("{\"unk_id\": \(unknownID), \"byte_fallback\": false}"), table: table,
      scores: vocabulary.map(\.score), file: file)
    return SavedTokenizer(
      normalizer: try Self.json("{\"type\": \"Sequence\", \"normalizers\": [\(normalizers(model).joined(separator: ", "))]}"),
      preTokenizer: try Self.json(preTokenizer), postProcessor: try Self.json(try template { try tokenID($0, saved) }), model: saved,
      addedTokens: model.pieces.filter { [.control, .userDefined].contains($0.kind) }.map { piece in
        .object([
          JSONValue.Member(key: "content", value: .string(piece.text)), JSONValue.Member(key: "normalized", value: .bool(false)),
          JSONValue.Member(key: "special", value: .bool(piece.kind == .control)),
        ])
      }, file: file)
  }

  /// Whether the vocabulary begins with the special tokens of fairseq, and ends with "<mask>".
  private var startsLikeFairseq: Bool { self == .xlmRoberta || self == .camembert }

  private func vocabulary(_ model: SentencePieceModel) -> [(piece: String, score: Double)] {
    let pieces = model.pieces.map { (piece: $0.text, score: Double($0.score)) }
    switch self {
    case .xlmRoberta:
      return [("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0)] + pieces.dropFirst(3) + [("<mask>", 0)]
    case .camembert:
      return [("<s>NOTUSED", 0), ("<pad>", 0), ("</s>NOTUSED", 0), ("<unk>", 0), ("<unk>NOTUSED", -100)] + pieces.dropFirst()
        + [("<mask>", 0)]
    case .albert:
      return pieces.map { ($0.piece, Self.isNumberWithComma($0.piece) ? $0.score - 100 : $0.score) }
    case .debertaV2: return pieces
    }
  }

  private func normalizers(_ model: SentencePieceModel) -> [String] {
    let charsmap = model.charsmap.isEmpty ? [] : [Self.charsmap(model.charsmap)]
    switch self {
    case .xlmRoberta, .camembert:
      return charsmap + ["{\"type\": \"Strip\", \"strip_left\": false, \"strip_right\": true}", Self.spaces(become: "▁")]
    case .albert(let keepsAccents, let lowercases):
      return ["``", "''"].map { "{\"type\": \"Replace\", \"pattern\": {\"String\": \"\($0)\"}, \"content\": \"\\\"\"}" }
        + (keepsAccents ? [] : ["{\"type\": \"NFKD\"}", "{\"type\": \"StripAccents\"}"]) + (lowercases ? [Self.lowercase] : []) + charsmap
        + [Self.spaces(become: " ")]
    case .debertaV2(let lowercases, _):
      return (lowercases ? [Self.lowercase] : []) + ["{\"type\": \"Strip\", \"strip_left\": true, \"strip_right\": true}"] + charsmap
        + [Self.spaces(become: " ")]
    }
  }

  private static let lowercase = "{\"type\": \"Lowercase\"}"

  private static func spaces(become content: String) -> String {
    "{\"type\": \"Replace\", \"pattern\": {\"Regex\": \" {2,}\"}, \"content\": \"\(content)\"}"
  }

  private static func charsmap(_ bytes: [UInt8]) -> String {
    "{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"\(Data(bytes).base64EncodedString())\"}"
  }

  private var preTokenizer: String {
    let metaspace = "{\"type\": \"Metaspace\", \"replacement\": \"▁\", \"prepend_scheme\": \"always\", \"split\": true}"
    guard case .debertaV2(_, let splitsPunctuation) = self else { return metaspace }
    let punctuation = splitsPunctuation ? "{\"type\": \"Punctuation\", \"behavior\": \"Isolated\"}, " : ""
    return "{\"type\": \"Sequence\", \"pretokenizers\": [\(punctuation)\(metaspace)]}"
  }

  /// `<s> A </s>` and `<s> A </s></s> B </s>`, or `[CLS] A [SEP]` and `[CLS] A [SEP] B [SEP]`, the second text of type 1.
  private func template(tokenID: (String) throws -> Int) throws -> String {
    let (first, last) = startsLikeFairseq ? ("<s>", "</s>") : ("[CLS]", "[SEP]")
    func special(_ token: String, _ type: Int = 0) -> String { "{\"SpecialToken\": {\"id\": \"\(token)\", \"type_id\": \(type)}}" }
    func text(_ name: String, _ type: Int = 0) -> String { "{\"Sequence\": {\"id\": \"\(name)\", \"type_id\": \(type)}}" }
    let tokens = try [first, last].map { token in
      "\"\(token)\": {\"id\": \"\(token)\", \"ids\": [\(try tokenID(token))], \"tokens\": [\"\(token)\"]}"
    }
    let single = [special(first), text("A"), special(last)]
    let pair = startsLikeFairseq ? [special(last), text("B"), special(last)] : [text("B", 1), special(last, 1)]
    return """
      {"type": "TemplateProcessing", "single": [\(single.joined(separator: ", "))],
       "pair": [\((single + pair).joined(separator: ", "))], "special_tokens": {\(tokens.joined(separator: ", "))}}
      """
  }

  /// Whether a piece ends in a digit and a comma, as `not check_number_comma`.
  private static func isNumberWithComma(_ piece: String) -> Bool {
    let end = piece.unicodeScalars.suffix(2)
    guard end.count == 2, end.last == ",", let digit = end.first else { return false }
    return digit.properties.numericType == .decimal || digit.properties.numericType == .digit
  }

  private static func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }
}
