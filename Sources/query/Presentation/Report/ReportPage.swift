import Store
import Support

/// The page of a slice: the data of `page.mustache`.
struct ReportPage {
  /// A choice of the list "Sort by".
  struct Order {
    let value: String
    let name: String
  }

  let title: String
  /// The name of the store's file.
  let store: PageName
  /// The first choices of the list "Sort by".
  let orders: [Order]
  /// Nil where nothing can be ranked.
  let rankings: RankingSection?
  var overview: OverviewSection?
  /// A note about the parts that the page leaves out; nil where it is complete.
  var notes: String?

  let version = ToolVersion.current
  let theme = PageTheme()
  let ramp = Array(0...PageTheme.levels)
  /// The hash of the page's script, which is the only script that the browser may run.
  let scriptHash = SHA256.base64(of: PageTemplates.script)

  init(store name: String, orders: [Order], rankings: RankingSection?) {
    (title, store) = ("\(name): attribution report", PageName(name))
    (self.orders, self.rankings) = (orders, rankings)
  }

  /// Bytes of the page without its data.
  var bytes: Int { head.utf8.count + end.utf8.count }

  /// Writes the page. The data, which may have megabytes, does not pass through the templates.
  /// - Parameters:
  ///   - data: The JSON for the page's script, escaped for a script element.
  ///   - sink: The destination.
  /// - Returns: Number of bytes written.
  /// - Throws: `QueryFailure` where the page cannot be written.
  func write(data: String, to sink: ByteSink) throws -> Int {
    let parts = [head, data, end]
    for part in parts { try sink.write(part) }
    return parts.reduce(0) { $0 + $1.utf8.count }
  }

  private var head: String { PageTemplates.render("page", self) }

  private var end: String { PageTemplates.render("end", self) }
}
