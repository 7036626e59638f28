import Synchronization

/// Whoever waits for an answer. A question whose asker has gone needs no answer any more.
final class Asker: Sendable {
  /// How far an answer is.
  struct Progress: Sendable, Equatable {
    /// Whether the answer has not been begun, because others come first.
    fileprivate(set) var isWaiting = true
    /// Examples that the present scan of all examples has passed.
    fileprivate(set) var examples = 0
    /// Number of the scan, from 1; 0 before the first one.
    fileprivate(set) var scan = 0
    /// Steps of an explanation that are done.
    fileprivate(set) var steps = 0
    /// Its steps as far as they are known; 0 before, and for other answers.
    fileprivate(set) var expectedSteps = 0
  }

  private let gone = Atomic(false)
  private let state = Mutex(Progress())

  var hasGone: Bool { gone.load(ordering: .relaxed) }

  /// Notes that nobody waits any more.
  func leave() { gone.store(true, ordering: .relaxed) }

  /// Notes that the answer is being made from now on.
  func begin() { state.withLock { $0.isWaiting = false } }

  var progress: Progress { state.withLock { $0 } }

  /// Notes how many examples the present scan has passed; fewer than before are those of another scan.
  func note(examples: Int) {
    guard examples > 0 else { return }
    state.withLock { state in
      if state.scan == 0 || examples < state.examples { state.scan += 1 }
      state.examples = examples
    }
  }

  /// Notes that an explanation takes so many steps beside those that are known.
  func expect(steps: Int) { state.withLock { $0.expectedSteps += steps } }

  /// Notes that so many further steps of an explanation are done.
  func note(steps: Int) { state.withLock { $0.steps += steps } }
}
