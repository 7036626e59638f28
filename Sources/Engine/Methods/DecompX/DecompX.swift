/// DecompX with its authors' settings (Modarressi et al., ACL 2023, <https://aclanthology.org/2023.acl-long.149>): the hidden state of each
/// token as a sum of parts, one for each token of the text, which every layer and the classifier map to parts of their outputs.
///
/// Attention probabilities, LayerNorms' deviations and slopes of the activations, value over argument, are held fixed. Each bias is shared
/// among the parts by the absolute value of its inner product with them. <https://github.com/mohsenfayyaz/DecompX>
struct DecompX: PreparedMethod {
  let configuration: ModelConfiguration
  /// `[L]`
  let layers: [DecompXLayer]
  let head: DecompXHead
  let classes: ClassChoice
  /// Bytes that the parts of a text may take in the memory of a worker.
  let memory: Int

  /// Packs the weights.
  /// - Throws: `EngineError` where a tensor is missing or has another shape, or where the model has no classifier.
  init(_ parts: ModelParts, _ options: MethodOptions) throws {
    configuration = parts.configuration
    head = DecompXHead(try parts.classifier)
    classes = options.classes
    memory = options.memory
    layers = try parts.packedByPlace { try DecompXLayer(parts.layers[$0], $1) }
  }

  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver { DecompXObserver(self, capacity) }

  /// A step is a layer.
  func steps(of encoding: Encoding) -> Int? { layers.count }

  /// Rows of a product over the parts that several tokens send or receive: enough for full speed.
  private static let productRows = 256

  /// Number of tokens whose parts are mapped in one product, so that the products of a text are of nearly equal sizes.
  static func block(tokens: Int) -> Int {
    let most = max(1, productRows / tokens)
    let blocks = (tokens + most - 1) / most
    return (tokens + blocks - 1) / blocks
  }

  /// Rows of a product, rounded up so that few different products have to be compiled.
  static func rows(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// Bytes of the buffers for a text: its parts `[T, T, D]`, and the blocks of them that are in work.
  static func bytes(tokens: Int, _ configuration: ModelConfiguration) -> Int {
    let size = configuration.hiddenSize
    let inWork = rows(block(tokens: tokens) * tokens) * (3 * size + configuration.intermediateSize)
    let sent = block(tokens: tokens) * configuration.attentionHeads * size
    let received = tokens * configuration.attentionHeads * size
    return 4 * (tokens * tokens * size + inWork + max(sent, received))
  }
}
