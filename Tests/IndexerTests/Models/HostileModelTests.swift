import Foundation
import TestSupport
import Testing

/// Model files come from strangers. Each of these is refused with a sentence that names the file, at once and without taking memory.
@Suite(.serialized) struct HostileModelTests {
  /// A file of a model directory, and its replacement.
  struct Attack: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let file: String
    let contents: @Sendable () -> Data

    init(_ description: String, _ file: String, _ contents: @escaping @Sendable () -> Data) {
      testDescription = description
      self.file = file
      self.contents = contents
    }
  }

  private static func repeated(_ text: String, _ count: Int) -> Data { Data(String(repeating: text, count: count).utf8) }

  private static func header(_ length: UInt64, _ rest: Data) -> Data {
    withUnsafeBytes(of: length.littleEndian) { Data($0) } + rest
  }

  private static func torch(_ opcodes: Data) -> Data { TorchArchiveBytes.archive(pickle: Data([0x80, 2]) + opcodes) }

  private static func stream(_ opcodes: Data) -> Data {
    let magic = Data([0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E])
    return magic + Data([0x80, 2, 0x4D, 0xE9, 3, 0x2E, 0x80, 2, 0x7D, 0x2E, 0x80, 2]) + opcodes
  }

  static let weights: [Attack] = [
    Attack("a header of 2^63 bytes", "model.safetensors") { header(1 << 63, Data("{}".utf8)) },
    Attack("a header of 9 million bytes", "model.safetensors") { header(9_000_000, repeated(" ", 9_000_000)) },
    Attack("a header nested a million deep", "model.safetensors") { header(5_000_000, repeated("{\"a\":", 1_000_000)) },
    Attack("a tensor of a million dimensions", "model.safetensors") {
      let text = Data("{\"a\":{\"dtype\":\"F32\",\"shape\":[1".utf8) + repeated(",1", 1_000_000)
      return header(UInt64(text.count), text)
    },
    Attack("a hundred thousand tensors at one place", "model.safetensors") {
      let text = Data("{".utf8) + repeated("\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},", 100_000) + Data("}".utf8)
      return header(UInt64(text.count), text + Data(count: 4))
    },
    Attack("a tensor outside of the file", "model.safetensors") {
      let text = Data("{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000000000],\"data_offsets\":[0,4000000000000]}}".utf8)
      return header(UInt64(text.count), text)
    },
    Attack("a pickle that calls the system", "pytorch_model.bin") { torch(Data("cos\nsystem\n(X\u{4}\0\0\0truetR.".utf8)) },
    Attack("a pickle of ten million values in tuples", "pytorch_model.bin") {
      torch(repeated("(" + String(repeating: "N", count: 60_000) + "t", 170))
    },
    Attack("a memo of two million values", "pytorch_model.bin") {
      torch(
        (0..<UInt32(2_000_000)).reduce(into: Data("N".utf8)) { data, key in
          data.append(0x72)
          withUnsafeBytes(of: key.littleEndian) { data.append(contentsOf: $0) }
        })
    },
    Attack("a memo that holds itself", "pytorch_model.bin") {
      torch(Data("}q\0".utf8) + repeated("X\u{1}\0\0\0ah\0s", 300_000) + Data(".".utf8))
    },
    Attack("an archive whose entry claims 2^62 bytes", "pytorch_model.bin") {
      TorchArchiveBytes.archive(pickle: Data("}.".utf8), claimed: 1 << 62)
    },
    Attack("an archive whose entry claims its neighbour's bytes", "pytorch_model.bin") {
      TorchArchiveBytes.archive(pickle: Data("}.".utf8), claimed: 100)
    },
    Attack("an archive whose entry climbs out", "pytorch_model.bin") {
      TorchArchiveBytes.archive(pickle: Data("}.".utf8), storageName: "../../../etc/passwd")
    },
    Attack("a stream of before torch 1.6 with a memo of two million values", "pytorch_model.bin") {
      stream(
        (0..<UInt32(2_000_000)).reduce(into: Data("N".utf8)) { data, key in
          data.append(0x72)
          withUnsafeBytes(of: key.littleEndian) { data.append(contentsOf: $0) }
        })
    },
    Attack("a stream of before torch 1.6 that lists ten million storages", "pytorch_model.bin") {
      stream(Data("}.".utf8) + Data([0x80, 2]) + Data("](".utf8) + repeated("N", 10_000_000) + Data("e.".utf8))
    },
    Attack("a stream of before torch 1.6 with dictionaries thirty thousand deep", "pytorch_model.bin") {
      stream(repeated("}X\u{1}\0\0\0a", 30_000) + Data("}".utf8) + repeated("s", 30_000) + Data(".".utf8))
    },
    Attack("an index of shards in other directories", "model.safetensors.index.json") {
      Data("{\"weight_map\": {\"a\": \"../model.safetensors\"}}".utf8)
    },
    Attack("an index that is nested a million deep", "model.safetensors.index.json") { repeated("[", 1_000_000) },
  ]

  static let others: [Attack] = [
    Attack("a configuration nested four million deep", "config.json") { repeated("[", 4_000_000) },
    Attack("a configuration of two million numbers", "config.json") {
      Data("{\"a\":[0".utf8) + repeated(",0", 2_000_000) + Data("]}".utf8)
    },
    Attack("a configuration of 100 MB", "config.json") { repeated(" ", 100_000_000) },
    Attack("a class whose name has 2 MB", "config.json") {
      Data("{\"model_type\": \"bert\", \"id2label\": {\"0\": \"".utf8) + repeated("a", 2_000_000) + Data("\"}}".utf8)
    },
    Attack("a tokenizer nested 16 million deep", "tokenizer.json") { repeated("{\"a\":", 3_000_000) },
    Attack("a tokenizer of eight million numbers", "tokenizer.json") {
      Data("{\"a\":[0".utf8) + repeated(",0", 8_000_000) + Data("]}".utf8)
    },
    Attack("a tokenizer of a million objects", "tokenizer_config.json") {
      Data("{\"a\":[{}".utf8) + repeated(",{}", 1_000_000) + Data("]}".utf8)
    },
    Attack("a vocabulary of 10^7 lines", "vocab.txt") { repeated("a\n", 10_000_000) },
    Attack("a vocabulary of 8 million empty lines", "vocab.txt") { repeated("\n", 8_000_000) },
    Attack("a vocabulary of one line of 8 million letters", "vocab.txt") { repeated("a", 8_000_000) },
    Attack("an id of 1e999", "added_tokens.json") { Data("{\"added\": 1e999}".utf8) },
  ]

  private func expectRefusal(_ run: MeasuredRun, naming file: String, store: URL) {
    #expect(run.reason == .exit && run.result.status == 2, "\(run.result.status) \(run.result.errors.prefix(300))")
    #expect(run.result.output.isEmpty && run.result.errors.hasPrefix("globenc-index: "))
    #expect(run.result.errors.contains(file), "\(run.result.errors.prefix(300))")
    #expect(run.result.errors.utf8.count < 1000 && run.result.errors.last == "\n" && run.result.errors.count { $0 == "\n" } == 1)
    #expect(!FileManager.default.fileExists(atPath: store.path))
    guard !Sanitizer.isPresent else { return }
    #expect(run.peakMemory <= 100, "MB")
    // Without optimization the same loops take ten times as long.
    #expect(run.cpuSeconds < (IndexTool.isOptimized ? 1 : 10), "s")
  }

  @Test("Hostile weights are refused by the file's name within a second and 100 MB", arguments: weights)
  func hostileWeights(attack: Attack) throws {
    let model = try HostileModel(without: "model.safetensors")
    try model.write(attack.contents(), to: attack.file)
    // An archive is named without its directory, like its tensors.
    expectRefusal(try model.run(), naming: attack.file, store: model.store)
  }

  @Test("Hostile configurations and vocabularies are refused by the file's name within a second and 100 MB", arguments: others)
  func hostileOthers(attack: Attack) throws {
    let model = try HostileModel()
    if ["vocab.txt", "added_tokens.json"].contains(attack.file) { try model.makeLegacy() }
    try model.write(attack.contents(), to: attack.file)
    expectRefusal(try model.run(), naming: attack.file, store: model.store)
  }

  @Test("added tokens whose ids double get the next free ones, which the model has no embeddings for")
  func doublingIDs() throws {
    let model = try HostileModel()
    try model.makeLegacy()
    let tokens = (0..<40).map { "\"added-\($0)\": \(12_000 << $0)" }.joined(separator: ", ")
    try model.write(Data("{\(tokens)}".utf8), to: "added_tokens.json")
    expectRefusal(try model.run(), naming: "has 6040 pieces but the model has 6000 word embeddings", store: model.store)
  }

  @Test(
    "A pipe in a file's place is refused, not waited for",
    arguments: ["config.json", "vocab.txt", "tokenizer_config.json", "model.safetensors"])
  func pipe(name: String) throws {
    let model = try HostileModel(without: name)
    if name == "vocab.txt" { try model.makeLegacy() }
    #expect(mkfifo(model.url.appendingPathComponent(name).path, 0o600) == 0)
    expectRefusal(try model.run(), naming: name, store: model.store)
  }

  @Test(
    "Sizes of 0, -1, 10^12 and 1e999 are refused",
    arguments: [
      "\"hidden_size\": 128", "\"intermediate_size\": 512", "\"layer_norm_eps\": 1e-12", "\"max_position_embeddings\": 128",
      "\"num_attention_heads\": 4", "\"num_hidden_layers\": 3", "\"type_vocab_size\": 2", "\"vocab_size\": 6000",
    ], ["0", "-1", "1000000000000", "1e999"])
  func absurdSizes(field: String, value: String) throws {
    let model = try HostileModel()
    let name = try #require(field.split(separator: ":").first)
    try model.replace(field, with: "\(name): \(value)", in: "config.json")
    expectRefusal(try model.run(), naming: "config.json", store: model.store)
  }

  @Test("A longest word of 0, -1, 10^12 and 1e999 letters is refused", arguments: ["0", "-1", "1000000000000", "1e999"])
  func absurdWords(value: String) throws {
    let model = try HostileModel()
    try model.replace("\"max_input_chars_per_word\": 100", with: "\"max_input_chars_per_word\": \(value)", in: "tokenizer.json")
    expectRefusal(try model.run(), naming: "tokenizer.json", store: model.store)
  }

  @Test("A model that has no room for the special tokens is refused")
  func noRoom() throws {
    let model = try HostileModel()
    _ = try model.directory.write("{\"model_max_length\": 1}", to: "model/tokenizer_config.json")
    expectRefusal(try model.run(), naming: "tokenizer_config.json", store: model.store)
  }

  @Test("Flipped bits in the weights end in a refusal or in results, never in a trap")
  func flippedBits() throws {
    var generator = RandomNumbers(seed: 5)
    let original = try Data(contentsOf: URL(fileURLWithPath: IndexTool.model).appendingPathComponent("model.safetensors"))
    for round in 0..<12 {
      let model = try HostileModel()
      var damaged = original
      // Half of the flips are in the header; in the numbers there are so many that some become infinite or NaN.
      for _ in 0..<(round.isMultiple(of: 2) ? 1 : 1000) {
        let place = Int.random(in: 0..<(round.isMultiple(of: 2) ? 4000 : damaged.count), using: &generator)
        damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      }
      try model.write(damaged, to: "model.safetensors")
      let run = try model.run()
      #expect(
        run.reason == .exit && [0, 1, 2].contains(run.result.status), "\(round): \(run.result.status) \(run.result.errors.prefix(300))")
    }
  }
}
