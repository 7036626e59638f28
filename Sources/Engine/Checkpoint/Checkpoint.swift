import CKernels
import Foundation
import Support

/// The weights of a model directory: `model.safetensors` or `pytorch_model.bin`, whole or in shards, memory-mapped.
///
/// Tensors are named as in the bare model of transformers, such as `encoder.layer.0.attention.self.query.weight` or
/// `embeddings.LayerNorm.bias`. In the file, names may begin with a family's prefix, such as `bert.` or `roberta.`, and before that with a
/// training tool's, which ``TensorNames`` removes; LayerNorms may call their weight and bias gamma and beta, as in checkpoints from TensorFlow.
struct Checkpoint: Sendable {
  /// The names of the weights' files.
  let fileNames: [String]
  /// Notices to the user about the files.
  let notices: [ModelNotice]
  /// The tensors by their name in the file, without a training tool's prefix.
  private let tensors: [String: (layout: TensorLayout, file: MappedFile)]

  /// Opens the weights. Where both kinds of file exist, it takes safetensors, as transformers does.
  /// - Throws: ``EngineError`` that names the directory or file where weights are missing, damaged or not supported.
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

  /// Refuses the tensors of a family that has other positions: RoBERTa's layers have BERT's names, and would be run without an error.
  /// - Throws: ``EngineError`` that names both families.
  func require(_ family: Architecture) throws {
    guard [family.prefix, ""].allSatisfy({ tensors[$0 + StateDict.landmark] == nil }) else { return }
    let others = Architecture.all.filter { tensors[$0.prefix + StateDict.landmark] != nil }
    guard let other = others.first, !others.contains(where: { $0.positions == family.positions }) else { return }
    throw EngineError(
      "model_type in config.json is '\(family.modelType)', but the names of the tensors in \(fileNames.joined(separator: ", ")) begin with "
        + "'\(other.prefix)', as those of \(others.map(\.modelType).joined(separator: ", ")): correct model_type, or restore the model's files"
    )
  }

  /// Reads a tensor in single precision, row by row.
  /// - Throws: ``EngineError`` where the tensor is missing, has another shape, or has another format than F64, F32, F16 or BF16.
  func tensor(_ name: String, shape: [Int]) throws -> [Float] {
    try storedTensor(name, shape: shape).floats()
  }

  /// A tensor whose numbers remain in the file, for conversion in parts.
  /// - Throws: ``EngineError``, as ``tensor(_:shape:)`` does.
  func storedTensor(_ name: String, shape: [Int]) throws -> StoredTensor {
    guard let (layout, file) = find(name) else {
      throw EngineError(
        "tensor '\(name)': expected \(shape), missing in \(fileNames.joined(separator: ", "))\(hint(missing: name))", kind: .notFound)
    }
    guard layout.shape == shape else {
      throw EngineError("tensor '\(name)': expected \(shape), found \(layout.shape) in \(file.name)")
    }
    guard let stored = StoredTensor(layout, in: file) else {
      throw EngineError("tensor '\(name)': expected F64, F32, F16 or BF16, found \(layout.element.rawValue) in \(file.name)")
    }
    return stored
  }

  /// The sorted names of the tensors that belong neither to the encoder, nor to its pooler, nor to a head that transformers knows.
  var othersThanEncoders: [String] {
    let known = Architecture.all.flatMap(\.modules.known)
    return tensors.keys.map(Self.bareName).filter { name in
      !known.contains(where: name.hasPrefix)
    }.sorted()
  }

  /// A hash of the names, shapes, formats and numbers of all weights, continuing from the hash of a text; 32 hexadecimal digits.
  ///
  /// It depends neither on the kind of file nor on the spelling of names. It reads all weights, in about 0.1 s for each gigabyte in memory.
  /// It is no library's cryptographic hash, which would take several times as long; stores hold it, so that its definition never changes.
  /// - Parameters:
  ///   - text: Description of the model beside its weights.
  ///   - elements: The number formats that count. Integers, such as the position_ids of older versions, are no weights.
  /// - Returns: The hash.
  func hash(begunWith text: String, elements: Set<TensorElement>) -> String {
    var hash = Self.hash(text, globenc_hash(low: 0, high: 0))
    let weights = tensors.map { (name: Self.bareName($0.key), value: $0.value) }.sorted { $0.name < $1.name }
    for (name, value) in weights where elements.contains(value.layout.element) {
      guard let tensor = StoredTensor(value.layout, in: value.file) else { continue }
      hash = Self.hash("\(name) \(tensor.element.rawValue) \(tensor.shape)", hash)
      hash = tensor.withBytes { globenc_hash_bytes($0.baseAddress, $0.count, hash) }
    }
    return [hash.high, hash.low].map { Hexadecimal.text($0, width: 16) }.joined()
  }

  private static func hash(_ text: String, _ seed: globenc_hash) -> globenc_hash {
    let bytes = [UInt8](text.utf8)
    return bytes.withUnsafeBytes { globenc_hash_bytes($0.baseAddress, $0.count, seed) }
  }

  /// A sentence about the tensors of a checkpoint that lacks even the first tensor of an encoder.
  private func hint(missing name: String) -> String {
    guard name == StateDict.landmark, let other = tensors.keys.min() else { return "" }
    return
      ", which has \(tensors.count) tensor\(tensors.count == 1 ? "" : "s"), such as '\(other.prefix(80))': it holds another kind of model, or a part of one"
  }

  /// LayerNorm's names in transformers and in TensorFlow.
  private static let layerNormNames = ["LayerNorm", "layer_norm"].flatMap {
    [("\($0).weight", "\($0).gamma"), ("\($0).bias", "\($0).beta")]
  }

  private func find(_ name: String) -> (layout: TensorLayout, file: MappedFile)? {
    var spellings = [name]
    for (modern, old) in Self.layerNormNames where name.hasSuffix(modern) { spellings.append(name.dropLast(modern.count) + old) }
    for prefix in Architecture.prefixes + [""] {
      for spelling in spellings {
        if let found = tensors[prefix + spelling] { return found }
      }
    }
    return nil
  }

  private static func bareName(_ name: String) -> String {
    var bare = name
    if let prefix = Architecture.prefixes.first(where: name.hasPrefix) { bare.removeFirst(prefix.count) }
    for (modern, old) in layerNormNames where bare.hasSuffix(old) { bare = bare.dropLast(old.count) + modern }
    return bare
  }
}
