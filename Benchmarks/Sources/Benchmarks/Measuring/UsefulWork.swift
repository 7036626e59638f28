import Engine

/// The arithmetic that every forward pass needs.
enum UsefulWork {
  /// FLOPs (two for each multiply-add) of the encoder and the head for texts of the given lengths: all dense products, `QK'` and `AV`, and one
  /// product for each pair of tokens and term of disentangled attention, over real tokens only. Padding, LayerNorm, softmax and activations are not counted.
  static func flops(_ model: ModelConfiguration, lengths: [Int]) -> Double {
    let size = Double(model.hiddenSize)
    let perToken = Double(model.hiddenLayers) * (4 * size * size + 2 * size * Double(model.intermediateSize))
    let perPair = Double(model.hiddenLayers) * Double(2 + model.disentangledTerms) * size
    let embedded = model.projectsEmbeddings ? Double(model.embeddingSize) * size : 0
    let perText = size * size + size * Double(model.labels.count)
    return lengths.reduce(0) { sum, length in
      let tokens = Double(length)
      return sum + 2 * (tokens * (perToken + embedded) + tokens * tokens * perPair + perText)
    }
  }

  /// FLOPs of DecompX for a text, beside the forward pass: the parts of T sources in T tokens go through `W_V`, the attention, `W_O` and the
  /// feed-forward block of each layer. The first layer's values have one part each, and in the last layer the parts of one token go on.
  static func decompXFlops(_ model: ModelConfiguration, length: Int) -> Double {
    let (tokens, size) = (Double(length), Double(model.hiddenSize))
    let block = size * size + 2 * size * Double(model.intermediateSize)
    let pairs = tokens * tokens
    let layers = Double(model.hiddenLayers)
    let values = (layers - 1) * pairs * size * size
    let mixing = (pairs + (layers - 2) * pairs * tokens + pairs) * size
    return 2 * (values + mixing + ((layers - 1) * pairs + tokens) * block)
  }
}
