import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct CheckpointTorchTests {
  private let directory: TemporaryDirectory
  private let name = "pytorch_model.bin"

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test("A state dict of torch's own is read: every format, views, shared and empty tensors, parameters, metadata")
  func stateDict() throws {
    let checkpoint = try directory.checkpoint(name, Fixtures.checkpoint("state_dict.bin"))
    let ramp = (0..<24).map { Float($0) / 4 - 1 }
    #expect(try checkpoint.tensor("dense.weight", shape: [2, 3]) == [Float](ramp[..<6]))
    #expect(try checkpoint.tensor("tied", shape: [2, 3]) == [Float](ramp[..<6]))
    #expect(try checkpoint.tensor("dense.bias", shape: [2]) == [-1, -0.75])
    #expect(try checkpoint.tensor("half", shape: [2, 4]) == [Float](ramp[..<8]))
    #expect(try checkpoint.tensor("bfloat", shape: [2, 4]) == [Float](ramp[..<8]))
    #expect(try checkpoint.tensor("transposed", shape: [2, 3]) == [0, 2, 4, 1, 3, 5].map { ramp[$0] })
    #expect(try checkpoint.tensor("columns", shape: [3, 2]) == [8, 9, 14, 15, 20, 21].map { ramp[$0] })
    #expect(try checkpoint.tensor("parameter", shape: [5]) == [Float](ramp[..<5]))
    #expect(try checkpoint.tensor("scalar", shape: []) == [2.5])
    #expect(try checkpoint.tensor("empty", shape: [0, 3]) == [])
    #expect(!checkpoint.contains("expanded") && !checkpoint.contains("note"))
    #expect(try checkpoint.tensor("double", shape: [2]) == [-1, -0.75])
    #expect(throws: EngineError.self) { try checkpoint.tensor("position_ids", shape: [1, 4]) }
  }

  @Test("Rows of a transposed tensor are gathered")
  func transposedRows() throws {
    let stored = try directory.checkpoint(name, Fixtures.checkpoint("state_dict.bin")).storedTensor("transposed", shape: [2, 3])
    let row = [Float](unsafeUninitializedCapacity: 3) { buffer, count in
      stored.copyRows(1..<2, into: buffer)
      count = 3
    }
    #expect(row == [-0.75, -0.25, 0.25])
  }

  @Test("A pickled module is refused by the name of its class")
  func module() throws {
    #expect(
      try directory.refusal(name, Fixtures.checkpoint("module.bin"))
        == "module/data.pkl in pytorch_model.bin asks for 'torch.nn.modules.linear.Linear', which a state dict has no use for: nothing of it was run; "
        + "save the state dict alone, with torch.save(model.state_dict(), 'pytorch_model.bin') or save_pretrained"
    )
  }

  @Test("Archives with and without zip64 are read")
  func zip64() throws {
    for zip64 in [false, true] {
      let checkpoint = try directory.checkpoint(name, CheckpointBuilder.torch(pickle: CheckpointBuilder.pickle(), zip64: zip64))
      #expect(try checkpoint.tensor("w", shape: [2, 3]) == [0, 1, 2, 3, 4, 5])
    }
  }

  @Test("Compressed entries, a foreign archive and another byte order are refused")
  func foreignArchives() throws {
    let pickle = CheckpointBuilder.pickle()
    #expect(try directory.refusal(name, CheckpointBuilder.zip(["m/data.pkl": pickle], method: 8))?.contains("compressed") == true)
    #expect(try directory.refusal(name, CheckpointBuilder.zip(["m/data.txt": pickle]))?.contains("without data.pkl") == true)
    let bigEndian = CheckpointBuilder.zip(["m/data.pkl": pickle, "m/byteorder": Data("big".utf8)])
    #expect(try directory.refusal(name, bigEndian)?.contains("not little-endian") == true)
    #expect(try directory.refusal(name, CheckpointBuilder.zip(["a": pickle, "a": pickle]))?.contains("twice") == true)
    #expect(try directory.refusal(name, Data("PK but no more".utf8))?.contains("no zip directory") == true)
    #expect(try directory.refusal(name, Data())?.contains("damaged or something else") == true)
  }

  @Test("Views that leave their storage are refused")
  func lyingViews() throws {
    func refusal(_ pickle: Data) throws -> String? { try directory.refusal(name, CheckpointBuilder.torch(pickle: pickle)) }
    #expect(try refusal(CheckpointBuilder.pickle(offset: 1, shape: [5], strides: [1])) == nil)
    #expect(try refusal(CheckpointBuilder.pickle(offset: 2, shape: [5], strides: [1])) != nil)
    #expect(try refusal(CheckpointBuilder.pickle(shape: [2, 3], strides: [4, 1])) != nil)
    #expect(try refusal(CheckpointBuilder.pickle(shape: [2, 3], strides: [3])) != nil)
    #expect(try refusal(CheckpointBuilder.pickle(count: 7)) != nil)
    #expect(try refusal(CheckpointBuilder.pickle(count: -1)) != nil)
    #expect(try refusal(CheckpointBuilder.pickle(count: .max)) != nil)
  }
}
