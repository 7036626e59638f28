import Foundation

/// The files of a model directory that hold its weights.
struct CheckpointFiles {
  /// Each file with the tensors in it.
  let weights: [(file: MappedFile, layouts: [String: TensorLayout])]
  /// Of a checkpoint in shards: the file of each tensor.
  private let places: [String: String]?

  /// Finds and opens the files.
  /// - Throws: ``EngineError`` naming directory or file.
  init(directory: URL) throws {
    let present = Set((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? [])
    let kinds: [(name: String, read: (MappedFile) throws -> [String: TensorLayout])] = [
      ("model.safetensors", SafetensorsHeader.read), ("pytorch_model.bin", TorchArchive.read),
    ]
    for (name, read) in kinds {
      if present.contains(name) {
        places = nil
        weights = [try Self.open(directory.appendingPathComponent(name), read)]
        return
      }
      if present.contains(name + ".index.json") {
        let places = try Self.places(directory.appendingPathComponent(name + ".index.json"))
        self.places = places
        weights = try Set(places.values).sorted().map { try Self.open(directory.appendingPathComponent($0), read) }
        for (tensor, shard) in places where !weights.contains(where: { $0.file.name == shard && $0.layouts[tensor] != nil }) {
          throw EngineError(
            "tensor '\(tensor.prefix(80))' is not in \(shard), where \(name).index.json places it: the files do not belong together")
        }
        return
      }
    }
    let others = ["tf_model.h5", "flax_model.msgpack", "model.onnx", "rust_model.ot"].filter(present.contains)
    throw EngineError(
      "\(directory.path) holds no weights: a model directory has model.safetensors or pytorch_model.bin"
        + (others.isEmpty ? "" : "; \(others.joined(separator: ", ")) is not supported"))
  }

  /// Whether that file is where a tensor is to be taken from.
  func holds(_ tensor: String, in file: String) -> Bool {
    places.map { $0[tensor] == file } ?? true
  }

  private static func open(
    _ url: URL, _ read: (MappedFile) throws -> [String: TensorLayout]
  ) throws -> (file: MappedFile, layouts: [String: TensorLayout]) {
    let file = try MappedFile(url, missing: "the checkpoint is not complete")
    let pointer = [UInt8]("version https://git-lfs".utf8)
    if file.bytes(0..<min(pointer.count, file.count)) == pointer {
      throw EngineError("\(url.path) is a Git LFS pointer, not the weights: fetch them with: git lfs pull")
    }
    return (file, try read(file))
  }

  /// Reads `model.safetensors.index.json`, which names the shard of each tensor.
  private static func places(_ url: URL) throws -> [String: String] {
    let file = try MappedFile(url, missing: "the checkpoint is not complete")
    var places: [String: String] = [:]
    guard file.count <= 1 << 23, let map = try? JSONValue(parsing: file.bytes(0..<file.count))["weight_map"]?.members else {
      throw EngineError("\(url.path) is damaged: it does not name the files of the tensors")
    }
    // A name from a file that may come from anywhere: it must not lead out of the directory.
    for member in map {
      guard let shard = member.value.string, !shard.isEmpty, !shard.contains("/"), !shard.hasPrefix(".") else {
        throw EngineError("\(url.path) names '\(member.value.string?.prefix(60) ?? "")', which is no file of its directory")
      }
      places[member.key] = shard
    }
    return places
  }
}
