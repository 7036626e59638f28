import Foundation
import Support

/// The contents of the files of a model directory that describe its tokenizer.
struct TokenizerFiles {
  /// Upper bound of the bytes of tokenizer.json. A fine-tuned XLM-RoBERTa with 250,002 pieces has 17 million.
  private static let maximumBytes = 32 << 20
  /// Upper bound for other files; they have a few kilobytes, or some hundred where many tokens were added.
  private static let maximumSmallBytes = 4 << 20

  let directory: URL
  /// The content of tokenizer_config.json.
  let configuration: JSONValue?
  /// The content of special_tokens_map.json.
  let specialTokensMap: JSONValue?
  /// The content of added_tokens.json, which older versions wrote.
  let addedTokens: JSONValue?
  /// The content of tokenizer.json, without the lists of its model.
  let tokenizer: JSONValue?
  /// The lists of tokenizer.json's model.
  let lists: ModelLists
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
    let file = directory.appendingPathComponent("tokenizer.json").path
    let document = try Self.bytes(directory, "tokenizer.json", atMost: Self.maximumBytes).map { try TokenizerDocument($0, file: file) }
    tokenizer = try document.map { try Self.object($0.parts, file) }
    lists = document?.lists ?? ModelLists(file: file)
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
    // It is opened as a mapped file, because reading a pipe or a device in its place would never end.
    let count = try MappedFile(file, missing: "restore the tokenizer").count
    guard count <= maximumBytes else {
      throw EngineError("\(file.path) has \(count) bytes, more than a tokenizer's file can have (\(maximumBytes)); is it another file?")
    }
    return try read(file, count)
  }

  private static func read(_ file: URL, _ count: Int) throws -> [UInt8] {
    do {
      let handle = try FileHandle(forReadingFrom: file)
      defer { try? handle.close() }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(count)
      // In parts, because a whole copy in between would take twice the memory, as the mapped file would.
      while bytes.count < count, let part = try handle.read(upToCount: min(1 << 20, count - bytes.count)), !part.isEmpty { bytes += part }
      return bytes
    } catch {
      throw EngineError("\(file.path) cannot be read: \((error as NSError).localizedDescription)", kind: .unavailable)
    }
  }

  private static func json(_ directory: URL, _ name: String) throws -> JSONValue? {
    let file = directory.appendingPathComponent(name).path
    return try bytes(directory, name, atMost: maximumSmallBytes).map { bytes in
      try object(TokenizerDocument.reading(bytes, file) { try $0.value() }, file)
    }
  }

  private static func object(_ value: JSONValue, _ file: String) throws -> JSONValue {
    guard value.members != nil else {
      throw EngineError("\(file) is not a JSON object; save the tokenizer again or restore the file", kind: .damaged)
    }
    return value
  }

  /// The path of a file in messages.
  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }
}
