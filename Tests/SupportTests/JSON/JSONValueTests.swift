import Testing

@testable import Support

struct JSONValueTests {
  private func parse(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  @Test("JSON of every kind is read")
  func json() throws {
    let value = try parse(#" {"a": [1, -2.5e1, 0, true, false, null], "b\n\u00e9\ud83d\ude00\/": "", "a": {"c": []}} "#)
    #expect(value["a"]?["c"]?.array == [])
    #expect(value.members?.map(\.key) == ["a", "b\né😀/", "a"])
    #expect(value.members?.first?.value == .array([.number(1), .number(-25), .number(0), .bool(true), .bool(false), .null]))
    #expect(try parse("1e400").integer == nil)
    #expect(try parse("[]")["a"] == nil)
  }

  @Test("keys that are canonically equivalent stay apart")
  func keys() throws {
    let value = try parse(#"{"\u00e9": 1, "e\u0301": 2}"#)
    #expect(value["\u{e9}"]?.integer == 1)
    #expect(value["e\u{301}"]?.integer == 2)
  }

  @Test(
    "text that is not JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\" 1}", "{a: 1}", "01", "1.", ".5", "+1", "-", "1e", "nul", "\"", "\"\\x\"", "\"\\ud800\"",
      "\"\\ud800\\u0041\"",
      "\"\\u00g0\"", "\"\u{1}\"", "[] []", "NaN", "'a'", String(repeating: "[", count: 100_000),
    ])
  func notJSON(text: String) {
    #expect(throws: JSONSyntaxError.self) { try parse(text) }
  }

  @Test(
    "an error names the line, the column in characters and the reason",
    arguments: [
      ("{\n \"é\": 01}", 2, 9, "a value is expected"), ("[1,\n\"a\nb\"]", 3, 1, "a string has a control character or is not closed"),
      ("[\"\\x\"]", 1, 5, "unknown escape in a string"), ("[\"\\u12g4\"]", 1, 7, "'\\u' needs four hexadecimal digits"),
      ("[\"\\ud800\\u0041\"]", 1, 15, "half of a surrogate pair in a string"), ("[\"ab", 1, 5, "a string is not closed"),
      ("[1 2]", 1, 4, "',' or ']' is expected"), ("{\"a\": tru}", 1, 7, "a value is expected"), ("[1", 1, 3, "',' or ']' is expected"),
    ])
  func places(text: String, line: Int, column: Int, reason: String) {
    #expect(throws: JSONSyntaxError(line: line, column: column, reason: reason)) { try parse(text) }
  }
}
