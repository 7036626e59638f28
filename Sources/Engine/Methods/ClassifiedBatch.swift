/// What the classifier gives for the texts of a batch.
///
/// The hidden states lie in a buffer of the worker and are valid until the observer's function returns.
struct ClassifiedBatch {
  let batch: PackedBatch
  /// The tokens of each text.
  let encodings: [Encoding]
  /// The last hidden state. `[N, D]`
  let hidden: FloatBuffer
  /// The logits of each text. `[C]`
  let logits: [[Float]]
  /// The gold class of each text, as an index of the logits; nil where it is not known.
  let gold: [Int?]
}
