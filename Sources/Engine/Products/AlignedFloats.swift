/// Numbers that do not change, aligned to a cache line, for kernels that read them by vectors.
///
/// Unchecked: the memory is written by `init` alone.
final class AlignedFloats: @unchecked Sendable {
  let count: Int
  /// Address of the first number, which is valid as long as the object exists.
  let pointer: UnsafePointer<Float>

  /// Allocates zeros, which `fill` may change.
  init(count: Int, _ fill: (UnsafeMutablePointer<Float>) -> Void) {
    self.count = count
    let numbers = UnsafeMutablePointer<Float>.allocateAligned(count, zero: 0)
    fill(numbers)
    pointer = UnsafePointer(numbers)
  }

  deinit {
    pointer.deallocate()
  }
}
