import Foundation
import Support
import Testing

@testable import Presentation

struct ReportPartsTests {
  @Test func textIsEscapedInElementsAndBetweenQuotes() {
    #expect(HTML.escape("<a b=\"c\" d='e'>&\u{0}\u{202E}") == "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;␀&lt;U+202E&gt;")
    #expect(HTML.script("[\"</script><!--\"]") == "[\"\\u003c/script>\\u003c!--\"]")
  }

  @Test func textIsReadableOnEveryGround() throws {
    func color(_ name: String) throws -> PageTheme.Pair { try #require(PageTheme.colors.first { $0.name == name }) }
    for ground in ["ground", "paper"] {
      for text in ["ink", "muted", "accent", "alert"] {
        #expect(try color(text).light.contrast(with: color(ground).light) >= 4.5, "\(text) on \(ground)")
        #expect(try color(text).dark.contrast(with: color(ground).dark) >= 4.5, "\(text) on \(ground), dark")
      }
    }
    let papers = (light: try color("paper").light, dark: try color("paper").dark)
    for (ramp, paper) in [
      (HeatScale.light, papers.light), (HeatScale.lightAgainst, papers.light), (HeatScale.dark, papers.dark),
      (HeatScale.darkAgainst, papers.dark),
    ] {
      #expect(PageTheme.shades(of: ramp).allSatisfy { $0.contrast(with: ramp.text) >= 4.5 })
      // A word without a score has the card's own colour.
      #expect(PageTheme.shades(of: ramp).first == paper)
    }
  }

  @Test func wrongAndRightBarsDifferForThoseWhoSeeNoHue() throws {
    let bar = try #require(PageTheme.colors.first { $0.name == "bar" })
    let paper = try #require(PageTheme.colors.first { $0.name == "paper" })
    #expect(bar.light.contrast(with: paper.light) >= 3)
    #expect(bar.dark.contrast(with: paper.dark) >= 3)
  }

  @Test func whatDoesNotFitIsLeftOutInOrder() {
    let (core, rows, layers) = (String(repeating: "c", count: 84), String(repeating: "r", count: 100), String(repeating: "l", count: 100))
    func counts(_ examples: Int, budget: Int, layersComeFirst: Bool = false) -> [Int] {
      var detail = ReportDetail(budget: budget, layerLimit: 3, layersComeFirst: layersComeFirst)
      for _ in 0..<examples {
        detail.add(core: core, rows: detail.wantsRows ? rows : nil, layers: detail.wantsLayers ? layers : nil)
      }
      return [detail.counts.examples, detail.counts.rows, detail.counts.layers]
    }
    // An example takes 100 bytes, its rows 100, its layers 100.
    #expect(counts(5, budget: 10_000) == [5, 5, 3])
    #expect(counts(5, budget: 1300) == [5, 5, 3])
    #expect(counts(5, budget: 1299) == [5, 5, 2])
    #expect(counts(5, budget: 1000) == [5, 5, 0])
    #expect(counts(5, budget: 999) == [5, 4, 0])
    #expect(counts(5, budget: 500) == [5, 0, 0])
    #expect(counts(5, budget: 499) == [4, 0, 0])
    #expect(counts(5, budget: 1) == [1, 0, 0])
    // Where layers were asked for, the parts behind them are left out first.
    #expect(counts(5, budget: 1300, layersComeFirst: true) == [5, 5, 3])
    #expect(counts(5, budget: 1299, layersComeFirst: true) == [5, 4, 3])
    #expect(counts(5, budget: 1000, layersComeFirst: true) == [4, 3, 3])
    #expect(counts(5, budget: 900, layersComeFirst: true) == [3, 3, 3])
    #expect(counts(3, budget: 899, layersComeFirst: true) == [3, 3, 2])
    #expect(counts(5, budget: 1, layersComeFirst: true) == [1, 0, 0])
  }

  @Test(arguments: [
    ("2MB", 2_000_000), ("2 mb", 2_000_000), ("500kB", 500_000), ("1.5MiB", 1_572_864), ("20m", 20_000_000), ("1234", 1234), ("7B", 7),
  ]) func aSizeHasAUnit(text: String, bytes: Int) {
    #expect(ByteCount(argument: text)?.bytes == bytes)
  }

  @Test(arguments: ["", "MB", "2TB", "-1", "1e9", "2MBit", "..", "99999999999999GB"]) func whatIsNoSizeIsRefused(text: String) {
    #expect(ByteCount(argument: text) == nil)
  }

  @Test func aSizeReadsAsAPersonWouldWriteIt() {
    #expect([2_000_000, 500_000, 1_572_864, 999].map { ByteCount(bytes: $0).description } == ["2 MB", "500 kB", "1.6 MB", "999 bytes"])
  }

  @Test func aLongNameIsCutAndWholeInItsTitle() {
    func markup(_ name: PageName) -> String { PageTemplates.render("name", name) }
    #expect(markup(PageName("0123<>6789", longest: 9)) == "<bdi title=\"0123&lt;&gt;6789\">0123&lt;…789</bdi>")
    #expect(markup(PageName("0123<>6789", longest: 10)) == "<bdi>0123&lt;&gt;6789</bdi>")
    #expect(markup(PageName(String(repeating: "x", count: 61))).count == "<bdi title=\"\"></bdi>".count + 61 + 60)
    #expect(markup(PageName(nil)) == "(none)")
  }

  @Test func aHistogramHasItsBarsInPlace() {
    let figure = Histogram(
      title: "Length", summary: "a \"summary\"",
      bins: [.init(name: "1", right: 3, wrong: 1), .init(name: "2"), .init(name: "3", right: 2)],
      ticks: ["1", "3"], isJudged: true)
    let markup = PageTemplates.render("histogram", figure)
    #expect(markup.contains(#"aria-label="a &quot;summary&quot;""#))
    #expect(
      markup.contains(
        #"<g><title>1: 3 right, 1 wrong</title><rect class="right" x="0.06" y="25.00" width="0.88" height="75.00"/>"#
          + #"<rect class="wrong" x="0.06" y="0.00" width="0.88" height="25.00"/></g>"#
          + #"<g><title>3: 2 right, 0 wrong</title><rect class="right" x="2.06" y="50.00" width="0.88" height="50.00"/></g>"#))
    #expect(!markup.contains("neither"))
  }

  @Test func aHistogramTellsWhatIsNeitherRightNorWrong() {
    let figure = Histogram(
      title: "Length", summary: "", bins: [.init(name: "1", right: 2, wrong: 1, unjudged: 1)], ticks: [], isJudged: true)
    let markup = PageTemplates.render("histogram", figure)
    #expect(
      markup.contains(
        #"<g><title>1: 2 right, 1 wrong, 1 neither</title><rect class="right" x="0.06" y="50.00" width="0.88" height="50.00"/>"#
          + #"<rect class="wrong" x="0.06" y="25.00" width="0.88" height="25.00"/>"#
          + #"<rect class="unjudged" x="0.06" y="0.00" width="0.88" height="25.00"/></g>"#))
    #expect(markup.contains("<span class=\"key unjudged\"></span>neither"))
  }
}
