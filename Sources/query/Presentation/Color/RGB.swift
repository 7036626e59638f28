import Foundation

/// A colour in sRGB, each part in 0 ... 255.
struct RGB: Equatable {
  let red: Int
  let green: Int
  let blue: Int

  /// The colour 0xRRGGBB.
  init(_ code: Int) { (red, green, blue) = (code >> 16 & 0xFF, code >> 8 & 0xFF, code & 0xFF) }

  /// The colour `share` of the way from one to another, in sRGB.
  init(from start: RGB, to end: RGB, share: Double) {
    func between(_ part: KeyPath<RGB, Int>) -> Int {
      Int((Double(start[keyPath: part]) * (1 - share) + Double(end[keyPath: part]) * share).rounded())
    }
    (red, green, blue) = (between(\.red), between(\.green), between(\.blue))
  }

  /// "#rrggbb"
  var hex: String { String(format: "#%02x%02x%02x", red, green, blue) }

  /// Relative luminance, as WCAG 2.2 defines it.
  var luminance: Double {
    func linear(_ part: Int) -> Double {
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast ratio, 1 ... 21, as WCAG 2.2 defines it.
  func contrast(with other: RGB) -> Double {
    let (low, high) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
  }
}
