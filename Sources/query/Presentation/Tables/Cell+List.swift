import Support

extension Cell {
  /// A JSON array of labels; null where they are unknown.
  init(list labels: [String]?) { self = labels.map { .json(Self.text(ofList: $0)) } ?? .null }

  /// A JSON array of labels, as text.
  static func text(ofList labels: [String]) -> String { JSONOutput.array(labels.map { .cell(.text($0)) }).text }
}
