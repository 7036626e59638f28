/// A dense layer, `y = activation(x W' + b)`: Hugging Face's `nn.Linear` with its weights packed once for the backend.
///
/// Layers are immutable and shared by all workers. A row of y depends on its row of x alone, bitwise, as long as the number of rows is the
/// same; on the portable backend, for any number of rows.
final class Linear: Sendable {
  private enum Implementation: Sendable {
    case oneDNN(LinearOneDNN)
    case portable(LinearPortable)
  }

  /// Length of a row of x.
  let inputs: Int
  /// Length of a row of y.
  let outputs: Int
  /// Number format of x.
  let precision: Precision
  private let activation: LinearActivation
  private let implementation: Implementation

  /// Packs a layer.
  /// - Parameters:
  ///   - weight: W, row-major. `[outputs, inputs]`
  ///   - bias: `[outputs]`; nil for no bias.
  ///   - outputs: Length of a row of y.
  ///   - inputs: Length of a row of x.
  ///   - activation: The function applied after the bias.
  ///   - precision: Number format of x and of the packed weights; the backend must support it.
  ///   - typicalRows: The usual number of rows of x, for which oneDNN chooses the layout of the packed weights.
  ///   - backend: What computes the product; nil for the fastest.
  init(
    weight: [Float], bias: [Float]?, outputs: Int, inputs: Int, activation: LinearActivation = .none, precision: Precision = .f32,
    typicalRows: Int = 256, backend: Backend? = nil
  ) {
    precondition(inputs > 0 && outputs > 0, "a layer of \(inputs) inputs and \(outputs) outputs")
    precondition(weight.count == inputs * outputs, "\(weight.count) weights for a layer of [\(outputs), \(inputs)]")
    precondition(bias.map { $0.count == outputs } ?? true, "\(bias?.count ?? 0) biases for \(outputs) outputs")
    guard let backend = backend ?? Backend.fastest(for: precision) else { preconditionFailure("no fast products in \(precision) here") }
    precondition(backend.supports(precision), "\(backend) has no products in \(precision) here")
    self.precision = precision
    self.activation = activation
    self.inputs = inputs
    self.outputs = outputs
    switch backend {
    case .oneDNN:
      implementation = .oneDNN(
        LinearOneDNN(
          weight: weight, bias: bias, outputs: outputs, inputs: inputs, activation: activation, precision: precision, rows: typicalRows))
    case .portable:
      implementation = .portable(
        LinearPortable(weight: weight, bias: bias, outputs: outputs, inputs: inputs, activation: activation, precision: precision))
    }
  }

  /// Packs the weights of an `nn.Linear`.
  convenience init(_ dense: DenseWeights, activation: LinearActivation = .none, precision: Precision = .f32) {
    self.init(
      weight: dense.weight, bias: dense.bias, outputs: dense.bias.count, inputs: dense.weight.count / dense.bias.count,
      activation: activation, precision: precision)
  }

  /// Bytes of the packed weights.
  var packedSize: Int {
    switch implementation {
    case .oneDNN(let layer): layer.packedSize
    case .portable(let layer): layer.packedSize
    }
  }

  /// Computes y from x; they must not overlap.
  /// - Parameters:
  ///   - x: Numbers in `precision`, which must not be int8, because int8 numbers need their scales. `[rows, inputs]`
  ///   - rows: At least 1. oneDNN compiles a kernel for each new number of rows, and of threads, so there should be few.
  ///   - y: `[rows, outputs]`
  ///   - context: The scratch memory of the calling worker.
  ///   - xStride: Numbers from one row of x to the next; nil means `inputs`.
  ///   - yStride: Numbers from one row of y to the next; nil means `outputs`. Numbers between the rows are not touched.
  func run(
    _ x: UnsafeRawPointer, rows: Int, into y: UnsafeMutablePointer<Float>, context: LinearContext, xStride: Int? = nil,
    yStride: Int? = nil
  ) {
    precondition(precision != .int8, "int8 rows without their scales")
    let xStride = xStride ?? inputs
    let yStride = yStride ?? outputs
    precondition(rows > 0, "a product of \(rows) rows")
    precondition(xStride >= inputs && yStride >= outputs, "strides \(xStride), \(yStride) for rows of \(inputs), \(outputs)")
    switch implementation {
    case .oneDNN(let layer): layer.run(x, rows: rows, xStride: xStride, into: y, yStride: yStride, worker: context.oneDNN)
    case .portable(let layer): layer.run(x, rows: rows, xStride: xStride, into: y, yStride: yStride, worker: context.portable)
    }
  }

  /// Computes y from x, whose rows are contiguous from the start of the buffers: from x in `precision`, and into y also in a lower
  /// precision where y has room for it.
  func run(_ x: FloatBuffer, rows: Int, into y: FloatBuffer, context: LinearContext) {
    precondition(rows > 0 && y.count >= rows * outputs, "a product of \(rows) rows does not fit")
    switch implementation {
    case .oneDNN(let layer):
      layer.run(x, precision: precision, rows: rows, inputs: inputs, activation: activation, into: y, worker: context.oneDNN)
    case .portable(let layer):
      layer.run(
        x, precision: precision, rows: rows, inputs: inputs, keeping: nil, into: y, outputs: outputs, worker: context.portable)
    }
  }

  /// Computes y exactly as ``run(_:rows:into:context:)`` does, and keeps the activation's input, `x W' + b`, in `sums`.
  func run(_ x: FloatBuffer, rows: Int, keeping sums: FloatBuffer, into y: FloatBuffer, context: LinearContext) {
    precondition(rows > 0 && y.count >= rows * outputs && sums.count >= rows * outputs, "a product of \(rows) rows does not fit")
    switch implementation {
    case .oneDNN(let layer):
      layer.run(x, precision: precision, rows: rows, inputs: inputs, activation: .none, into: sums, worker: context.oneDNN)
      activation.finish(sums.pointer, into: y.pointer, rows: rows, columns: outputs, reduced: y.reduced)
    case .portable(let layer):
      layer.run(
        x, precision: precision, rows: rows, inputs: inputs, keeping: sums, into: y, outputs: outputs, worker: context.portable)
    }
  }

  /// The name of oneDNN's implementation for this number of rows, such as "brg:avx512_core"; nil on the portable backend.
  func implementation(rows: Int) -> String? {
    switch implementation {
    case .oneDNN(let layer): layer.implementation(rows: rows)
    case .portable: nil
    }
  }
}
