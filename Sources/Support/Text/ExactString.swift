/// A string that is compared by its UTF-8 bytes, as in SQLite.
///
/// Swift's strings are equal where they are canonically equivalent: as keys they would merge the totals of two different words.
@frozen
public struct ExactString: Hashable, Comparable, Sendable {
  /// The string itself.
  public let string: String

  /// Wraps a string.
  @inlinable
  public init(_ string: String) {
    var string = string
    // Contiguous, so that its bytes can be compared in place.
    string.makeContiguousUTF8()
    self.string = string
  }

  /// Whether the bytes are equal.
  @inlinable
  public static func == (left: ExactString, right: ExactString) -> Bool {
    left.withBytes { left in
      right.withBytes { right in left.count == right.count && left.elementsEqual(right) }
    }
  }

  /// Whether the left bytes come first.
  @inlinable
  public static func < (left: ExactString, right: ExactString) -> Bool {
    left.withBytes { left in
      right.withBytes { right in
        let shared = min(left.count, right.count)
        for index in 0..<shared where left[index] != right[index] { return left[index] < right[index] }
        return left.count < right.count
      }
    }
  }

  /// Hashes the bytes.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  @inlinable
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    guard let result = string.utf8.withContiguousStorageIfAvailable(body) else { preconditionFailure("a string without contiguous bytes") }
    return result
  }
}
