import Store

/// The columns of text, pair, label, id and kept values, and which of them the command line names.
struct ColumnSelection: Sendable, Equatable {
  var columns: StoreSettings.Columns
  /// Whether the command line names the text's column; if not, a header may spell the default name differently.
  var isTextNamed: Bool
  /// Whether the label's column must exist: a column named on the command line must, the default `id` and `label` need not.
  var isLabelRequired: Bool
  var isIDRequired: Bool

  /// The selection of command-line options; nil stands for an option that was not given.
  init(text: String? = nil, textPair: String? = nil, label: String? = nil, id: String? = nil, keep: [String] = []) {
    columns = StoreSettings.Columns(text: text ?? "text", textPair: textPair, label: label ?? "label", id: id ?? "id", keep: keep)
    isTextNamed = text != nil
    isLabelRequired = label != nil
    isIDRequired = id != nil
  }

  /// Each column once, and whether it has to exist.
  var wanted: [(name: String, isRequired: Bool)] {
    var wanted = [(name: columns.text, isRequired: true)]
    if let pair = columns.textPair { wanted.append((pair, true)) }
    wanted.append((columns.label, isLabelRequired))
    wanted.append((columns.id, isIDRequired))
    wanted += columns.keep.map { ($0, true) }
    return wanted
  }

  /// The default columns, each with the option that renames it. A corpus may spell them with other case or blanks.
  var customary: [(name: String, option: String)] {
    var customary: [(name: String, option: String)] = []
    if !isTextNamed { customary.append((columns.text, "--text")) }
    if !isLabelRequired { customary.append((columns.label, "--label")) }
    if !isIDRequired { customary.append((columns.id, "--id")) }
    return customary
  }
}
