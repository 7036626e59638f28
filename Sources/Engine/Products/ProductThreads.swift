import CKernels

/// How many threads share the dense products that the calling thread asks for: 1, unless it is within ``with(_:_:)``.
///
/// Threads share the outputs of a product. Each output of our own kernels is one chain of additions in any case, so that results are the same,
/// to the last bit; of oneDNN 2.6.3 the tests say the same.
enum ProductThreads {
  /// The least number of multiplications for which a second thread is worth waking: some 20 microseconds of one thread.
  private static let leastWork = 1 << 20

  /// Runs `body`, whose products up to `count` threads may share, in the calling thread.
  static func with<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
    precondition(count > 0, "products in \(count) threads")
    let before = ge_product_threads()
    ge_set_product_threads(count)
    defer { ge_set_product_threads(before) }
    return try body()
  }

  /// The number of threads for a product of these sizes.
  static func sharing(rows: Int, inputs: Int, outputs: Int) -> Int {
    rows * inputs * outputs < leastWork ? 1 : ge_product_threads()
  }
}
