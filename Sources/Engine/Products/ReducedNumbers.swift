import CKernels

/// A buffer's numbers in a precision below fp32, in the format of dense products' inputs; initially 0.
///
/// Not `Sendable`: it belongs to the thread of its worker.
final class ReducedNumbers {
  let precision: Precision
  /// The numbers `[rows, columns]`; only the pointer of the precision is set.
  let bf16: UnsafeMutablePointer<UInt16>?
  let int8: UnsafeMutablePointer<Int8>?
  /// The quantisation scale of each row of int8 numbers. `[rows]`
  let scales: UnsafeMutablePointer<Float>?

  /// Nil for fp32.
  init?(rows: Int, columns: Int, precision: Precision) {
    guard precision != .f32 else { return nil }
    self.precision = precision
    bf16 = precision == .bf16 ? .allocateAligned(rows * columns, zero: 0) : nil
    int8 = precision == .int8 ? .allocateAligned(rows * columns, zero: 0) : nil
    scales = precision == .int8 ? .allocateAligned(rows, zero: 0) : nil
  }

  deinit {
    bf16?.deallocate()
    int8?.deallocate()
    scales?.deallocate()
  }

  /// Address of the first number.
  var numbers: UnsafeRawPointer {
    if let bf16 { return UnsafeRawPointer(bf16) }
    guard let int8 else { preconditionFailure("no numbers in \(precision)") }
    return UnsafeRawPointer(int8)
  }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Allocates memory for `count` numbers, at least one, aligned to a cache line.
  static func allocateAligned(_ count: Int, zero: Pointee) -> UnsafeMutablePointer {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Pointee>.stride, alignment: 64)
    let numbers = raw.bindMemory(to: Pointee.self, capacity: max(count, 1))
    numbers.initialize(repeating: zero, count: max(count, 1))
    return numbers
  }
}

extension ge_reduced {
  /// Where a kernel writes the numbers of a buffer once more; nowhere where that is nil.
  init(_ numbers: ReducedNumbers?) {
    self.init(bfloat16: numbers?.bf16, int8: numbers?.int8, scale: numbers?.scales)
  }
}
