import Foundation
import TestSupport
import Testing

@testable import Engine

/// Damaged files of each kind end in an error or in values, never in a trap.
@Suite struct CheckpointFuzzTests {
  enum Kind: String, CaseIterable, Sendable {
    case safetensors, torch, madeTorch, madeTorch64, torchStream, config

    var fileName: String {
      switch self {
      case .safetensors: "model.safetensors"
      case .torch, .madeTorch, .madeTorch64, .torchStream: "pytorch_model.bin"
      case .config: "config.json"
      }
    }

    func contents() throws -> Data {
      switch self {
      case .safetensors: CheckpointBuilder.safetensors(["bert.a": ([2, 3], [1, 2, 3, 4, 5, 6]), "b": ([1], [7])])
      case .torch: try Data(contentsOf: Fixtures.url.appendingPathComponent("checkpoint/state_dict.bin"))
      case .torchStream: try Data(contentsOf: Fixtures.url.appendingPathComponent("checkpoint/state_dict_before_1_6.bin"))
      case .madeTorch: CheckpointBuilder.torch(pickle: CheckpointBuilder.pickle())
      case .madeTorch64: CheckpointBuilder.torch(pickle: CheckpointBuilder.pickle(), zip64: true)
      case .config: Data(ConfigurationTests.full.utf8)
      }
    }
  }

  /// Opens a damaged file and reads all tensors that it still has.
  /// - Returns: Whether the file was refused.
  private func isRefused(_ kind: Kind, _ contents: Data, _ directory: TemporaryDirectory) throws -> Bool {
    do {
      if kind == .config {
        _ = try ModelConfiguration(json: contents, file: "config.json")
        return false
      }
      let checkpoint = try directory.checkpoint(kind.fileName, contents)
      for name in ["a", "b", "w", "dense.weight", "transposed", "columns", "half"] where checkpoint.contains(name) {
        for shape in [[2, 3], [1], [3, 2], [2, 4]] { _ = try? checkpoint.tensor(name, shape: shape) }
      }
      _ = checkpoint.fingerprint(try ModelConfiguration(json: Data(ConfigurationTests.full.utf8), file: "config.json"))
      return false
    } catch is EngineError {
      return true
    }
  }

  @Test("A file cut off at any byte is refused", arguments: Kind.allCases)
  func cuts(kind: Kind) throws {
    let directory = try TemporaryDirectory()
    let contents = try kind.contents()
    #expect(try !isRefused(kind, contents, directory))
    for count in 0..<contents.count {
      #expect(try isRefused(kind, contents.prefix(count), directory), "\(count) of \(contents.count) bytes")
    }
  }

  @Test("Random bytes in random places end in an error or a value", arguments: Kind.allCases)
  func flips(kind: Kind) throws {
    let directory = try TemporaryDirectory()
    let contents = try kind.contents()
    var generator = RandomNumbers(seed: 42)
    var refused = 0
    for _ in 0..<1000 {
      var damaged = contents
      for _ in 0...Int.random(in: 0...3, using: &generator) {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        damaged[place] = [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
      }
      if try isRefused(kind, damaged, directory) { refused += 1 }
    }
    #expect(refused > 100)
  }
}
