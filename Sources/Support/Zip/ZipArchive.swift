public import Foundation

/// Reads the members of a zip archive, stored ones and ones that "deflate" compressed.
///
/// Layout: APPNOTE 6.3.9 of PKWARE, sections 4.3.7 to 4.5.3, with zip64. The central directory decides; of the local headers only the
/// lengths of their variable parts are used.
public struct ZipArchive {
  /// A member.
  public struct Entry {
    /// Its path in the archive.
    public let name: String
    /// Number of its bytes.
    public let size: Int
    fileprivate let packed: Range<Int>
    fileprivate let isDeflated: Bool
    fileprivate let checksum: UInt32
  }

  /// The reason why an archive cannot be read, as the rest of a sentence that begins with the archive.
  public struct Damage: Error, Equatable {
    /// What is wrong, such as "is no zip archive".
    public let reason: String
  }

  /// The members in the order of the directory.
  public let entries: [Entry]

  private let data: Data

  /// Reads the directory.
  /// - Parameter data: The bytes of the archive.
  /// - Throws: ``Damage``.
  public init(_ data: Data) throws {
    self.data = data
    let (place, count) = try Self.directory(data)
    var fields = Fields(data: data, place: place.lowerBound, end: place.upperBound)
    entries = try (0..<count).map { _ in try Self.entry(&fields) }
  }

  /// The bytes of a member.
  /// - Throws: ``Damage`` where they are not those that were packed.
  public func bytes(of entry: Entry) throws -> [UInt8] {
    let packed = [UInt8](data[data.startIndex + entry.packed.lowerBound..<data.startIndex + entry.packed.upperBound])
    guard let bytes = entry.isDeflated ? Inflater.bytes(of: packed, count: entry.size) : packed, CRC32.of(bytes) == entry.checksum else {
      throw Damage(reason: "is damaged: its member '\(entry.name.prefix(80))' does not agree with its checksum")
    }
    return bytes
  }

  private static let outside = Damage(reason: "is damaged, or was not copied whole: its directory points outside the file")

  /// Integers one after another.
  private struct Fields {
    let data: Data
    var place: Int
    let end: Int

    mutating func next<Integer: FixedWidthInteger>(_ type: Integer.Type = Integer.self) throws -> Integer {
      let bytes = try take(MemoryLayout<Integer>.size)
      return bytes.reversed().reduce(0) { $0 << 8 | Integer(truncatingIfNeeded: $1) }
    }

    mutating func take(_ count: Int) throws -> [UInt8] {
      guard place >= 0, count <= end - place else { throw outside }
      defer { place += count }
      return [UInt8](data[data.startIndex + place..<data.startIndex + place + count])
    }

    /// A number of 64 bits.
    mutating func long() throws -> Int {
      guard let value = Int(exactly: try next(UInt64.self)) else { throw outside }
      return value
    }
  }

  /// Finds the directory: the end record is at the end of the file, before a comment.
  private static func directory(_ data: Data) throws -> (place: Range<Int>, count: Int) {
    let size = ZipLayout.Size.end
    let last = data.count - size
    let first = max(0, last - Int(UInt16.max))
    let end =
      try last < 0
      ? nil
      : (first...last).last { place in
        var fields = Fields(data: data, place: place, end: data.count)
        return try fields.next(UInt32.self) == ZipLayout.Signature.end
      }
    guard let end else { throw Damage(reason: "is no zip archive, or was not copied whole") }
    var fields = Fields(data: data, place: end + 10, end: data.count)
    var count = Int(try fields.next(UInt16.self))
    var length = Int(try fields.next(UInt32.self))
    var start = Int(try fields.next(UInt32.self))
    if end >= ZipLayout.Size.locator {
      fields.place = end - ZipLayout.Size.locator
      if try fields.next(UInt32.self) == ZipLayout.Signature.locator {
        fields.place += 4
        fields.place = try fields.long()
        guard try fields.next(UInt32.self) == ZipLayout.Signature.longEnd else { throw outside }
        fields.place += 28
        (count, length, start) = (try fields.long(), try fields.long(), try fields.long())
      }
    }
    guard length <= data.count, start <= data.count - length, count <= length / ZipLayout.Size.entry else { throw outside }
    return (start..<start + length, count)
  }

  private static func entry(_ fields: inout Fields) throws -> Entry {
    guard try fields.next(UInt32.self) == ZipLayout.Signature.entry else { throw outside }
    fields.place += 4
    let (flags, method) = (try fields.next(UInt16.self), try fields.next(UInt16.self))
    fields.place += 4
    let checksum = try fields.next(UInt32.self)
    var (packed, size) = (Int(try fields.next(UInt32.self)), Int(try fields.next(UInt32.self)))
    let nameLength = Int(try fields.next(UInt16.self))
    let extraLength = Int(try fields.next(UInt16.self))
    let commentLength = Int(try fields.next(UInt16.self))
    fields.place += 8
    var header = Int(try fields.next(UInt32.self))
    let name = String(decoding: try fields.take(nameLength), as: UTF8.self)
    var extra = Fields(data: fields.data, place: fields.place, end: fields.place + extraLength)
    _ = try fields.take(extraLength + commentLength)
    while extra.place < extra.end {
      let (tag, length) = (try extra.next(UInt16.self), Int(try extra.next(UInt16.self)))
      var wide = extra
      _ = try extra.take(length)
      guard tag == ZipLayout.longFields else { continue }
      // Only the numbers that do not fit above, in this order.
      if size == Int(ZipLayout.elsewhere) { size = try wide.long() }
      if packed == Int(ZipLayout.elsewhere) { packed = try wide.long() }
      if header == Int(ZipLayout.elsewhere) { header = try wide.long() }
    }
    guard flags & 1 == 0, method == 0 || method == 8 else {
      throw Damage(reason: "has the member '\(name.prefix(80))', which is encrypted, or compressed by another method than deflate")
    }
    var local = Fields(data: fields.data, place: header, end: fields.data.count)
    guard try local.next(UInt32.self) == ZipLayout.Signature.localHeader else { throw outside }
    local.place += 22
    let (ownName, ownExtra) = (Int(try local.next(UInt16.self)), Int(try local.next(UInt16.self)))
    _ = try local.take(ownName + ownExtra)
    guard packed <= fields.data.count - local.place, method == 8 || packed == size else { throw outside }
    return Entry(name: name, size: size, packed: local.place..<local.place + packed, isDeflated: method == 8, checksum: checksum)
  }
}
