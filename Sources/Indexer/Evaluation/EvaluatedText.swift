import Engine
import Store
import Support

/// A text of the sample with its scores by all methods.
struct EvaluatedText: Sendable {
  let id: String
  let encoding: Encoding
  /// Positions of the tokens without the template's.
  let positions: [Int]
  /// The predicted class, as an index of the logits.
  let predicted: Int
  /// The gold class; nil where there is none, or several, or it is no class of the model.
  let gold: Int?
  /// The scores by each method. `[methods]` of `[T]`
  let scores: [[Float]]
  /// Row 0 of each layer's local matrix by each method. `[methods]` of `[layers]` of `[T]`
  let rows: [[[Float]]]

  /// Why a text does not count.
  enum Omission: Hashable {
    /// It was cut into windows.
    case windows
    /// It has fewer than two tokens.
    case short
    /// It has no scores by this method for its predicted class.
    case lacks(Method)
    /// Its record is damaged.
    case damaged
  }

  /// A hash of the tokens and scores: an interrupted evaluation goes on with this text only where it is the same.
  var fingerprint: UInt64 {
    var hash = FNV1a()
    for id in encoding.inputIDs { hash.add(bytesOf: UInt32(bitPattern: id)) }
    for score in (scores + rows.joined()).joined() { hash.add(bytesOf: score.bitPattern) }
    return hash.value
  }

  /// Reads a text.
  /// - Returns: The text, or why it does not count.
  /// - Throws: `StoreError` where the store cannot be read.
  static func read(
    _ id: String, from store: AttributionStore, _ methods: [(method: Method, layers: Int)], _ tokenizer: any Tokenizer
  ) throws
    -> Result<EvaluatedText, OmittedText>
  {
    let classes = store.settings.labels
    func index(of name: String?) -> Int? { name.flatMap { name in classes.firstIndex { ExactString($0) == ExactString(name) } } }
    var first: Example?
    var (scores, rows): ([[Float]], [[[Float]]]) = ([], [])
    do {
      for (method, layers) in methods {
        let example: Example?
        do {
          example = try store.example(id: id, scores: ScoreSelection(method))
        } catch let error as StoreError where error.kind == .notFound {
          return .failure(OmittedText(reason: .lacks(method)))
        }
        guard let example else { return .failure(OmittedText(reason: .damaged)) }
        guard example.windows == 1 else { return .failure(OmittedText(reason: .windows)) }
        first = first ?? example
        scores.append(example.tokens.map(\.score))
        rows.append(
          try (1...max(layers, 1)).prefix(layers).map { layer in
            guard let matrix = try store.matrix(exampleID: id, layer: .layer(layer), method: method, of: 1) else { return [] }
            return Array(matrix.values.prefix(matrix.size))
          })
      }
    } catch let error as StoreError where error.isDamage {
      return .failure(OmittedText(reason: .damaged))
    }
    guard let example = first, let predicted = index(of: example.predicted) else { return .failure(OmittedText(reason: .damaged)) }
    let positions = example.tokens.indices.filter { !example.tokens[$0].isSpecial }
    guard positions.count > 1 else { return .failure(OmittedText(reason: .short)) }
    return .success(
      EvaluatedText(
        id: id, encoding: AuditedText.encodings(of: example, windows: [], tokenizer: tokenizer)[0], positions: positions,
        predicted: predicted,
        gold: index(of: example.label), scores: scores, rows: rows))
  }
}

/// A text that an evaluation leaves out.
struct OmittedText: Error {
  let reason: EvaluatedText.Omission
}
