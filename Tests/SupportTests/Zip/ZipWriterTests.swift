import Foundation
import TestSupport
import Testing

@testable import Support

struct ZipWriterTests {
  /// An archive of these members.
  private func archive(_ members: [(String, [UInt8])], limits: ZipWriter.Limits = .init()) throws -> Data {
    var archive = Data()
    var writer = try ZipWriter(limits: limits) { archive.append(contentsOf: $0) }
    for (name, bytes) in members { try writer.add(name, bytes) }
    try writer.finish()
    return archive
  }

  private let members: [(String, [UInt8])] = [("a.npy", [1, 2, 3]), ("empty", []), ("b%2Fc.npy", Array(repeating: 7, count: 300))]

  @Test func theChecksumIsThatOfZip() {
    #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.of([]) == 0)
  }

  @Test func aReaderFindsTheMembersAsTheyWere() throws {
    let entries = try ZipReader(try archive(members)).entries
    #expect(entries.map(\.name) == members.map(\.0))
    #expect(entries.map { Array($0.bytes) } == members.map(\.1))
  }

  @Test func theSameMembersMakeTheSameArchive() throws {
    #expect(try archive(members) == archive(members))
  }

  @Test func anArchiveWithoutMembersIsItsEnd() throws {
    #expect(try archive([]) == Data([0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)))
  }

  @Test(arguments: [ZipWriter.Limits(size: 200), ZipWriter.Limits(size: 20), ZipWriter.Limits(members: 2)])
  func longFieldsBeginAtTheirLimits(limits: ZipWriter.Limits) throws {
    let data = try archive(members, limits: limits)
    #expect(data.range(of: Data([0x50, 0x4B, 6, 6])) != nil)
    #expect(try ZipReader(data).entries.map { Array($0.bytes) } == members.map(\.1))
  }

  @Test(.enabled(if: Python.isPresent, "there is no python3"))
  func pythonReadsIt() throws {
    let directory = try TemporaryDirectory()
    for limits in [ZipWriter.Limits(), .init(size: 200), .init(members: 2)] {
      _ = try directory.write(try archive(members, limits: limits), to: "a.zip")
      let result = try Python.run(
        """
        import zipfile
        archive = zipfile.ZipFile("a.zip")
        assert archive.testzip() is None
        print([(i.filename, i.file_size, i.compress_type) for i in archive.infolist()])
        """, in: directory.url)
      #expect(result == "[('a.npy', 3, 0), ('empty', 0, 0), ('b%2Fc.npy', 300, 0)]\n")
    }
  }

  @Test func moreMembersThanTheShortFieldHoldsAreCountedInTheLongOne() throws {
    let data = try archive((0..<66_000).map { ("\($0)", []) })
    #expect(try ZipReader(data).entries.count == 66_000)
  }
}
