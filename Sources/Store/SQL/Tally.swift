/// A count that a statement adds to while it runs.
final class Tally {
  var count = 0
}
