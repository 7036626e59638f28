/// Scratch memory of one worker: `count` floats, aligned to a cache line and 0 at first.
///
/// Not `Sendable`: it belongs to the thread of its worker.
final class FloatBuffer {
  let count: Int
  let pointer: UnsafeMutablePointer<Float>

  init(count: Int) {
    self.count = count
    let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
    pointer = raw.bindMemory(to: Float.self, capacity: count)
    pointer.initialize(repeating: 0, count: count)
  }

  deinit {
    pointer.deallocate()
  }
}
