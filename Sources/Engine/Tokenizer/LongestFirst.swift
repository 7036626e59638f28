/// The numbers of pieces that remain of two texts that are too long together.
enum LongestFirst {
  /// The longer text is first cut to the shorter one's length; if that is not enough, each text gets half of the budget, and if the budget
  /// is odd, the longer text (of two equal ones the second) gets one more.
  ///
  /// `truncate_encodings` in Hugging Face's tokenizers gives the same numbers:
  /// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/utils/truncation.rs
  /// - Returns: Lengths whose sum is at most `budget`; `second` is 0 without a second text.
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
