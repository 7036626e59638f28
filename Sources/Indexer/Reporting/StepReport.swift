import Support

/// Reports the steps of a command whose number is known: a bar on a terminal, else a line now and then, or JSON. For one thread.
final class StepReport {
  /// So many things are done.
  struct Step {
    /// What became of them: "evaluated".
    var verb: String
    var done: Int
    var all: Int
    /// What they are: "texts".
    var unit: String

    /// A line such as "evaluated 3 of 500 texts".
    var text: String { "\(verb) \(done.grouped) of \(all.grouped) \(unit)" }
  }

  /// Shortest time between two JSON objects, as between two states of the bar.
  private static let shortestPause = Duration.milliseconds(200)
  private static let pauseOfLines = Duration.seconds(10)

  private let console: Console
  private let isQuiet: Bool
  private let hasLines: Bool
  private let start = ContinuousClock.now
  private var said: ContinuousClock.Instant
  private var hasSaid = false

  /// Begins to report. `hasLines`: whether there are lines where there is no bar to redraw.
  init(on console: Console, isQuiet: Bool = false, hasLines: Bool = true) {
    (self.console, self.isQuiet, self.hasLines, said) = (console, isQuiet, hasLines, start)
  }

  /// Shows how far the command is.
  func show(_ step: Step) {
    guard !isQuiet else { return }
    if console.isTerminal { return console.show(bar: step.text) }
    switch console.progress {
    case .none: return
    case .json:
      guard !hasSaid || ContinuousClock.now - said >= Self.shortestPause else { return }
      let seconds = (ContinuousClock.now - start).inSeconds
      console.print(.progress) { object in
        object.add("done", step.done)
        object.add("total", step.all)
        object.add("unit", step.unit)
        object.add("seconds", IndexSummary.rounded(seconds))
        let left = step.done > 0 && seconds >= 1 ? Double(step.all - step.done) * seconds / Double(step.done) : nil
        object.add("seconds_left", left.map(IndexSummary.rounded))
      }
    case .bar:
      guard hasLines, ContinuousClock.now - said >= Self.pauseOfLines else { return }
      console.print("globenc-index: \(step.text)")
    }
    (said, hasSaid) = (.now, true)
  }

  /// Removes the bar.
  func finish() {
    if console.isTerminal { console.show(bar: "") }
  }
}
