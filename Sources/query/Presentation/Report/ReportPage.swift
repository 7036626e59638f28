/// The files that every page is made of.
enum ReportPage {
  static var style: String { String(decoding: PackageResources.page_css, as: UTF8.self) }

  /// The scripts one after the other, as one element holds them.
  static var script: String {
    [
      PackageResources.data_js, PackageResources.scale_js, PackageResources.card_js, PackageResources.filter_js, PackageResources.link_js,
      PackageResources.page_js,
    ].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  static var template: String { String(decoding: PackageResources.page_mustache, as: UTF8.self) }

  /// Writes the page with each `{{name}}` replaced by its part; parts are not looked into.
  /// - Returns: The bytes that were written.
  static func write(_ parts: [String: String], to sink: ByteSink) throws -> Int {
    var rest = template[...]
    var bytes = 0
    func write(_ text: String) throws {
      try sink.write(text)
      bytes += text.utf8.count
    }
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else { break }
      let name = String(rest[open.upperBound..<close.lowerBound])
      guard let part = parts[name] else { preconditionFailure("the page has no part '\(name)'") }
      try write(String(rest[..<open.lowerBound]))
      try write(part)
      rest = rest[close.upperBound...]
    }
    try write(String(rest))
    return bytes
  }
}
