/// The kinds of rows in a comparison.
package enum ComparisonKind: String, CaseIterable {
  case examples, tokens, changes
}
