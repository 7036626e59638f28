import Foundation
import Store
import Testing

@testable import Presentation

struct PageTemplatesTests {
  /// Texts that would end an attribute or an element if a page contained them unescaped; a quote with a combining mark is one Character.
  private static let hostile = [
    "\" onclick=\"x", "\"\u{301} onclick=\"\u{301}x", "</td><script>x</script>", "<\u{338}b>", "&amp;{{script}}", "'\u{0}",
  ]

  @Test(arguments: hostile)
  func everyNameIsTextInElementsAndBetweenQuotes(text: String) {
    let choice = PageChoice(gold: 0, predicted: 1, count: 1, meaning: text)
    let markup = PageTemplates.render("choice", choice) + PageTemplates.render("name", PageName(text, longest: 1))
    #expect(markup.contains(HTML.escape(text)))
    // The only markup is the templates': a button with its count, and a name with its title.
    #expect(markup.unicodeScalars.count { $0 == "<" } == 4 && markup.unicodeScalars.count { $0 == ">" } == 4)
    #expect(markup.unicodeScalars.count { $0 == "\"" } == 12)
  }

  @Test func noTemplateTakesTextAsMarkup() {
    for (name, bytes) in PageTemplates.files {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name).mustache")
    }
  }

  @Test func commentsAndIndentationStayOutOfThePage() {
    for text in [PageTemplates.style, PageTemplates.script] {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count > 100 && lines.allSatisfy { !$0.isEmpty && !$0.hasPrefix(" ") && !$0.contains("/*") && !$0.contains("*/") })
    }
    #expect(PageTemplates.script.contains("const page = JSON.parse("))
    #expect(PageTemplates.style.hasSuffix("}"))
  }

  @Test func styleAndScriptsReachThePageAsTheyAre() {
    let scores = PageSettings.scores(of: PageSettings.make(methods: [.nEnc]), opening: ScoreSelection(.nEnc))
    let page = ReportPage(store: "x", orders: [], scores: scores, labels: Numbering(), rankings: nil)
    #expect(PageTemplates.render("page", page).contains(PageTemplates.style))
    #expect(PageTemplates.render("end", page).contains("<script>\(PageTemplates.script)</script>"))
  }
}
