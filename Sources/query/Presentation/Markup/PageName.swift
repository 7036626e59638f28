/// A name from a corpus or model, in an element that keeps it from changing the direction of the text around it: the data of
/// `name.mustache`.
struct PageName {
  /// Whether there is a name.
  let isNamed: Bool
  /// Whether the name is too long to be shown as a whole.
  let isCut: Bool
  let whole: String
  /// The name, or its beginning and end; "(none)" where there is no name.
  let shown: String

  /// - Parameters:
  ///   - name: The name; nil where there is none.
  ///   - longest: Upper bound of the characters shown.
  init(_ name: String?, longest: Int = 60) {
    isNamed = name != nil
    whole = name ?? "(none)"
    isCut = whole.count > longest
    let end = longest / 3
    shown = isCut ? String(whole.prefix(longest - 1 - end)) + "…" + String(whole.suffix(end)) : whole
  }
}
