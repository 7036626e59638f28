/// Several normalizers, one after the other.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/normalizers/utils.rs
struct NormalizerSequence: Normalizer {
  let steps: [any Normalizer]

  func normalize(_ text: inout NormalizedText) {
    for step in steps { step.normalize(&text) }
  }
}
