import CKernels
import Foundation

/// The weights of a model directory: `model.safetensors` or `pytorch_model.bin`, whole or in shards, memory-mapped.
///
/// Tensors go by the names that transformers gives them in the bare model, such as `encoder.layer.0.attention.self.query.weight` or
/// `embeddings.LayerNorm.bias`. In the file they may have `bert.` or `electra.` in front, and in front of that what ``TensorNames`` takes off;
/// LayerNorms may call their weight and bias gamma and beta, as checkpoints that came from TensorFlow do.
struct Checkpoint: Sendable {
  /// The names of the files that the weights lie in.
  let fileNames: [String]
  /// What a person should know about how the files were read.
  let notices: [ModelNotice]
  /// By the name in the file, without a training tool's prefix.
  private let tensors: [String: (layout: TensorLayout, file: MappedFile)]

  /// Opens the weights; where both kinds exist, safetensors, as transformers does.
  /// - Throws: ``EngineError`` naming directory or file where there are no weights, or they are damaged or not supported.
  init(directory: URL) throws {
    let files = try CheckpointFiles(directory: directory)
    fileNames = files.weights.map(\.file.name)
    var tensors: [String: (layout: TensorLayout, file: MappedFile)] = [:]
    for (file, listing) in files.weights {
      for (name, layout) in listing.layouts where files.holds(name, in: file.name) { tensors[name] = (layout, file) }
    }
    let names = try TensorNames(tensors.keys, files: fileNames.joined(separator: ", "))
    notices = files.notices + [names.notice].compactMap { $0 }
    self.tensors = tensors.reduce(into: [:]) { $0[names.byFileName[$1.key] ?? $1.key] = $1.value }
  }

  /// Whether there is a tensor of that name.
  func contains(_ name: String) -> Bool {
    find(name) != nil
  }

  /// A tensor in single precision, row by row.
  /// - Throws: ``EngineError`` where it is missing, has another shape, or is of a format other than F64, F32, F16 and BF16.
  func tensor(_ name: String, shape: [Int]) throws -> [Float] {
    try storedTensor(name, shape: shape).floats()
  }

  /// A tensor that is left in the file, to be converted in parts.
  /// - Throws: ``EngineError``, see ``tensor(_:shape:)``.
  func storedTensor(_ name: String, shape: [Int]) throws -> StoredTensor {
    guard let (layout, file) = find(name) else {
      throw EngineError("tensor '\(name)': expected \(shape), missing in \(fileNames.joined(separator: ", "))\(hint(missing: name))")
    }
    guard layout.shape == shape else {
      throw EngineError("tensor '\(name)': expected \(shape), found \(layout.shape) in \(file.name)")
    }
    guard let stored = StoredTensor(layout, in: file) else {
      throw EngineError("tensor '\(name)': expected F64, F32, F16 or BF16, found \(layout.element.rawValue) in \(file.name)")
    }
    return stored
  }

  /// The names of the tensors that are part of neither the encoder nor its pooler nor a head that transformers knows, sorted.
  var othersThanEncoders: [String] {
    tensors.keys.map(Self.bareName).filter { name in
      !["embeddings.", "encoder.", "embeddings_project.", "pooler.", "cls.", "classifier.", "discriminator_predictions.", "generator_"]
        .contains(where: name.hasPrefix)
    }.sorted()
  }

  /// A hash of names, shapes, formats and numbers of all weights, begun with that of a text, in 32 hexadecimal digits.
  ///
  /// It does not depend on the kind of file, nor on how the names are written. It reads all weights: about 0.1 s a gigabyte once they are in memory.
  /// - Parameters:
  ///   - text: what describes the model beside its weights.
  ///   - elements: the number formats that count. Integers, such as the position_ids that older versions wrote, are no weights.
  /// - Returns: the hash.
  func hash(begunWith text: String, elements: Set<TensorElement>) -> String {
    var hash = Self.hash(text, globenc_hash(low: 0, high: 0))
    let weights = tensors.map { (name: Self.bareName($0.key), value: $0.value) }.sorted { $0.name < $1.name }
    for (name, value) in weights where elements.contains(value.layout.element) {
      guard let tensor = StoredTensor(value.layout, in: value.file) else { continue }
      hash = Self.hash("\(name) \(tensor.element.rawValue) \(tensor.shape)", hash)
      hash = tensor.withBytes { globenc_hash_bytes($0.baseAddress, $0.count, hash) }
    }
    return [hash.high, hash.low].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  private static func hash(_ text: String, _ seed: globenc_hash) -> globenc_hash {
    let bytes = [UInt8](text.utf8)
    return bytes.withUnsafeBytes { globenc_hash_bytes($0.baseAddress, $0.count, seed) }
  }

  /// A sentence about the tensors that a checkpoint has, where it lacks even the first tensor of an encoder.
  private func hint(missing name: String) -> String {
    guard name == StateDict.landmark, let other = tensors.keys.min() else { return "" }
    return
      ", which has \(tensors.count) tensor\(tensors.count == 1 ? "" : "s"), such as '\(other.prefix(80))': it holds another kind of model, or a part of one"
  }

  /// LayerNorm's names as transformers and as TensorFlow write them.
  private static let layerNormNames = [("LayerNorm.weight", "LayerNorm.gamma"), ("LayerNorm.bias", "LayerNorm.beta")]
  private static let prefixes = ["bert.", "electra."]

  private func find(_ name: String) -> (layout: TensorLayout, file: MappedFile)? {
    var spellings = [name]
    for (modern, old) in Self.layerNormNames where name.hasSuffix(modern) { spellings.append(name.dropLast(modern.count) + old) }
    for prefix in Self.prefixes + [""] {
      for spelling in spellings {
        if let found = tensors[prefix + spelling] { return found }
      }
    }
    return nil
  }

  private static func bareName(_ name: String) -> String {
    var bare = name
    if let prefix = prefixes.first(where: name.hasPrefix) { bare.removeFirst(prefix.count) }
    for (modern, old) in layerNormNames where bare.hasSuffix(old) { bare = bare.dropLast(old.count) + modern }
    return bare
  }
}
