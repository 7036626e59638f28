import Foundation
import Testing

@testable import Indexer

struct JSONObjectScannerTests {
  @Test func unescapesAsJSONMeansIt() throws {
    #expect(try value(#""a\"\\\/\b\f\n\r\tz""#) == .string("a\"\\/\u{8}\u{C}\n\r\tz"))
    #expect(try value(#""\u00e9\u20AC\u0000""#) == .string("é€\0"))
    #expect(try value(#""\ud83d\ude00!""#) == .string("😀!"))
    #expect(try value("\"😀é\"") == .string("😀é"))
  }

  @Test(arguments: [#""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\u0041""#, #""\ud83d\n""#])
  func aLoneSurrogateIsRefused(text: String) {
    #expect(reason(text)?.hasPrefix("a lone surrogate") == true)
  }

  @Test func numbersKeepTheirText() throws {
    for text in ["0", "-0", "1.50", "1e5", "-2.5E-3", "123456789012345678901234567890"] { #expect(try value(text) == .number(text)) }
  }

  @Test(arguments: [
    "01", "1.", ".5", "-", "+1", "1e", "NaNs", "nan", "Infinit", "tru", "True", "'a'", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"a\nb\"", "[1,]",
    "[1 2]",
    "{\"a\"}", "{\"a\": 1,}", "{a: 1}", "", "[", "{", "1 2",
  ])
  func whatIsNotJSONIsRefused(text: String) {
    #expect(reason(text)?.contains("JSON") == true)
  }

  @Test func aWantedMemberHasOneValue() throws {
    #expect(throws: JSONObjectScanner.Problem(reason: "has 'v' twice, with different values")) {
      var scanner = JSONObjectScanner(Array(#"{"v": 1, "w": [2], "v": 3}"#.utf8))
      _ = try scanner.members(slots: ["v": 0], count: 1)
    }
    var scanner = JSONObjectScanner(Array(#"{"v": 1, "w": [2], "v": 1, "w": 3}"#.utf8))
    #expect(try scanner.members(slots: ["v": 0], count: 1) == [.number("1")])
  }

  @Test func deepNestingIsRefusedInsteadOfExhaustingTheStack() {
    #expect(reason(String(repeating: "[", count: 100_000)) == "JSON nested deeper than 256")
  }

  @Test func agreesWithFoundationOnGeneratedObjects() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let text = String(
        String.UnicodeScalarView((0..<12).map { _ in Unicode.Scalar(UInt16.random(in: 0...0xD7FF, using: &generator)) ?? "?" }))
      let data = try JSONEncoder().encode(["v": text])
      var scanner = JSONObjectScanner(Array(data))
      let member = try scanner.members(slots: ["v": 0], count: 1)[0]
      guard case .string(let read) = member else {
        Issue.record("no string in \(data)")
        continue
      }
      #expect(Array(read.utf8) == Array(text.utf8))
    }
  }

  private func value(_ text: String) throws -> CorpusValue? {
    var scanner = JSONObjectScanner(Array("{\"before\": {\"v\": [0, \"}\"]}, \"v\": \(text)}".utf8))
    return try scanner.members(slots: ["v": 0], count: 1)[0]
  }

  private func reason(_ text: String) -> String? {
    do {
      _ = try value(text)
      return nil
    } catch {
      return (error as? JSONObjectScanner.Problem)?.reason
    }
  }
}
