import CKernels
import Foundation

/// The classifier, backwards.
struct BackwardHead: Sendable {
  let head: ClassificationHead
  /// W_p, row-major, with a vector's length of zeros at the end, because vectors may read past the last row. `[D, D]`
  private let rows: [Float]

  init(_ head: ClassificationHead) {
    self.head = head
    rows = head.dense.weight + [Float](repeating: 0, count: 16)
  }

  /// The gradient of a class' logit with respect to the last hidden state of the first token, `W_p' (w_c * slope(z_p))`: the start of a
  /// backward pass.
  /// - Parameters:
  ///   - index: The class.
  ///   - hidden: The last hidden state. `[N, D]`
  ///   - row: The text's first row of `hidden`.
  ///   - rule: The rule that decides on the slope.
  /// - Returns: The gradient. `[D]`
  func gradient(ofClass index: Int, _ hidden: FloatBuffer, row: Int, _ rule: BackwardRule) -> [Float] {
    let size = head.dense.bias.count
    let inner = Kernels.affine(weight: head.dense.weight, bias: head.dense.bias, hidden, row: row, inputs: size)
    let slopes = head.activation.slopes(at: inner, rule)
    let factors = (0..<size).map { head.output.weight[index * size + $0] * slopes[$0] }
    return [Float](unsafeUninitializedCapacity: size) { output, count in
      if let start = output.baseAddress { ge_mix(factors, 0, 1, 1, size, rows, size, size, start, size) }
      count = size
    }
  }
}

extension LinearActivation {
  /// The slopes of the function at some numbers.
  func slopes(at x: [Float], _ rule: BackwardRule) -> [Float] {
    guard self != .tanh else {
      // In double precision, because near 0 the quotient of two small numbers is needed.
      return x.map { x in
        let y = Foundation.tanh(Double(x))
        switch rule {
        case .frozen: return x == 0 ? 0 : Float(y / Double(x))
        case .gradient: return Float(1 - y * y)
        }
      }
    }
    return [Float](unsafeUninitializedCapacity: x.count) { output, count in
      if let start = output.baseAddress { ge_slopes(rawValue, rule.slope, x, x.count, start) }
      count = x.count
    }
  }
}
