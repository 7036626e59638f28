import Support

/// Gives packed examples back as a store would, without a file: scores are those that a store's codec leaves.
public struct PackedReader: Sendable {
  /// The settings of the store that is not there.
  public let settings: StoreSettings
  /// The form in which examples must be packed: with their texts, without matrices.
  public let form: ExampleForm

  private let unpacking: ExampleUnpacking
  /// Class -> id, as in a new store.
  private let ids: [ExactString: Int64]

  /// Creates a reader of examples as a new store with these settings would have them.
  /// - Precondition: The store would keep texts.
  public init(_ settings: StoreSettings) {
    precondition(settings.keepsTexts, "a text without its text")
    self.settings = settings
    var form = ExampleForm(settings, salt: 0)
    form.keepsMatrices = false
    self.form = form
    unpacking = ExampleUnpacking(settings)
    ids = Dictionary(settings.classes.enumerated().map { (ExactString($1), Int64($0 + 1)) }) { first, _ in first }
  }

  /// The example.
  /// - Parameters:
  ///   - packed: The example, packed in `form`.
  ///   - scores: The scores of its tokens; nil for those of the first method, of the predicted class or else of the first class that has
  ///     some.
  ///   - piece: The piece of the vocabulary that has an id.
  /// - Returns: The example.
  /// - Throws: `StoreError` where the settings have no such method or class, or the example has no such scores (`notFound`).
  public func example(_ packed: PackedExample, scores: ScoreSelection? = nil, piece: (Int32) -> VocabularyPiece) throws -> Example {
    var fields = packed.fields
    fields.label.id = fields.label.name.flatMap { ids[ExactString($0)] }
    fields.predicted.id = fields.predicted.name.flatMap { ids[ExactString($0)] }
    let chooser = try ScoreChooser(settings, scores)
    return try unpacking.example(of: fields, damage: ExampleReader.damage(fields.id)) { fields in
      try chooser.map { chooser in
        try chooser.chosen(for: fields, among: packed.scores.map(\.fields).filter { $0.method == chooser.method })
      }
    } piece: {
      piece($0)
    }
  }

  /// The attributions of an example by each method, and for each class where the method is signed, without matrices, in the order of the
  /// methods and of the classes.
  /// - Precondition: The example is packed in `form`.
  public func results(of packed: PackedExample) -> [AttributionResult] {
    guard
      let results = settings.storedMethods.results(
        packed.scores.map(\.fields), window: 0, inRow: TokenBlobs.unpackFloats(packed.fields.scores), count: packed.tokenCount,
        classes: settings.classes)
    else { preconditionFailure("an example that was packed in another form") }
    return results
  }
}
