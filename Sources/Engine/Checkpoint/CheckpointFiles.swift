import Foundation
import Support

/// The files of a model directory that hold its weights.
struct CheckpointFiles {
  /// Each file, and its tensors.
  let weights: [(file: MappedFile, listing: TensorListing)]
  /// Name of each tensor's file, where the checkpoint has shards; else nil.
  private let places: [String: String]?

  /// Finds and opens the files.
  /// - Throws: ``EngineError`` that names the directory or file.
  init(directory: URL) throws {
    let present = Set((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? [])
    let kinds: [(name: String, read: (MappedFile) throws -> TensorListing)] = [
      ("model.safetensors", { TensorListing(try SafetensorsHeader.read($0)) }), ("pytorch_model.bin", TorchFile.read),
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
        let shards = Set(places.values).sorted()
        let missing = shards.filter { !present.contains($0) }
        guard missing.isEmpty else {
          throw EngineError(
            "\(directory.path) lacks \(missing.count) of the \(shards.count) files that \(name).index.json names, such as \(missing[0].prefix(80)): "
              + (FoundInstead(of: directory).clauseOnIncompleteness ?? "the checkpoint is not complete"), kind: .notFound)
        }
        weights = try shards.map { try Self.open(directory.appendingPathComponent($0), read) }
        for (tensor, shard) in places where !weights.contains(where: { $0.file.name == shard && $0.listing.layouts[tensor] != nil }) {
          throw EngineError(
            "tensor '\(tensor.prefix(80))' is not in \(shard), where \(name).index.json places it: the files do not belong together",
            kind: .notFound)
        }
        return
      }
    }
    throw EngineError(
      "\(directory.path) holds no weights: "
        + (FoundInstead(of: directory).clauseOnWeights ?? "a model directory has model.safetensors or pytorch_model.bin"), kind: .notFound)
  }

  /// Notices to the user about the files.
  var notices: [ModelNotice] {
    weights.compactMap { file, listing in
      listing.place.map { ModelNotice(.hint, "the weights were read from the dictionary under \($0) in \(file.name)") }
    }
  }

  /// Whether a tensor is to be read from that file.
  func holds(_ tensor: String, in file: String) -> Bool {
    places.map { $0[tensor] == file } ?? true
  }

  private static func open(
    _ url: URL, _ read: (MappedFile) throws -> TensorListing
  ) throws -> (file: MappedFile, listing: TensorListing) {
    let file = try MappedFile(url, missing: "the checkpoint is not complete")
    let pointer = [UInt8]("version https://git-lfs".utf8)
    if file.bytes(0..<min(pointer.count, file.count)) == pointer {
      throw EngineError("\(url.path) is a Git LFS pointer, not the weights: fetch them with: git lfs pull", kind: .notFound)
    }
    return (file, try read(file))
  }

  /// Reads `model.safetensors.index.json`, which names each tensor's shard.
  private static func places(_ url: URL) throws -> [String: String] {
    let file = try MappedFile(url, missing: "the checkpoint is not complete")
    var places: [String: String] = [:]
    guard file.count <= 1 << 23 else {
      throw EngineError("\(url.path) has \(file.count) bytes: that is no index of a checkpoint", kind: .damaged)
    }
    let index = try JSONFile.object(file.bytes(0..<file.count), path: url.path, otherwise: "it does not name the files of the tensors")
    guard let map = index["weight_map"]?.members else {
      throw EngineError("\(url.path) is damaged: it does not name the files of the tensors", kind: .damaged)
    }
    // The index may come from anywhere: its names must not lead out of the directory.
    for member in map {
      guard let shard = member.value.string, !shard.isEmpty, !shard.contains("/"), !shard.hasPrefix(".") else {
        throw EngineError("\(url.path) names '\(member.value.string?.prefix(60) ?? "")', which is no file of its directory", kind: .damaged)
      }
      places[member.key] = shard
    }
    return places
  }
}
