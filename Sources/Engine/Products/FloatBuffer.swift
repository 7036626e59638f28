/// Scratch memory of one worker: `count` floats, aligned to a cache line and initially 0, and room for the same numbers in the format of
/// the dense product that reads them.
///
/// Not `Sendable`: it belongs to the thread of its worker.
final class FloatBuffer {
  let count: Int
  let pointer: UnsafeMutablePointer<Float>
  /// The numbers in the lower precision; nil where all products are in single precision.
  let reduced: ReducedNumbers?

  init(count: Int) {
    self.count = count
    pointer = .allocateAligned(count, zero: 0)
    reduced = nil
  }

  /// Creates a buffer `[rows, columns]`, with room for its numbers in `precision`.
  init(rows: Int, columns: Int, precision: Precision) {
    count = rows * columns
    pointer = .allocateAligned(count, zero: 0)
    reduced = ReducedNumbers(rows: rows, columns: columns, precision: precision)
  }

  deinit {
    pointer.deallocate()
  }

  /// The first `count` numbers in the format of a dense product's input.
  func numbers(_ precision: Precision, count: Int) -> UnsafeRawPointer {
    precondition(count <= self.count, "\(count) numbers of \(self.count)")
    switch precision {
    case .f32:
      return UnsafeRawPointer(pointer)
    case .bf16, .int8:
      guard let reduced, reduced.precision == precision else { preconditionFailure("a buffer without numbers in \(precision)") }
      return reduced.numbers
    }
  }
}
