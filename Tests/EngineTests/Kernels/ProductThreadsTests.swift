import TestSupport
import Testing

@testable import Engine

private let backends = Backend.allCases.filter(\.isAvailable)

/// Threads that share the outputs of a product.
@Suite struct ProductThreadsTests {
  @Test(
    "a product is the same in any number of threads, to the last bit", arguments: backends,
    [(32, 384, 1536), (32, 1536, 384), (48, 768, 770), (256, 384, 100), (17, 4000, 65), (1, 4096, 1000)])
  func threads(backend: Backend, shape: (rows: Int, inputs: Int, outputs: Int)) {
    var random = RandomNumbers(seed: 11)
    let (rows, inputs, outputs) = shape
    let (weight, bias) = (random.floats(outputs * inputs), random.floats(outputs))
    for precision in Precision.allCases where backend.supports(precision) {
      let layer = Linear(
        weight: weight, bias: bias, outputs: outputs, inputs: inputs, activation: .gelu, precision: precision, backend: backend)
      let x = FloatBuffer(rows: rows, columns: inputs, precision: precision)
      x.pointer.update(from: random.floats(rows * inputs), count: rows * inputs)
      LinearActivation.none.finish(x.pointer, rows: rows, columns: inputs, reduced: x.reduced)
      let context = LinearContext()
      func output() -> [Float] {
        let y = FloatBuffer(count: rows * outputs)
        layer.run(x, rows: rows, into: y, context: context)
        return Array(UnsafeBufferPointer(start: y.pointer, count: rows * outputs))
      }
      let one = output()
      #expect(backend == .oneDNN || context.portable.threads == 1)
      for threads in [2, 3, 8] {
        #expect(ProductThreads.with(threads, output) == one, "\(threads) threads, \(precision)")
        #expect(backend == .oneDNN || context.portable.threads == threads, "our own kernels in \(threads) threads")
      }
      #expect(output() == one, "and in one thread again, \(precision)")
    }
  }

  @Test("only a product that takes a while is shared, and only where the calling thread asks for it")
  func scope() {
    #expect(ProductThreads.sharing(rows: 32, inputs: 384, outputs: 1536) == 1)
    ProductThreads.with(4) {
      #expect(ProductThreads.sharing(rows: 32, inputs: 384, outputs: 1536) == 4)
      #expect(ProductThreads.sharing(rows: 1, inputs: 384, outputs: 384) == 1)
      ProductThreads.with(1) { #expect(ProductThreads.sharing(rows: 32, inputs: 384, outputs: 1536) == 1) }
      #expect(ProductThreads.sharing(rows: 32, inputs: 384, outputs: 1536) == 4)
    }
    #expect(ProductThreads.sharing(rows: 32, inputs: 384, outputs: 1536) == 1)
  }
}
