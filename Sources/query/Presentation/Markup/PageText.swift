import Mustache

/// The escaping of the pages' templates, scalar by scalar.
///
/// Mustache's own escaping looks at Characters. A quote with a combining mark is one Character, which is not escaped, but ends an
/// attribute.
struct PageText: MustacheContentType {
  /// The name by which templates choose the escaping.
  static let name = "PAGE"

  func escapeText(_ text: String) -> String { HTML.escape(text) }
}
