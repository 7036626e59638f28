/// What the rows of a comparison are.
package enum ComparisonKind: String, CaseIterable {
  case examples, tokens, changes
}
