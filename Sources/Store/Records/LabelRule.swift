public import Support

/// How the values of a corpus' label column are read as classes of the model. One rule holds for the whole column and for all runs into a store:
/// the same value never means two things.
public struct LabelRule: Sendable, Equatable {
  /// The kinds of rules, by the names that a store has for them.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Values are names of classes; a number is the same however it is written.
    case names
    /// Values are names of classes but for case and blanks.
    case namesByCase = "names-by-case"
    /// Values are the numbers of classes, from 0.
    case classNumbers = "class-numbers"
    /// Values are false and true, which stand for the classes 0 and 1 of a model of two.
    case trueFalse = "true-false"
    /// Values are the numbers that stand in the names of classes, as 3 in "3 stars".
    case numbersInNames = "numbers-in-names"
    /// Values are lists of a 0 or 1 for each class of a model that gives several labels.
    case vectors
    /// Values are names, some or all of which the model does not know.
    case asWritten = "as-written"
    /// Somebody said which value is which class.
    case map
  }

  /// The kind.
  public var kind: Kind
  /// Value of the corpus -> class of the model; empty but for the kind `map`. Values are the same where their bytes are.
  public var map: [ExactString: String]

  /// Creates a rule.
  public init(_ kind: Kind, map: [ExactString: String] = [:]) {
    self.kind = kind
    self.map = map
  }
}

/// As JSON: `{"kind": ..., "map": {...}}`, and `"pairs": [[value, class], ...]` for values that are canonically equal to others, since readers of JSON
/// may take them for one key.
extension LabelRule: Codable {
  private enum Key: String, CodingKey {
    case kind, map, pairs
  }

  /// Reads a rule.
  /// - Throws: `DecodingError` where it is none.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    kind = try values.decode(Kind.self, forKey: .kind)
    map = Dictionary(try values.decode([String: String].self, forKey: .map).map { (ExactString($0.key), $0.value) }) { first, _ in first }
    for pair in try values.decodeIfPresent([[String]].self, forKey: .pairs) ?? [] {
      guard pair.count == 2 else {
        throw DecodingError.dataCorruptedError(forKey: .pairs, in: values, debugDescription: "a pair of \(pair.count) texts")
      }
      map[ExactString(pair[0])] = pair[1]
    }
  }

  /// Writes the rule, the same bytes for the same rule.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var (keyed, pairs): ([String: String], [[String]]) = ([:], [])
    for (value, name) in map.sorted(by: { $0.key < $1.key }) {
      if keyed[value.string] == nil { keyed[value.string] = name } else { pairs.append([value.string, name]) }
    }
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(kind, forKey: .kind)
    try values.encode(keyed, forKey: .map)
    if !pairs.isEmpty { try values.encode(pairs, forKey: .pairs) }
  }
}
