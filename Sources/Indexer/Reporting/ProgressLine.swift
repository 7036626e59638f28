import Foundation
import Support

/// The progress of a run as a line of text.
struct ProgressLine {
  var counts: IndexCounts
  /// Bytes of the corpus; nil where they are unknown.
  var size: Int?
  /// Number of rows to read; nil means all.
  var limit: Int?
  /// Seconds since the first row was read.
  var seconds: Double

  /// The share of the work that is done, in [0, 1], and the share that took time: skipped and failed rows took none. The shares are of the
  /// corpus' bytes, or of rows where the limit is reached sooner; nil where neither is known.
  private var shares: (done: Double, worked: Double)? {
    var shares: (done: Double, worked: Double)?
    if let size, size > 0 {
      shares = (Double(counts.bytes) / Double(size), Double(counts.bytes - counts.bytesWithoutWork) / Double(size))
    }
    if let limit, limit > 0 {
      let done = Double(counts.examples + counts.skipped + counts.failed + counts.elsewhere) / Double(limit)
      if done > shares?.done ?? 0 || shares == nil { shares = (done, Double(counts.examples) / Double(limit)) }
    }
    return shares.map { (min(1, $0.done), min(1, $0.worked)) }
  }

  /// The share of the work that is done, in [0, 1]; nil where it is unknown.
  var share: Double? { shares?.done }

  /// Seconds left; nil where they cannot be estimated yet.
  var secondsLeft: Double? {
    guard let shares, shares.worked > 0, seconds >= 1 else { return nil }
    return (1 - shares.done) * seconds / shares.worked
  }

  /// Text such as "600 examples, 8,123 tokens/s, 0:31 left", without a bar.
  var plain: String {
    var parts = ["\(counts.examples.grouped) example\(counts.examples == 1 ? "" : "s")"]
    if counts.skipped > 0 { parts.append("\(counts.skipped.grouped) skipped") }
    if counts.failed > 0 { parts.append("\(counts.failed.grouped) failed") }
    if seconds > 0 { parts.append("\(Int(Double(counts.tokens) / seconds).grouped) tokens/s") }
    if let secondsLeft { parts.append("\(Self.clock(secondsLeft)) left") }
    return parts.joined(separator: ", ")
  }

  /// The same text behind a percentage.
  var logged: String {
    (share.map { "\(Int($0 * 100)) %, " } ?? "") + plain
  }

  /// Adds the same numbers to a JSON object; their names are a contract. Bytes are those of the rows that are finished.
  func add(to object: inout JSONObjectText) {
    object.add("rows", counts.examples + counts.skipped + counts.failed)
    object.add("examples", counts.examples)
    object.add("skipped", counts.skipped)
    object.add("failed", counts.failed)
    object.add("tokens", counts.tokens)
    object.add("bytes", counts.bytes)
    object.add("size", size)
    object.add("limit", limit)
    object.add("share", share.map(IndexSummary.rounded))
    object.add("seconds", IndexSummary.rounded(seconds))
    object.add("tokens_per_second", seconds > 0 ? IndexSummary.rounded(Double(counts.tokens) / seconds) : nil)
    object.add("seconds_left", secondsLeft.map(IndexSummary.rounded))
  }

  /// The same text behind a bar, in at most `width` columns.
  func bar(width: Int) -> String {
    guard let share else { return String(plain.prefix(max(0, width - 1))) }
    let percent = "\(Int(share * 100)) % "
    let room = width - 1 - percent.count - plain.count - 3
    guard room >= 8 else { return String((percent + plain).prefix(max(0, width - 1))) }
    let cells = min(room, 40)
    let full = Int(share * Double(cells))
    return percent + "[" + String(repeating: "#", count: full) + String(repeating: ".", count: cells - full) + "] " + plain
  }

  /// Seconds in the form of a clock: 3671 as "1:01:11".
  static func clock(_ seconds: Double) -> String {
    let total = Int(seconds.rounded())
    let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
  }
}
