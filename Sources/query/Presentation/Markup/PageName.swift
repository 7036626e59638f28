/// A name of somebody's choice, in an element that keeps it from turning the direction of the text around it: the data of `name.mustache`.
struct PageName {
  /// False for what has no name.
  let isNamed: Bool
  /// Whether the name is too long to be shown whole.
  let isCut: Bool
  let whole: String
  /// The name, or its beginning and end; "(none)" where there is no name.
  let shown: String

  /// - Parameters:
  ///   - name: The name; nil for none.
  ///   - longest: How many characters are shown at most.
  init(_ name: String?, longest: Int = 60) {
    isNamed = name != nil
    whole = name ?? "(none)"
    isCut = whole.count > longest
    let end = longest / 3
    shown = isCut ? String(whole.prefix(longest - 1 - end)) + "…" + String(whole.suffix(end)) : whole
  }
}
