public import Support

/// The rule by which values of a corpus' label column are read as classes of the model. One rule applies to the whole column and to all
/// runs into a store: the same value never has two meanings.
public struct LabelRule: Sendable, Equatable {
  /// The kinds of rules, with their names in stores.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// Values are names of classes; a number may be written in any way.
    case names
    /// Values are names of classes except for case and blanks.
    case namesByCase = "names-by-case"
    /// Values are numbers of classes, from 0.
    case classNumbers = "class-numbers"
    /// Values are false and true, which stand for the classes 0 and 1 of a model with two classes.
    case trueFalse = "true-false"
    /// Values are the numbers in the names of classes, such as 3 in "3 stars".
    case numbersInNames = "numbers-in-names"
    /// Values are lists of a 0 or 1 for each class, for a model that gives several labels.
    case vectors
    /// Values are names, some or all of which are no classes of the model.
    case asWritten = "as-written"
    /// The user gave the class of each value.
    case map
  }

  /// The kind.
  public var kind: Kind
  /// Value of the corpus -> class of the model; empty except for the kind `map`. Values are compared by their bytes.
  public var map: [ExactString: String]

  /// Creates a rule.
  public init(_ kind: Kind, map: [ExactString: String] = [:]) {
    self.kind = kind
    self.map = map
  }
}

/// The JSON is `{"kind": ..., "map": {...}}`, with `"pairs": [[value, class], ...]` for values that are canonically equal to others,
/// because parsers of JSON may take them for one key.
extension LabelRule: Codable {
  private enum Key: String, CodingKey {
    case kind, map, pairs
  }

  /// Reads a rule.
  /// - Throws: `DecodingError` where the JSON is no rule.
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

  /// Writes the rule, with the same bytes for equal rules.
  /// - Throws: Errors of the encoder.
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
