/// Occlusion by words: the drop of a class' logit where the mask token takes the place of each piece of a word, divided among the pieces.
///
/// Zeiler & Fergus, ECCV 2014, <https://arxiv.org/abs/1311.2901>, with words for patches.
struct Occlusion: PreparedMethod {
  let configuration: ModelConfiguration
  let encoder: Encoder
  /// Of the forward passes.
  let precision: Precision
  let head: ClassificationHead
  let classes: ClassChoice
  let tokenizer: any Tokenizer
  /// The id of the mask token.
  let maskID: Int32

  /// - Throws: `EngineError` where the model has no classifier, or its tokenizer no mask token that the model embeds.
  init(_ parts: ModelParts, _ options: MethodOptions) throws {
    configuration = parts.configuration
    encoder = parts.encoder
    precision = parts.precision
    head = try parts.classifier
    classes = options.classes
    tokenizer = parts.tokenizer
    guard let id = tokenizer.maskID, (0..<configuration.vocabularySize).contains(Int(id)) else {
      throw EngineError(
        "the model's tokenizer has no mask token, such as [MASK], which occlusion puts in place of words: choose another method")
    }
    maskID = id
  }

  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver { OcclusionObserver(self, capacity) }

  /// A step is a masked text.
  func steps(of encoding: Encoding) -> Int? { words(of: encoding).count }

  /// The positions of each word.
  func words(of encoding: Encoding) -> [Range<Int>] { TokenWords.ranges(of: encoding, tokenizer) }

  /// The encoding with a word masked.
  func masked(_ encoding: Encoding, _ word: Range<Int>) -> Encoding {
    encoding.replacing(word, with: maskID)
  }
}
