/// Background colours for scores, relative to the highest one shown.
///
/// One hue, orange, whose luminance falls (on a dark page: rises) all the way: the order shows to colour-blind people and in grey, too.
enum HeatScale {
  /// Evenly spaced colours from "nothing" to the strongest, under text of the page's colour.
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

  /// For black text.
  static let light = Ramp(text: RGB(0x000000), stops: [RGB(0xFFFFFF), RGB(0xFFE2BF), RGB(0xFFBC73), RGB(0xF58A26), RGB(0xDD6300)])
  /// For light text.
  static let dark = Ramp(text: RGB(0xFFFFFF), stops: [RGB(0x16191D), RGB(0x412711), RGB(0x6B3507), RGB(0x934103), RGB(0xB04A00)])

  /// The same for black text, from `levels` of the 256-colour palette; the number of a colour and what it looks like.
  static let palette: [(number: Int, color: RGB)] = [
    (223, RGB(0xFFD7AF)), (215, RGB(0xFFAF5F)), (208, RGB(0xFF8700)), (202, RGB(0xFF5F00)), (166, RGB(0xD75F00)),
  ]

  /// 0 for no mark up to 5 for the strongest; equal steps of `share`, which is clamped to 0 ... 1.
  static func level(of share: Double) -> Int {
    guard share > 0 else { return 0 }
    return min(palette.count, Int((share * Double(palette.count + 1)).rounded(.down)))
  }
}
