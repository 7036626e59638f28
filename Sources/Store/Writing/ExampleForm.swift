import Support

/// The form in which a store keeps examples, for workers that pack examples for it.
public struct ExampleForm: Sendable, Equatable {
  /// The preferred codec of matrices; a matrix that does not fit it is kept losslessly.
  public let codec: MatrixCodec
  /// Whether texts, pairs and offsets are kept.
  public let keepsTexts: Bool
  /// Whether matrices are packed.
  var keepsMatrices = true
  /// Salt of the hashes of contents, so that the hashes of two stores without texts cannot be compared.
  let salt: Int64
  /// The store's methods.
  let methods: StoredMethods
  /// The model's classes, each once.
  private let classes: [String]

  /// The form of a store that keeps texts.
  /// - Parameters:
  ///   - codec: The codec of its matrices.
  ///   - methods: Its methods.
  ///   - classes: The model's classes; empty for a model without classes.
  public init(codec: MatrixCodec, methods: [MethodSettings] = [MethodSettings(.nEnc)], classes: [String] = []) {
    (self.codec, keepsTexts, salt, self.methods, self.classes) = (codec, true, 0, StoredMethods(methods), classes)
  }

  /// The form of a store with these settings.
  init(_ settings: StoreSettings, salt: Int64) {
    (codec, keepsTexts) = (settings.codec, settings.keepsTexts)
    self.salt = salt
    (methods, classes) = (settings.storedMethods, settings.classes)
  }

  /// The ids of an attribution's method and class.
  /// - Precondition: The store has the method and the class.
  func scoring(of result: AttributionResult) -> Scoring {
    guard let entry = methods.entry(of: result.method) else { preconditionFailure("the store has no method \(result.method)") }
    guard let name = result.className else { return Scoring(method: entry.id, className: 0) }
    guard entry.method.isSigned, let place = classes.firstIndex(where: { ExactString($0) == ExactString(name) }) else {
      preconditionFailure("the method \(result.method) says nothing of a class '\(name)'")
    }
    return Scoring(method: entry.id, className: Int64(place + 1))
  }

  /// A hash by which a changed row of the corpus is recognised.
  ///
  /// The text cannot be read from the hash, but whoever has the store can try texts; the tokens in the store tell more.
  /// - Parameters:
  ///   - text: The text.
  ///   - pair: The second text; nil where there is none.
  ///   - label: The gold label in the store.
  ///   - labels: The gold labels in the store, unless there is exactly one; nil where `label` is complete.
  /// - Returns: The hash.
  public func contentHash(text: String, pair: String?, label: String?, labels: [String]? = nil) -> Int64 {
    var checksum = Checksum()
    checksum.add(Int(salt))
    checksum.add(text)
    checksum.add(pair)
    checksum.add(label)
    if let labels { checksum.add(LabelSets.pack(labels)) }
    return checksum.stored
  }

  /// The tokens in the form in which they are kept.
  func tokens(_ tokens: [ExampleToken]) -> [ExampleToken] {
    guard !keepsTexts else { return tokens }
    return tokens.map { token in
      var token = token
      token.offsets = nil
      return token
    }
  }
}
