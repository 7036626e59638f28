import Foundation
import Support

/// The contents of the files of a model directory that describe its tokenizer.
struct TokenizerFiles {
  /// Upper bound of the bytes of tokenizer.json, which is held in memory as a whole.
  private static let maximumBytes = 16 << 20
  /// Upper bound for other files; they have a few kilobytes, or some hundred where many tokens were added.
  private static let maximumSmallBytes = 4 << 20

  let directory: URL
  /// The content of tokenizer_config.json.
  let configuration: JSONValue?
  /// The content of special_tokens_map.json.
  let specialTokensMap: JSONValue?
  /// The content of added_tokens.json, which older versions wrote.
  let addedTokens: JSONValue?
  /// The content of tokenizer.json.
  let tokenizer: JSONValue?
  /// `tokenizer_class` of config.json.
  let modelTokenizerClass: String?
  /// `model_type` of config.json
  let modelType: String?
  /// `vocab_size` of config.json: the number of the model's word embeddings.
  let modelVocabularySize: Int?

  /// Reads the files that exist.
  /// - Throws: `EngineError` where a file cannot be read or is no JSON object.
  init(directory: URL) throws {
    self.directory = directory
    configuration = try Self.json(directory, "tokenizer_config.json")
    specialTokensMap = try Self.json(directory, "special_tokens_map.json")
    addedTokens = try Self.json(directory, "added_tokens.json")
    tokenizer = try Self.json(directory, "tokenizer.json")
    let model = try Self.json(directory, "config.json")
    modelTokenizerClass = model?["tokenizer_class"]?.string
    modelType = model?["model_type"]?.string
    modelVocabularySize = model?["vocab_size"]?.integer
  }

  /// tokenizer.json where the vocabulary and everything else come from it; nil where vocab.txt is used.
  ///
  /// transformers uses vocab.txt where there is no tokenizer.json, and where tokenizer_config.json has a null for its path.
  var saved: JSONValue? { configuration?["tokenizer_file"] == .null ? nil : tokenizer }

  /// The bytes of a file; nil where it does not exist.
  /// - Throws: `EngineError`.
  static func bytes(_ directory: URL, _ name: String, atMost maximumBytes: Int) throws -> [UInt8]? {
    let file = directory.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    // The file is mapped: reading a pipe or a device in its place would never end.
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
      guard value.members != nil else {
        throw EngineError("\(path) is not a JSON object; save the tokenizer again or restore the file", kind: .damaged)
      }
      return value
    } catch let error as JSONSyntaxError {
      throw EngineError(
        "\(path) is not valid JSON: line \(error.line), column \(error.column): \(error.reason); save the tokenizer again or restore the file",
        kind: .damaged)
    }
  }

  /// The path of a file in messages.
  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }
}
