import Foundation

/// The hash by which a page allows its own script, and no other, to run (FIPS 180-4).
enum SHA256 {
  private static let constants: [UInt32] = {
    primes(64).map { fraction(of: cbrt(Double($0))) }
  }()

  /// The hash in base64, as a Content-Security-Policy has it.
  static func base64(of text: String) -> String {
    var data = Data()
    for word in hash(Array(text.utf8)) { withUnsafeBytes(of: word.bigEndian) { data.append(contentsOf: $0) } }
    return data.base64EncodedString()
  }

  private static func hash(_ message: [UInt8]) -> [UInt32] {
    var bytes = message + [0x80]
    bytes += [UInt8](repeating: 0, count: (120 - bytes.count % 64) % 64)
    withUnsafeBytes(of: UInt64(8 * message.count).bigEndian) { bytes.append(contentsOf: $0) }
    var state = primes(8).map { fraction(of: Double($0).squareRoot()) }
    for start in stride(from: 0, to: bytes.count, by: 64) { add(bytes[start..<start + 64], to: &state) }
    return state
  }

  private static func add(_ block: ArraySlice<UInt8>, to state: inout [UInt32]) {
    var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { place in
      (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(block[place + $1]) }
    }
    for index in 16..<64 {
      let (early, late) = (words[index - 15], words[index - 2])
      let first = turn(early, 7) ^ turn(early, 18) ^ early >> 3
      let second = turn(late, 17) ^ turn(late, 19) ^ late >> 10
      words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
    }
    var mixed = state
    for index in 0..<64 {
      let (a, b, c, e) = (mixed[0], mixed[1], mixed[2], mixed[4])
      let choice = (e & mixed[5]) ^ (~e & mixed[6])
      let rotated = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
      let one = mixed[7] &+ rotated &+ choice &+ constants[index] &+ words[index]
      let two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) &+ ((a & b) ^ (a & c) ^ (b & c))
      mixed = [one &+ two, a, b, c, mixed[3] &+ one, e, mixed[5], mixed[6]]
    }
    for index in 0..<8 { state[index] &+= mixed[index] }
  }

  private static func turn(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }

  /// The first 32 bits behind the point; double precision has 20 more than are asked for here.
  private static func fraction(of number: Double) -> UInt32 { UInt32((number - number.rounded(.down)) * 4_294_967_296) }

  private static func primes(_ count: Int) -> [Int] {
    var primes: [Int] = []
    for number in 2... where primes.count < count {
      if primes.allSatisfy({ number % $0 != 0 }) { primes.append(number) }
      if primes.count == count { break }
    }
    return primes
  }
}
