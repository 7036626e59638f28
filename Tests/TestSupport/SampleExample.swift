public import Store
public import Support

/// A made-up example together with its attributions. Its tokens have the scores of the first attribution.
@dynamicMemberLookup
public struct SampleExample: Sendable {
  /// The attributions by each method, and for each class where the method is signed. Never empty.
  public var results: [AttributionResult]
  /// The example, whose tokens may have other scores.
  private var unscored: Example

  /// Creates an example with its attribution by N-Enc, which takes the scores of the tokens.
  public init(
    row: Int, id: String, text: String, pair: String?, label: String?, logits: [Float], predicted: String?, confidence: Double?,
    value: Double?, isTruncated: Bool, tokens: [ExampleToken], kept: [KeptValue?], final: ScaledMatrix, layers: [ScaledMatrix]
  ) {
    results = [AttributionResult(.nEnc, scores: tokens.map(\.score), final: final, layers: layers)]
    unscored = Example(
      row: row, id: id, text: text, pair: pair, labels: label.map { [$0] }, logits: logits, predicted: predicted, confidence: confidence,
      value: value, isTruncated: isTruncated, tokens: tokens, kept: kept)
  }
}

extension SampleExample {
  /// The example without its attributions.
  public var example: Example {
    precondition(results.allSatisfy { $0.scores.count == unscored.tokens.count }, "results of other than \(unscored.tokens.count) tokens")
    var example = unscored
    for (place, score) in results[0].scores.enumerated() { example.tokens[place].score = score }
    return example
  }

  /// A property of the example.
  public subscript<Value>(dynamicMember path: WritableKeyPath<Example, Value>) -> Value {
    get { unscored[keyPath: path] }
    set { unscored[keyPath: path] = newValue }
  }

  /// The only gold label. Setting it leaves no other; setting it to nil leaves none known.
  public var label: String? {
    get { unscored.label }
    set { unscored.labels = newValue.map { [$0] } }
  }

  /// The tokens with the scores of the first attribution. `[T]`
  public var tokens: [ExampleToken] {
    get { example.tokens }
    set {
      unscored.tokens = newValue
      results[0].scores = newValue.map(\.score)
    }
  }

  /// The aggregated matrix of the first attribution. `[T, T]`
  public var final: ScaledMatrix {
    get { results[0].final ?? ScaledMatrix(size: 0, values: [], exponent: 0) }
    set { results[0].final = newValue }
  }

  /// The local matrices of the first attribution, from the first layer on. `[L]` of `[T, T]`
  public var layers: [ScaledMatrix] {
    get { results[0].layers }
    set { results[0].layers = newValue }
  }
}

extension PackedExample {
  /// Packs an example with its attributions; by default for a store that keeps texts, and matrices in the usual codec.
  public init(_ sample: SampleExample, form: ExampleForm = ExampleForm(codec: .tenthPercent)) {
    self.init(sample.example, results: sample.results, form: form)
  }

  /// Packs a text that was cut into windows.
  public init(_ sample: SampleExample, windows: [PackedWindow], form: ExampleForm) {
    self.init(sample.example, results: sample.results, windows: windows, form: form)
  }
}
