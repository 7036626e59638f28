import Dispatch
import Foundation
import Synchronization

/// Turns the first SIGHUP, SIGINT or SIGTERM into a request to stop; the second one ends the process at once.
///
/// The signal handlers run on a queue of their own, and the request is an atomic number, so any thread may read it.
final class Interruption: Sendable {
  private let received = Atomic<Int32>(0)

  /// The signal that asked the run to stop; nil where none has.
  var signal: Int32? {
    let signal = received.load(ordering: .relaxed)
    return signal == 0 ? nil : signal
  }

  /// Whether the run is asked to stop.
  var isRequested: Bool { signal != nil }

  /// Asks the run to stop.
  /// - Returns: False where it had been asked already.
  func request(_ signal: Int32) -> Bool {
    received.compareExchange(expected: 0, desired: signal, ordering: .relaxed).exchanged
  }

  /// Handles the signals until the end of the process.
  /// - Parameter onRequest: Called once, with the first signal.
  /// - Returns: The sources; signals are handled as long as these exist.
  func listen(onRequest: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    let queue = DispatchQueue(label: "globenc.signals")
    return [SIGHUP, SIGINT, SIGTERM].compactMap { number in
      // The default action would end the process before the source receives the signal.
      let former = Foundation.signal(number, SIG_IGN)
      // A run that nohup started is to outlive its terminal.
      if number == SIGHUP, unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { return nil }
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [self] in
        if request(number) { onRequest() } else { _exit(IndexExitStatus.stopped(by: number)) }
      }
      source.resume()
      return source
    }
  }
}
