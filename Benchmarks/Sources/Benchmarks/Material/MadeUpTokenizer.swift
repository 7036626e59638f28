import Foundation
import Support

/// A tokenizer of realistic size for made-up words, in tokenizer.json, and texts of these words.
///
/// Words are made of syllables. The frequent ones are pieces, or made by merges; the others fall into syllables and letters. Words of a text
/// are drawn by Zipf's law.
struct MadeUpTokenizer {
  enum Kind: String, CaseIterable {
    case wordPiece = "WordPiece"
    case bpe = "byte-level BPE"
    case unigram = "Unigram"
  }

  let kind: Kind

  private static let syllables: [String] = ["b", "ch", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w"].flatMap {
    first in
    ["a", "e", "i", "o", "u", "ea", "ou"].flatMap { vowel in ["", "n", "r", "s", "t"].map { first + vowel + $0 } }
  }
  private static let wordCount = 50_000

  /// Made-up words, the most frequent one first.
  private static let words: [String] = {
    var random = SeededNumbers(seed: 5)
    var seen: Set<String> = []
    var words: [String] = []
    while words.count < wordCount {
      // Frequent words are short.
      let length = Int.random(in: 1...(words.count < 500 ? 2 : 4), using: &random)
      let word = (0..<length).map { _ in syllables[Int.random(in: 0..<syllables.count, using: &random)] }.joined()
      if seen.insert(word).inserted { words.append(word) }
    }
    return words
  }()

  /// Texts with the lengths of movie reviews in words, some with punctuation and accents.
  static func texts(count: Int) -> [String] {
    var random = SeededNumbers(seed: 6)
    let harmonic = log(Double(wordCount))
    return (0..<count).map { _ in
      (0..<LengthDistribution.movies(&random)).map { index in
        let word = words[min(Int(exp(random.unit() * harmonic)), wordCount) - 1]
        return switch Int.random(in: 0..<40, using: &random) {
        case 0...2: word + ","
        case 3: word + "é"
        case 4...5: word.prefix(1).uppercased() + word.dropFirst()
        default: word
        }
      }.joined(separator: " ") + "."
    }
  }

  /// Writes the tokenizer's directory in `folder`, and returns it.
  func written(in folder: URL) throws -> URL {
    let directory = folder.appending(path: "made-up-" + kind.rawValue.replacingOccurrences(of: " ", with: "-"))
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    try encoder.encode(["tokenizer_class": "PreTrainedTokenizerFast"]).write(to: directory.appending(path: "tokenizer_config.json"))
    try JSONSerialization.data(withJSONObject: tokenizer).write(to: directory.appending(path: "tokenizer.json"))
    return directory
  }

  private static let specials = ["<s>", "</s>", "<unk>"]

  private var tokenizer: [String: Any] {
    let added: [[String: Any]] = Self.specials.enumerated().map { id, token in
      ["id": id, "content": token, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true]
    }
    let template: [[String: Any]] = [
      ["SpecialToken": ["id": "<s>", "type_id": 0]], ["Sequence": ["id": "A", "type_id": 0]],
      ["SpecialToken": ["id": "</s>", "type_id": 0]],
    ]
    let ids: [String: Any] = Dictionary(
      uniqueKeysWithValues: Self.specials.prefix(2).enumerated().map { ($1, ["id": $1, "ids": [$0], "tokens": [$1]] as [String: Any]) })
    return [
      "version": "1.0", "added_tokens": added, "normalizer": normalizer, "pre_tokenizer": preTokenizer, "model": model,
      "post_processor": ["type": "TemplateProcessing", "single": template, "pair": template + template, "special_tokens": ids]
        as [String: Any],
    ]
  }

  private var normalizer: Any {
    switch kind {
    case .wordPiece:
      ["type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": NSNull(), "lowercase": true]
        as [String: Any]
    case .bpe: NSNull()
    case .unigram: ["type": "NFKC"]
    }
  }

  private var preTokenizer: [String: Any] {
    switch kind {
    case .wordPiece: ["type": "BertPreTokenizer"]
    case .bpe: ["type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true]
    case .unigram: ["type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true]
    }
  }

  private var model: [String: Any] {
    let letters = (33...126).map { String(UnicodeScalar($0)) }
    let pieces = Self.words.prefix(Self.wordCount / 2)
    switch kind {
    case .wordPiece:
      let vocabulary = Self.specials + letters + (letters + Self.syllables).map { "##" + $0 } + pieces
      return [
        "type": "WordPiece", "unk_token": "<unk>", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
        "vocab": Self.ids(vocabulary),
      ]
    case .bpe:
      // Each word is merged from its first letter to its last one, so that a word has many pieces of its own.
      var merges: [[String]] = []
      var known = Set(letters + ["Ġ", "Ã", "©", "ī"])
      let alphabet = known.sorted()
      for word in pieces.prefix(pieces.count / 4).map({ "Ġ" + $0 }) + Self.syllables {
        var prefix = String(word.prefix(1))
        for letter in word.dropFirst() {
          if known.insert(prefix + String(letter)).inserted { merges.append([prefix, String(letter)]) }
          prefix.append(letter)
        }
      }
      return [
        "type": "BPE", "unk_token": "<unk>", "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": false,
        "vocab": Self.ids(Self.specials + alphabet + merges.map { $0.joined() }), "merges": merges,
      ]
    case .unigram:
      let scored =
        letters.map { ($0, -12.0) } + Self.syllables.map { ($0, -9.0) } + [("▁", -4.0)]
        + pieces.enumerated().map { ("▁" + $1, -2 - log(Double($0 + 1))) }
      var seen: Set<String> = []
      let vocabulary: [[Any]] = Self.specials.map { [$0, 0.0] } + scored.filter { seen.insert($0.0).inserted }.map { [$0.0, $0.1] }
      return ["type": "Unigram", "unk_id": 2, "byte_fallback": false, "vocab": vocabulary]
    }
  }

  private static func ids(_ pieces: [String]) -> [String: Int] {
    var ids: [String: Int] = [:]
    for piece in pieces where ids[piece] == nil { ids[piece] = ids.count }
    return ids
  }
}
