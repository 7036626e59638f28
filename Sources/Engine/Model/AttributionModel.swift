public import Foundation
import Synchronization

/// An encoder with its tokenizer and classifier, ready for attributions. Immutable, and shared by all workers.
public final class AttributionModel: Sendable {
  /// The configuration from `config.json`.
  public let configuration: ModelConfiguration
  /// The tokenizer of the same directory.
  public let tokenizer: any Tokenizer
  /// Hash of the configuration and the weights.
  public let fingerprint: String
  /// The fingerprint that version 0.1 gave to the same model; stores of version 0.1 contain it.
  public let formerFingerprint: String
  /// Notices to the user about the model's files.
  public let notices: [ModelNotice]
  /// The number format of the dense products.
  public let precision: Precision
  /// The methods of attribution; empty where only logits are needed.
  public let methods: [AttributionMethod]
  /// The aggregations of a method with local matrices.
  public let aggregates: [Aggregate]

  /// Bytes that DecompX may take in a worker for the parts of a text.
  let memory: Int
  /// The tokens of the last layer from which maximum flows are computed.
  let flowRows: FlowRows

  private let directory: URL
  let encoder: Encoder
  let head: ClassificationHead?
  let prepared: [any PreparedMethod]

  /// Whether the model has a classifier, and so logits and predictions.
  public var hasHead: Bool { head != nil }

  /// Maximum number of tokens of a text: the number of positions, or the tokenizer's `model_max_length` where that is smaller.
  public var maxTokens: Int { min(configuration.longestInput, tokenizer.modelMaxLength ?? .max) }

  /// The reason why the model does not support pairs of texts, as the rest of a sentence that begins with the model; nil where it supports
  /// them.
  public var objectionToPairs: String? {
    guard let largest = tokenizer.largestPairType else {
      return "has a tokenizer.json whose post_processor does not put two texts between special tokens, as the pairs of BERT are"
    }
    guard configuration.hasTokenType(largest) else {
      return
        "takes no pairs of texts: its tokenizer gives tokens of a pair the token type \(largest), and type_vocab_size in its config.json is "
        + "\(configuration.typeVocabularySize)"
    }
    return nil
  }

  /// What computes the dense products here: name and version of the library, or "portable" for our own kernels; with the precisions where not
  /// all are computed by the same.
  public static var backends: String { Backend.names }
  /// What computes this model's dense products: name and version of the library, or "portable" for our own kernels.
  public var backend: String { (Backend.fastest(for: precision) ?? .portable).name }
  /// Whether the model's weights are rounded as where a store was filled; int8 has two ways.
  /// - Parameters:
  ///   - backend: What computed the products there, as the store records it.
  ///   - instructionSet: The set of instructions there.
  /// - Returns: Whether the weights are the same numbers.
  public func rounds(as backend: String, _ instructionSet: String) -> Bool {
    precision != .int8 || Backend.roundsPairs(backend, with: instructionSet) == Backend.roundsPairs(self.backend, with: Self.instructionSet)
  }
  /// The instruction set of our own kernels on this processor.
  public static var instructionSet: String { InstructionSet.current }

  /// Reads a model directory in Hugging Face's layout.
  ///
  /// - Parameters:
  ///   - directory: The directory.
  ///   - precision: The number format of the encoder's dense products. Backward passes are in single precision.
  ///   - methods: The methods of attribution, each once; none where only logits are needed. A text's attributions begin with the methods with
  ///     matrices, in this order and within a method in the order of `aggregates`; the methods with a backward pass follow,
  ///     and then DecompX and Occlusion.
  ///   - aggregates: The aggregations of a method with local matrices: at least one, each once.
  ///   - flowRows: The tokens of the last layer from which maximum flows are computed.
  ///   - classes: The classes whose logits signed methods explain; nil for all classes if there are at most 8, else the predicted and the
  ///     gold class.
  ///   - steps: The number of steps of Integrated Gradients.
  ///   - memory: Bytes that DecompX may take in each worker for the parts of a text; it omits a text that needs more.
  /// - Throws: `EngineError` for anything missing, damaged or not supported, such as a precision that would be slow on this processor, or
  ///   a method that explains logits where the model has no classifier, or Occlusion where its tokenizer has no mask token.
  public convenience init(
    directory: URL, precision: Precision = .f32, methods: [AttributionMethod] = [.nEnc], aggregates: [Aggregate] = [.rollout],
    flowRows: FlowRows = .first, classes: ClassChoice? = nil, steps: IntegrationSteps = .adaptive,
    memory: Int = .max
  ) throws {
    try self.init(
      directory: directory, precision: precision, methods: methods, aggregates: aggregates, flowRows: flowRows, classes: classes,
      steps: steps, memory: memory, readTokenizer: ModelTokenizer.read)
  }

  /// Reads a model directory, and its tokenizer with a function, so that tests can do without the tokenizer's files.
  init(
    directory: URL, precision: Precision, methods: [AttributionMethod], aggregates: [Aggregate], flowRows: FlowRows, classes: ClassChoice?,
    steps: IntegrationSteps, memory: Int, readTokenizer: (URL) throws -> any Tokenizer
  ) throws {
    precondition(Set(methods).count == methods.count && Set(aggregates).count == aggregates.count, "a method or aggregation twice")
    precondition(!aggregates.isEmpty, "no aggregation")
    try InstructionSet.check()
    try Backend.check()
    try Backend.require(precision)
    let configuration = try ModelConfiguration(directory: directory)
    let checkpoint = try Checkpoint(directory: directory)
    try checkpoint.require(configuration.architecture)
    self.directory = directory
    self.configuration = configuration
    self.precision = precision
    self.methods = methods
    self.aggregates = aggregates
    (self.memory, self.flowRows) = (memory, flowRows)
    tokenizer = try readTokenizer(directory)
    guard configuration.hasTokenType(tokenizer.largestType) else {
      throw EngineError(
        "the tokenizer in \(directory.path) gives tokens of a text the token type \(tokenizer.largestType), but type_vocab_size in config.json "
          + "is \(configuration.typeVocabularySize): it belongs to another model")
    }
    // Embeddings are often padded to a round number, but by less than 1024 rows.
    guard (configuration.vocabularySize - 1023...configuration.vocabularySize).contains(tokenizer.pieces.count) else {
      throw EngineError(
        "the vocabulary in \(directory.path) has \(tokenizer.pieces.count) pieces but the model has \(configuration.vocabularySize) word "
          + "embeddings: it is cut off, or belongs to another model")
    }
    let embeddings = try Embeddings(checkpoint, configuration, precision: precision)
    let head = try ClassificationHead(checkpoint, configuration)
    self.head = head
    notices =
      checkpoint.notices + [Self.noticeOfUnusedLayers(configuration, checkpoint)].compactMap { $0 }
      + (head == nil ? [Self.noticeOfMissingHead(configuration, checkpoint)] : [])
    // Hashing reads all weights, as packing does, so the two run at the same time. Layers with the same weights share what is packed.
    let hashes = Mutex((current: "", former: ""))
    let weights = (0..<configuration.hiddenLayers).map { LayerWeights(checkpoint, configuration, index: $0) }
    let positions = try RelativePositions(checkpoint, configuration)
    let layers = try concurrently(oncePer: [nil] + weights.map(\.number)) { task -> EncoderLayer? in
      guard task > 0 else {
        let fingerprints = (checkpoint.fingerprint(configuration), checkpoint.formerFingerprint(configuration))
        hashes.withLock { $0 = fingerprints }
        return nil
      }
      return try EncoderLayer(weights[task - 1], positions, precision: precision)
    }.compactMap { $0 }
    encoder = Encoder(embeddings: embeddings, layers: layers)
    prepared = try AttributionMethod.prepare(
      methods,
      ModelParts(
        checkpoint: checkpoint, configuration: configuration, precision: precision, layers: weights, encoder: encoder, head: head,
        tokenizer: tokenizer),
      MethodOptions(
        aggregates: Aggregates(kinds: aggregates, flowRows: flowRows), classes: classes ?? .standard(classes: configuration.labels.count),
        steps: steps, memory: memory))
    (fingerprint, formerFingerprint) = hashes.withLock { $0 }
  }

  /// Prepares other methods for a model that is loaded: both share the packed weights of its encoder.
  /// - Parameters:
  ///   - other: The model.
  ///   - methods: As of the model that is read from a directory, and so are the others.
  ///   - aggregates: The aggregations of a method with local matrices.
  ///   - flowRows: The tokens of the last layer from which maximum flows are computed.
  ///   - classes: The classes whose logits signed methods explain; nil for the usual ones.
  ///   - steps: The number of steps of Integrated Gradients.
  ///   - memory: Bytes that DecompX may take in each worker for the parts of a text.
  /// - Throws: `EngineError` where the model's weights changed since they were read, and for methods that do not go with the model.
  public init(
    sharing other: AttributionModel, methods: [AttributionMethod], aggregates: [Aggregate], flowRows: FlowRows, classes: ClassChoice?,
    steps: IntegrationSteps, memory: Int
  ) throws {
    precondition(Set(methods).count == methods.count && Set(aggregates).count == aggregates.count, "a method or aggregation twice")
    precondition(!aggregates.isEmpty, "no aggregation")
    let checkpoint = try Checkpoint(directory: other.directory)
    guard checkpoint.fingerprint(other.configuration) == other.fingerprint else {
      throw EngineError(
        "the weights in \(other.directory.path) have changed since they were read, so that no other method can be prepared for them: start again"
      )
    }
    (directory, configuration, tokenizer, notices) = (other.directory, other.configuration, other.tokenizer, other.notices)
    (fingerprint, formerFingerprint, precision) = (other.fingerprint, other.formerFingerprint, other.precision)
    (encoder, head) = (other.encoder, other.head)
    (self.methods, self.aggregates, self.flowRows, self.memory) = (methods, aggregates, flowRows, memory)
    let configuration = other.configuration
    prepared = try AttributionMethod.prepare(
      methods,
      ModelParts(
        checkpoint: checkpoint, configuration: configuration, precision: other.precision,
        layers: (0..<configuration.hiddenLayers).map { LayerWeights(checkpoint, configuration, index: $0) }, encoder: other.encoder,
        head: other.head, tokenizer: other.tokenizer),
      MethodOptions(
        aggregates: Aggregates(kinds: aggregates, flowRows: flowRows), classes: classes ?? .standard(classes: configuration.labels.count),
        steps: steps, memory: memory))
  }

  /// Whether `fingerprint`, from a store, identifies this model.
  public func isKnown(as fingerprint: String) -> Bool {
    fingerprint == self.fingerprint || fingerprint == formerFingerprint
  }

  /// Creates a worker for this model; one thread at a time may use it.
  public func makeWorker(_ packing: TextPacking = .shared) -> AttributionWorker { AttributionWorker(self, packing) }

  /// `N`, the number of rows of the packed batch for a text with `tokens` tokens. Texts share a batch only with texts of the same `N`.
  public func rows(forLength tokens: Int, _ packing: TextPacking = .shared) -> Int { LengthClass.rows(forLength: tokens, packing) }
}
