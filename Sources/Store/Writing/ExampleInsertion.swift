/// A transaction that inserts examples into a store; it lasts while the closure runs that receives it.
public struct ExampleInsertion: ~Copyable {
  private var writer: ExampleWriter
  private let form: ExampleForm

  init(into writer: ExampleWriter, form: ExampleForm) {
    (self.writer, self.form) = (writer, form)
  }

  /// Inserts examples.
  /// - Throws: `StoreError` where the store already has an id, or the file cannot be written to.
  /// - Precondition: The examples have texts if and only if the store keeps texts, as examples made with its `form` do.
  public mutating func insert(_ examples: [PackedExample]) throws {
    precondition(examples.allSatisfy { $0.keepsText == form.keepsTexts }, "examples in another form than the store's")
    for example in examples { try writer.insert(example) }
  }

  /// Adds the sums of the examples to the totals. Call it once, at the end.
  func finish() throws { try writer.finish() }
}
