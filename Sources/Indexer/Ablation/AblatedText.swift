import Engine
import Store
import Support

/// A text with a word, without the word, and without another word.
struct AblatedText: Sendable {
  let id: String
  let whole: Encoding
  /// The text without all occurrences of the word.
  let without: Encoding
  /// The text without all occurrences of a random other word; nil where it has none.
  let withoutOther: Encoding?

  /// Takes words out of a text; nil where it does not hold the word.
  /// - Parameters:
  ///   - example: The text, which was not cut into windows.
  ///   - name: The name of the word.
  ///   - tokenizer: The tokenizer of the model.
  ///   - seed: The seed of the choice of the other word.
  init?(_ example: Example, without name: String, _ tokenizer: any Tokenizer, seed: UInt64) {
    id = example.id
    let whole = AuditedText.encodings(of: example, windows: [], tokenizer: tokenizer)[0]
    var positions: [ExactString: [Int]] = [:]
    var others: [ExactString] = []
    for word in example.words {
      let key = ExactString(word.name)
      if positions[key] == nil, key != ExactString(name), !Punctuation.isAll(of: word.name) { others.append(key) }
      positions[key, default: []] += word.tokens
    }
    guard let own = positions[ExactString(name)] else { return nil }
    (self.whole, without) = (whole, whole.removing(own))
    // The same choice for the same seed, text and word, whatever other texts there are.
    var hash = FNV1a()
    hash.add(example.id + "\u{0}" + name)
    var numbers = SeededNumbers(seed: seed ^ hash.value)
    withoutOther = others.randomElement(using: &numbers).map { whole.removing(positions[$0] ?? []) }
  }
}
