import Support

/// A part of tokenizer.json as a text that is equal for parts that work alike: without nulls, defaults and what has no effect.
enum CanonicalPart {
  /// The text of a part.
  static func text(_ part: JSONValue) -> String {
    switch part {
    case .null: return "null"
    case .bool(let value): return "\(value)"
    case .number(let value): return Int(exactly: value).map { "\($0)" } ?? "\(value)"
    case .string(let value): return JSONText.leastQuoted(value)
    case .array(let values): return "[" + values.map(text).joined(separator: ",") + "]"
    case .object(let members):
      if let step = onlyStep(part) { return text(step) }
      // Of a repeated key, the last one counts.
      let values = Dictionary(members.map { ($0.key, $0.value) }) { $1 }
      let kept = values.filter { $1 != .null && !ineffective.contains($0) && defaults[$0] != $1 }
      return "{" + kept.keys.sorted().map { JSONText.leastQuoted($0) + ":" + text(kept[$0] ?? .null) }.joined(separator: ",") + "}"
    }
  }

  /// The step of a sequence of one.
  private static func onlyStep(_ part: JSONValue) -> JSONValue? {
    guard part["type"]?.string == "Sequence" else { return nil }
    let steps = part["normalizers"]?.array ?? part["pretokenizers"]?.array
    return steps?.count == 1 ? steps?[0] : nil
  }

  /// Members that a pre-tokenizer ignores: the post-processor has the offsets trimmed.
  private static let ineffective: Set = ["trim_offsets", "str_rep"]

  /// Values that stand for a missing member.
  private static let defaults: [String: JSONValue] = [
    "use_regex": .bool(true), "split": .bool(true), "invert": .bool(false), "byte_fallback": .bool(false), "fuse_unk": .bool(false),
    "ignore_merges": .bool(false), "continuing_subword_prefix": .string(""), "end_of_word_suffix": .string(""),
  ]
}
