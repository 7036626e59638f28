import CProduct
import Engine

/// oneDNN's own matrix product of one shape, on one thread.
final class MatrixProduct {
  private let handle: OpaquePointer
  let inputs: Int
  let outputs: Int
  /// `[256, D] x [D, F]`
  static let rows = 256

  /// Nil where oneDNN is absent, or has no fast implementation for this precision on this processor.
  init?(_ precision: Precision, inputs: Int, outputs: Int) {
    guard let handle = product_create(precision.product, Int64(Self.rows), Int64(inputs), Int64(outputs)) else { return nil }
    self.handle = handle
    self.inputs = inputs
    self.outputs = outputs
  }

  deinit {
    product_destroy(handle)
  }

  var implementation: String { String(cString: product_implementation(handle)) }

  /// The library, such as "oneDNN 2.6.3"; nil where it is absent.
  static var library: String? {
    let version = String(cString: product_version())
    return version.isEmpty ? nil : "oneDNN \(version)"
  }

  /// Speed in FLOP/s, over at least `flops` of work.
  func rate(flops: Double) throws -> Double {
    let single = 2 * Double(Self.rows * inputs * outputs)
    let count = max(1, Int32(flops / single))
    var status: Int32 = 0
    let seconds = Clock.threadSeconds { status = product_run(handle, count) }
    guard status == 0 else { throw BenchmarkError("oneDNN's product of \(inputs) x \(outputs) failed with status \(status)") }
    return Double(count) * single / seconds
  }
}
