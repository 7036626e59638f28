public import Foundation

/// A strict reader of archives with stored members: any deviation from the format's description is an error.
public struct ZipReader {
  /// A member of the archive.
  public struct Entry {
    /// Its path in the archive.
    public let name: String
    /// Its contents.
    public let bytes: Data
  }

  /// The damage of an archive.
  public struct Damage: Error {
    /// What is wrong, and where.
    public let what: String

    init(_ what: String) { self.what = what }
  }

  /// The members in the order of the directory.
  public let entries: [Entry]

  /// Reads a whole archive.
  /// - Throws: ``Damage``.
  public init(_ data: Data) throws {
    let data = Data(data)
    func number(_ start: Int, _ length: Int) throws -> UInt64 {
      guard start >= 0, start + length <= data.count else { throw Damage("no \(length) bytes at \(start)") }
      return (0..<length).reduce(0) { $0 | UInt64(data[start + $1]) << UInt64(8 * $1) }
    }
    func require(_ start: Int, _ signature: UInt64) throws {
      guard try number(start, 4) == signature else { throw Damage("no signature \(signature) at \(start)") }
    }
    /// The values of the zip64 field, in order.
    func long(_ start: Int, _ length: Int) throws -> [UInt64] {
      if length == 0 { return [] }
      guard try number(start, 2) == 1, try number(start + 2, 2) == length - 4 else { throw Damage("an unknown field at \(start)") }
      return try stride(from: start + 4, to: start + length, by: 8).map { try number($0, 8) }
    }

    let end = data.count - 22
    try require(end, 0x0605_4B50)
    var (count, size, start) = (try number(end + 10, 2), try number(end + 12, 4), try number(end + 16, 4))
    if count == 0xFFFF || size == 0xFFFF_FFFF || start == 0xFFFF_FFFF {
      try require(end - 20, 0x0706_4B50)
      let record = Int(try number(end - 12, 8))
      try require(record, 0x0606_4B50)
      (count, size, start) = (try number(record + 32, 8), try number(record + 40, 8), try number(record + 48, 8))
      guard record == end - 76 else { throw Damage("the long end is not where it should be") }
    }

    var (entries, place, expected): ([Entry], Int, Int) = ([], Int(start), 0)
    for _ in 0..<count {
      try require(place, 0x0201_4B50)
      let (nameLength, extraLength) = (Int(try number(place + 28, 2)), Int(try number(place + 30, 2)))
      var extra = try long(place + 46 + nameLength, extraLength)
      func value(_ offset: Int) throws -> Int {
        let short = try number(place + offset, 4)
        return Int(short == 0xFFFF_FFFF && !extra.isEmpty ? extra.removeFirst() : short)
      }
      let (packed, length) = (try value(20), try value(24))
      let header = try value(42)
      guard packed == length, try number(place + 10, 2) == 0, header == expected else { throw Damage("a member that is not stored") }
      try require(header, 0x0403_4B50)
      let name = data[place + 46..<place + 46 + nameLength]
      guard data[header + 30..<header + 30 + nameLength] == name else { throw Damage("two names for one member") }
      let body = header + 30 + nameLength + Int(try number(header + 28, 2))
      for offset in [14, 18, 22] where try number(header + offset, 4) != number(place + offset + 2, 4) {
        // A large offset alone makes the directory's entry longer.
        if try number(header + offset, 4) != UInt64(length) { throw Damage("two headers that differ") }
      }
      entries.append(Entry(name: String(decoding: name, as: UTF8.self), bytes: data[body..<body + length]))
      expected = body + length
      place += 46 + nameLength + extraLength
    }
    guard place == Int(start + size), expected == Int(start) else { throw Damage("bytes that belong to nothing") }
    self.entries = entries
  }
}
