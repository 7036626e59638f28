/// Scratch memory of one worker: `count` floats and as many bf16 numbers as asked for, aligned to a cache line and 0 at first.
///
/// Not `Sendable`: it belongs to the thread of its worker.
final class FloatBuffer {
  let count: Int
  let pointer: UnsafeMutablePointer<Float>
  /// The numbers in bf16, for dense products that take or give these.
  private let rounded: UnsafeMutablePointer<UInt16>?
  private let roundedCount: Int

  init(count: Int, rounded roundedCount: Int = 0) {
    self.count = count
    self.roundedCount = roundedCount
    pointer = Self.allocate(count, of: Float.self, 0)
    rounded = roundedCount == 0 ? nil : Self.allocate(roundedCount, of: UInt16.self, 0)
  }

  deinit {
    pointer.deallocate()
    rounded?.deallocate()
  }

  /// The first `count` numbers as a dense product of that precision sees them.
  func numbers(_ precision: Precision, count: Int) -> UnsafeMutableRawPointer {
    switch precision {
    case .f32:
      precondition(count <= self.count, "\(count) numbers of \(self.count)")
      return UnsafeMutableRawPointer(pointer)
    case .bf16:
      guard let rounded = rounded(count) else { preconditionFailure("a buffer without bf16 numbers") }
      return UnsafeMutableRawPointer(rounded)
    }
  }

  /// The bf16 numbers, at least `count` of them; nil where the buffer has none.
  func rounded(_ count: Int) -> UnsafeMutablePointer<UInt16>? {
    precondition(rounded == nil || count <= roundedCount, "\(count) numbers in bf16 of \(roundedCount)")
    return rounded
  }

  private static func allocate<Number>(_ count: Int, of type: Number.Type, _ zero: Number) -> UnsafeMutablePointer<Number> {
    let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Number>.stride, alignment: 64)
    let numbers = raw.bindMemory(to: type, capacity: count)
    numbers.initialize(repeating: zero, count: count)
    return numbers
  }
}
