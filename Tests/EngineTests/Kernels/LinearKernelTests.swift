import CKernels
import TestSupport
import Testing

@testable import Engine

/// Our own kernel in each instruction set of this processor.
@Suite struct LinearKernelTests {
  @Test("every instruction set computes the same layer", arguments: InstructionSet.available)
  func instructionSets(name: String) throws {
    var random = RandomNumbers(seed: 17)
    for (rows, inputs, outputs) in [(1, 1, 1), (9, 17, 3), (13, 385, 50), (258, 48, 33), (7, 80, 144)] {
      let x = random.floats(rows * inputs)
      let weight = random.floats(outputs * inputs)
      let bias = random.floats(outputs)
      let layer = try #require(ge_linear_create_for(name, weight, bias, inputs, outputs, LinearActivation.gelu.rawValue))
      defer { ge_linear_destroy(layer) }
      let worker = try #require(ge_linear_worker_create())
      defer { ge_linear_worker_destroy(worker) }
      var y = [Float](repeating: .nan, count: rows * outputs)
      ge_linear_run(layer, worker, x, rows, inputs, &y, outputs)
      let (expected, size) = LinearReference.product(x, weight, bias, rows: rows, inputs: inputs, outputs: outputs)
      let error = zip(y, expected).map { abs(Double($0) - LinearReference.activate($1, .gelu)) }.max() ?? .infinity
      #expect(error <= 1e-6 * max(1, size), "[\(rows), \(inputs)] x [\(inputs), \(outputs)]: \(error)")
    }
  }

  @Test("a set that the processor has not got is refused with the names of those that it has")
  func unknownSet() throws {
    for name in InstructionSet.available { try InstructionSet.check(name) }
    try InstructionSet.check(nil)
    let error = try #require(throws: EngineError.self) { try InstructionSet.check("avx3") }
    #expect(error.description.hasSuffix("unset it, or choose one of \(InstructionSet.available.joined(separator: ", "))"))
    #expect(InstructionSet.available.contains(InstructionSet.current))
  }

  @Test("an activation does not touch numbers beyond its columns, and keeps NaN and infinities", arguments: LinearActivation.allCases)
  func activationEdges(activation: LinearActivation) {
    let values: [Float] = [.nan, .infinity, -.infinity, 0, -0.0, 1e30, -1e30, .leastNonzeroMagnitude]
    for columns in [8, 24] {
      let row = (0..<columns).map { values[$0 % 8] }
      let ld = columns + 3
      var y: [Float] = []
      for _ in 0..<2 { y += row + [-7, -7, -7] }
      ge_activate(activation.rawValue, &y, 2, columns, ld)
      for i in 0..<2 {
        #expect(y[i * ld + columns..<(i + 1) * ld].allSatisfy { $0 == -7 })
        for j in 0..<columns {
          let (x, y) = (row[j], y[i * ld + j])
          let expected = LinearReference.activate(Double(x), activation)
          if x.isNaN {
            #expect(y.isNaN)
          } else if expected.isNaN {
            // At minus infinity, x Phi(x) and similar functions are 0 times infinity in the formula, and 0 in the limit. Only finite
            // numbers occur here.
            continue
          } else {
            #expect(y == Float(expected) || abs(Double(y) - expected) < 1e-6, "\(activation)(\(x)) is \(y)")
          }
        }
      }
    }
  }
}
