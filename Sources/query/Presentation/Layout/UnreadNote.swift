/// The lines that part what the model read of a text from what was cut off.
enum UnreadNote {
  /// Stands where what was read ends.
  static let end = "── not read from here on ──"
  /// Stands where what was read begins.
  static let beginning = "── not read up to here ──"

  /// The note that belongs to an unread run: before one that lies behind what was read, else after it.
  static func text(of run: SegmentText.Run, among runs: [SegmentText.Run]) -> (before: String?, after: String?) {
    run == runs.last ? (end, nil) : (nil, beginning)
  }
}
