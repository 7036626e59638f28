/// The form in which a store keeps examples, for workers that encode examples for it.
public struct ExampleForm: Sendable, Equatable {
  /// The preferred codec of matrices; a matrix that does not fit it is kept losslessly.
  public let codec: MatrixCodec
  /// Whether texts, pairs and offsets are kept.
  public let keepsTexts: Bool
  /// Salt of the hashes of contents, so that the hashes of two stores without texts cannot be compared.
  let salt: Int64

  /// The form of a store that keeps texts.
  public init(codec: MatrixCodec) {
    self.init(codec: codec, keepsTexts: true, salt: 0)
  }

  init(codec: MatrixCodec, keepsTexts: Bool, salt: Int64) {
    self.codec = codec
    self.keepsTexts = keepsTexts
    self.salt = salt
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
  func tokens(_ tokens: [ExampleRecord.Token]) -> [ExampleRecord.Token] {
    guard !keepsTexts else { return tokens }
    return tokens.map { token in
      var token = token
      token.offsets = nil
      return token
    }
  }
}
