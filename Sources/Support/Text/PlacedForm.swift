/// A text in normalization form C, with the origin of its scalars in the original.
struct PlacedForm {
  /// The text in form C.
  let text: String
  /// For each scalar of the form, the range of scalars of the original that it comes from; nil where the form is the original.
  private let origins: [Range<Int>]?

  init(of original: String) {
    guard !CanonicalForm.isForm(original.utf8) else {
      (text, origins) = (original, nil)
      return
    }
    var (form, origins) = (String.UnicodeScalarView(), [Range<Int>]())
    // A stretch from one boundary to the next is normalized by itself.
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

  /// The scalars of the original that a range of the form comes from. `range` is not empty and lies within the form.
  func origin(of range: Range<Int>) -> Range<Int> {
    guard let origins else { return range }
    return origins[range.lowerBound].lowerBound..<origins[range.upperBound - 1].upperBound
  }
}
