/// How many pieces of each text are kept where both together are too many.
enum LongestFirst {
  /// The longer text is cut down to the shorter one's length at most; if that is not enough, each gets half of the room and, of an odd
  /// number, the longer text (of two equal ones the second) one more.
  ///
  /// As `truncate_encodings` of Hugging Face's tokenizers counts:
  /// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/utils/truncation.rs
  /// - Returns: lengths that sum to `budget` at most; `second` is 0 without a second text.
  static func lengths(_ first: Int, _ second: Int?, budget: Int) -> (first: Int, second: Int) {
    guard let second else { return (min(first, budget), 0) }
    guard first + second > budget else { return (first, second) }
    var shorter = min(first, second)
    var longer = max(shorter, budget - shorter)
    if shorter + longer > budget {
      shorter = budget / 2
      longer = shorter + budget % 2
    }
    return first > second ? (longer, shorter) : (shorter, longer)
  }
}
