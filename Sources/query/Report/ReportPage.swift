/// The files that every page is made of.
enum ReportPage {
  static var style: String { String(decoding: PackageResources.page_css, as: UTF8.self) }

  /// The scripts one after the other, as one element holds them.
  static var script: String {
    [PackageResources.data_js, PackageResources.card_js, PackageResources.page_js].map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: "\n")
  }

  /// Writes the page with each `{{name}}` replaced by its part; parts are not looked into.
  static func write(_ parts: [String: String], to sink: ByteSink) throws {
    let template = String(decoding: PackageResources.page_html, as: UTF8.self)
    var rest = template[...]
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { break }
      let name = String(rest[open.upperBound..<close.lowerBound])
      guard let part = parts[name] else { preconditionFailure("the page has no part '\(name)'") }
      try sink.write(String(rest[..<open.lowerBound]))
      try sink.write(part)
      rest = rest[close.upperBound...]
    }
    try sink.write(String(rest))
  }
}
