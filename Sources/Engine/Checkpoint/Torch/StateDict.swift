/// The tensors of a pickle that `torch.save` wrote.
struct StateDict {
  /// By name.
  let tensors: [String: TorchTensor]
  /// The keys of the dictionaries around them, outermost first.
  let path: [String]

  /// The name with which every encoder's first tensor ends, and by which its dictionary is recognised.
  static let landmark = "embeddings.word_embeddings.weight"

  /// Whether a tensor's name is that of an encoder's word embeddings, whatever is in front of it.
  static func isLandmark(_ name: String) -> Bool {
    name.utf8.count >= landmark.utf8.count && name.utf8.suffix(landmark.utf8.count).elementsEqual(landmark.utf8)
  }
}
