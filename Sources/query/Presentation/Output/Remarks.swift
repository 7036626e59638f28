/// What a person is told besides the result, a sentence at a time. Presentation only makes remarks; the program decides where they go.
package struct Remarks: Sendable {
  /// Whether a remark is passed on each time it is made.
  package enum Repetition: Sendable {
    case repeated, once
  }

  private let take: @Sendable (String, Repetition) -> Void

  /// Passes remarks on to `take`, which drops a repeated one where it is meant to be told once.
  package init(_ take: @escaping @Sendable (String, Repetition) -> Void) { self.take = take }

  /// Makes a remark. A remark on the store itself is told once, however many slices are looked up in it.
  func make(_ remark: String, _ repetition: Repetition = .repeated) { take(remark, repetition) }
}
