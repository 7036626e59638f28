import Testing

@testable import Presentation

struct NPYTests {
  @Test func theHeaderIsThatOfNumPyVersion1() {
    let header = NPY.header(size: 3)
    #expect(header.count == 128)
    #expect(Array(header[..<8]) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    #expect(Int(header[8]) + Int(header[9]) << 8 == 118)
    let text = String(decoding: header[10...], as: UTF8.self)
    #expect(text.hasPrefix("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 3), } "))
    #expect(text.hasSuffix(" \n"))
  }

  @Test(arguments: [1, 9, 10, 100, 512, 1000]) func theValuesBeginAtAMultipleOf64(size: Int) {
    #expect(NPY.header(size: size).count % 64 == 0)
  }

  @Test func valuesFollowRowByRowLittleEndian() {
    let bytes = NPY.bytes(of: [1, -2, 0, 0.5], size: 2)
    #expect(bytes.count == 128 + 4 * 8)
    #expect(Array(bytes[128..<144]) == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0])
  }
}
