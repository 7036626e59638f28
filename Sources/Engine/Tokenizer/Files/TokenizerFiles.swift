import Foundation

/// The files of a model directory that describe its tokenizer, read as they are.
struct TokenizerFiles {
  /// Larger files are refused: no tokenizer.json is, and all of it is held in memory.
  private static let maximumBytes = 16 << 20
  /// The others have a few kilobytes, or some hundred where many tokens were added.
  private static let maximumSmallBytes = 4 << 20

  let directory: URL
  /// tokenizer_config.json
  let configuration: JSONValue?
  /// special_tokens_map.json
  let specialTokensMap: JSONValue?
  /// added_tokens.json, which older versions wrote.
  let addedTokens: JSONValue?
  /// tokenizer.json
  let tokenizer: JSONValue?
  /// config.json's `tokenizer_class`.
  let modelTokenizerClass: String?
  /// config.json's `vocab_size`: word embeddings of the model.
  let modelVocabularySize: Int?

  /// Reads what is there.
  /// - Throws: `EngineError` where a file cannot be read or is no JSON object.
  init(directory: URL) throws {
    self.directory = directory
    configuration = try Self.json(directory, "tokenizer_config.json")
    specialTokensMap = try Self.json(directory, "special_tokens_map.json")
    addedTokens = try Self.json(directory, "added_tokens.json")
    tokenizer = try Self.json(directory, "tokenizer.json")
    let model = try Self.json(directory, "config.json")
    modelTokenizerClass = model?["tokenizer_class"]?.string
    modelVocabularySize = model?["vocab_size"]?.integer
  }

  /// tokenizer.json where the vocabulary and all else is taken from it; nil where vocab.txt is.
  ///
  /// transformers takes vocab.txt where there is no tokenizer.json, and where tokenizer_config.json has a null for its path.
  var saved: JSONValue? { configuration?["tokenizer_file"] == .null ? nil : tokenizer }

  /// The bytes of a file, or nil where there is none of that name.
  /// - Throws: `EngineError`.
  static func bytes(_ directory: URL, _ name: String, atMost maximumBytes: Int) throws -> [UInt8]? {
    let file = directory.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    // Not read as it comes: a pipe or a device in the file's place would never end.
    let data = try MappedFile(file, missing: "restore the tokenizer")
    guard data.count <= maximumBytes else {
      throw EngineError(
        "\(file.path) has \(data.count) bytes, more than a tokenizer's file can have (\(maximumBytes)); is it another file?")
    }
    return data.bytes(0..<data.count)
  }

  private static func json(_ directory: URL, _ name: String) throws -> JSONValue? {
    let limit = name == "tokenizer.json" ? maximumBytes : maximumSmallBytes
    guard let bytes = try bytes(directory, name, atMost: limit) else { return nil }
    let path = directory.appendingPathComponent(name).path
    do {
      let value = try JSONValue(parsing: bytes)
      guard value.members != nil else { throw EngineError("\(path) is not a JSON object; save the tokenizer again or restore the file") }
      return value
    } catch let error as JSONSyntaxError {
      throw EngineError(
        "\(path) is not valid JSON: line \(error.line), column \(error.column): \(error.reason); save the tokenizer again or restore the file"
      )
    }
  }

  /// The path of one of the files, for messages.
  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }
}
