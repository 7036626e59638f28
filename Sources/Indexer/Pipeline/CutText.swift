import Engine
import Store
import Synchronization

/// A text that was cut into windows, until the last of them has come back from the model. Any thread may call any method.
final class CutText: Sendable {
  /// The numbers that the matrices of one text may have: its windows wait for each other, compressed to about a byte a number.
  static let mostValues = 1 << 28

  let row: CorpusRow
  /// The whole text.
  let encoding: Encoding
  /// The positions in `encoding` that each window holds, special tokens aside.
  let windows: [Range<Int>]

  private struct State {
    var finished: [Int: EncodedWindow] = [:]
    var missing: Int
  }

  private let state: Mutex<State>

  /// - Precondition: there are two windows or more.
  init(row: CorpusRow, encoding: Encoding, windows: [Range<Int>]) {
    precondition(windows.count > 1, "a text cut into \(windows.count) windows")
    self.row = row
    self.encoding = encoding
    self.windows = windows
    state = Mutex(State(missing: windows.count))
  }

  /// The windows as rows for the packer.
  var rows: [EncodedRow] {
    windows.indices.map { EncodedRow(row: row, encoding: encoding.window(windows[$0]), part: (self, $0)) }
  }

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
