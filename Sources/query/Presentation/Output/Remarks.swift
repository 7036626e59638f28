/// Remarks to the user besides the result, one sentence each. Presentation creates remarks; the program decides where they are printed.
package struct Remarks: Sendable {
  /// Whether a remark that is made several times is printed each time or once.
  package enum Repetition: Sendable {
    case repeated, once
  }

  private let take: @Sendable (String, Repetition) -> Void

  /// Passes remarks to `take`, which drops the repetitions of a remark that is printed once.
  package init(_ take: @escaping @Sendable (String, Repetition) -> Void) { self.take = take }

  /// Makes a remark. A remark on the store itself is printed once, however many slices refer to the store.
  func make(_ remark: String, _ repetition: Repetition = .repeated) { take(remark, repetition) }
}
