/// The colours of the page, light and dark.
struct PageTheme {
  /// One colour by its name in the style sheet, on a light and on a dark page.
  struct Pair {
    let name: String
    let light: RGB
    let dark: RGB
  }

  /// How many shades words have, the one for nothing aside.
  static let levels = 12

  static let colors = [
    Pair(name: "ground", light: RGB(0xF6F6F4), dark: RGB(0x0E1114)), Pair(name: "paper", light: RGB(0xFFFFFF), dark: RGB(0x16191D)),
    Pair(name: "ink", light: RGB(0x1A1D21), dark: RGB(0xECECEA)), Pair(name: "muted", light: RGB(0x5A6068), dark: RGB(0xA5ABB3)),
    Pair(name: "line", light: RGB(0xE2E2DE), dark: RGB(0x282D33)), Pair(name: "rule", light: RGB(0xB9BBBD), dark: RGB(0x4A5159)),
    Pair(name: "accent", light: RGB(0x0B5CAD), dark: RGB(0x7DB8F7)), Pair(name: "alert", light: RGB(0xA83400), dark: RGB(0xFFA366)),
    Pair(name: "bar", light: RGB(0x7B93AE), dark: RGB(0x6D89A8)), Pair(name: "wrong", light: RGB(0xDD6300), dark: RGB(0xE27A24)),
    Pair(name: "heat-text", light: HeatScale.light.text, dark: HeatScale.dark.text),
  ]

  /// Each shade's colour; the first is that of nothing.
  static func shades(of ramp: HeatScale.Ramp) -> [RGB] { (0...levels).map { ramp.color(of: Double($0) / Double(levels)) } }

  /// The style sheet's beginning: the colours as properties, and a class for each shade.
  static var css: String {
    let light = colors.map { "--\($0.name):\($0.light.hex)" } + shades(of: HeatScale.light).enumerated().map { "--h\($0):\($1.hex)" }
    let dark = colors.map { "--\($0.name):\($0.dark.hex)" } + shades(of: HeatScale.dark).enumerated().map { "--h\($0):\($1.hex)" }
    let classes = (1...levels).map { ".h\($0){background:var(--h\($0));color:var(--heat-text)}" }
    return """
      :root{color-scheme:light dark;\(light.joined(separator: ";"))}
      @media screen and (prefers-color-scheme:dark){:root{\(dark.joined(separator: ";"))}}
      \(classes.joined(separator: "\n"))
      """
  }

  /// The scale as the legend shows it.
  static var ramp: String { (0...levels).map { "<span class=\"h\($0)\"></span>" }.joined() }
}
