import Support

/// The names of the tensors in a checkpoint, without the prefixes of training tools.
///
/// DataParallel writes `module.bert...`, torch.compile `_orig_mod.bert...`, Lightning and custom classes `model.bert...`, PEFT
/// `base_model.model.bert...`. The common prefix in front of the encoder's names is removed; those of the families, such as `bert.`, do not belong to it.
struct TensorNames {
  /// Name in the file -> name in the model.
  let byFileName: [String: String]
  /// A notice to the user about the names.
  let notice: ModelNotice?

  /// Removes the common prefix.
  /// - Parameters:
  ///   - names: The names in the files.
  ///   - files: The name of the files in error messages.
  /// - Throws: ``EngineError`` where only some names have the prefix, or where the files also contain the weights of an adapter.
  init(_ names: some Collection<String>, files: String) throws {
    if let adapter = names.filter(Self.isOfAdapter).min() {
      throw EngineError(
        "\(files) holds the weights of a PEFT adapter, such as '\(adapter.prefix(80))', beside the model's: merge them with "
          + "model.merge_and_unload(), save the result with save_pretrained and name its folder")
    }
    var bare: [(name: String, file: String)] = []
    var isMerged = false
    for name in names {
      let components = name.split(separator: ".", omittingEmptySubsequences: false)
      let kept = components.filter { !Self.transparent.contains($0) }
      isMerged = isMerged || components.contains(Self.baseLayer)
      bare.append((kept.count == components.count ? name : kept.joined(separator: "."), name))
    }
    let wrapper = Self.wrapper(bare.map(\.name))
    if let other = bare.filter({ !$0.name.hasPrefix(wrapper) }).map(\.name).min() {
      throw EngineError(
        "\(files): the encoder's tensors begin with '\(wrapper.prefix(80))' and '\(other.prefix(80))' does not, so that they are not "
          + "those of a class of transformers: save the model itself with save_pretrained, or rename its tensors")
    }
    var result: [String: String] = [:]
    var seen: Set<String> = []
    for (name, file) in bare {
      let name = String(name.dropFirst(wrapper.count))
      guard seen.insert(name).inserted else {
        throw EngineError(
          "\(files): two tensors would be called '\(name.prefix(80))', one of them is '\(file.prefix(80))': save the model again",
          kind: .damaged)
      }
      result[file] = name
    }
    byFileName = result
    notice = isMerged ? Self.mergedNotice(files) : nil
  }

  private static let baseLayer: Substring = "base_layer"
  /// Names that wrappers insert at any depth. No module of transformers has such a name.
  private static let transparent: Set<Substring> = [
    "_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module", "_forward_module", baseLayer,
  ]

  private static func isOfAdapter(_ name: String) -> Bool {
    ["lora_", "ia3_", "modules_to_save", "adapter_down", "adapter_up", "prompt_encoder"].contains(where: name.contains)
  }

  /// The prefix in front of the encoder's names; empty where there is none, or no encoder.
  private static func wrapper(_ names: [String]) -> String {
    let prefixes = names.filter(StateDict.isLandmark).map { name in
      var prefix = name.dropLast(StateDict.landmark.count)
      for encoder in Architecture.prefixes where prefix == encoder || prefix.hasSuffix("." + encoder) {
        prefix = prefix.dropLast(encoder.count)
        break
      }
      return String(prefix)
    }
    // With two encoders, transformers takes the one without a prefix.
    return prefixes.min { ($0.count, $0) < ($1.count, $1) } ?? ""
  }

  private static func mergedNotice(_ files: String) -> ModelNotice {
    ModelNotice(
      .warning,
      "\(files) has the names of a PEFT model (base_layer) and no adapter's weights: taken for a model that its adapter was merged into; if "
        + "it was not, merge it with model.merge_and_unload() and save it again")
  }
}
