import Engine
import Store
import Synchronization

/// A text that was cut into windows, until the last of them has come back from the model. Any thread may call any method.
final class CutText: Sendable {
  /// The numbers that the matrices of one text may have: its windows wait for each other, compressed to about a byte a number.
  static let mostValues = 1 << 28

  /// The row with the tokens of the whole text.
  let row: TokenizedRow
  /// The positions in the text that each window holds, special tokens aside.
  let windows: [Range<Int>]

  private struct State {
    var finished: [Int: EncodedWindow] = [:]
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

  /// The tokens of each window, special ones at both ends.
  var encodings: [Encoding] { windows.map(row.encoding.window) }

  /// Takes a window that is done; nil stands for one without a finite result.
  /// - Returns: with the last one that was missing, all windows in the order of the text, or those that are finite.
  func finish(_ window: EncodedWindow?, index: Int) -> [EncodedWindow]? {
    state.withLock { state in
      state.finished[index] = window
      state.missing -= 1
      return state.missing == 0 ? windows.indices.compactMap { state.finished[$0] } : nil
    }
  }
}
