import Testing

@testable import Presentation

struct HeatScaleTests {
  private static let shades = TerminalBackground.allCases.flatMap { background in
    [false, true].flatMap { HeatScale.palette(for: background, isAgainst: $0) }
  }

  @Test func contrastIsThatOfWCAG() {
    #expect(abs(RGB(0x000000).contrast(with: RGB(0xFFFFFF)) - 21) < 1e-9)
    #expect(abs(RGB(0x777777).contrast(with: RGB(0xFFFFFF)) - 4.478) < 1e-3)
  }

  @Test(arguments: [HeatScale.light, HeatScale.dark, HeatScale.lightAgainst, HeatScale.darkAgainst])
  func textIsReadableOnEveryShade(ramp: HeatScale.Ramp) {
    for step in 0...1000 {
      #expect(ramp.color(of: Double(step) / 1000).contrast(with: ramp.text) >= 4.5, "at \(step) of 1000")
    }
  }

  @Test func textIsReadableOnEveryColourOfThePalette() {
    for shade in Self.shades {
      let text = shade.text == 16 ? RGB(0x000000) : RGB(0xFFFFFF)
      #expect([16, 231].contains(shade.text) && shade.color.contrast(with: text) >= 4.5, "colour \(shade.number)")
    }
  }

  @Test func thePaletteIsXTerms() {
    let parts = [0, 95, 135, 175, 215, 255]
    for shade in Self.shades {
      let (index, color) = (shade.number - 16, shade.color)
      #expect([color.red, color.green, color.blue] == [parts[index / 36], parts[index / 6 % 6], parts[index % 6]])
    }
  }

  @Test func luminanceKeepsTheOrderForThoseWhoSeeNoHue() {
    func luminances(_ ramp: HeatScale.Ramp) -> [Double] { (0...100).map { ramp.color(of: Double($0) / 100).luminance } }
    for isAgainst in [false, true] {
      let (light, dark) = (
        luminances(HeatScale.ramp(for: .light, isAgainst: isAgainst)), luminances(HeatScale.ramp(for: .dark, isAgainst: isAgainst))
      )
      #expect(light == light.sorted(by: >) && dark == dark.sorted())
      let palette = HeatScale.palette(for: .light, isAgainst: isAgainst).map(\.color.luminance)
      #expect(palette == palette.sorted(by: >))
      let darkPalette = HeatScale.palette(for: .dark, isAgainst: isAgainst).map(\.color.luminance)
      #expect(darkPalette == darkPalette.sorted())
    }
  }

  @Test func levelsAreEqualStepsOfTheShare() {
    #expect([-1, 0, 0.1, 0.17, 0.34, 0.5, 0.67, 0.84, 1, 2].map(HeatScale.level) == [0, 0, 0, 1, 2, 3, 4, 5, 5, 5])
  }
}
