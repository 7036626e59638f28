/// The lines between the part of a text that the model read and the truncated parts.
enum UnreadNote {
  /// The line where the part that was read ends.
  static let end = "── not read from here on ──"
  /// The line where the part that was read begins.
  static let beginning = "── not read up to here ──"

  /// The line of an unread run: before a run that follows the part that was read, else after it.
  static func text(of run: SegmentText.Run, among runs: [SegmentText.Run]) -> (before: String?, after: String?) {
    run == runs.last ? (end, nil) : (nil, beginning)
  }
}
