/// A counter that a statement increments while it runs.
final class Tally {
  var count = 0
}
