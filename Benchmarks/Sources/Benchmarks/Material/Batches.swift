import Engine
import Support

/// Packed batches of tokenized texts for a model.
struct Batches {
  let batches: [[Encoding]]
  let tokens: Int

  /// Packs texts of the same length class together, longest first, and fills each batch with further texts that fit.
  init(_ encodings: [Encoding], _ model: AttributionModel) {
    let groups = Dictionary(grouping: encodings) { model.rows(forLength: $0.count) }
    batches = groups.sorted { $0.key < $1.key }.flatMap { rows, encodings in Self.pack(encodings, rows: rows) }
    tokens = encodings.reduce(0) { $0 + $1.count }
  }

  /// Tokenizes texts and packs them.
  init(_ texts: [Text], _ model: AttributionModel) {
    self.init(texts.map { model.tokenizer.encode($0.text, pair: nil, maxLength: model.maxTokens) }, model)
  }

  /// Creates one full batch of texts of `length` tokens with random ids.
  init(length: Int, _ model: AttributionModel) {
    var random = SeededNumbers(seed: 4)
    let count = max(1, model.rows(forLength: length) / length)
    let encodings = (0..<count).map { _ in
      Encoding(
        inputIDs: (0..<length).map { _ in Int32.random(in: 104..<Int32(model.tokenizer.pieces.count), using: &random) },
        tokenTypeIDs: [UInt8](repeating: 0, count: length), offsets: [Range<Int>?](repeating: nil, count: length), isTruncated: false)
    }
    batches = [encodings]
    tokens = count * length
  }

  /// The length `T` of each text.
  var lengths: [Int] { batches.flatMap { $0.map(\.count) } }

  /// A selection of `count` batches, evenly spread from the longest texts to the shortest.
  func spread(count: Int) -> Batches {
    guard count < batches.count else { return self }
    return Batches(batches: (0..<count).map { batches[$0 * batches.count / count] })
  }

  private init(batches: [[Encoding]]) {
    self.batches = batches
    self.tokens = batches.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
  }

  private static func pack(_ encodings: [Encoding], rows: Int) -> [[Encoding]] {
    var byLength = [[Encoding]](repeating: [], count: rows + 1)
    for encoding in encodings { byLength[encoding.count].append(encoding) }
    var batches: [[Encoding]] = []
    var left = encodings.count
    while left > 0 {
      var batch: [Encoding] = []
      var room = rows
      for length in stride(from: rows, to: 0, by: -1) {
        while length <= room, let encoding = byLength[length].popLast() {
          batch.append(encoding)
          room -= length
        }
      }
      left -= batch.count
      batches.append(batch)
    }
    return batches
  }
}
