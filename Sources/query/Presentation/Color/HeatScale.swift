/// Background colours for scores, relative to the largest score shown.
///
/// The scale has one hue, orange, and its luminance falls monotonically (on a dark page, rises), so that colour-blind people and prints in
/// grey show the order, too. Signed scores have two scales, orange for a class and blue against it, which no common colour blindness
/// confuses.
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

  /// The ramps of scores that speak against a class.
  static let lightAgainst = Ramp(text: light.text, stops: [RGB(0xFFFFFF), RGB(0xD3E5F8), RGB(0xA2C8F0), RGB(0x66A3E0), RGB(0x2F78C4)])
  static let darkAgainst = Ramp(text: dark.text, stops: [RGB(0x16191D), RGB(0x162D49), RGB(0x164272), RGB(0x165597), RGB(0x1666BB)])

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

  /// The shades of scores that speak against a class.
  static let paletteAgainst: [Shade] = [
    Shade(number: 153, color: RGB(0xAFD7FF)), Shade(number: 111, color: RGB(0x87AFFF)), Shade(number: 75, color: RGB(0x5FAFFF)),
    Shade(number: 69, color: RGB(0x5F87FF)), Shade(number: 32, color: RGB(0x0087D7)),
  ]
  static let darkPaletteAgainst: [Shade] = [
    Shade(number: 24, color: RGB(0x005F87), text: 231), Shade(number: 25, color: RGB(0x005FAF), text: 231),
    Shade(number: 32, color: RGB(0x0087D7)), Shade(number: 39, color: RGB(0x00AFFF)), Shade(number: 117, color: RGB(0x87D7FF)),
  ]

  /// The palette's shades for a terminal's background, of scores that speak for a class or against it.
  static func palette(for background: TerminalBackground, isAgainst: Bool = false) -> [Shade] {
    switch background {
    case .light: isAgainst ? paletteAgainst : palette
    case .dark: isAgainst ? darkPaletteAgainst : darkPalette
    }
  }

  /// The ramp for a terminal's background, of scores that speak for a class or against it.
  static func ramp(for background: TerminalBackground, isAgainst: Bool = false) -> Ramp {
    switch background {
    case .light: isAgainst ? lightAgainst : light
    case .dark: isAgainst ? darkAgainst : dark
    }
  }

  /// The level of a share, from 0 (unmarked) to 5 (strongest), in equal steps of `share`, which is clamped to 0 ... 1.
  static func level(of share: Double) -> Int {
    guard share > 0 else { return 0 }
    return min(palette.count, Int((share * Double(palette.count + 1)).rounded(.down)))
  }
}
