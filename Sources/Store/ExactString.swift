/// A string that equals another only where the bytes are the same, as in SQLite.
///
/// Swift's strings are equal where they are canonically equivalent: as keys they would merge the totals of two different words.
struct ExactString: Hashable, Comparable {
  let string: String

  init(_ string: String) {
    self.string = string
    // Strings that came from elsewhere than Swift would be copied at each comparison.
    assert(string.utf8.withContiguousStorageIfAvailable { _ in true } ?? false)
  }

  static func == (left: ExactString, right: ExactString) -> Bool {
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  static func < (left: ExactString, right: ExactString) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var string = string
    string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
