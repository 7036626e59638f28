import Support
import Testing

struct JSONLexerTests {
  @Test(
    "a string comes without its quotes and escapes, and the position is behind it",
    arguments: [
      (#""""#, ""), (#""film""#, "film"), (#""a\"\\\/\b\f\n\r\t\u00E9""#, "a\"\\/\u{8}\u{C}\n\r\té"), (#""\ud83d\uDE00""#, "😀"),
      ("\"映画\u{7F}\"", "映画\u{7F}"),
    ])
  func strings(text: String, expected: String) throws {
    var lexer = JSONLexer(Array((text + ",").utf8))
    #expect(Array(try lexer.string().unicodeScalars) == Array(expected.unicodeScalars))
    #expect(lexer.position == text.utf8.count)
  }

  @Test(
    "a fault of a string is found at its place",
    arguments: [
      ("x", .noString, 0), ("\"ab", .openString, 3), ("\"ab\\", .openEscape, 4), ("\"a\nb\"", .controlCharacter, 2),
      (#""\x""#, .unknownEscape, 2), (#""\u12g4""#, .noHexadecimalDigit(digits: 3), 5), (#""\u12"#, .noHexadecimalDigit(digits: 3), 5),
      (#""\ud800x""#, .loneSurrogate(0xD800), 7), (#""\udc00""#, .loneSurrogate(0xDC00), 7), (#""\ud800\n""#, .loneSurrogate(0xD800), 8),
      (#""\ud800\u0041""#, .loneSurrogate(0xD800), 13),
    ] as [(String, JSONFault, Int)])
  func faults(text: String, fault: JSONFault, position: Int) {
    var lexer = JSONLexer(Array(text.utf8))
    #expect(throws: fault) { try lexer.string() }
    #expect(lexer.position == position)
  }

  @Test("bytes that are not UTF-8 are no string")
  func invalid() {
    for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0x5C, 0x6E, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
      var lexer = JSONLexer(bytes)
      #expect(throws: JSONFault.notUTF8) { try lexer.string() }
      #expect(lexer.isAtEnd)
    }
  }

  @Test(
    "a number is as long as RFC 8259 lets it be",
    arguments: [
      ("0", 1), ("-0", 2), ("01", 1), ("10.50e+7,", 8), ("1E-2]", 4), ("-12.5", 5), ("7.", nil), ("7.e1", nil), ("1e", nil), ("1e+", nil),
      ("-", nil), ("+1", nil), (".5", nil), ("x", nil), ("", nil),
    ] as [(String, Int?)])
  func numbers(text: String, length: Int?) {
    var lexer = JSONLexer(Array(text.utf8))
    #expect((try? lexer.number())?.upperBound == length)
  }

  @Test("words and marks are skipped where they come next, and white space is that of RFC 8259")
  func words() {
    var lexer = JSONLexer(Array(" \t\r\ntrue,nul\u{B}".utf8))
    lexer.skipSpace()
    let skipped = [lexer.skip(word: "false"), lexer.skip(word: "true"), lexer.skip(UInt8(ascii: ",")), lexer.skip(word: "null")]
    #expect(skipped == [false, true, true, false] && lexer.next == UInt8(ascii: "n"))
    lexer.position += 3
    lexer.skipSpace()
    #expect(lexer.next == 0x0B && !lexer.isAtEnd)
  }

  @Test("no bytes make the lexer read beyond their end")
  func anything() {
    var random = SeededNumbers(seed: 5)
    let alphabet = Array("\"\\u0Ad8e.-+ tf\n\u{E9}".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      var lexer = JSONLexer(bytes)
      while !lexer.isAtEnd {
        let start = lexer.position
        if (try? lexer.string()) == nil, (try? lexer.number()) == nil, lexer.position == start { lexer.position += 1 }
      }
      #expect(lexer.position == bytes.count)
    }
  }
}
