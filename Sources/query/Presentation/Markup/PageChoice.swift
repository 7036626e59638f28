import Support

/// A number that chooses its examples when it is clicked: the data of `choice.mustache`.
struct PageChoice {
  let count: String
  /// A description of the number, for people who do not see the table.
  let meaning: String
  /// Whether `gold` and `predicted` tell whether an example has one class; otherwise they are numbers of labels.
  let isOfClass: Bool
  /// The number of the class in the page's data.
  let classNumber: Int
  let gold: String
  let predicted: String

  /// Chooses the examples of a gold and a predicted label, by the labels' numbers: -1 for a missing label, -2 for a label that is not in
  /// the data.
  init(gold: Int, predicted: Int, count: Int, meaning: String) {
    (self.count, self.meaning) = (count.grouped, meaning)
    (isOfClass, classNumber) = (false, -1)
    (self.gold, self.predicted) = ("\(gold)", "\(predicted)")
  }

  /// Chooses the examples by one class: by whether they have it among their gold labels and among their predicted labels.
  init(class number: Int, isGold: Bool, isPredicted: Bool, count: Int, meaning: String) {
    (self.count, self.meaning) = (count.grouped, meaning)
    (isOfClass, classNumber) = (true, number)
    (gold, predicted) = ("\(isGold)", "\(isPredicted)")
  }
}
