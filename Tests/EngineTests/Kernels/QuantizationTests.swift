import CKernels
import TestSupport
import Testing

@testable import Engine

/// The int8 inputs of dense products, with a scale for each row.
@Suite struct QuantizationTests {
  private struct Quantized {
    var numbers: [Int8]
    var scales: [Float]
  }

  private func quantize(_ x: [Float], rows: Int) -> Quantized {
    let size = x.count / rows
    var result = Quantized(numbers: [Int8](repeating: 99, count: x.count + 1), scales: [Float](repeating: -7, count: rows))
    result.numbers.withUnsafeMutableBufferPointer { numbers in
      result.scales.withUnsafeMutableBufferPointer { scales in
        var reduced = ge_reduced(bfloat16: nil, int8: numbers.baseAddress, scale: scales.baseAddress)
        ge_reduce(x, 0, rows, size, &reduced)
      }
    }
    #expect(result.numbers.last == 99, "nothing behind the last row is touched")
    result.numbers.removeLast()
    return result
  }

  @Test("a number is at most half a step away from its multiple of the row's scale", arguments: [1, 2, 15, 16, 17, 48, 100, 384, 1023])
  func halfAStep(size: Int) {
    var random = RandomNumbers(seed: UInt64(size))
    let rows = 3
    let x = random.floats(rows * size, in: -5...3)
    let found = quantize(x, rows: rows)
    for row in 0..<rows {
      let numbers = x[row * size..<(row + 1) * size]
      let largest = numbers.reduce(0) { max($0, abs($1)) }
      #expect(found.scales[row] == largest / 127)
      for (index, number) in numbers.enumerated() {
        let error = abs(Double(number) - Double(found.numbers[row * size + index]) * Double(found.scales[row]))
        #expect(error <= 0.50001 * Double(found.scales[row]))
      }
      #expect(found.numbers[row * size..<(row + 1) * size].contains { abs(Int($0)) == 127 })
    }
  }

  @Test("halves go to the even multiple, and signs are kept")
  func ties() {
    let found = quantize([127, -127, 0.5, 1.5, -0.5, -1.5, 2.5, 126.5], rows: 1)
    #expect(found.scales == [1])
    #expect(found.numbers == [127, -127, 0, 2, 0, -2, 2, 126])
  }

  @Test("a store's record tells whether weights were rounded for pairs, as the kernels of its set do", arguments: InstructionSet.available)
  func pairs(set: String) {
    var numbers = [Int8](repeating: 0, count: 2)
    var scale: Float = 0
    ge_quantize_weights(set, [1, 1], 1, 2, &numbers, &scale)
    #expect(Backend.roundsPairs("portable", with: set) == (scale > 1.5 / 127))
    #expect(!Backend.roundsPairs("onednn 2.6.3", with: set))
  }

  @Test("a row of zeros remains zeros", arguments: [3, 40])
  func zeros(size: Int) {
    let found = quantize([Float](repeating: 0, count: size), rows: 1)
    #expect(found.scales == [0] && found.numbers.allSatisfy { $0 == 0 })
  }

  @Test(
    "a number that is not finite shows in the scale of its row and no other", arguments: [Float.nan, .infinity, -.infinity], [0, 17, 37])
  func notFinite(number: Float, place: Int) {
    var x = [Float](repeating: 1, count: 3 * 38)
    x[38 + place] = number
    let found = quantize(x, rows: 3)
    #expect(found.scales.map(\.isFinite) == [true, false, true])
  }

  @Test(
    "no pair of quantised weights leaves 16 bits where products are added in pairs", arguments: InstructionSet.available,
    [1, 2, 7, 384, 1023])
  func pairs(name: String, inputs: Int) {
    var random = RandomNumbers(seed: UInt64(inputs))
    let outputs = 40
    for weights in [
      random.floats(outputs * inputs), [Float](repeating: 1, count: outputs * inputs), [Float](repeating: 0, count: outputs * inputs),
    ] {
      var numbers = [Int8](repeating: 99, count: weights.count)
      var scales = [Float](repeating: -7, count: outputs)
      ge_quantize_weights(name, weights, outputs, inputs, &numbers, &scales)
      let addsPairs = ["avx2", "avx512"].contains(name)
      for output in 0..<outputs {
        let row = output * inputs..<(output + 1) * inputs
        for k in row {
          #expect(abs(weights[k] - Float(numbers[k]) * scales[output]) <= 0.50001 * scales[output])
        }
        guard addsPairs else {
          #expect(scales[output] == weights[row].reduce(0) { max($0, abs($1)) } / 127)
          continue
        }
        for k in stride(from: row.lowerBound, to: row.upperBound - 1, by: 2) {
          let (a, b) = (Int(numbers[k]), Int(numbers[k + 1]))
          #expect(255 * (max(a, 0) + max(b, 0)) <= Int(Int16.max) && 255 * (min(a, 0) + min(b, 0)) >= Int(Int16.min))
        }
      }
    }
  }

  @Test(
    "a weight that is not finite shows in the scale of its output and no other", arguments: InstructionSet.available,
    [Float.nan, .infinity])
  func weightNotFinite(name: String, number: Float) {
    var weights = [Float](repeating: 1, count: 3 * 38)
    weights[38 + 5] = number
    var numbers = [Int8](repeating: 0, count: weights.count)
    var scales = [Float](repeating: 0, count: 3)
    ge_quantize_weights(name, weights, 3, 38, &numbers, &scales)
    #expect(scales.map(\.isFinite) == [true, false, true])
  }
}
