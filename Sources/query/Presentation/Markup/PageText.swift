import Mustache

/// How the templates of pages escape text: scalar by scalar.
///
/// Mustache's own escaping goes by characters. A quote and a combining mark behind it are one character, which is not escaped and ends an attribute.
struct PageText: MustacheContentType {
  /// The name under which templates ask for it.
  static let name = "PAGE"

  func escapeText(_ text: String) -> String { HTML.escape(text) }
}
