import CKernels
import TestSupport
import Testing

@testable import Engine

/// Our own kernel in each instruction set of this processor.
@Suite struct LinearKernelTests {
  private static let shapes = [
    (1, 1, 1), (9, 17, 3), (13, 385, 50), (258, 48, 33), (7, 80, 144), (6, 1537, 49), (1, 768, 96), (131, 3100, 16),
  ]

  @Test("every instruction set computes the same layer", arguments: InstructionSet.available)
  func instructionSets(name: String) throws {
    var random = RandomNumbers(seed: 17)
    for (rows, inputs, outputs) in Self.shapes {
      let x = random.floats(rows * inputs)
      let weight = random.floats(outputs * inputs)
      let bias = random.floats(outputs)
      let layer = try #require(KernelLayer(name, .f32, weight, bias, inputs: inputs, activation: .gelu))
      let (y, sums) = layer.outputs(of: x, rows: rows)
      let (expected, size) = LinearReference.product(x, weight, bias, rows: rows, inputs: inputs, outputs: outputs)
      let error = zip(y, expected).map { abs(Double($0) - LinearReference.activate($1, .gelu)) }.max() ?? .infinity
      #expect(error <= 1e-6 * max(1, size), "[\(rows), \(inputs)] x [\(inputs), \(outputs)]: \(error)")
      #expect(largestError(sums.map(Double.init), expected) <= 1e-6 * max(1, size))
    }
  }

  @Test("every instruction set that has products in bf16 computes those of the rounded numbers", arguments: InstructionSet.available)
  func bfloat16(name: String) throws {
    var random = RandomNumbers(seed: 19)
    for (rows, inputs, outputs) in Self.shapes {
      let x = random.floats(rows * inputs)
      let weight = random.floats(outputs * inputs)
      guard let layer = KernelLayer(name, .bf16, weight, nil, inputs: inputs, activation: .none) else { return }
      let (y, _) = layer.outputs(of: x, rows: rows)
      let (expected, size) = LinearReference.product(
        x.map(Self.rounded), weight.map(Self.rounded), nil, rows: rows, inputs: inputs, outputs: outputs)
      #expect(largestError(y.map(Double.init), expected) <= 1e-6 * max(1, size), "[\(rows), \(inputs)] x [\(inputs), \(outputs)]")
    }
  }

  @Test("sums of int8 products are exact in every instruction set", arguments: InstructionSet.available)
  func integers(name: String) throws {
    var random = RandomNumbers(seed: 23)
    for (rows, inputs, outputs) in Self.shapes {
      let x = random.floats(rows * inputs)
      let weight = random.floats(outputs * inputs)
      let layer = try #require(KernelLayer(name, .int8, weight, nil, inputs: inputs, activation: .none, hasUnitScales: true))
      #expect(layer.wrongIntegers(of: x, rows: rows) == 0, "[\(rows), \(inputs)] x [\(inputs), \(outputs)]")
    }
  }

  @Test(
    "no sum of int8 products saturates, whatever the signs of the largest numbers", arguments: InstructionSet.available,
    [(1, 1), (1, -1), (-1, 1), (-1, -1)])
  func extremes(name: String, signs: (x: Float, weight: Float)) throws {
    let (rows, inputs, outputs) = (9, 1001, 50)
    for period in [1, 2, 3, 5] {
      // Where the period is 1, all numbers are as large as they can be, and of one sign.
      let x = (0..<rows * inputs).map { $0 % period == 0 ? signs.x : -signs.x }
      let weight = (0..<outputs * inputs).map { $0 % period == 0 ? signs.weight : -signs.weight }
      let layer = try #require(KernelLayer(name, .int8, weight, nil, inputs: inputs, activation: .none, hasUnitScales: true))
      #expect(layer.wrongIntegers(of: x, rows: rows) == 0)
    }
  }

  @Test("a row's result does not depend on how many other rows there are", arguments: InstructionSet.available, Precision.allCases)
  func independence(name: String, precision: Precision) throws {
    var random = RandomNumbers(seed: 29)
    let (inputs, outputs) = (1000, 145)
    let weight = random.floats(outputs * inputs)
    guard let layer = KernelLayer(name, precision, weight, random.floats(outputs), inputs: inputs, activation: .silu) else { return }
    let row = random.floats(inputs)
    let alone = layer.outputs(of: row, rows: 1).y
    for rows in [2, 3, 4, 5, 6, 7, 8, 9, 13, 32, 129, 257, 300] {
      let y = layer.outputs(of: random.floats((rows - 1) * inputs, in: -100...100) + row, rows: rows).y
      #expect(Array(y.suffix(outputs)) == alone, "\(rows) rows")
    }
  }

  @Test("a number that is not finite makes its row's results so, and no other's", arguments: InstructionSet.available, Precision.allCases)
  func notFinite(name: String, precision: Precision) throws {
    var random = RandomNumbers(seed: 31)
    let (inputs, outputs, rows) = (801, 37, 11)
    guard let layer = KernelLayer(name, precision, random.floats(outputs * inputs), nil, inputs: inputs, activation: .gelu) else { return }
    for place in [0, 5 * inputs + 800, rows * inputs - 1] {
      var x = random.floats(rows * inputs)
      x[place] = .nan
      let y = layer.outputs(of: x, rows: rows).y
      for row in 0..<rows {
        #expect(y[row * outputs..<(row + 1) * outputs].allSatisfy { $0.isNaN == (row == place / inputs) })
      }
    }
  }

  private static func rounded(_ number: Float) -> Float {
    var bits: UInt16 = 0
    withUnsafePointer(to: number) { ge_round_bfloat16($0, 1, &bits) }
    return Float(bitPattern: UInt32(bits) << 16)
  }

  @Test("a set that the processor has not got is refused with the names of those that it has")
  func unknownSet() throws {
    for name in InstructionSet.available { try InstructionSet.check(name) }
    for unset in [nil, ""] { try InstructionSet.check(unset) }
    let error = try #require(throws: EngineError.self) { try InstructionSet.check("avx3") }
    #expect(error.description.hasSuffix("unset it, or choose one of \(InstructionSet.available.joined(separator: ", "))"))
    #expect(InstructionSet.available.contains(InstructionSet.current))
  }

  @Test("products by what no backend is called are refused, and by our own kernels they are allowed in every build")
  func unknownProducts() throws {
    for name in [nil, "", "portable"] { try Backend.check(name) }
    let error = try #require(throws: EngineError.self) { try Backend.check("onednn 2.6.3") }
    #expect(error.description == "GLOBENC_PRODUCTS is 'onednn 2.6.3': unset it, or choose portable, our own kernels instead of oneDNN")
    #expect(Backend.asked != "portable" || Backend.names == "portable")
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
