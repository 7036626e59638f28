import Support
import Testing

struct HexadecimalTests {
  @Test("an integer has at least as many digits as asked for")
  func widths() {
    #expect(
      Hexadecimal.text(UInt8(0)) == "0" && Hexadecimal.text(UInt8(0), width: 2) == "00"
        && Hexadecimal.text(UInt32(0x1F600), width: 4) == "1f600")
    #expect(
      Hexadecimal.text(UInt32(0xE9), width: 4, uppercase: true) == "00E9" && Hexadecimal.text(UInt64.max, width: 4) == "ffffffffffffffff")
    #expect(Hexadecimal.text(of: [0, 10, 255]) == "000aff" && Hexadecimal.text(of: []) == "")
  }

  @Test("the digits of ASCII have values, and no other byte has one")
  func values() {
    #expect("0123456789abcdef".utf8.compactMap(Hexadecimal.value) == Array(0...15))
    #expect("0123456789ABCDEF".utf8.compactMap(Hexadecimal.value) == Array(0...15))
    #expect((UInt8.min...UInt8.max).count { Hexadecimal.value($0) != nil } == 22)
  }
}
