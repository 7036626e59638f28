/// A report as a page of a server: the same document as the file, with its data inside, but with the style sheets and scripts of the server in
/// place of its own.
package struct ServedReport: Sendable {
  /// The style sheets, in order.
  let styles = ["theme.css", "page.css", "site.css"]
  /// The scripts, in order.
  let scripts = PageTemplates.scripts.map(\.name)
  /// The address of the file with the same examples.
  let file: String
  /// What the addresses of other pages end with: the store and the scores that the report's address names.
  let asked: String

  /// - Parameters:
  ///   - file: The address of the file with the same examples.
  ///   - asked: What the addresses of other pages end with; "" for nothing.
  package init(file: String, asked: String) { (self.file, self.asked) = (file, asked) }

  /// The page in place of a report, or of another page, that cannot be had.
  /// - Parameters:
  ///   - reason: The reason, in a sentence.
  ///   - title: The title of the page.
  /// - Returns: The document.
  package func refusal(_ reason: String, title: String = "Report") -> String {
    let sentence = reason.prefix(1).uppercased() + reason.dropFirst() + "."
    return PageTemplates.render("refusal", Refusal(styles: styles, asked: asked, title: title, sentence: sentence))
  }

  private struct Refusal {
    let styles: [String]
    let asked: String
    let title: String
    let sentence: String
  }
}
