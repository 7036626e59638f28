import CKernels

/// A tensor whose numbers are still in their file, in the file's number format. It keeps the file mapped.
struct StoredTensor: Sendable {
  /// The size of each dimension.
  let shape: [Int]
  /// Number format in the file: F64, F32, F16 or BF16.
  let element: TensorElement
  /// Number of elements.
  let count: Int
  private let strides: [Int]?
  private let offset: Int
  private let file: MappedFile

  /// Combines a layout with its file; nil where the format cannot be converted.
  init?(_ layout: TensorLayout, in file: MappedFile) {
    guard layout.element.isConvertible, let count = TensorLayout.count(of: layout.shape) else { return nil }
    shape = layout.shape
    element = layout.element
    strides = layout.strides
    offset = layout.offset
    self.count = count
    self.file = file
  }

  /// All numbers in single precision, row by row. The conversion is exact, except that doubles are rounded to nearest.
  func floats() -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      copy(0..<count, into: buffer)
      initialized = count
    }
  }

  /// Converts rows of a matrix `[R, C]` to single precision, as ``floats()`` does. Several threads may convert rows of one tensor at once.
  /// - Precondition: There are two dimensions, the rows exist, and `target` has room for exactly these rows.
  func copyRows(_ rows: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    precondition(shape.count == 2 && rows.lowerBound >= 0 && rows.upperBound <= shape[0], "rows \(rows) of a tensor of shape \(shape)")
    copy(rows.lowerBound * shape[1]..<rows.upperBound * shape[1], into: target)
  }

  /// Calls `body` with the numbers as they are in the file, little-endian, row by row; without a copy where they are stored row by row.
  func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    withBytes(of: 0..<count, body)
  }

  private func copy(_ numbers: Range<Int>, into target: UnsafeMutableBufferPointer<Float>) {
    precondition(target.count >= numbers.count, "room for \(target.count) numbers of \(numbers.count)")
    guard let start = target.baseAddress, !numbers.isEmpty else { return }
    withBytes(of: numbers) { bytes in
      switch element {
      case .f16: ge_half_to_float(bytes.baseAddress, start, numbers.count)
      case .f64:
        for number in 0..<numbers.count {
          start[number] = Float(bytes.loadUnaligned(fromByteOffset: number * MemoryLayout<Double>.size, as: Double.self))
        }
      case .bf16: ge_bfloat16_to_float(bytes.baseAddress, start, numbers.count)
      default: UnsafeMutableRawPointer(start).copyMemory(from: bytes.baseAddress ?? UnsafeRawPointer(start), byteCount: bytes.count)
      }
    }
  }

  private func withBytes<R>(of numbers: Range<Int>, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    let size = element.byteCount
    guard let strides else { return file.withBytes(offset + numbers.lowerBound * size..<offset + numbers.upperBound * size, body) }
    return gathered(numbers, strides: strides).withUnsafeBytes(body)
  }

  /// The numbers of a tensor with strides: torch stores a transposed tensor in its memory layout. That is rare in checkpoints, so this is
  /// clear rather than fast.
  private func gathered(_ numbers: Range<Int>, strides: [Int]) -> [UInt8] {
    let size = element.byteCount
    var result: [UInt8] = []
    result.reserveCapacity(numbers.count * size)
    file.withBytes(0..<file.count) { bytes in
      for number in numbers {
        var rest = number
        var index = 0
        for axis in shape.indices.reversed() {
          index += rest % shape[axis] * strides[axis]
          rest /= shape[axis]
        }
        let place = offset + index * size
        result.append(contentsOf: bytes[place..<place + size])
      }
    }
    return result
  }
}
