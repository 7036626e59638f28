import Testing

@testable import Presentation

struct CSVRowWriterTests {
  private func line(_ cells: [Cell], isForTerminal: Bool = false) throws -> String {
    try captured { try CSVRowWriter(isForTerminal: isForTerminal).write(cells, to: $0) }
  }

  @Test func plainFieldsAreNotQuoted() throws {
    #expect(try line([.text("a b"), .integer(-3), .flag(true), .flag(false)]) == "a b,-3,true,false\n")
  }

  @Test func nullIsAnEmptyField() throws {
    #expect(try line([.null, .text("x"), .null]) == ",x,\n")
  }

  @Test(arguments: [
    ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""), ("two\r\nlines", "\"two\r\nlines\""),
    ("\"", "\"\"\"\""),
  ])
  func whatWouldBreakTheRowIsQuoted(text: String, field: String) throws {
    #expect(try line([.text(text), .text("z")]) == field + ",z\n")
  }

  @Test func aQuoteUnderACombiningMarkIsDoubledAllTheSame() throws {
    #expect(try line([.text("\"\u{301}")]) == "\"\"\"\u{301}\"\n")
  }

  @Test func numbersReadBackAsTheSameValue() throws {
    #expect(try line([.single(0.1), .double(0.1), .double(1e300), .single(1e-7)]) == "0.1,0.1,1e+300,1e-07\n")
    for value in [Float.pi, 1 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude] {
      let text = try line([.single(value)]).dropLast()
      #expect(Float(text) == value)
    }
  }

  @Test func controlCharactersStayInAFileAndAreHarmlessOnATerminal() throws {
    #expect(try line([.text("a\u{1B}[31mb")]) == "a\u{1B}[31mb\n")
    #expect(try line([.text("a\u{1B}[31mb")], isForTerminal: true) == "a␛[31mb\n")
  }
}
