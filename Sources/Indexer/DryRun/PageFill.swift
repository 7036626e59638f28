/// The number of SQLite pages of a table whose rows are appended, by the rules of <https://www.sqlite.org/fileformat2.html#b_tree_pages>: a
/// row that does not fit the last page begins another page, and a row that fits no page spills into overflow pages.
struct PageFill {
  /// Bytes of a page, as in stores.
  static let pageSize = 8192

  private var leaves = 1
  private var overflow = 0
  private var used = 0

  /// Bytes of all pages; there is about one inner page for five hundred leaves.
  var bytes: Int { (leaves + leaves / 500 + overflow) * Self.pageSize }

  /// Appends a row whose record has `payload` bytes.
  mutating func add(payload: Int) {
    var local = payload
    if payload > Self.pageSize - 35 {
      let (least, spill) = ((Self.pageSize - 12) * 32 / 255 - 23, Self.pageSize - 4)
      local = least + (payload - least) % spill
      if local > Self.pageSize - 35 { local = least }
      overflow += (payload - local + spill - 1) / spill
      local += 4
    }
    // The cell pointer, the size and the key of the row.
    let cell = local + 7
    if used + cell > Self.pageSize - 8 {
      leaves += 1
      used = 0
    }
    used += cell
  }
}
