import Foundation
import TestSupport
import Testing

@testable import Engine
@testable import Support

/// Damaged charsmaps are refused, or find nothing; right ones are compared with the reference in `UnigramGoldenTests`.
@Suite struct PrecompiledCharsmapTests {
  private func message(_ charsmap: [UInt8]) -> String {
    #expect(throws: EngineError.self) { try PrecompiledCharsmap(charsmap, file: "FILE") }?.description ?? ""
  }

  @Test(
    "a charsmap that is cut off", arguments: [[], [4, 0, 0], [0, 0, 0, 0], [8, 0, 0, 0, 1, 2, 3, 4], [255, 255, 255, 255, 0, 0, 0, 0]])
  func truncated(bytes: [UInt8]) {
    #expect(message(bytes).hasPrefix("FILE: the precompiled_charsmap of the normalizer is cut off after \(bytes.count) bytes; "))
  }

  @Test("texts that are not UTF-8")
  func invalidText() {
    #expect(message([4, 0, 0, 0, 0, 0, 0, 0, 0xC3, 0]).hasPrefix("FILE: the texts in the precompiled_charsmap of the normalizer are not"))
  }

  @Test("a charsmap that is missing or not base64", arguments: ["{}", #"{"precompiled_charsmap": 3}"#, #"{"precompiled_charsmap": "?"}"#])
  func missing(json: String) throws {
    let value = try JSONValue(parsing: Array(json.utf8))
    let error = #expect(throws: EngineError.self) { try PrecompiledCharsmap(value, file: "FILE") }
    #expect(error?.description.hasPrefix("FILE: the precompiled_charsmap of the normalizer is missing, or is not base64; ") == true)
  }

  @Test("a trie of random numbers finds something or nothing, and the text stays UTF-8")
  func random() throws {
    var numbers = RandomNumbers(seed: 5)
    let text = Array("a\u{301}\r\nfilm ﬁ \u{915}\u{94D}\u{915}\u{301} ½\u{1}".utf8)
    for round in 0..<300 {
      let count = 4 * (1 + round % 300)
      var bytes = (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
      // Small numbers lead into the trie more often.
      for _ in 0..<count / 4 {
        let unit = UInt32.random(in: 0...UInt32.max, using: &numbers)
        let small = round % 2 == 0 ? unit : (unit & 0xFF) | unit >> 24 & 1 << 8 | (unit >> 8 & 0x7F) << 10
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: small >> (8 * $0)) }
      }
      let charsmap = try PrecompiledCharsmap(bytes + Array("é\0fi\0\0".utf8), file: "FILE")
      let normalized = charsmap.normalized(text, text.indices, firstScalar: 0)
      #expect(String(validating: normalized.bytes, as: UTF8.self) != nil)
    }
  }
}
