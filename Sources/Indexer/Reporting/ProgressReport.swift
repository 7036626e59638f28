import Dispatch

/// Reports progress on standard error during a run: a bar on a terminal, else a line now and then.
final class ProgressReport {
  private let timer: any DispatchSourceTimer
  private let queue = DispatchQueue(label: "globenc.progress")
  private let console: Console

  /// Begins to report; `finish` ends it.
  init(status: RunStatus, size: Int?, limit: Int?, console: Console) {
    self.console = console
    timer = DispatchSource.makeTimerSource(queue: queue)
    let start = ContinuousClock.now
    let isTerminal = console.isTerminal
    timer.schedule(deadline: .now() + (isTerminal ? 0.1 : 10), repeating: isTerminal ? 0.2 : 10)
    timer.setEventHandler {
      let line = ProgressLine(counts: status.counts, size: size, limit: limit, seconds: (ContinuousClock.now - start).inSeconds)
      if isTerminal { console.show(bar: line.bar(width: console.width)) } else { console.print("globenc-index: \(line.logged)") }
    }
    timer.resume()
  }

  /// Stops reporting and removes the bar.
  func finish() {
    timer.cancel()
    queue.sync {}
    if console.isTerminal { console.show(bar: "") }
  }
}
