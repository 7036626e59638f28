/// Packs texts back to back into batches of N tokens, each batch of one length class.
///
/// Texts of each class are held back until there are enough for a few batches. Then a batch is made of the oldest text and, longest first,
/// of further texts that fit: short texts fill the gaps that long ones leave. No text waits for longer than the window.
struct BatchPacker<Item: Sendable> {
  private struct Entry {
    var item: Item
    /// Number in the order of arrival.
    var number: Int
  }

  private struct LengthClass {
    /// Length in tokens -> the texts of that length, oldest first. `[N + 1]`
    var entries: [[Entry]]
    var tokens = 0
  }

  /// Tokens of each class that are held back, in batches.
  private let window: Int
  /// N -> the texts for batches of N tokens.
  private var classes: [Int: LengthClass] = [:]
  private var arrivals = 0

  init(window: Int = 8) {
    precondition(window > 0, "a window of \(window) batches")
    self.window = window
  }

  /// Adds a text of `length` tokens for batches of `rows` tokens.
  /// - Returns: A batch, where the class' window is full; else nil.
  /// - Precondition: `0 < length <= rows`.
  mutating func add(_ item: Item, length: Int, rows: Int) -> [Item]? {
    precondition(length > 0 && length <= rows, "a text of \(length) tokens in a batch of \(rows)")
    arrivals += 1
    let tokens = Self.append(
      Entry(item: item, number: arrivals), length: length,
      to: &classes[rows, default: LengthClass(entries: Array(repeating: [], count: rows + 1))])
    return tokens >= window * rows ? takeBatch(rows: rows) : nil
  }

  /// Packs the texts that are held back.
  mutating func flush() -> [[Item]] {
    var batches: [[Item]] = []
    for rows in classes.keys.sorted() {
      while let batch = takeBatch(rows: rows) { batches.append(batch) }
    }
    return batches
  }

  /// A static function, because a method would hold a reference to `classes` and so cause a copy.
  private static func append(_ entry: Entry, length: Int, to lengthClass: inout LengthClass) -> Int {
    lengthClass.entries[length].append(entry)
    lengthClass.tokens += length
    return lengthClass.tokens
  }

  private mutating func takeBatch(rows: Int) -> [Item]? {
    // The class is taken out of the dictionary while it changes, so that nothing is copied.
    guard var lengthClass = classes.removeValue(forKey: rows), lengthClass.tokens > 0 else { return nil }
    var batch: [Item] = []
    var room = rows
    func take(_ count: Int, ofLength length: Int) {
      batch += lengthClass.entries[length].prefix(count).map(\.item)
      lengthClass.entries[length].removeFirst(count)
      lengthClass.tokens -= count * length
      room -= count * length
    }
    let oldest = lengthClass.entries.indices.filter { !lengthClass.entries[$0].isEmpty }
      .min { lengthClass.entries[$0][0].number < lengthClass.entries[$1][0].number }
    if let oldest { take(1, ofLength: oldest) }
    for length in stride(from: room, to: 0, by: -1) where length <= room && !lengthClass.entries[length].isEmpty {
      take(min(lengthClass.entries[length].count, room / length), ofLength: length)
    }
    classes[rows] = lengthClass
    return batch
  }
}
