/// A text in normalization form C that knows where its scalars come from.
struct PlacedForm {
  /// In form C.
  let text: String
  /// The scalars of the original that each scalar of the form comes from, and nil where the form is the original.
  private let origins: [Range<Int>]?

  init(of original: String) {
    guard !CanonicalForm.isForm(original.utf8) else {
      (text, origins) = (original, nil)
      return
    }
    var (form, origins) = (String.UnicodeScalarView(), [Range<Int>]())
    // A stretch that begins at a boundary and holds no other is normalized by itself.
    func add(_ stretch: ArraySlice<Unicode.Scalar>) {
      let new = CanonicalForm.of(String(String.UnicodeScalarView(stretch))).unicodeScalars
      let places = stretch.startIndex..<stretch.endIndex
      form.append(contentsOf: new)
      origins += new.elementsEqual(stretch) ? places.map { $0..<$0 + 1 } : new.map { _ in places }
    }
    let scalars = Array(original.unicodeScalars)
    var start = 0
    for place in scalars.indices.dropFirst() where CanonicalForm.isBoundary(scalars[place]) {
      add(scalars[start..<place])
      start = place
    }
    add(scalars[start...])
    (text, self.origins) = (String(form), origins)
  }

  /// The scalars of the original that a stretch of the form comes from. `range` is not empty and within the form.
  func origin(of range: Range<Int>) -> Range<Int> {
    guard let origins else { return range }
    return origins[range.lowerBound].lowerBound..<origins[range.upperBound - 1].upperBound
  }
}
