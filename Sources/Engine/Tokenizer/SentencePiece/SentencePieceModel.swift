import Support

/// What a SentencePiece `.model` file says of a tokenizer: the parts of its `ModelProto` that transformers uses.
///
/// https://github.com/google/sentencepiece/blob/v0.2.0/src/sentencepiece_model.proto
struct SentencePieceModel: Equatable {
  /// A piece of the vocabulary.
  struct Piece: Equatable {
    let text: String
    let score: Float
    let kind: PieceKind
  }

  /// `SentencePiece.Type`
  enum PieceKind: UInt64 {
    case normal = 1
    case unknown, control, userDefined, unused, byte
  }

  /// `TrainerSpec.ModelType`
  enum ModelKind: UInt64 {
    case unigram = 1
    case bpe, word, char
  }

  private(set) var pieces: [Piece] = []
  private(set) var kind = ModelKind.unigram
  private(set) var unknownID = 0
  /// `precompiled_charsmap`, empty where there is none.
  private(set) var charsmap: [UInt8] = []

  /// Upper bound of the pieces; models for hundreds of languages have a quarter.
  private static let maximumPieces = 1 << 20
  /// Upper bound of a piece's bytes: no piece is longer than a word.
  private static let maximumPieceBytes = 4096

  /// Reads a file's bytes.
  /// - Throws: `EngineError` where they are no protobuf message, or no model of sentencepiece.
  init(_ bytes: [UInt8], file: String) throws {
    do {
      try read(bytes, file)
    } catch let fault as ProtobufReader.Fault {
      throw EngineError(
        "\(file) is no SentencePiece model, or is cut off: byte \(fault.position) of \(bytes.count) begins no field of a protobuf message; "
          + "restore the file", kind: .damaged)
    }
    guard !pieces.isEmpty else {
      throw EngineError("\(file) has no pieces; is it a SentencePiece model? Restore the file", kind: .damaged)
    }
  }

  private mutating func read(_ bytes: [UInt8], _ file: String) throws {
    var reader = ProtobufReader(bytes, bytes.indices)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)):
        guard pieces.count < Self.maximumPieces else {
          throw EngineError("\(file) has more pieces than a vocabulary can have (\(Self.maximumPieces)); is it another file?")
        }
        pieces.append(try Self.piece(bytes, range, pieces.count, file))
      case (2, .bytes(let range)): try readTrainer(bytes, range)
      case (3, .bytes(let range)): try readNormalizer(bytes, range)
      default: break
      }
    }
  }

  private static func piece(_ bytes: [UInt8], _ range: Range<Int>, _ id: Int, _ file: String) throws -> Piece {
    var (text, score, kind) = (0..<0, Float(0), PieceKind.normal)
    var reader = ProtobufReader(bytes, range)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): text = range
      case (2, .fixed32(let bits)): score = Float(bitPattern: bits)
      // As in protobuf, a kind that is not known is none.
      case (3, .varint(let value)): kind = PieceKind(rawValue: value) ?? kind
      default: break
      }
    }
    guard text.count <= maximumPieceBytes else {
      throw EngineError("\(file): piece \(id) has \(text.count) bytes, more than a piece can have; restore the file", kind: .damaged)
    }
    guard let text = String(validating: bytes[text], as: UTF8.self) else {
      throw EngineError("\(file): piece \(id) is not UTF-8; restore the file", kind: .damaged)
    }
    guard score.isFinite else { throw EngineError("\(file): piece \(id) has the score \(score); restore the file", kind: .damaged) }
    return Piece(text: text, score: score, kind: kind)
  }

  private mutating func readTrainer(_ bytes: [UInt8], _ range: Range<Int>) throws {
    var reader = ProtobufReader(bytes, range)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (3, .varint(let value)): kind = ModelKind(rawValue: value) ?? kind
      case (40, .varint(let value)): unknownID = Int(Int32(truncatingIfNeeded: value))
      default: break
      }
    }
  }

  private mutating func readNormalizer(_ bytes: [UInt8], _ range: Range<Int>) throws {
    var reader = ProtobufReader(bytes, range)
    while let field = try reader.next() {
      if case (2, .bytes(let range)) = field { charsmap = Array(bytes[range]) }
    }
  }
}
