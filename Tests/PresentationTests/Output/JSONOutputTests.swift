import Foundation
import Support
import Testing

@testable import Presentation

struct JSONOutputTests {
  @Test func objectsKeepTheOrderOfTheirKeys() {
    let value = JSONOutput.object([
      (key: "zebra", value: .cell(.integer(1))), (key: "ant", value: .array([.cell(.null), .cell(.flag(true))])),
    ])
    #expect(value.text == #"{"zebra":1,"ant":[null,true]}"#)
  }

  @Test func quotesAndControlCharactersAreEscaped() {
    #expect(
      JSONOutput.cell(.text("a\"b\\c\n\t\r\u{1B}\u{0}\u{7F}\u{9B}\u{2028}")).text == #""a\"b\\c\n\t\r\u001b\u0000\u007f\u009b\u2028""#)
  }

  @Test func otherTextStaysAsItIs() {
    #expect(JSONOutput.cell(.text("naïve 映画 👍🏽 /")).text == "\"naïve 映画 👍🏽 /\"")
  }

  @Test func anyTextReadsBackAsItWas() throws {
    let text = String(String.UnicodeScalarView((0..<0x3000).compactMap { Unicode.Scalar($0) }))
    let json = Data(JSONOutput.array([.cell(.text(text))]).text.utf8)
    #expect(try JSONSerialization.jsonObject(with: json) as? [String] == [text])
  }

  @Test func numbersAreShortAndExact() {
    #expect(JSONOutput.cell(.single(0.3)).text == "0.3")
    #expect(JSONOutput.cell(.double(0.30000000000000004)).text == "0.30000000000000004")
    #expect(JSONOutput.cell(.double(1_180_591_620_717_411_303_424)).text == "1.1805916207174113e+21")
  }

  @Test func whatJSONHasNoNumberForIsNull() {
    #expect(JSONOutput.array([.cell(.double(.infinity)), .cell(.single(.nan))]).text == "[null,null]")
  }

  @Test func aRowOfALinesFileIsOneObject() throws {
    let text = try captured { try JSONLinesRowWriter(columns: ["a", "b"]).write([.text("two\nlines"), .null], to: $0) }
    #expect(text == "{\"a\":\"two\\nlines\",\"b\":null}\n")
  }
}
