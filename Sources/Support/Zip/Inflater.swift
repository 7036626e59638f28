/// Reads bytes that were compressed by the method "deflate" (RFC 1951).
///
/// The system library zlib has it, too, but would be a dependency for small members of archives alone.
struct Inflater {
  /// A code: the number of codes of each length, and the symbols by rising code.
  private struct Code {
    private let counts: [Int]
    private let symbols: [Int]

    /// The canonical code with these lengths; nil where there are more codes than their lengths can tell apart.
    init?(lengths: [Int]) {
      var counts = [Int](repeating: 0, count: 16)
      for length in lengths { counts[length] += 1 }
      counts[0] = 0
      var free = 1
      for length in 1..<16 {
        free = free * 2 - counts[length]
        guard free >= 0 else { return nil }
      }
      self.counts = counts
      symbols = (1..<16).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
    }

    func symbol(_ next: () -> Int?) -> Int? {
      var (code, first, index) = (0, 0, 0)
      for length in 1..<16 {
        guard let bit = next() else { return nil }
        code |= bit
        let count = counts[length]
        if code - count < first { return symbols[index + code - first] }
        index += count
        first = (first + count) << 1
        code <<= 1
      }
      return nil
    }
  }

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
    24577,
  ]
  private static let distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]
  /// The order in which the lengths of the code for lengths are written.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private let input: [UInt8]
  private let count: Int
  private var place = 0
  private var output: [UInt8] = []

  private init(_ input: [UInt8], count: Int) {
    (self.input, self.count) = (input, count)
    output.reserveCapacity(count)
  }

  /// The bytes before compression.
  /// - Parameters:
  ///   - input: The compressed bytes; any bytes may come.
  ///   - count: Number of bytes before compression.
  /// - Returns: The bytes; nil where the input is damaged, or gives another number of bytes.
  static func bytes(of input: [UInt8], count: Int) -> [UInt8]? {
    // No byte gives more than 1,032 bytes: no room is made for what cannot be there.
    guard count >= 0, count / 1032 <= input.count else { return nil }
    var inflater = Inflater(input, count: count)
    return inflater.run() && inflater.output.count == count ? inflater.output : nil
  }

  /// Reads all blocks.
  private mutating func run() -> Bool {
    while true {
      guard let isLast = bits(1), let kind = bits(2) else { return false }
      let isSound =
        switch kind {
        case 0: copyStored()
        case 1: readCompressed(Self.fixed.0, Self.fixed.1)
        case 2: readDynamic()
        default: false
        }
      guard isSound else { return false }
      if isLast == 1 { return true }
    }
  }

  /// The next bits, the first of them lowest; nil at the end.
  private mutating func bits(_ count: Int) -> Int? {
    var value = 0
    for number in 0..<count {
      guard place >> 3 < input.count else { return nil }
      value |= Int(input[place >> 3] >> UInt8(place & 7) & 1) << number
      place += 1
    }
    return value
  }

  private mutating func symbol(of code: Code) -> Int? {
    var reader = self.place
    let input = input
    let symbol = code.symbol {
      guard reader >> 3 < input.count else { return nil }
      defer { reader += 1 }
      return Int(input[reader >> 3] >> UInt8(reader & 7) & 1)
    }
    place = reader
    return symbol
  }

  private mutating func copyStored() -> Bool {
    place = (place + 7) & ~7
    guard let length = bits(16), let complement = bits(16), length == ~complement & 0xFFFF else { return false }
    let start = place >> 3
    guard start + length <= input.count, output.count + length <= count else { return false }
    output += input[start..<start + length]
    place += length * 8
    return true
  }

  private static let fixed: (Code, Code) = {
    let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    guard let literals = Code(lengths: lengths), let distances = Code(lengths: Array(repeating: 5, count: 30)) else {
      preconditionFailure("the fixed codes")
    }
    return (literals, distances)
  }()

  private mutating func readDynamic() -> Bool {
    guard let literals = bits(5).map({ $0 + 257 }), let distances = bits(5).map({ $0 + 1 }), let ordered = bits(4).map({ $0 + 4 }),
      literals <= 286, distances <= 30
    else { return false }
    var ofLengths = [Int](repeating: 0, count: 19)
    for index in 0..<ordered {
      guard let length = bits(3) else { return false }
      ofLengths[Self.order[index]] = length
    }
    guard let code = Code(lengths: ofLengths) else { return false }
    var lengths: [Int] = []
    while lengths.count < literals + distances {
      guard let symbol = symbol(of: code) else { return false }
      switch symbol {
      case 0..<16: lengths.append(symbol)
      case 16:
        guard let last = lengths.last, let times = bits(2) else { return false }
        lengths += Array(repeating: last, count: 3 + times)
      default:
        guard let times = bits(symbol == 17 ? 3 : 7) else { return false }
        lengths += Array(repeating: 0, count: (symbol == 17 ? 3 : 11) + times)
      }
    }
    guard lengths.count == literals + distances, lengths[256] > 0, let first = Code(lengths: Array(lengths[..<literals])),
      let second = Code(lengths: Array(lengths[literals...]))
    else { return false }
    return readCompressed(first, second)
  }

  /// Reads literals and repetitions up to the end of a block.
  private mutating func readCompressed(_ literals: Code, _ distances: Code) -> Bool {
    while true {
      guard let symbol = symbol(of: literals) else { return false }
      if symbol == 256 { return true }
      if symbol < 256 {
        guard output.count < count else { return false }
        output.append(UInt8(symbol))
        continue
      }
      guard symbol - 257 < Self.lengthBases.count, let more = bits(Self.lengthBits[symbol - 257]), let number = self.symbol(of: distances),
        number < Self.distanceBases.count, let further = bits(Self.distanceBits[number])
      else { return false }
      let (length, distance) = (Self.lengthBases[symbol - 257] + more, Self.distanceBases[number] + further)
      guard distance <= output.count, output.count + length <= count else { return false }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }
}
