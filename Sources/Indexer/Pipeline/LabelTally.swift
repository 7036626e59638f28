/// Notices gold labels that are numbers, some of them classes of the model and some not: a sign that the corpus counts otherwise than the model.
struct LabelTally {
  private static let most = 20

  private let mapping: LabelMapping
  private var hasClasses = false
  /// The first few numbers that are no classes.
  private var others: Set<Int> = []
  private var hasMore = false

  init(_ mapping: LabelMapping) {
    self.mapping = mapping
  }

  /// Takes a label of the corpus into account.
  mutating func add(_ label: String) {
    guard let number = mapping.number(of: label) else { return }
    if mapping.names.indices.contains(number) {
      hasClasses = true
    } else if others.count < Self.most {
      others.insert(number)
    } else if !others.contains(number) {
      hasMore = true
    }
  }

  /// What to tell the user at the end, or nil.
  var warning: String? {
    guard hasClasses, !others.isEmpty else { return nil }
    let list = others.sorted().map(String.init).joined(separator: ", ") + (hasMore ? " and more" : "")
    let isOne = others.count == 1
    return "\(isOne ? "label" : "labels") \(list) \(isOne ? "is" : "are") not among the model's classes, which are numbered from 0 to "
      + "\(mapping.names.count - 1), and \(isOne ? "was" : "were") kept as written: check that the corpus numbers its labels as the model does"
  }
}
