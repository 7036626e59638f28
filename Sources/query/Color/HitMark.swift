/// How the place that was searched for is marked in a text: reversed, which is seen on any background, or in brackets without colours.
struct HitMark {
  let depth: ColorDepth

  /// The cells that the mark itself takes.
  var width: Int { depth == .none ? 2 : 0 }

  /// `text` marked.
  func marked(_ text: String) -> String { depth == .none ? "[\(text)]" : "\u{1B}[1;7m\(text)\u{1B}[0m" }
}
