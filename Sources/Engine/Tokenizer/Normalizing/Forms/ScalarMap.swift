/// A table with a number for each Unicode scalar, in pages of 256 scalars; 0 where none was set.
struct ScalarMap: Sendable {
  /// For each page, its index among the stored ones. `[0x1100]`
  private var pages = [UInt16](repeating: 0, count: 0x1100)
  /// The stored pages; the first one, all zeros, stands for every page without a number.
  private var numbers = [UInt32](repeating: 0, count: 256)

  /// The number of a scalar.
  subscript(value: UInt32) -> UInt32 {
    get { numbers[Int(pages[Int(value >> 8)]) << 8 | Int(value & 0xFF)] }
    set {
      let page = Int(value >> 8)
      if pages[page] == 0 {
        pages[page] = UInt16(numbers.count >> 8)
        numbers.append(contentsOf: repeatElement(0, count: 256))
      }
      numbers[Int(pages[page]) << 8 | Int(value & 0xFF)] = newValue
    }
  }
}
