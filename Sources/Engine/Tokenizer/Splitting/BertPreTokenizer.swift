/// Splits at white space, which is dropped, and around punctuation, each mark of which is a word; or at one of the two.
///
/// Mirrors `BertPreTokenizer`, which combines `WhitespaceSplit` and `Punctuation` with the behaviour "Isolated":
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/bert.rs
struct BertPreTokenizer: PreTokenizer, Equatable {
  /// `isWhitespace`, `isPunctuation`, or both.
  var boundaries: ScalarTraits = [.isWhitespace, .isPunctuation]

  func split(_ text: inout NormalizedText, into words: inout [Range<Int>]) {
    var parts: [Range<Int>] = []
    // English words with their space have some six bytes.
    parts.reserveCapacity(text.bytes.count / 5 + 4)
    for word in words {
      var iterator = WordIterator(range: word, boundaries: boundaries)
      while let part = iterator.next(in: text.bytes) { parts.append(part) }
    }
    words = parts
  }
}
