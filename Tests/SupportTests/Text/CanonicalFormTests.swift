import Foundation
import Testing

@testable import Support

struct CanonicalFormTests {
  private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

  @Test(
    arguments: [
      ("cafe\u{301}", "caf\u{E9}"), ("\u{212B}\u{212A}\u{2126}", "\u{C5}K\u{3A9}"), ("\u{958}", "\u{915}\u{93C}"),
      ("\u{FB2A}", "\u{5E9}\u{5C1}"),
      ("a\u{323}\u{307}", "\u{1EA1}\u{307}"), ("a\u{307}\u{323}", "\u{1EA1}\u{307}"), ("か\u{3099}", "が"), ("\u{1112}\u{1161}\u{11AB}", "한"),
      ("한", "한"), ("\u{F900}", "\u{8C48}"), ("नहीं", "नहीं"), ("plain", "plain"), ("", ""),
    ])
  func `texts are converted to form C`(text: String, form: String) {
    // The expected forms come from Python's unicodedata.
    #expect(scalars(CanonicalForm.of(text)) == scalars(form))
    #expect(scalars(CanonicalForm.of(form)) == scalars(form))
  }

  @Test(arguments: ["plain", "caf\u{E9} Über", "Привет", "映画がいい 한글", "नहीं है", "ไม่ดี", "كتابٌ", "Việt Nam"])
  func `common texts pass the quick check`(text: String) {
    #expect(CanonicalForm.isForm(text.precomposedStringWithCanonicalMapping.utf8))
  }

  @Test func `the quick check accepts no text that would change`() {
    // Every scalar: alone, behind a letter, and behind the mark of the highest class below it.
    for value in UInt32(0x80)..<0x30000 {
      guard let scalar = Unicode.Scalar(value), scalar.properties.age.map({ $0.major <= 9 }) == true else { continue }
      let text = "a\(scalar) e\u{345}\(scalar) \(scalar)\u{316}"
      if CanonicalForm.isForm(text.utf8) {
        #expect(scalars(text.precomposedStringWithCanonicalMapping) == scalars(text), "U+\(String(value, radix: 16))")
      }
      // The second scalar of each composition must be one that may compose.
      let parts = scalars(String(scalar).decomposedStringWithCanonicalMapping)
      if parts.count > 1, let last = parts.last, !scalar.properties.isFullCompositionExclusion {
        #expect(!CanonicalForm.isBoundary(last), "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func `a text is normalized by parts as it is as a whole, and each part knows its origin`() {
    let texts = [
      "x cafe\u{301} a\u{307}\u{323}y", "\u{301}a", "नहीं क\u{93C}", "\u{1112}\u{1161}\u{11AB} 각\u{11A8}", "a\u{345}\u{301}\u{323}b\u{FE0F}",
    ]
    for text in texts {
      let placed = PlacedForm(of: text)
      #expect(scalars(placed.text) == scalars(text.precomposedStringWithCanonicalMapping))
      let count = placed.text.unicodeScalars.count
      #expect(placed.origin(of: 0..<count) == 0..<text.unicodeScalars.count)
    }
    #expect(PlacedForm(of: "x cafe\u{301} b").origin(of: 5..<6) == 5..<7)
    #expect(PlacedForm(of: "x cafe\u{301} b").origin(of: 7..<8) == 8..<9)
  }
}
