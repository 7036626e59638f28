/// A range of numbers: `5`, `5..10`, `5..` or `..10`, both ends included.
package struct NumberRange {
  package let range: ClosedRange<Int>

  package init?(argument: String) {
    let ends = argument.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    guard argument != "..", let first = ends.first, let last = ends.last,
      let low = first.isEmpty ? 0 : Int(first), let high = last.isEmpty ? Int.max : Int(last), 0 <= low, low <= high
    else { return nil }
    if ends.count == 1, first.isEmpty { return nil }
    range = low...high
  }
}
