/// The colours of the page, light and dark: the data of `theme.mustache`.
struct PageTheme {
  /// A colour of the style sheet by its name, for light and dark pages.
  struct Pair {
    let name: String
    let light: RGB
    let dark: RGB
  }

  /// A property of the style sheet.
  struct Property {
    let name: String
    let color: String
  }

  /// Number of shades of words, without the shade of no score.
  static let levels = 12

  static let colors = [
    Pair(name: "ground", light: RGB(0xF6F6F4), dark: RGB(0x0E1114)), Pair(name: "paper", light: RGB(0xFFFFFF), dark: RGB(0x16191D)),
    Pair(name: "ink", light: RGB(0x1A1D21), dark: RGB(0xECECEA)), Pair(name: "muted", light: RGB(0x5A6068), dark: RGB(0xA5ABB3)),
    Pair(name: "line", light: RGB(0xE2E2DE), dark: RGB(0x282D33)), Pair(name: "rule", light: RGB(0xB9BBBD), dark: RGB(0x4A5159)),
    Pair(name: "accent", light: RGB(0x0B5CAD), dark: RGB(0x7DB8F7)), Pair(name: "alert", light: RGB(0xA83400), dark: RGB(0xFFA366)),
    Pair(name: "bar", light: RGB(0x7B93AE), dark: RGB(0x6D89A8)), Pair(name: "wrong", light: RGB(0xDD6300), dark: RGB(0xE27A24)),
    Pair(name: "c0", light: RGB(0x0072B2), dark: RGB(0x56B4E9)), Pair(name: "c1", light: RGB(0xD55E00), dark: RGB(0xE69F00)),
    Pair(name: "c2", light: RGB(0x00805C), dark: RGB(0x2BC79B)), Pair(name: "c3", light: RGB(0xB04E87), dark: RGB(0xE39AC3)),
    Pair(name: "c4", light: RGB(0x3F51A3), dark: RGB(0x9FA8F0)), Pair(name: "c5", light: RGB(0x8A6D00), dark: RGB(0xF0E442)),
    Pair(name: "c6", light: RGB(0x6B4C3B), dark: RGB(0xC9A58F)),
    Pair(name: "heat-text", light: HeatScale.light.text, dark: HeatScale.dark.text),
  ]

  /// The colour of each shade; the first is for no score.
  static func shades(of ramp: HeatScale.Ramp) -> [RGB] { (0...levels).map { ramp.color(of: Double($0) / Double(levels)) } }

  /// The properties of a light page: the colours, then the shades, which are "h" for a class and "k" against it.
  let light = properties(\.light, shades: HeatScale.light, against: HeatScale.lightAgainst)
  /// The properties of a dark page.
  let dark = properties(\.dark, shades: HeatScale.dark, against: HeatScale.darkAgainst)
  /// The shades with a class in the style sheet.
  let shades = Array(1...levels)

  private static func properties(_ color: (Pair) -> RGB, shades ramp: HeatScale.Ramp, against other: HeatScale.Ramp) -> [Property] {
    let ramps = [("h", ramp), ("k", other)].flatMap { letter, ramp in
      shades(of: ramp).enumerated().map { Property(name: "\(letter)\($0)", color: $1.hex) }
    }
    return colors.map { Property(name: $0.name, color: color($0).hex) } + ramps
  }
}
