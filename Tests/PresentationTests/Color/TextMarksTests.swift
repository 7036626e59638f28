import Foundation
import Testing

@testable import Presentation

struct TextMarksTests {
  @Test func withoutColourWhatStandsOutIsInBrackets() {
    let marks = TextMarks(depth: .none)
    #expect([0, 0.3, 0.4, 0.7].map { marks.marked("bad", share: $0) } == ["bad", "bad", "[bad]", "[[bad]]"])
    #expect(marks.legend == nil)
  }

  @Test func thePaletteHasFiveBackgrounds() {
    let marks = TextMarks(depth: .palette)
    #expect(marks.marked("bad", share: 0.1) == "bad")
    #expect(marks.marked("bad", share: 0.2) == "\u{1B}[38;5;16;48;5;223mbad\u{1B}[0m")
    #expect(marks.marked("bad", share: 1) == "\u{1B}[38;5;16;48;5;166mbad\u{1B}[0m")
  }

  @Test func trueColourFollowsTheScoreFinely() {
    let marks = TextMarks(depth: .trueColor)
    #expect(marks.marked("bad", share: 0.1) == "bad")
    #expect(marks.marked("bad", share: 0.5) == "\u{1B}[38;2;0;0;0;48;2;255;188;115mbad\u{1B}[0m")
    #expect(marks.marked("bad", share: 0.51) == "\u{1B}[38;2;0;0;0;48;2;255;186;112mbad\u{1B}[0m")
  }

  @Test func onADarkTerminalTheWeakestShadeIsTheDarkest() {
    let palette = TextMarks(depth: .palette, background: .dark)
    #expect(palette.marked("bad", share: 0.2) == "\u{1B}[38;5;231;48;5;94mbad\u{1B}[0m")
    #expect(palette.marked("bad", share: 1) == "\u{1B}[38;5;16;48;5;214mbad\u{1B}[0m")
    let fine = TextMarks(depth: .trueColor, background: .dark)
    #expect(fine.marked("bad", share: 1) == "\u{1B}[38;2;255;255;255;48;2;176;74;0mbad\u{1B}[0m")
  }

  @Test func theBackgroundIsTheTerminalsWhereItTells() {
    func background(_ value: String?, isTerminal: Bool = true) -> TerminalBackground {
      TerminalBackground(isTerminal: isTerminal, environment: value.map { ["COLORFGBG": $0] } ?? [:])
    }
    #expect(["0;15", "0;default;15", "7", "0;7"].map { background($0) } == [.light, .light, .light, .light])
    #expect(["15;0", "15;default;0", "12;8", "nonsense", "15;default"].allSatisfy { background($0) == .dark })
    #expect(background(nil) == .dark)
    #expect(background(nil, isTerminal: false) == .light)
    #expect(background("15;0", isTerminal: false) == .dark)
  }

  @Test func lineBreaksAreNotColoured() {
    #expect(TextMarks(depth: .palette).marked("a\n\nb", share: 1).split(separator: "\n").count == 2)
    #expect(!TextMarks(depth: .palette).marked("a\n\nb", share: 1).contains("m\n" + "\u{1B}[0m"))
  }

  @Test func theLegendShowsEveryColourOnce() {
    for background in TerminalBackground.allCases {
      for shade in HeatScale.palette(for: background) {
        let legend = TextMarks(depth: .palette, background: background).legend
        #expect(legend?.components(separatedBy: "48;5;\(shade.number)m").count == 2)
      }
    }
  }

  @Test func theDepthFollowsCOLORTERM() {
    func depth(_ environment: [String: String]) -> ColorDepth { ColorDepth(.auto, isTerminal: true, environment: environment) }
    #expect(depth(["COLORTERM": "truecolor"]) == .trueColor)
    #expect(depth(["COLORTERM": "24bit"]) == .trueColor)
    #expect(depth(["COLORTERM": "yes"]) == .palette)
    #expect(depth([:]) == .palette)
    #expect(depth(["COLORTERM": "truecolor", "NO_COLOR": "1"]) == .none)
    #expect(depth(["COLORTERM": "truecolor", "TERM": "dumb"]) == .none)
    #expect(ColorDepth(.never, isTerminal: true, environment: ["COLORTERM": "truecolor"]) == .none)
    #expect(ColorDepth(.always, isTerminal: false, environment: ["NO_COLOR": "1"]) == .palette)
  }
}
