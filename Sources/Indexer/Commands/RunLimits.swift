import ArgumentParser

/// Numbers of the command line that hold for any run of a model over texts, and their bounds.
struct RunLimits {
  var maxLength: Int?
  var stride: Int?
  var workers: Int?
  var threshold: Double?

  /// Checks the numbers.
  /// - Parameter pairs: The option that gives second texts; nil where there are none.
  /// - Throws: `ValidationError` that names the number which no model can have.
  func refuse(beside pairs: String?) throws {
    // The fewest special tokens of a model, before it is known: [CLS] and one [SEP], or two. Others, such as RoBERTa, have more in a pair.
    let shortest = pairs == nil ? 2 : 3
    if let maxLength, maxLength < shortest {
      throw ValidationError("--max-length \(maxLength) leaves no room for the special tokens: at least \(shortest) are needed.")
    }
    if let stride {
      guard stride >= 0 else { throw ValidationError("--stride is a number of tokens from 0, not \(stride).") }
      if let pairs { throw ValidationError("--stride cuts single texts into windows; it does not go with \(pairs).") }
    }
    if let workers, !(1...1024).contains(workers) { throw ValidationError("--workers is a number from 1 to 1024, not \(workers).") }
    if let threshold, !(0...1).contains(threshold) { throw ValidationError("--threshold is a number from 0 to 1, not \(threshold).") }
  }
}
