import Support
import Testing

struct JSONTextTests {
  /// Every scalar below U+0100, and some beyond.
  private static let text = String(String.UnicodeScalarView((0..<0x100).compactMap { Unicode.Scalar(UInt32($0)) })) + "\u{2028}\u{2029}映画😀"

  @Test("a quoted string reads back as itself, whichever way it is escaped")
  func readBack() throws {
    for quoted in [JSONText.quoted(Self.text), JSONText.leastQuoted(Self.text)] {
      var lexer = JSONLexer(Array(quoted.utf8))
      #expect(Array(try lexer.string().unicodeScalars) == Array(Self.text.unicodeScalars))
    }
  }

  @Test("scalars that a terminal obeys are escaped, and in stored texts only those that JSON demands")
  func escapes() {
    #expect(JSONText.quoted("a\"\\\u{8}\u{C}\n\u{1}\u{9B}\u{2028}é") == #""a\"\\\b\f\n\u0001\u009b\u2028é""#)
    #expect(
      JSONText.leastQuoted("a\"\\\u{8}\u{C}\n\r\t\u{1}\u{9B}\u{2028}é") == "\"a\\\"\\\\\\u0008\\u000c\\n\\r\\t\\u0001\u{9B}\u{2028}é\"")
  }
}
