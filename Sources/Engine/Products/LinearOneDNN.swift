import COneDNN

/// A dense layer on oneDNN.
///
/// Unchecked: the C object does not change after its creation, except for a list of compiled products, which consists of atomics.
final class LinearOneDNN: @unchecked Sendable {
  /// The stream, scratchpad and memory objects of one thread.
  final class Worker {
    fileprivate let handle: OpaquePointer

    init() {
      guard let handle = globenc_dnn_worker_create() else { preconditionFailure("oneDNN could not make a stream") }
      self.handle = handle
    }

    deinit {
      globenc_dnn_worker_destroy(handle)
    }
  }

  /// Whether this build has oneDNN.
  static let isBuiltIn: Bool = globenc_dnn_available() != 0
  /// Whether this build has oneDNN, and may use it (`Backend.check`).
  static let isAvailable: Bool = isBuiltIn && Backend.asked != Backend.portable.name
  /// The loaded library with its version, such as "onednn 2.6.3"; the version may differ from the one at build time.
  static let version: String = String(cString: globenc_dnn_version())

  /// Whether oneDNN has instructions for bf16 products here.
  static let hasBFloat16: Bool = isAvailable && globenc_dnn_has_bf16() != 0
  /// Whether oneDNN has instructions for int8 products here.
  static let hasInt8: Bool = isAvailable && globenc_dnn_has_int8() != 0

  private let handle: OpaquePointer
  private let inputs: Int
  private let outputs: Int
  private let activation: LinearActivation
  /// Scales and bias of an int8 layer; nil for other precisions.
  private let quantized: QuantizedWeights?

  init(
    weight: [Float], bias: [Float]?, outputs: Int, inputs: Int, activation: LinearActivation, precision: Precision, rows: Int
  ) {
    (self.inputs, self.outputs) = (inputs, outputs)
    self.activation = activation
    var handle: OpaquePointer?
    let f32 = Int32(GLOBENC_DNN_F32.rawValue)
    func create(_ weights: UnsafeRawPointer, _ bias: [Float]?, _ type: globenc_dnn_type) -> Int32 {
      let type = Int32(type.rawValue)
      guard let bias else { return globenc_dnn_linear_create(weights, nil, Int64(inputs), Int64(outputs), type, f32, Int64(rows), &handle) }
      return globenc_dnn_linear_create(weights, bias, Int64(inputs), Int64(outputs), type, f32, Int64(rows), &handle)
    }
    let status: Int32
    switch precision {
    case .f32:
      status = create(weight, bias, GLOBENC_DNN_F32)
      quantized = nil
    case .bf16:
      status = create(weight, bias, GLOBENC_DNN_BF16)
      quantized = nil
    case .int8:
      let weights = QuantizedWeights(weight: weight, bias: bias, outputs: outputs, inputs: inputs, for: .oneDNN)
      status = create(weights.numbers, nil, GLOBENC_DNN_INT8)
      quantized = weights.droppingNumbers()
    }
    guard status == 0, let handle else {
      preconditionFailure("oneDNN could not make a layer of [\(outputs), \(inputs)]: status \(status)")
    }
    self.handle = handle
  }

  deinit {
    globenc_dnn_linear_destroy(handle)
  }

  /// Bytes of the packed weights.
  var packedSize: Int { Int(globenc_dnn_linear_size(handle)) }

  /// The name of oneDNN's implementation for this number of rows, such as "brg:avx512_core".
  func implementation(rows: Int) -> String { String(cString: globenc_dnn_linear_implementation(handle, Int64(rows))) }

  /// As `Linear.run` for strided rows.
  func run(_ x: UnsafeRawPointer, rows: Int, xStride: Int, into y: UnsafeMutablePointer<Float>, yStride: Int, worker: Worker) {
    precondition(quantized == nil, "int8 rows without their scales")
    multiply(x, rows: rows, xStride: xStride, into: y, yStride: yStride, worker: worker)
    activation.apply(to: y, rows: rows, columns: outputs, stride: yStride)
  }

  /// As `Linear.run` for buffers, with this activation.
  func run(
    _ x: FloatBuffer, precision: Precision, rows: Int, inputs: Int, activation: LinearActivation, into y: FloatBuffer, worker: Worker
  ) {
    let numbers = x.numbers(precision, count: rows * inputs)
    multiply(numbers, rows: rows, xStride: inputs, into: y.pointer, yStride: outputs, worker: worker)
    guard let quantized else { return activation.finish(y.pointer, rows: rows, columns: outputs, reduced: y.reduced) }
    guard let scales = x.reduced?.scales else { preconditionFailure("int8 rows without their scales") }
    activation.finish(y.pointer, rows: rows, columns: outputs, rowScales: scales, weights: quantized, reduced: y.reduced)
  }

  private func multiply(
    _ x: UnsafeRawPointer, rows: Int, xStride: Int, into y: UnsafeMutablePointer<Float>, yStride: Int, worker: Worker
  ) {
    let threads = ProductThreads.sharing(rows: rows, inputs: inputs, outputs: outputs)
    let status = globenc_dnn_linear_run(handle, worker.handle, x, Int64(rows), Int64(xStride), y, Int64(yStride), Int32(threads))
    precondition(status == 0, "oneDNN could not run a product of \(rows) rows: status \(status)")
  }
}
