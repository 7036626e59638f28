import Dispatch

/// Reports on standard error while a run goes on: a bar on a terminal, a plain line now and then elsewhere.
final class ProgressReport {
  private let timer: any DispatchSourceTimer
  private let queue = DispatchQueue(label: "globenc.progress")
  private let console: Console

  /// Reports from now on until `finish`.
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

  /// Stops reporting and takes the bar away.
  func finish() {
    timer.cancel()
    queue.sync {}
    if console.isTerminal { console.show(bar: "") }
  }
}
