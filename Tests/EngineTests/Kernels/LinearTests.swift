import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Engine

private let backends = Backend.allCases.filter(\.isAvailable)
private let sizes = [1, 3, 17, 33, 48, 80, 384]

@Suite struct LinearTests {
  @Test("a layer is x W' + b for any number of inputs and outputs", arguments: backends, sizes)
  func product(backend: Backend, inputs: Int) {
    let context = LinearContext()
    for (outputs, rows) in zip(sizes, [33, 1, 2, 16, 5, 7, 32]) {
      for hasBias in [true, false] {
        var random = RandomNumbers(seed: UInt64(inputs * 1000 + outputs))
        let x = random.floats(rows * inputs)
        let weight = random.floats(outputs * inputs)
        let bias = hasBias ? random.floats(outputs) : nil
        let layer = Linear(weight: weight, bias: bias, outputs: outputs, inputs: inputs, typicalRows: 32, backend: backend)
        let y = layer.output(x, rows: rows, context: context)
        let (expected, size) = LinearReference.product(x, weight, bias, rows: rows, inputs: inputs, outputs: outputs)
        let error = zip(y, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
        #expect(error <= 1e-6 * size, "[\(rows), \(inputs)] x [\(inputs), \(outputs)]: \(error) of \(size)")
        #expect(layer.packedSize >= 4 * inputs * outputs)
      }
    }
  }

  @Test("sums longer than a block of the cache are complete", arguments: backends)
  func deep(backend: Backend) {
    var random = RandomNumbers(seed: 3)
    let (inputs, outputs, rows) = (1000, 65, 259)
    let x = random.floats(rows * inputs)
    let weight = random.floats(outputs * inputs)
    let layer = Linear(weight: weight, bias: nil, outputs: outputs, inputs: inputs, activation: .relu, backend: backend)
    let y = layer.output(x, rows: rows, context: LinearContext())
    let (expected, size) = LinearReference.product(x, weight, nil, rows: rows, inputs: inputs, outputs: outputs)
    let error = zip(y, expected).map { abs(Double($0) - max($1, 0)) }.max() ?? .infinity
    #expect(error <= 1e-6 * size, "\(error) of \(size)")
  }

  /// The allowed error is relative to max(1, |y|).
  @Test("each activation is exact to a few units of single precision", arguments: backends, LinearActivation.allCases)
  func activation(backend: Backend, activation: LinearActivation) {
    // The layer's product returns its input, so that the activation receives exactly these numbers.
    let size = 31
    let identity = (0..<size * size).map { Float($0 / size == $0 % size ? 1 : 0) }
    let rows = 640
    let steps = (0..<rows * size).map { Float($0 - rows * size / 2) * (12 / Float(rows * size / 2)) }
    for scale in [Float(1), 1e-3, 10] {
      let x = steps.map { $0 * scale }
      let layer = Linear(weight: identity, bias: nil, outputs: size, inputs: size, activation: activation, backend: backend)
      let y = layer.output(x, rows: rows, context: LinearContext())
      var worst = 0.0
      for (x, y) in zip(x, y) {
        let expected = LinearReference.activate(Double(x), activation)
        worst = max(worst, abs(Double(y) - expected) / max(1, abs(expected)))
      }
      #expect(worst <= 2.5e-7, "\(activation) at scale \(scale): \(worst)")
    }
  }

  @Test("a row's result does not depend on its place or on the other rows", arguments: backends)
  func rowIndependence(backend: Backend) {
    var random = RandomNumbers(seed: 5)
    let (inputs, outputs, rows) = (80, 145, 96)
    let weight = random.floats(outputs * inputs)
    let layer = Linear(weight: weight, bias: random.floats(outputs), outputs: outputs, inputs: inputs, activation: .gelu, backend: backend)
    let context = LinearContext()
    let row = random.floats(inputs)
    var results: Set<[Float]> = []
    for place in [0, 1, 6, 7, 8, 31, 32, 63, 95] {
      var x = random.floats(rows * inputs, in: -100...100)
      x.replaceSubrange(place * inputs..<(place + 1) * inputs, with: row)
      results.insert(Array(layer.output(x, rows: rows, context: context)[place * outputs..<(place + 1) * outputs]))
    }
    #expect(results.count == 1)
    guard backend == .portable else { return }
    for rows in [1, 2, 3, 4, 7, 8, 9, 300] {
      let x = random.floats((rows - 1) * inputs) + row
      results.insert(Array(layer.output(x, rows: rows, context: context).suffix(outputs)))
    }
    #expect(results.count == 1, "nor on their number")
  }

  @Test("rows may have gaps between them, which are not touched", arguments: backends, [(17, 33), (48, 96)])
  func strides(backend: Backend, shape: (inputs: Int, outputs: Int)) {
    var random = RandomNumbers(seed: 7)
    let (inputs, outputs) = shape
    let (rows, xStride, yStride) = (9, inputs + 5, outputs + 11)
    let wide = random.floats(rows * xStride)
    let x = (0..<rows).flatMap { wide[$0 * xStride..<$0 * xStride + inputs] }
    let layer = Linear(
      weight: random.floats(outputs * inputs), bias: random.floats(outputs), outputs: outputs, inputs: inputs, activation: .gelu,
      backend: backend)
    let context = LinearContext()
    let dense = layer.output(x, rows: rows, context: context)
    var y = [Float](repeating: -7, count: rows * yStride)
    layer.run(wide, rows: rows, into: &y, context: context, xStride: xStride, yStride: yStride)
    for i in 0..<rows {
      #expect(y[i * yStride..<i * yStride + outputs] == dense[i * outputs..<(i + 1) * outputs])
      #expect(y[i * yStride + outputs..<(i + 1) * yStride].allSatisfy { $0 == -7 })
    }
  }

  @Test("keeping the inputs of the activation does not change the results", arguments: backends, Precision.allCases)
  func keptSums(backend: Backend, precision: Precision) {
    guard backend.supports(precision) else { return }
    var random = RandomNumbers(seed: 13)
    let (inputs, outputs, rows) = (80, 145, 32)
    let (weight, bias) = (random.floats(outputs * inputs), random.floats(outputs))
    func layer(_ activation: LinearActivation) -> Linear {
      Linear(
        weight: weight, bias: bias, outputs: outputs, inputs: inputs, activation: activation, precision: precision, backend: backend)
    }
    let x = FloatBuffer(rows: rows, columns: inputs, precision: precision)
    x.pointer.update(from: random.floats(rows * inputs), count: rows * inputs)
    LinearActivation.none.finish(x.pointer, rows: rows, columns: inputs, reduced: x.reduced)
    let (y, sums, plain) = (FloatBuffer(count: rows * outputs), FloatBuffer(count: rows * outputs), FloatBuffer(count: rows * outputs))
    let affine = FloatBuffer(count: rows * outputs)
    layer(.gelu).run(x, rows: rows, keeping: sums, into: y, context: LinearContext())
    layer(.gelu).run(x, rows: rows, into: plain, context: LinearContext())
    layer(.none).run(x, rows: rows, into: affine, context: LinearContext())
    #expect((0..<rows * outputs).allSatisfy { y.pointer[$0] == plain.pointer[$0] && sums.pointer[$0] == affine.pointer[$0] })
    guard precision == .f32 else { return }
    let numbers = (0..<rows * inputs).map { x.pointer[$0] }
    let (expected, size) = LinearReference.product(numbers, weight, bias, rows: rows, inputs: inputs, outputs: outputs)
    #expect(largestError((0..<rows * outputs).map { Double(sums.pointer[$0]) }, expected) <= 2e-6 * max(1, size))
  }

  @Test("threads that share a layer get equal results", arguments: backends)
  func concurrency(backend: Backend) {
    var random = RandomNumbers(seed: 11)
    let (inputs, outputs, rows) = (96, 160, 64)
    let layer = Linear(
      weight: random.floats(outputs * inputs), bias: random.floats(outputs), outputs: outputs, inputs: inputs, activation: .silu,
      backend: backend)
    let x = random.floats(rows * inputs)
    let results = Mutex<Set<[Float]>>([])
    // Numbers of rows that no thread has used before, so that the threads also compete for creating kernels.
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let context = LinearContext()
      for some in [rows, 3, 40, 21, rows] {
        let y = layer.output(x, rows: some, context: context)
        if some == rows { results.withLock { _ = $0.insert(y) } }
      }
    }
    #expect(results.withLock { $0.count } == 1)
  }

  @Test("both backends agree") func agreement() {
    guard backends.count == 2 else { return }
    var random = RandomNumbers(seed: 13)
    let (inputs, outputs, rows) = (128, 512, 256)
    let weight = random.floats(outputs * inputs)
    let bias = random.floats(outputs)
    let x = random.floats(rows * inputs)
    let results = backends.map { backend in
      Linear(weight: weight, bias: bias, outputs: outputs, inputs: inputs, activation: .gelu, backend: backend)
        .output(x, rows: rows, context: LinearContext())
    }
    let error = zip(results[0], results[1]).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? .infinity
    // Sums of 128 products of at most 1, added in another order: the magnitudes add up to about 32, and a few roundings lose 6e-8 of that
    // each.
    #expect(error < 6e-6)
  }
}

extension Linear {
  /// The result for contiguous rows.
  func output(_ x: [Float], rows: Int, context: LinearContext) -> [Float] {
    var y = [Float](repeating: .nan, count: rows * outputs)
    run(x, rows: rows, into: &y, context: context)
    return y
  }
}
