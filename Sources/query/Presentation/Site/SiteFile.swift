/// A file of the site that a server shows: the document of every page but the report, its style sheets and its scripts. All are in the program.
package struct SiteFile: Sendable {
  package let contentType: String
  package let bytes: [UInt8]

  /// The addresses of pages, which share one document; its scripts show the page of the address.
  private static let pages: Set<String> = ["/", "/words", "/examples", "/example", "/compare", "/try"]

  /// The file at an address; nil where there is none.
  /// - Parameter path: The path of the address, decoded.
  package init?(path: String) {
    if Self.pages.contains(path) {
      (contentType, bytes) = ("text/html; charset=utf-8", Self.document)
    } else if path.hasPrefix("/assets/"), case let name = String(path.dropFirst("/assets/".count)), let file = Self.assets[name] {
      (contentType, bytes) = (name.hasSuffix(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8", file)
    } else {
      return nil
    }
  }

  private static let document = Array(PageTemplates.render("site", ()).utf8)

  /// The style sheets and scripts by name: those of the site, and the scripts of the report, of which the site's cards use some.
  private static let assets = own.merging(PageTemplates.scripts.map { ($0.name, $0.bytes) }) { own, _ in own }

  private static let own: [String: [UInt8]] = [
    "theme.css": Array(PageTemplates.render("theme", PageTheme()).utf8), "page.css": PackageResources.page_css,
    "site.css": PackageResources.site_css, "parts.css": PackageResources.parts_css,
    "state.js": PackageResources.state_js, "api.js": PackageResources.api_js, "address.js": PackageResources.address_js,
    "parts.js": PackageResources.parts_js, "views.js": PackageResources.views_js, "facts.js": PackageResources.facts_js,
    "units.js": PackageResources.units_js, "picker.js": PackageResources.picker_js, "filters.js": PackageResources.filters_js,
    "listing.js": PackageResources.listing_js, "charts.js": PackageResources.charts_js, "rollout.js": PackageResources.rollout_js,
    "heatmap.js": PackageResources.heatmap_js, "copies.js": PackageResources.copies_js, "begin.js": PackageResources.begin_js,
    "hits.js": PackageResources.hits_js, "folding.js": PackageResources.folding_js,
    "labels.js": PackageResources.labels_js, "overview-page.js": PackageResources.overview_page_js,
    "words-page.js": PackageResources.words_page_js, "examples-page.js": PackageResources.examples_page_js,
    "example-map.js": PackageResources.example_map_js,
    "example-page.js": PackageResources.example_page_js, "compare-page.js": PackageResources.compare_page_js,
    "try-page.js": PackageResources.try_page_js, "ablation.js": PackageResources.ablation_js,
    "word-table.js": PackageResources.word_table_js,
  ]
}
