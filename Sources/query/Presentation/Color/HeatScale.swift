/// Background colours for scores, relative to the highest score shown.
///
/// The scale has one hue, orange, and its luminance falls monotonically (on a dark page, rises), so that colour-blind people and prints in
/// grey show the order, too.
enum HeatScale {
  /// Evenly spaced colours from no score to the highest one, behind text of one colour.
  struct Ramp {
    let text: RGB
    let stops: [RGB]

    /// The colour of a share, which is clamped to 0 ... 1.
    func color(of share: Double) -> RGB {
      let place = min(max(share, 0), 1) * Double(stops.count - 1)
      let index = min(Int(place), stops.count - 2)
      return RGB(from: stops[index], to: stops[index + 1], share: place - Double(index))
    }
  }

  /// The ramp for black text.
  static let light = Ramp(text: RGB(0x000000), stops: [RGB(0xFFFFFF), RGB(0xFFE2BF), RGB(0xFFBC73), RGB(0xF58A26), RGB(0xDD6300)])
  /// The ramp for light text.
  static let dark = Ramp(text: RGB(0xFFFFFF), stops: [RGB(0x16191D), RGB(0x412711), RGB(0x6B3507), RGB(0x934103), RGB(0xB04A00)])

  /// A colour of the palette of 256, its appearance, and the palette number of the text on it, black or white.
  struct Shade {
    let number: Int
    let color: RGB
    var text = 16
  }

  /// The shades for a light background.
  static let palette: [Shade] = [
    Shade(number: 223, color: RGB(0xFFD7AF)), Shade(number: 215, color: RGB(0xFFAF5F)), Shade(number: 208, color: RGB(0xFF8700)),
    Shade(number: 202, color: RGB(0xFF5F00)), Shade(number: 166, color: RGB(0xD75F00)),
  ]
  /// The shades for a dark background.
  static let darkPalette: [Shade] = [
    Shade(number: 94, color: RGB(0x875F00), text: 231), Shade(number: 130, color: RGB(0xAF5F00), text: 231),
    Shade(number: 166, color: RGB(0xD75F00)), Shade(number: 208, color: RGB(0xFF8700)), Shade(number: 214, color: RGB(0xFFAF00)),
  ]

  /// The palette's shades for a terminal's background.
  static func palette(for background: TerminalBackground) -> [Shade] { background == .light ? palette : darkPalette }

  /// The ramp for a terminal's background.
  static func ramp(for background: TerminalBackground) -> Ramp { background == .light ? light : dark }

  /// The level of a share, from 0 (unmarked) to 5 (strongest), in equal steps of `share`, which is clamped to 0 ... 1.
  static func level(of share: Double) -> Int {
    guard share > 0 else { return 0 }
    return min(palette.count, Int((share * Double(palette.count + 1)).rounded(.down)))
  }
}
