public import Foundation
import Support

extension ModelConfiguration {
  /// Reads the `config.json` of a model directory.
  ///
  /// - Parameter directory: A model directory in Hugging Face's layout.
  /// - Throws: ``EngineError`` that names the file and the field, where the file is missing or damaged, or describes a model that is not
  ///   supported: another `model_type`, positions relative to keys, an unknown `hidden_act`, or sizes out of bounds.
  public init(directory: URL) throws {
    let file = directory.appendingPathComponent("config.json")
    let contents = try MappedFile(
      file, missing: FoundInstead(of: directory).clause ?? "a model directory has config.json, the tokenizer's vocabulary and the weights")
    guard contents.count <= 1 << 22 else {
      throw EngineError("\(file.path) has \(contents.count) bytes: that is no model's config.json", kind: .damaged)
    }
    try self.init(json: contents.data(0..<contents.count), file: file.path)
  }

  /// Parses the text of a `config.json`.
  /// - Parameters:
  ///   - json: The bytes of the file.
  ///   - file: The path in error messages.
  /// - Throws: ``EngineError``, see ``init(directory:)``.
  init(json: Data, file: String) throws {
    let fields = try ConfigurationFields(json: json, file: file)
    let architectures = try fields.texts("architectures")
    let family = try Self.family(fields, architectures: architectures)
    let keys = family.keys
    try Self.refuseUnsupportedFields(fields, keys)

    architecture = family
    self.architectures = architectures
    classifiesTexts = !architectures.contains { name in Self.otherHeads.contains { name.hasSuffix($0) } }
    hiddenSize = try fields.integer(keys.hiddenSize, in: 1...65_536)
    // The memory of a batch's Gram matrices grows with the square of the number of heads.
    attentionHeads = try fields.integer(keys.attentionHeads, in: 1...256)
    guard hiddenSize.isMultiple(of: attentionHeads) else {
      throw fields.contradiction(
        "\(keys.hiddenSize.key) \(hiddenSize) is not a multiple of \(keys.attentionHeads.key) \(attentionHeads)")
    }
    hiddenLayers = try fields.integer(keys.hiddenLayers, in: 1...1000)
    intermediateSize = try fields.integer(keys.intermediateSize, in: 1...(1 << 20))
    try Self.requireSizes(fields, keys, hiddenSize: hiddenSize, headSize: hiddenSize / attentionHeads)
    let hidden = hiddenSize
    embeddingSize = try keys.embeddingSize.map { try fields.integer($0.key, default: $0.standard ?? hidden, in: 1...65_536) } ?? hidden
    vocabularySize = try fields.integer(keys.vocabularySize, in: 1...(1 << 24))
    // The matrices of a text have a row and a column for each token.
    maxPositionEmbeddings = try fields.integer(keys.maxPositionEmbeddings, in: 2...8192)
    paddingPosition = try Self.paddingPosition(fields, family, positions: maxPositionEmbeddings)
    firstPosition = paddingPosition.map { $0 + 1 } ?? 0
    embedsPositions = try keys.embedsPositions.map { try fields.boolean($0, default: true) } ?? true
    typeVocabularySize = try keys.typeVocabularySize.map { try fields.integer($0, in: min($0.standard, 1)...256) } ?? 0
    layerGroups = try Self.layerGroups(fields, keys, layers: hiddenLayers)
    (relativeAttention, scoreTerms) = try Self.relativeAttention(fields, family.relativePositions, positions: maxPositionEmbeddings)
    hiddenActivation = try fields.choice(
      keys.activation, default: keys.standardActivation,
      among: [
        "gelu": .gelu, "gelu_python": .gelu, "gelu_new": .geluTanh, "gelu_pytorch_tanh": .geluTanh, "gelu_fast": .geluTanh,
        "gelu_accurate": .geluTanh, "relu": .relu, "silu": .silu, "swish": .silu,
      ])

    let classifier = family.classifier
    classifierActivation =
      try classifier.activationKey.map { key in
        try fields.choice(
          key, default: classifier.activation,
          among: [
            "gelu": .gelu, "gelu_python": .gelu, "gelu_new": .geluTanh, "gelu_pytorch_tanh": .geluTanh, "gelu_fast": .geluTanh,
            "gelu_accurate": .geluTanh, "relu": .relu, "silu": .silu, "swish": .silu, "tanh": .tanh,
          ])
      } ?? classifier.activation

    layerNormEpsilon = try Self.epsilon(fields, keys)

    labels = try Self.labels(fields)
    namesClasses = fields["id2label"] != nil && labels.contains { !$0.hasPrefix("LABEL_") }
    problemType = try Self.problemType(fields, labels: labels.count)
  }

  /// Classes whose heads have tensors called `classifier` too, but do not classify whole texts.
  private static let otherHeads = ["ForTokenClassification", "ForQuestionAnswering", "ForMultipleChoice"]

  /// The family of `model_type`, or of `architectures` in files of 2019, which lack `model_type`.
  private static func family(_ fields: ConfigurationFields, architectures: [String]) throws -> Architecture {
    guard let value = fields["model_type"] else {
      if let family = Architecture.all.first(where: { architectures.contains(where: $0.hasClass) }) { return family }
      let named = architectures.first.map { ", and its architectures name '\($0.prefix(60))'" } ?? ""
      throw fields.contradiction("it has no model_type\(named); supported is \(Architecture.names)")
    }
    guard case .text(let name) = value, let family = Architecture.all.first(where: { $0.modelType == name }) else {
      throw fields.refusal("model_type", value, Architecture.names)
    }
    return family
  }

  private static func epsilon(_ fields: ConfigurationFields, _ keys: ConfigurationKeys) throws -> Float {
    guard let key = keys.layerNormEpsilon else { return Float(keys.standardEpsilon) }
    let value = try fields.number(key, default: keys.standardEpsilon)
    let epsilon = Float(value)
    guard epsilon > 0, epsilon < 1 else { throw fields.refusal(key, .number(value), "a number between 0 and 1") }
    return epsilon
  }

  private static func paddingPosition(_ fields: ConfigurationFields, _ family: Architecture, positions: Int) throws -> Int? {
    let padding: Int
    switch family.positions {
    case .fromZero: return nil
    case .behindPadding: padding = try fields.integer(family.keys.paddingToken, in: 0...(1 << 24))
    case .behind(let id): padding = id
    }
    // A text has at least two tokens.
    guard padding + 2 < positions else {
      let keys = family.keys
      throw fields.contradiction(
        "\(keys.maxPositionEmbeddings.key) \(positions) leaves no positions behind \(keys.paddingToken.key) \(padding)")
    }
    return padding
  }

  /// Refuses sizes that are settings of their own, but that transformers can only run with the value of another one.
  private static func requireSizes(_ fields: ConfigurationFields, _ keys: ConfigurationKeys, hiddenSize: Int, headSize: Int) throws {
    for (key, size) in [(keys.classifierSize, hiddenSize), (keys.headSize, headSize)] {
      guard let key, let value = fields[key], value != .integer(size) else { continue }
      throw fields.refusal(key, value, "\(size), which follows from \(keys.hiddenSize.key) and \(keys.attentionHeads.key)")
    }
  }

  private static func layerGroups(_ fields: ConfigurationFields, _ keys: ConfigurationKeys, layers: Int) throws -> Int? {
    try keys.layerGroups.map { try fields.integer($0, in: 1...layers) }
  }

  /// Refuses settings that change the computation in ways that are not implemented.
  private static func refuseUnsupportedFields(_ fields: ConfigurationFields, _ keys: ConfigurationKeys) throws {
    for setting in keys.fixed + ConfigurationKeys.alwaysFixed {
      if let value = fields[setting.key], value != setting.value { throw fields.refusal(setting.key, value, setting.value.name) }
    }
  }

  /// Largest number of bytes of a class name; real names are far shorter.
  private static let longestLabel = 65_536

  /// The names of the classes. As in transformers, `id2label` has precedence over `num_labels`.
  private static func labels(_ fields: ConfigurationFields) throws -> [String] {
    guard let value = fields["id2label"] else {
      let count = try fields.integer("num_labels", default: 2, in: 1...65_536)
      return (0..<count).map { "LABEL_\($0)" }
    }
    let supported = "an object of the names of labels 0, 1, 2 and so on"
    guard case .object(let names) = value, !names.isEmpty, names.count <= 65_536 else { throw fields.refusal("id2label", value, supported) }
    let labels = try (0..<names.count).map { index in
      switch names[String(index)] {
      case .text(let name):
        let count = name.utf8.count
        guard count <= longestLabel else {
          throw fields.contradiction("id2label: the name of label \(index) has \(count) bytes, where \(longestLabel) are the most")
        }
        return name
      case .integer(let number): return String(number)
      case .some(let other): throw fields.refusal("id2label", other, supported)
      case nil: throw fields.contradiction("id2label has \(names.count) entries and none for label \(index)")
      }
    }
    // The store identifies classes by their names.
    var seen: Set<[UInt8]> = []
    guard let repeated = labels.first(where: { !seen.insert(Array($0.utf8)).inserted }) else { return labels }
    throw fields.contradiction("id2label gives two classes the name '\(repeated.prefix(80))': give each its own")
  }

  private static func problemType(_ fields: ConfigurationFields, labels: Int) throws -> ProblemType {
    let type = try fields.choice(
      "problem_type", default: .singleLabel,
      among: ["single_label_classification": ProblemType.singleLabel, "multi_label_classification": .multiLabel, "regression": .regression])
    guard labels > 1 || type == .multiLabel else { return .regression }
    guard type != .regression else {
      throw fields.contradiction("problem_type 'regression' with \(labels) labels is not supported: supported is regression to one number")
    }
    return type
  }
}
