/// Packs texts back to back into batches of N tokens, each batch of one length class.
///
/// Of each class a few batches' worth of texts are held back. Then a batch is made of the oldest of them and, longest first, of whatever still fits:
/// short texts fill what long ones leave. No text waits for longer than the window.
struct BatchPacker<Item: Sendable> {
  private struct Entry {
    var item: Item
    var length: Int
  }

  private struct LengthClass {
    /// In order of arrival.
    var entries: [Entry] = []
    var tokens = 0
  }

  /// How many batches' worth of tokens of a class are held back.
  private let window: Int
  /// N -> the texts that go into batches of N tokens.
  private var classes: [Int: LengthClass] = [:]

  init(window: Int = 4) {
    precondition(window > 0, "a window of \(window) batches")
    self.window = window
  }

  /// Adds a text of `length` tokens that belongs into batches of `rows` tokens.
  /// - Returns: a batch, where the window of that class is full.
  /// - Precondition: `0 < length <= rows`.
  mutating func add(_ item: Item, length: Int, rows: Int) -> [Item]? {
    precondition(length > 0 && length <= rows, "a text of \(length) tokens in a batch of \(rows)")
    classes[rows, default: LengthClass()].entries.append(Entry(item: item, length: length))
    classes[rows, default: LengthClass()].tokens += length
    guard let tokens = classes[rows]?.tokens, tokens >= window * rows else { return nil }
    return takeBatch(rows: rows)
  }

  /// Packs what is held back.
  mutating func flush() -> [[Item]] {
    var batches: [[Item]] = []
    for rows in classes.keys.sorted() {
      while let batch = takeBatch(rows: rows) { batches.append(batch) }
    }
    return batches
  }

  private mutating func takeBatch(rows: Int) -> [Item]? {
    guard var lengthClass = classes.removeValue(forKey: rows), let oldest = lengthClass.entries.first else { return nil }
    var isTaken = [Bool](repeating: false, count: lengthClass.entries.count)
    var room = rows - oldest.length
    isTaken[0] = true
    for index in lengthClass.entries.indices.dropFirst().sorted(by: { lengthClass.entries[$0].length > lengthClass.entries[$1].length })
    where lengthClass.entries[index].length <= room {
      isTaken[index] = true
      room -= lengthClass.entries[index].length
    }
    let batch = zip(lengthClass.entries, isTaken).filter(\.1).map(\.0.item)
    lengthClass.entries = zip(lengthClass.entries, isTaken).filter { !$0.1 }.map(\.0)
    lengthClass.tokens -= rows - room
    classes[rows] = lengthClass
    return batch
  }
}
