import Foundation

/// The decoder as `schema/codec.md` describes it, one value at a time, without tables, vectors or margins: the fast decoder must agree with it.
struct CodecReference {
  /// Lengths of the prefix codes: a row for each shape, a hexadecimal digit for each symbol.
  static let lengths = [
    "15466666666666666666666667788888888889999",
    "15466666666666666666666556889bbbbbbbbbbbb",
    "163666666666666666666666688aabbbbbbbbbbbb",
    "153776666666666666666666688aabbbbbbbbbbbb",
    "14466666666666666666666666889bbbbbbbbbbbb",
    "355545455555555555555555556889abbbbbbbbbb",
    "154545666756666687676677687aabbbbbbbbbbbb",
    "333445445555556766777787568aabbbbbbbbbbbb",
    "2333444556666777888999aa78abbbbbbbbbbbbbb",
    "33344444455556667777888867abbbbbbbbbbbbbb",
  ].map { $0.map { $0.hexDigitValue ?? 0 } }

  /// The symbols of each shape, by the lengths of their codes.
  static let byLength = lengths.map { lengths in (0...11).map { length in lengths.indices.filter { lengths[$0] == length } } }

  /// First magnitude of each symbol, and number of bits for the distance from it.
  static let symbols: [(base: Int, extra: Int)] =
    (0..<24).map { ($0, 0) } + [(24, 3), (32, 4), (48, 4)] + (6..<20).map { (1 << $0, $0) }

  static let presets: [(column: Int, row: Int)] = [(column: 115, row: 250), (0, 0), (90, 100), (0, 230)]

  private var stream: [UInt8]
  private let size: Int
  /// Positions in bits: of the even columns from the front, of the odd columns from the end.
  private var positions = [0, 0]
  private var begin = 0

  /// The values of an undamaged payload. `[T, T]`
  static func decode(_ payload: [UInt8], lossless: Bool, size: Int) -> [Float] {
    var reference = CodecReference(stream: unpackLZ4(payload), size: size)
    return lossless ? reference.whole() : reference.stepped()
  }

  private init(stream: [UInt8], size: Int) {
    self.stream = stream
    self.size = size
  }

  private mutating func whole() -> [Float] {
    begin = 1 + 2 * size * size
    let signs = signs()
    return predicted(lowest: 0, highest: 0x7f7f, start: 0x3f00).enumerated().map { k, x in
      signs[k] * Float(bitPattern: UInt32(x) << 16 | UInt32(stream[2 + 2 * k]) << 8 | UInt32(stream[1 + 2 * k]))
    }
  }

  private mutating func stepped() -> [Float] {
    let hasZeros = stream[0] & 0x80 != 0
    begin = 1 + (hasZeros ? (size * size + 7) / 8 : 0)
    let signs = signs()
    return predicted(lowest: -126 * 347, highest: 0, start: -173).enumerated().map { k, x in
      if hasZeros, stream[1 + k / 8] >> (k % 8) & 1 == 1 { return 0 }
      return signs[k] * min(Float(exp2(Double(x) / 347)), Float(1).nextDown)
    }
  }

  /// Reads the map of signs, if there is one; 1 or -1 for each value.
  private mutating func signs() -> [Float] {
    var signs = [Float](repeating: 1, count: size * size)
    guard stream[0] & 0x40 != 0 else { return signs }
    for k in signs.indices {
      let above = k < size ? 1 : signs[k - size]
      signs[k] = stream[begin + k / 8] >> (k % 8) & 1 == 1 ? -above : above
    }
    begin += (size * size + 7) / 8
    return signs
  }

  private mutating func bit(_ odd: Int) -> Int {
    let position = positions[odd]
    positions[odd] += 1
    let byte = odd == 0 ? begin + position / 8 : stream.count - 1 - position / 8
    return Int(stream[byte]) >> (position % 8) & 1
  }

  private mutating func bits(_ count: Int, _ odd: Int) -> Int {
    (0..<count).reduce(0) { $0 | bit(odd) << $1 }
  }

  private mutating func symbol(_ shape: Int, _ odd: Int) -> Int {
    // Canonical codes: codes of one length follow each other in the order of their symbols, behind all shorter codes.
    var (code, first) = (0, 0)
    for length in 1...11 {
      code = code << 1 | bit(odd)
      let ofLength = Self.byLength[shape][length]
      if code - first < ofLength.count { return ofLength[code - first] }
      first = (first + ofLength.count) << 1
    }
    preconditionFailure("no such code")
  }

  private mutating func residual(size: Int, _ odd: Int) -> Int {
    // Half octaves of size + 2, counted from 2.
    let scaled = size + 2
    let octave = Int.bitWidth - 1 - scaled.leadingZeroBitCount
    let halfOctave = 2 * (octave - 1) + (scaled >> (octave - 1)) & 1
    let (shape, low) = halfOctave < 8 ? (halfOctave, 0) : (8 + halfOctave % 2, (halfOctave - 8) / 2)
    let (base, extra) = Self.symbols[symbol(shape, odd)]
    let magnitude = base << low + bits(extra + low, odd)
    return magnitude % 2 == 0 ? magnitude / 2 : -(magnitude + 1) / 2
  }

  private mutating func predicted(lowest: Int, highest: Int, start: Int) -> [Int] {
    let preset = Self.presets[Int(stream[0] & 7)]
    var column = [Int](repeating: 0, count: size)
    var columnSize = [Int](repeating: 128 << 4, count: size)
    var diagonalSize = [Int: Int]()
    var offset = [Int: Int]()
    var level = start << 8
    var result: [Int] = []
    for i in 0..<size {
      func ofDiagonal(_ k: Int) -> Int { diagonalSize[k] ?? 128 << 4 }
      func ofColumn(_ j: Int) -> Int { columnSize[min(max(j, 0), size - 1)] }
      var s = level
      var (expected, values, residuals): ([Int], [Int], [Int]) = ([], [], [])
      for j in 0..<size {
        let isNear = abs(j - i) <= 2
        expected.append(column[j] + (isNear ? offset[j - i] ?? 0 : 0))
        let sides = ofColumn(j - 1) + ofColumn(j + 1) + 2 * (ofDiagonal(j - 1 - i) + ofDiagonal(j + 1 - i))
        let scale = isNear || j == 0 ? (columnSize[j] + ofDiagonal(j - i)) >> 1 : (6 * columnSize[j] + 4 * ofDiagonal(j - i) + sides) >> 4
        let prediction = min(max((expected[j] + s + 128) >> 8, lowest), highest)
        let e = residual(size: scale, j % 2)
        s += (i == 0 ? 256 / (j + 1) : max(preset.row, 256 / (j + 1))) * e
        residuals.append(e)
        values.append(prediction + e)
      }
      let deviations = (0..<size).map { values[$0] << 8 - expected[$0] }
      let mean = (deviations.reduce(0, +) * ((1 << 32) / size)) >> 32
      level = i == 0 ? mean : level + (mean - level) / 2
      for j in 0..<size {
        let deviation = (deviations[j] - mean) >> 4
        column[j] += (deviation * (i == 0 ? 256 : max(preset.column, 256 / (i + 1)))) >> 4
        guard i > 0 else { continue }
        if abs(j - i) <= 2 { offset[j - i, default: 0] += (deviation * max(25, 256 / i)) >> 4 }
        columnSize[j] += (abs(residuals[j]) << 4 - columnSize[j]) >> 1
        diagonalSize[j - i] = ofDiagonal(j - i) + (abs(residuals[j]) << 4 - ofDiagonal(j - i)) >> 1
      }
      // A diagonal that begins with the next row starts with its neighbour's size.
      diagonalSize[-i - 1] = ofDiagonal(-i)
      result += values
    }
    return result
  }

  /// Decompresses an LZ4 block.
  private static func unpackLZ4(_ block: [UInt8]) -> [UInt8] {
    var (out, next) = ([UInt8](), 0)
    func byte() -> Int {
      defer { next += 1 }
      return Int(block[next])
    }
    func length(_ start: Int) -> Int {
      var length = start
      guard start == 15 else { return length }
      while true {
        let more = byte()
        length += more
        if more < 255 { return length }
      }
    }
    while next < block.count {
      let token = byte()
      let literals = length(token >> 4)
      out += block[next..<next + literals]
      next += literals
      guard next < block.count else { break }
      let distance = byte() | byte() << 8
      for _ in 0..<length(token & 15) + 4 { out.append(out[out.count - distance]) }
    }
    return out
  }
}
