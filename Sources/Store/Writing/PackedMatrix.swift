import Support

/// A matrix packed for insertion.
struct PackedMatrix: Sendable {
  /// The place in `MatrixKey`.
  let place: Int
  /// The row without its key, which is unknown before writing.
  let fields: MatrixFields

  private init(_ matrix: ScaledMatrix, place: Int, codec preferred: MatrixCodec) {
    self.place = place
    let payload = MatrixCodec.encode(matrix, preferring: preferred)
    var fields = MatrixFields(
      size: matrix.size, exponent: matrix.exponent, codec: payload.codec.rawValue, payload: payload.bytes)
    fields.checksum = fields.sum(at: place)
    self.fields = fields
  }

  /// Encodes all matrices of an example or window with this number of tokens.
  /// - Precondition: The matrices have this size. Of the results by each method with matrices, one has them: the aggregated one, and as many
  ///   local ones as the store keeps of it.
  static func pack(_ results: [AttributionResult], tokens: Int, form: ExampleForm) -> [PackedMatrix] {
    guard form.keepsMatrices else { return [] }
    for entry in form.methods.entries where entry.places != nil {
      let own = results.filter { form.methods.entry(of: $0.method) == entry }
      precondition(own.isEmpty || own.count { $0.final != nil } == 1, "results by \(entry.method) without matrices")
    }
    return results.flatMap { result -> [PackedMatrix] in
      guard let final = result.final else { return [] }
      guard let places = form.methods.entry(of: result.method)?.places else {
        preconditionFailure("matrices of the method \(result.method), which has none in this store")
      }
      let matrices = [final] + result.layers
      let isWhole = places.lowerBound == 0 ? matrices.count <= places.count : matrices.count == places.count
      precondition(isWhole, "\(result.layers.count) layers")
      precondition(matrices.allSatisfy { $0.size == tokens }, "a matrix of another size than the \(tokens) tokens of its example")
      return matrices.enumerated().map { PackedMatrix($1, place: places.lowerBound + $0, codec: form.codec) }
    }
  }
}
