import Support

/// A number that chooses its examples when it is pressed: the data of `choice.mustache`.
struct PageChoice {
  let count: String
  /// What is counted, for those who do not see the table.
  let meaning: String
  /// Whether `gold` and `predicted` say, of one class, whether an example has it; else they are numbers of labels.
  let isOfClass: Bool
  /// The number of the class in the page's data.
  let classNumber: Int
  let gold: String
  let predicted: String

  /// Chooses the examples of a gold and a predicted label, by their numbers: -1 for none, -2 for a label that the data does not have.
  init(gold: Int, predicted: Int, count: Int, meaning: String) {
    (self.count, self.meaning) = (count.grouped, meaning)
    (isOfClass, classNumber) = (false, -1)
    (self.gold, self.predicted) = ("\(gold)", "\(predicted)")
  }

  /// Chooses the examples that have a class, or do not have it, among their gold and among their predicted labels.
  init(class number: Int, isGold: Bool, isPredicted: Bool, count: Int, meaning: String) {
    (self.count, self.meaning) = (count.grouped, meaning)
    (isOfClass, classNumber) = (true, number)
    (gold, predicted) = ("\(isGold)", "\(isPredicted)")
  }
}
