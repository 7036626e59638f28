import Foundation

@testable import Engine

/// A dense layer by its definition, in double precision, number by number.
enum LinearReference {
  static func activate(_ x: Double, _ activation: LinearActivation) -> Double {
    switch activation {
    case .none: x
    // erfc keeps its digits where 1 + erf would lose them.
    case .gelu: 0.5 * x * erfc(-x / 2.0.squareRoot())
    case .geluTanh: 0.5 * x * (1 + Foundation.tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .relu: max(x, 0)
    case .silu: x / (1 + exp(-x))
    case .tanh: Foundation.tanh(x)
    }
  }

  /// The product of x `[rows, inputs]` and the transposed weight `[outputs, inputs]`, and the largest sum of magnitudes, relative to which
  /// rounding errors are judged.
  static func product(_ x: [Float], _ weight: [Float], _ bias: [Float]?, rows: Int, inputs: Int, outputs: Int) -> (
    y: [Double], size: Double
  ) {
    var y: [Double] = []
    var size = 0.0
    for i in 0..<rows {
      for j in 0..<outputs {
        var sum = Double(bias?[j] ?? 0)
        var magnitude = abs(sum)
        for k in 0..<inputs {
          let term = Double(x[i * inputs + k]) * Double(weight[j * inputs + k])
          sum += term
          magnitude += abs(term)
        }
        y.append(sum)
        size = max(size, magnitude)
      }
    }
    return (y, size)
  }
}
