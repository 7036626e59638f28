import Support

/// The entries of a zip archive that stores them uncompressed, as torch always does.
///
/// Layout: [APPNOTE 6.3.9](https://pkware.cachefly.net/webdocs/APPNOTE/APPNOTE-6.3.9.TXT), sections 4.3.7 to 4.5.3, including zip64, which
/// torch always writes. The central directory decides; of the local headers only the lengths of their variable parts are used.
struct ZipDirectory {
  /// Upper bound in bytes. A thousand layers, the most that a model may have, take 2 MB.
  private static let longestDirectory = 4 << 20

  /// Each entry's bytes in the file, by name.
  let entries: [String: Range<Int>]

  /// Reads the directory.
  /// - Throws: ``EngineError`` that names the file where the archive is damaged or has compressed or encrypted entries.
  init(_ file: MappedFile) throws {
    let (place, count) = try Self.centralDirectory(file)
    var reader = ByteReader(file.bytes(place), subject: "the directory of \(file.name)")
    var entries: [String: Range<Int>] = [:]
    for _ in 0..<count {
      let (name, range) = try Self.entry(&reader, file)
      guard entries.updateValue(range, forKey: name) == nil else { throw reader.failure("has '\(name.prefix(80))' twice; it is damaged") }
    }
    var end = 0
    for (name, range) in entries.sorted(by: { ($0.value.lowerBound, $0.value.upperBound) < ($1.value.lowerBound, $1.value.upperBound) }) {
      guard range.lowerBound >= end, range.upperBound <= place.lowerBound else {
        throw reader.failure("says that '\(name.prefix(80))' lies where something else does; it is damaged or hostile")
      }
      end = range.upperBound
    }
    self.entries = entries
  }

  /// Finds the central directory. The end record is at the very end of the file, before a comment of at most 65,535 bytes. (4.3.14 to
  /// 4.3.16)
  private static func centralDirectory(_ file: MappedFile) throws -> (place: Range<Int>, entries: Int) {
    let tailStart = max(0, file.count - Int(UInt16.max) - ZipLayout.Size.end)
    let tail = file.bytes(tailStart..<file.count)
    let signature = withUnsafeBytes(of: ZipLayout.Signature.end.littleEndian) { [UInt8]($0) }
    guard
      let end = tail.indices.dropLast(ZipLayout.Size.end - 1).last(where: { tail[$0] == 0x50 && tail[$0..<$0 + 4].elementsEqual(signature) }
      )
    else {
      throw EngineError("\(file.name) has no zip directory at its end: it is damaged or was not copied whole", kind: .damaged)
    }
    var reader = ByteReader([UInt8](tail[end...]), subject: "the end record of \(file.name)")
    _ = try reader.take(10)
    var entries = Int(try reader.integer(UInt16.self))
    var size = Int(try reader.integer(UInt32.self))
    var offset = Int(try reader.integer(UInt32.self))

    let locator = tailStart + end - ZipLayout.Size.locator
    if locator >= 0 {
      var reader = ByteReader(file.bytes(locator..<locator + ZipLayout.Size.locator), subject: "the end record of \(file.name)")
      if try reader.integer(UInt32.self) == ZipLayout.Signature.locator {
        _ = try reader.take(4)
        let record = try reader.size64()
        guard record <= locator - ZipLayout.Size.longEnd else { throw reader.failure("points outside the file; it is damaged") }
        reader = ByteReader(file.bytes(record..<record + ZipLayout.Size.longEnd), subject: "the end record of \(file.name)")
        guard try reader.integer(UInt32.self) == ZipLayout.Signature.longEnd else {
          throw reader.failure("points to no zip64 record; it is damaged")
        }
        _ = try reader.take(28)
        entries = try reader.size64()
        size = try reader.size64()
        offset = try reader.size64()
      }
    }
    // An entry has at least 46 bytes, so a wrong count cannot make the loop above longer than the file.
    guard size <= longestDirectory, size <= file.count, offset <= file.count - size, entries <= size / ZipLayout.Size.entry else {
      throw EngineError(
        "the zip directory of \(file.name) points outside the file, or is larger than a model's: it is damaged or was not copied whole",
        kind: .damaged)
    }
    return (offset..<offset + size, entries)
  }

  /// Reads an entry of the central directory. (4.3.12, 4.5.3)
  private static func entry(_ reader: inout ByteReader, _ file: MappedFile) throws -> (String, Range<Int>) {
    guard try reader.integer(UInt32.self) == ZipLayout.Signature.entry else { throw reader.failure("is damaged") }
    _ = try reader.take(4)
    let flags = try reader.integer(UInt16.self)
    let method = try reader.integer(UInt16.self)
    _ = try reader.take(8)
    var packed = Int(try reader.integer(UInt32.self))
    var size = Int(try reader.integer(UInt32.self))
    let nameLength = Int(try reader.integer(UInt16.self))
    let extraLength = Int(try reader.integer(UInt16.self))
    let commentLength = Int(try reader.integer(UInt16.self))
    _ = try reader.take(8)
    var header = Int(try reader.integer(UInt32.self))
    let name = String(decoding: try reader.take(nameLength), as: UTF8.self)
    // No file is ever extracted, but an archive with such names is not torch's.
    guard !name.hasPrefix("/"), !name.contains("\\"), !name.split(separator: "/").contains("..") else {
      throw reader.failure("names an entry '\(name.prefix(80))', which leads out of the archive; it is hostile")
    }
    var extra = ByteReader([UInt8](try reader.take(extraLength)), subject: "the zip entry '\(name.prefix(80))' of \(file.name)")
    _ = try reader.take(commentLength)

    while !extra.isAtEnd {
      let tag = try extra.integer(UInt16.self)
      let field = [UInt8](try extra.take(Int(try extra.integer(UInt16.self))))
      guard tag == ZipLayout.longFields else { continue }
      // zip64 has only the values that do not fit above, in this order.
      var wide = ByteReader(field, subject: "the zip entry '\(name.prefix(80))' of \(file.name)")
      if size == ZipLayout.elsewhere { size = try wide.size64() }
      if packed == ZipLayout.elsewhere { packed = try wide.size64() }
      if header == ZipLayout.elsewhere { header = try wide.size64() }
    }
    guard method == 0, packed == size, flags & 1 == 0 else {
      throw extra.failure("is compressed or encrypted: torch writes neither, so the file was repacked; save it again with torch")
    }
    return (name, try contents(header: header, size: size, of: name, in: file))
  }

  /// The bytes of an entry, which lie behind its local header. (4.3.7)
  private static func contents(header: Int, size: Int, of name: String, in file: MappedFile) throws -> Range<Int> {
    let outside = EngineError(
      "the zip entry '\(name.prefix(80))' lies outside of \(file.name): it is damaged or was not copied whole", kind: .damaged)
    let length = ZipLayout.Size.localHeader
    guard file.count >= length, header <= file.count - length else { throw outside }
    var reader = ByteReader(file.bytes(header..<header + length), subject: "the zip entry '\(name.prefix(80))' of \(file.name)")
    guard try reader.integer(UInt32.self) == ZipLayout.Signature.localHeader else { throw reader.failure("is damaged") }
    _ = try reader.take(22)
    let start = header + length + Int(try reader.integer(UInt16.self)) + Int(try reader.integer(UInt16.self))
    guard start <= file.count, size <= file.count - start else { throw outside }
    return start..<start + size
  }
}
