/// Writes a zip archive of uncompressed members, one after another, to a destination that need not be seekable.
///
/// Memory does not grow with the members: the directory at the end of the archive is kept on disk until then. Members have no times, so
/// that equal members give equal archives. Follows APPNOTE.TXT 6.3.9 of PKWARE.
public struct ZipWriter {
  /// The numbers from which on an archive needs the longer fields of zip64; tests set lower ones than the format's.
  struct Limits {
    var size = UInt64(ZipLayout.elsewhere)
    var members = UInt64(UInt16.max)
  }

  private let write: ([UInt8]) throws -> Void
  private let limits: Limits
  private let directory: SpillFile
  private var offset: UInt64 = 0
  private var members: UInt64 = 0

  /// Begins an archive.
  /// - Parameter write: Takes the archive's bytes, a part at a time.
  /// - Throws: ``ZipFailure`` where the directory cannot be kept on disk.
  public init(write: @escaping ([UInt8]) throws -> Void) throws { try self.init(limits: Limits(), write: write) }

  init(limits: Limits, write: @escaping ([UInt8]) throws -> Void) throws {
    (self.limits, self.write) = (limits, write)
    directory = try SpillFile()
  }

  /// Appends a member.
  ///
  /// - Parameters:
  ///   - name: The member's name: ASCII, at most 65,535 bytes, not used before.
  ///   - bytes: The member's contents.
  /// - Throws: Errors of `write`; ``ZipFailure`` where the directory cannot be written.
  public mutating func add(_ name: String, _ bytes: [UInt8]) throws {
    precondition(name.utf8.count <= UInt16.max && name.utf8.allSatisfy { $0 < 0x80 }, "'\(name)' cannot name a member")
    let (size, checksum) = (UInt64(bytes.count), CRC32.of(bytes))
    let isLarge = size >= limits.size

    var local = LittleEndian()
    local.append(ZipLayout.Signature.localHeader)
    appendProperties(to: &local, name: name, size: size, checksum: checksum, isLong: isLarge)
    let extra = isLarge ? Self.extra([size, size]) : []
    local.append(UInt16(extra.count))
    local.append(Array(name.utf8) + extra)

    try write(local.bytes)
    try write(bytes)
    try directory.write(entry(name: name, size: size, checksum: checksum))
    offset += UInt64(local.bytes.count) + size
    members += 1
  }

  /// Writes the directory, which completes the archive.
  public mutating func finish() throws {
    let (start, size) = (offset, UInt64(directory.count))
    try directory.copy(to: write)
    var end = LittleEndian()
    if members >= limits.members || start >= limits.size || size >= limits.size {
      end.append(ZipLayout.Signature.longEnd)
      // The size of the rest of this record.
      end.append(UInt64(ZipLayout.Size.longEnd - 12))
      for version in [UInt16(45), 45] { end.append(version) }
      for disk in [UInt32(0), 0] { end.append(disk) }
      for value in [members, members, size, start] { end.append(value) }
      end.append(ZipLayout.Signature.locator)
      end.append(UInt32(0))
      end.append(start + size)
      end.append(UInt32(1))
    }
    end.append(ZipLayout.Signature.end)
    for disk in [UInt16(0), 0] { end.append(disk) }
    let count = members >= limits.members ? UInt16.max : UInt16(members)
    for number in [count, count] { end.append(number) }
    end.append(short(size))
    end.append(short(start))
    end.append(UInt16(0))
    try write(end.bytes)
  }

  /// The member's entry in the directory; the member begins at `offset`.
  private func entry(name: String, size: UInt64, checksum: UInt32) -> [UInt8] {
    let long = [size, size, offset].filter { $0 >= limits.size }
    let extra = long.isEmpty ? [] : Self.extra(long)
    var entry = LittleEndian()
    entry.append(ZipLayout.Signature.entry)
    // The system is Unix, so that the attributes below are a mode.
    entry.append(UInt16(3 << 8 | 45))
    appendProperties(to: &entry, name: name, size: size, checksum: checksum, isLong: !long.isEmpty)
    entry.append(UInt16(extra.count))
    for number in [UInt16(0), 0, 0] { entry.append(number) }
    entry.append(UInt32(0o100644 << 16))
    entry.append(short(offset))
    entry.append(Array(name.utf8) + extra)
    return entry.bytes
  }

  /// Appends the part that both headers of a member share: version, flags, method, time and date (1 January 1980), checksum, sizes, and the
  /// name's length.
  private func appendProperties(to header: inout LittleEndian, name: String, size: UInt64, checksum: UInt32, isLong: Bool) {
    for value in [UInt16(isLong ? 45 : 20), 0, 0, 0, 0x21] { header.append(value) }
    header.append(checksum)
    for value in [short(size), short(size)] { header.append(value) }
    header.append(UInt16(name.utf8.count))
  }

  /// A number, or the mark that the number is in a longer field.
  private func short(_ value: UInt64) -> UInt32 { value >= limits.size ? ZipLayout.elsewhere : UInt32(value) }

  private static func extra(_ values: [UInt64]) -> [UInt8] {
    var extra = LittleEndian()
    extra.append(ZipLayout.longFields)
    extra.append(UInt16(8 * values.count))
    for value in values { extra.append(value) }
    return extra.bytes
  }
}
