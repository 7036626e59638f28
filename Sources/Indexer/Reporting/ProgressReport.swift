import Dispatch

/// Reports progress on standard error during a run: a bar on a terminal, else a line now and then, or JSON objects as often as the bar.
final class ProgressReport {
  private let timer: any DispatchSourceTimer
  private let queue = DispatchQueue(label: "globenc.progress")
  private let console: Console
  /// How far the run is.
  private let line: @Sendable () -> ProgressLine

  /// Begins to report; `finish` ends it.
  init(status: RunStatus, size: Int?, limit: Int?, console: Console) {
    self.console = console
    timer = DispatchSource.makeTimerSource(queue: queue)
    let start = ContinuousClock.now
    line = { ProgressLine(counts: status.counts, size: size, limit: limit, seconds: (ContinuousClock.now - start).inSeconds) }
    let isOften = console.isTerminal || console.progress == .json
    timer.schedule(deadline: .now() + (isOften ? 0.1 : 10), repeating: isOften ? 0.2 : 10)
    timer.setEventHandler { [line] in
      switch console.progress {
      case .bar where console.isTerminal: console.show(bar: line().bar(width: console.width))
      case .bar: console.print("globenc-index: \(line().logged)")
      case .json: console.print(.progress, line().add(to:))
      case .none: break
      }
    }
    timer.resume()
  }

  /// Stops reporting: removes the bar, and tells a program where its own ends.
  func finish() {
    timer.cancel()
    queue.sync {}
    if console.isTerminal { console.show(bar: "") }
    if console.progress == .json { console.print(.progress, line().add(to:)) }
  }
}
