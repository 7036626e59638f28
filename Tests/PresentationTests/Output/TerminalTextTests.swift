import Testing

@testable import Presentation

struct TerminalTextTests {
  @Test func ordinaryTextStaysAsItIs() {
    #expect(TerminalText.harmless("naïve 映画 👨‍👩‍👧 é") == "naïve 映画 👨‍👩‍👧 é")
  }

  @Test func controlCharactersBecomePictures() {
    #expect(TerminalText.harmless("\u{1B}]0;title\u{7}\u{0}\u{7F}\n") == "␛]0;title␇␀␡␊")
  }

  @Test func controlsAboveASCIIAndTurnsOfDirectionAreSpelledOut() {
    #expect(TerminalText.harmless("a\u{9B}31m\u{202E}b") == "a<U+009B>31m<U+202E>b")
  }

  @Test func linesCanBeKept() {
    #expect(TerminalText.harmless("a\r\nb\tc\rd\n", keepsLines: true) == "a\nb\tc␍d\n")
  }

  @Test(arguments: [("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("映画", 4), ("한국", 4), ("👍", 2), ("ＡＢ", 4), ("a\u{200B}b", 2)])
  func widthsAreThoseOfATerminal(text: String, cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
  }

  @Test func colourFollowsTheModeTheTerminalAndNoColor() {
    #expect(ColorMode.always.isOn(isTerminal: false, environment: ["NO_COLOR": "1"]))
    #expect(!ColorMode.never.isOn(isTerminal: true, environment: [:]))
    #expect(ColorMode.auto.isOn(isTerminal: true, environment: ["NO_COLOR": ""]))
    #expect(!ColorMode.auto.isOn(isTerminal: true, environment: ["NO_COLOR": "1"]))
    #expect(!ColorMode.auto.isOn(isTerminal: true, environment: ["TERM": "dumb"]))
    #expect(!ColorMode.auto.isOn(isTerminal: false, environment: [:]))
  }
}
