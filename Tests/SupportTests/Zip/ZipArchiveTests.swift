import Foundation
import TestSupport
import Testing

@testable import Support

struct ZipArchiveTests {
  private func stored(_ limits: ZipWriter.Limits = .init()) throws -> Data {
    var archive = Data()
    var writer = try ZipWriter(limits: limits) { archive.append(contentsOf: $0) }
    for (name, bytes) in Self.members { try writer.add(name, bytes) }
    try writer.finish()
    return archive
  }

  private static let members: [(String, [UInt8])] = [
    ("a.npy", [1, 2, 3]), ("empty", []), ("same", Array(repeating: 7, count: 70_000)), ("text", Array("to be or not to be, that is ".utf8)),
    ("mixed", (0..<3000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7 ^ $0 / 9) }),
  ]

  /// The members as Python compresses them.
  private func deflated(level: Int) throws -> Data {
    let directory = try TemporaryDirectory()
    for (name, bytes) in Self.members { try Data(bytes).write(to: directory.url.appendingPathComponent(name)) }
    let names = Self.members.map { "'\($0.0)'" }.joined(separator: ", ")
    try Python.run(
      """
      import zipfile
      with zipfile.ZipFile('x.zip', 'w', zipfile.ZIP_DEFLATED, compresslevel=\(level)) as archive:
          for name in [\(names)]: archive.write(name)
      """, in: directory.url)
    return try Data(contentsOf: directory.url.appendingPathComponent("x.zip"))
  }

  private func expectMembers(_ data: Data) throws {
    let archive = try ZipArchive(data)
    #expect(archive.entries.map(\.name) == Self.members.map(\.0))
    for (entry, member) in zip(archive.entries, Self.members) { #expect(try archive.bytes(of: entry) == member.1) }
  }

  @Test(arguments: [ZipWriter.Limits(), ZipWriter.Limits(size: 200), ZipWriter.Limits(members: 2)])
  func `stored members come out as they were, also with the long fields of zip64`(limits: ZipWriter.Limits) throws {
    try expectMembers(stored(limits))
  }

  @Test(.enabled(if: Python.isPresent), arguments: [0, 1, 6, 9])
  func `members that Python compressed come out as they were`(level: Int) throws { try expectMembers(deflated(level: level)) }

  @Test(.enabled(if: Python.isPresent))
  func `a damaged archive gives the members as they were, or an error`() throws {
    let data = try deflated(level: 6)
    var random = RandomNumbers(seed: 5)
    var errors = 0
    for _ in 0..<1500 {
      var damaged = data
      damaged[Int(random.next() % UInt64(data.count))] ^= UInt8(1 << (random.next() % 8))
      if random.next() % 8 == 0 { damaged.removeLast(Int(random.next() % UInt64(data.count))) }
      do {
        let archive = try ZipArchive(damaged)
        for entry in archive.entries where entry.size < 1 << 20 {
          let bytes = try archive.bytes(of: entry)
          #expect(Self.members.contains { $0.1 == bytes })
        }
      } catch is ZipArchive.Damage { errors += 1 }
    }
    #expect(errors > 700)
  }

  @Test func `a member of another compression, and what is no archive, are refused`() throws {
    var data = try stored()
    let entry = try #require(data.range(of: Data([0x50, 0x4B, 1, 2])))
    data[entry.lowerBound + 10] = 12
    #expect {
      try ZipArchive(data)
    } throws: {
      ($0 as? ZipArchive.Damage)?.reason.contains("has the member 'a.npy', which is encrypted, or compressed by another method") == true
    }
    for bytes in [Data(), Data("no archive, but long enough for one".utf8)] {
      #expect(throws: ZipArchive.Damage(reason: "is no zip archive, or was not copied whole")) { try ZipArchive(bytes) }
    }
  }
}
