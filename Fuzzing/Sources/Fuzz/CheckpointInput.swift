@testable import Engine
import Foundation

/// Reads checkpoints, and all of their numbers.
enum CheckpointInput {
  static func safetensors(_ input: [UInt8]) {
    let file = MappedFile(name: "model.safetensors", contents: Data(input))
    if let layouts = try? SafetensorsHeader.read(file) { readNumbers(layouts, of: file) }
  }

  static func torch(_ input: [UInt8]) {
    guard input.starts(with: [0x50, 0x4B]) || input.starts(with: TorchStream.magic) else {
      var unpickler = StateDictUnpickler(input, subject: "data.pkl")
      _ = try? unpickler.run()
      return
    }
    let file = MappedFile(name: "pytorch_model.bin", contents: Data(input))
    if let layouts = try? TorchFile.read(file).layouts { readNumbers(layouts, of: file) }
  }

  private static func readNumbers(_ layouts: [String: TensorLayout], of file: MappedFile) {
    for layout in layouts.values {
      guard let tensor = StoredTensor(layout, in: file) else { continue }
      // Every number lies in the file, so there cannot be more numbers than bytes.
      precondition(tensor.count <= file.count, "\(layout) of \(file.count) bytes")
      _ = tensor.floats()
    }
  }
}
