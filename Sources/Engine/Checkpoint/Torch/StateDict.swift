/// The tensors of a pickle that `torch.save` wrote.
struct StateDict {
  /// The tensors by name.
  let tensors: [String: TorchTensor]
  /// The keys of the dictionaries around the tensors, outermost first.
  let path: [String]

  /// The end of the name of every encoder's first tensor, by which the encoder's dictionary is recognised.
  static let landmark = "embeddings.word_embeddings.weight"

  /// Whether a tensor's name belongs to the word embeddings of an encoder, whatever its prefix.
  static func isLandmark(_ name: String) -> Bool {
    name.utf8.count >= landmark.utf8.count && name.utf8.suffix(landmark.utf8.count).elementsEqual(landmark.utf8)
  }
}
