import COneDNN

/// A dense layer on oneDNN.
///
/// Unchecked: the C object does not change after its creation but for a list of compiled products, which is made of atomics.
final class LinearOneDNN: @unchecked Sendable {
  /// One thread's stream, scratchpad and memory objects.
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
  static let isAvailable: Bool = globenc_dnn_available() != 0
  /// "onednn 2.6.3", the version that is loaded, not the one compiled against.
  static let version: String = String(cString: globenc_dnn_version())
  /// The widest instruction set that oneDNN itself uses here, such as "avx512_core_bf16".
  static let instructionSet: String = String(cString: globenc_dnn_isa())

  /// Whether it has instructions for bf16 products here.
  static let hasBFloat16: Bool = globenc_dnn_has_bf16() != 0

  private let handle: OpaquePointer
  private let outputs: Int
  private let activation: LinearActivation

  init(
    weight: [Float], bias: [Float]?, outputs: Int, inputs: Int, activation: LinearActivation, precision: Precision, rows: Int
  ) {
    self.outputs = outputs
    self.activation = activation
    var handle: OpaquePointer?
    let f32 = Int32(GLOBENC_DNN_F32.rawValue)
    let input =
      switch precision {
      case .f32: f32
      case .bf16: Int32(GLOBENC_DNN_BF16.rawValue)
      }
    let status =
      if let bias {
        globenc_dnn_linear_create(weight, bias, Int64(inputs), Int64(outputs), input, f32, Int64(rows), &handle)
      } else {
        globenc_dnn_linear_create(weight, nil, Int64(inputs), Int64(outputs), input, f32, Int64(rows), &handle)
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

  /// The name of oneDNN's implementation for so many rows, such as "brg:avx512_core".
  func implementation(rows: Int) -> String { String(cString: globenc_dnn_linear_implementation(handle, Int64(rows))) }

  /// See `Linear.run`. Where there is a `rounded`, y is contiguous, and its numbers go there in bf16.
  func run(
    _ x: UnsafeRawPointer, rows: Int, xStride: Int, into y: UnsafeMutablePointer<Float>, yStride: Int,
    rounded: UnsafeMutablePointer<UInt16>? = nil, worker: Worker
  ) {
    let status = globenc_dnn_linear_run(handle, worker.handle, x, Int64(rows), Int64(xStride), y, Int64(yStride))
    precondition(status == 0, "oneDNN could not run a product of \(rows) rows: status \(status)")
    if let rounded {
      activation.apply(to: y, rows: rows, columns: outputs, rounded: rounded)
    } else {
      activation.apply(to: y, rows: rows, columns: outputs, stride: yStride)
    }
  }
}
