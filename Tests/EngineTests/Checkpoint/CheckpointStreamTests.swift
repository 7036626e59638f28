import Foundation
import TestSupport
import Testing

@testable import Engine

/// The format of torch before 1.6: pickles and storages in one stream.
@Suite struct CheckpointStreamTests {
  private let directory: TemporaryDirectory
  private let name = "pytorch_model.bin"

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test("A stream of torch is read like an archive: every format, views of one storage, strides, shared and empty tensors, parameters")
  func stateDict() throws {
    let stream = try directory.checkpoint(name, Fixtures.checkpoint("state_dict_before_1_6.bin"))
    let archive = try TemporaryDirectory().checkpoint(name, Fixtures.checkpoint("state_dict.bin"))
    for (tensor, shape) in [
      ("dense.weight", [2, 3]), ("tied", [2, 3]), ("dense.bias", [2]), ("half", [2, 4]), ("bfloat", [2, 4]), ("double", [2]),
      ("transposed", [2, 3]), ("columns", [3, 2]), ("parameter", [5]), ("scalar", []), ("empty", [0, 3]),
    ] {
      #expect(try stream.tensor(tensor, shape: shape) == archive.tensor(tensor, shape: shape), "\(tensor)")
    }
    let ramp = (0..<24).map { Float($0) / 4 - 1 }
    #expect(try stream.tensor("transposed", shape: [2, 3]) == [0, 2, 4, 1, 3, 5].map { ramp[$0] })
    #expect(try stream.tensor("columns", shape: [3, 2]) == [8, 9, 14, 15, 20, 21].map { ramp[$0] })
    #expect(try stream.tensor("double", shape: [2]) == [-1, -0.75])
    #expect(!stream.contains("expanded") && !stream.contains("note"))
    #expect(throws: EngineError.self) { try stream.tensor("position_ids", shape: [1, 4]) }
    let configuration = try ModelConfiguration(json: Data(ConfigurationTests.full.utf8), file: "config.json")
    #expect(stream.fingerprint(configuration) == archive.fingerprint(configuration))
  }

  /// A stream made by hand, with the pickle of `CheckpointBuilder`, whose only storage is called "0".
  private func stream(
    pickle: Data = CheckpointBuilder.pickle(), system: String = "}X\u{d}\0\0\0little_endian\u{88}s.", version: UInt16 = 1001,
    keys: String = "](X\u{1}\0\0\00e.", count: UInt64 = 6, data: Data = CheckpointBuilder.floats([0, 1, 2, 3, 4, 5])
  ) -> Data {
    func part(_ opcodes: Data) -> Data { Data([0x80, 2]) + opcodes }
    func bytes(_ text: String) -> Data { Data(text.unicodeScalars.map { UInt8($0.value) }) }
    let head = Data(TorchStream.magic) + part(Data("M".utf8) + CheckpointBuilder.littleEndian(version) + Data(".".utf8))
    return head + part(bytes(system)) + pickle + part(bytes(keys)) + CheckpointBuilder.littleEndian(count) + data
  }

  @Test("Streams with wrong versions, storages or sizes are refused with the file's name")
  func lies() throws {
    #expect(try directory.checkpoint(name, stream()).tensor("w", shape: [2, 3]) == [0, 1, 2, 3, 4, 5])
    for (contents, words) in [
      (stream(version: 1000), "version of torch's format that is not known"),
      (stream(system: "}X\u{d}\0\0\0little_endian\u{89}s."), "not little-endian"), (stream(system: "K\u{1}."), "which machine wrote it"),
      (stream(keys: "]."), "does not lie in storage 0"), (stream(keys: "}."), "does not list its storages"),
      (stream(keys: "](X\u{1}\0\0\01e."), "no tensor lies in"), (stream(keys: "](K\u{1}e."), "no tensor lies in"),
      (
        stream(
          keys: "](X\u{1}\0\0\00X\u{1}\0\0\00e.",
          data: CheckpointBuilder.floats([0, 1, 2, 3, 4, 5]) + Data([6, 0, 0, 0, 0, 0, 0, 0]) + Data(count: 24)), "twice"
      ),
      (stream(count: 7), "two sizes"), (stream(count: 1 << 63), "size that no file has"),
      (stream(data: Data(count: 23)), "ends within its storages"),
      (stream(pickle: CheckpointBuilder.pickle(offset: 2, shape: [5], strides: [1])), "does not lie in storage 0"),
      (stream(pickle: CheckpointBuilder.pickle(count: .max), count: UInt64(Int32.max)), "ends within its storages"),
      (stream(pickle: Data([0x80, 2]) + Data("cos\nsystem\n(X\u{4}\0\0\0truetR.".utf8)), "asks for 'os.system'"),
      (Data([0x80, 2]) + Data("}.".utf8), "not one that torch.save wrote"),
    ] {
      let sentence = try directory.refusal(name, contents)
      #expect(sentence?.contains(words) == true && sentence?.contains(name) == true, "\(words): \(sentence ?? "read")")
    }
  }

  @Test("A view of a part of a storage, as torch 0.3 wrote it, counts from the part's start")
  func storageViews() throws {
    func pickle(_ view: [UInt8]) -> Data {
      // The sixth item of the storage's tuple, before the opcode that ends the tuple.
      let item = Data("(X\u{1}\0\0\0v".utf8) + Data(view.flatMap { [UInt8(ascii: "K"), $0] }) + Data("t".utf8)
      let whole = CheckpointBuilder.pickle(shape: [2], strides: [1])
      let end = whole.range(of: Data("tQ".utf8))?.lowerBound ?? 0
      return whole[..<end] + item + whole[end...]
    }
    #expect(try directory.checkpoint(name, stream(pickle: pickle([3, 2]))).tensor("w", shape: [2]) == [3, 4])
    #expect(try directory.refusal(name, stream(pickle: pickle([5, 2])))?.contains("part of a storage") == true)
  }
}
