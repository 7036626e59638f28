import Store

/// Which columns of the corpus mean what, and which of them were asked for by name.
struct ColumnSelection: Sendable, Equatable {
  var columns: StoreSettings.Columns
  /// Whether the text's column was named; where it was not, a header may spell the customary one otherwise.
  var isTextNamed: Bool
  /// A column named on the command line must exist; the customary `id` and `label` need not.
  var isLabelRequired: Bool
  var isIDRequired: Bool

  /// The selection that command line options make; nil stands for an option that was not given.
  init(text: String? = nil, textPair: String? = nil, label: String? = nil, id: String? = nil, keep: [String] = []) {
    columns = StoreSettings.Columns(text: text ?? "text", textPair: textPair, label: label ?? "label", id: id ?? "id", keep: keep)
    isTextNamed = text != nil
    isLabelRequired = label != nil
    isIDRequired = id != nil
  }

  /// Each column once, with whether it has to exist.
  var wanted: [(name: String, isRequired: Bool)] {
    var wanted = [(name: columns.text, isRequired: true)]
    if let pair = columns.textPair { wanted.append((pair, true)) }
    wanted.append((columns.label, isLabelRequired))
    wanted.append((columns.id, isIDRequired))
    wanted += columns.keep.map { ($0, true) }
    return wanted
  }

  /// The columns that nobody named, with the option that names them: a corpus may spell them with other case or blanks.
  var customary: [(name: String, option: String)] {
    var customary: [(name: String, option: String)] = []
    if !isTextNamed { customary.append((columns.text, "--text")) }
    if !isLabelRequired { customary.append((columns.label, "--label")) }
    if !isIDRequired { customary.append((columns.id, "--id")) }
    return customary
  }
}
