import Support
import Testing

struct JSONObjectTextTests {
  @Test("members stay in order, strings are escaped, and numbers read back as the same values")
  func members() throws {
    var inner = JSONObjectText()
    inner.add("x", 0.1)
    var object = JSONObjectText()
    object.add("z", 3)
    object.add("a\"\n", "é\u{9B}")
    object.add("one", 1.0)
    object.add("third", 1.0 / 3)
    object.add("none", nil as Double?)
    object.add("nan", Double.nan)
    object.add("text", nil as String?)
    object.add("inner", inner)
    object.add("list", [inner, JSONObjectText()])
    #expect(
      object.text
        == #"{"z": 3, "a\"\n": "é\u009b", "one": 1.0, "third": 0.3333333333333333, "none": null, "nan": null, "text": null, "inner": {"x": 0.1}, "list": [{"x": 0.1}, {}]}"#
    )
    #expect(try JSONValue(parsing: Array(object.text.utf8))["third"]?.number == 1.0 / 3)
  }
}
