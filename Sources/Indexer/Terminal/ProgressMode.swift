/// How a command says on standard error how far it is.
enum ProgressMode: String, Sendable, CaseIterable {
  /// A bar on a terminal, else a line now and then; messages are lines.
  case bar
  /// For programs that show a bar of their own: each line is a JSON object, messages too.
  case json
  /// Not at all; messages are lines.
  case none
}
