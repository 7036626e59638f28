import Support

extension MatrixFields {
  /// Decodes the matrix of the row.
  /// - Parameters:
  ///   - place: The place by which the row was found.
  ///   - name: The name of the matrix in messages.
  /// - Returns: The matrix.
  /// - Throws: `StoreError` where the row is damaged.
  func matrix(place: Int, name: String) throws -> ScaledMatrix {
    guard checksum == sum(at: place) else {
      throw StoreError(
        "\(name), is damaged: its bytes do not add up to its checksum; globenc-index repair drops the example, so that the next run makes it anew",
        kind: .damaged)
    }
    guard let matrixCodec = MatrixCodec(rawValue: codec) else {
      throw StoreError("\(name), is in the codec \(codec), which this program does not know: use a newer program", kind: .damaged)
    }
    do {
      return try matrixCodec.decode(payload, size: size, exponent: exponent)
    } catch let error as StoreError where error.isDamage {
      throw StoreError("\(name), is damaged: \(error)", kind: .damaged)
    }
  }
}
