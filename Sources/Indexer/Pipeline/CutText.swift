import Engine
import Store
import Synchronization

/// A text that was split into windows. It collects the results of the windows until all have arrived. Any thread may call any method.
final class CutText: Sendable {
  /// Limit for the number of matrix values of one text: the finished windows wait in memory for the last one, with about one byte per
  /// value.
  static let mostValues = 1 << 28

  /// The row, with the tokens of the whole text.
  let row: TokenizedRow
  /// The range of positions in the text that each window covers, without special tokens.
  let windows: [Range<Int>]

  private struct State {
    var finished: [Int: PackedWindow] = [:]
    /// The results of a second pass.
    var further: [Int: [AttributionResult]] = [:]
    var missing: Int
  }

  private let state: Mutex<State>

  /// - Precondition: there are two windows or more.
  init(_ row: TokenizedRow, windows: [Range<Int>]) {
    precondition(windows.count > 1, "a text cut into \(windows.count) windows")
    self.row = row
    self.windows = windows
    state = Mutex(State(missing: windows.count))
  }

  /// The tokens of each window, with special tokens at both ends.
  var encodings: [Encoding] { windows.indices.map(encoding(of:)) }

  /// The tokens of a window, with special tokens at both ends.
  func encoding(of index: Int) -> Encoding { row.encoding.window(windows[index]) }

  /// Number of tokens of the longest window, with the special tokens at both ends.
  var longestWindow: Int { windows.reduce(0) { max($0, $1.count) } + 2 }

  /// Takes a window that is done; nil stands for one without a finite result.
  /// - Returns: with the last one that was missing, all windows in the order of the text, or those that are finite.
  func finish(_ window: PackedWindow?, index: Int) -> [PackedWindow]? {
    state.withLock { state in
      state.finished[index] = window
      state.missing -= 1
      return state.missing == 0 ? windows.indices.compactMap { state.finished[$0] } : nil
    }
  }

  /// Expects the results of a second pass over so many windows.
  func expect(_ count: Int) { state.withLock { $0.missing = count } }

  /// Takes the results of a second pass over a window; nil stands for results that are not finite.
  /// - Returns: with the last one that was missing, all windows, and the results of the second pass by the number of the window; fewer
  ///   windows where results are not finite.
  func finish(again results: [AttributionResult]?, index: Int) -> (windows: [PackedWindow], further: [Int: [AttributionResult]])? {
    state.withLock { state in
      if let results { state.further[index] = results } else { state.finished[index] = nil }
      state.missing -= 1
      return state.missing == 0 ? (windows.indices.compactMap { state.finished[$0] }, state.further) : nil
    }
  }
}
