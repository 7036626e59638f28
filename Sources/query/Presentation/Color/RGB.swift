import Foundation
import Support

/// A colour in sRGB, with components in 0 ... 255.
struct RGB: Equatable {
  let red: Int
  let green: Int
  let blue: Int

  /// The colour 0xRRGGBB.
  init(_ code: Int) { (red, green, blue) = (code >> 16 & 0xFF, code >> 8 & 0xFF, code & 0xFF) }

  /// The colour between two others at `share` of the way, interpolated in sRGB.
  init(from start: RGB, to end: RGB, share: Double) {
    func between(_ part: KeyPath<RGB, Int>) -> Int {
      Int((Double(start[keyPath: part]) * (1 - share) + Double(end[keyPath: part]) * share).rounded())
    }
    (red, green, blue) = (between(\.red), between(\.green), between(\.blue))
  }

  /// The colour in CSS notation, "#rrggbb".
  var hex: String { "#" + Hexadecimal.text(of: [red, green, blue].map { UInt8(clamping: $0) }) }

  /// Relative luminance as defined by WCAG 2.2.
  var luminance: Double {
    func linear(_ part: Int) -> Double {
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Contrast ratio as defined by WCAG 2.2, in 1 ... 21.
  func contrast(with other: RGB) -> Double {
    let (low, high) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
  }
}
