import CKernels

extension Kernels {
  /// The transposition of a matrix `[rows, columns]`.
  static func transposed(_ x: [Float], rows: Int) -> [Float] {
    let columns = x.count / rows
    precondition(x.count == rows * columns, "\(x.count) numbers in \(rows) rows")
    return [Float](unsafeUninitializedCapacity: x.count) { output, count in
      if let start = output.baseAddress { ge_transpose(x, columns, rows, columns, start, rows) }
      count = x.count
    }
  }

  /// A LayerNorm backwards: the gradient of its input, from that of its output, `x + residual`, into `output`, all `[rows, D]`. With its
  /// deviation held fixed where `normalized` is nil.
  static func layerNormBackward(
    _ x: FloatBuffer, adding residual: FloatBuffer?, _ norm: LayerNorm, normalized: FloatBuffer?, deviation: FloatBuffer, rows: Int,
    into output: FloatBuffer
  ) {
    let size = norm.weight.count
    precondition(
      [x, output, residual, normalized].allSatisfy { $0.map { $0.count >= rows * size } ?? true } && deviation.count >= rows,
      "layer norm of \(rows) rows of \(size) does not fit")
    ge_layer_norm_backward(
      x.pointer, residual?.pointer, norm.weight, normalized?.pointer, deviation.pointer, rows, size, output.pointer)
  }
}
