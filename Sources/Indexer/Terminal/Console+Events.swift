import Support

extension Console {
  /// The kinds of objects that standard error has with `--progress json`; their names are a contract.
  enum Event: String {
    /// How far the command is.
    case progress
    /// The end of the command, with its counts.
    case summary
    /// A sentence, as it would be printed without JSON.
    case message
  }

  /// Prints an object on a line of its own.
  /// - Parameters:
  ///   - event: The kind of the object, its first member.
  ///   - fill: Adds the other members.
  func print(_ event: Event, _ fill: (inout JSONObjectText) -> Void) {
    var object = JSONObjectText()
    object.add("event", event.rawValue)
    fill(&object)
    write(line: object.text)
  }
}
