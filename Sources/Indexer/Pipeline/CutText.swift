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
  var encodings: [Encoding] { windows.map(row.encoding.window) }

  /// Takes a window that is done; nil stands for one without a finite result.
  /// - Returns: with the last one that was missing, all windows in the order of the text, or those that are finite.
  func finish(_ window: PackedWindow?, index: Int) -> [PackedWindow]? {
    state.withLock { state in
      state.finished[index] = window
      state.missing -= 1
      return state.missing == 0 ? windows.indices.compactMap { state.finished[$0] } : nil
    }
  }
}
