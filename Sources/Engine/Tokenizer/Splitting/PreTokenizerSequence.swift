/// Several pre-tokenizers, one after the other: each splits the words of the one before.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/sequence.rs
struct PreTokenizerSequence: PreTokenizer {
  let steps: [any PreTokenizer]

  func split(_ text: inout NormalizedText, into words: inout [Range<Int>]) {
    for step in steps { step.split(&text, into: &words) }
  }
}
