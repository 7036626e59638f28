/// In which form a store keeps examples: what a worker has to know to make one ready for it.
public struct ExampleForm: Sendable, Equatable {
  /// How matrices become bytes; one that it cannot hold is kept losslessly.
  public let codec: MatrixCodec
  /// Whether texts, pairs and offsets are kept.
  public let keepsTexts: Bool
  /// Goes into the hashes of contents, so that those of two stores without texts cannot be compared.
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

  /// What tells a changed row of the corpus from the one that was indexed.
  ///
  /// The text cannot be read from it, but who has the store can try texts that it may be; the tokens beside it say more.
  /// - Parameters:
  ///   - text: The text.
  ///   - pair: The second text; nil where there is none.
  ///   - label: The gold label as the store names it.
  ///   - labels: Gold labels that are not just one, as the store names them; nil where `label` says all.
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

  /// The tokens as they are kept.
  func tokens(_ tokens: [ExampleRecord.Token]) -> [ExampleRecord.Token] {
    guard !keepsTexts else { return tokens }
    return tokens.map { token in
      var token = token
      token.offsets = nil
      return token
    }
  }
}
