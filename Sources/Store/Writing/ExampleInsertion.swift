/// A transaction that takes examples into a store, for as long as the closure runs that was given it.
public struct ExampleInsertion: ~Copyable {
  private var writer: ExampleWriter
  private let form: ExampleForm

  init(into writer: ExampleWriter, form: ExampleForm) {
    (self.writer, self.form) = (writer, form)
  }

  /// Inserts examples.
  /// - Throws: `StoreError` where an id is there already, or the file cannot be written to.
  /// - Precondition: the examples hold their texts just where the store does: they were made with its `form`.
  public mutating func insert(_ examples: [PackedExample]) throws {
    precondition(examples.allSatisfy { $0.keepsText == form.keepsTexts }, "examples in another form than the store's")
    for example in examples { try writer.insert(example) }
  }

  /// Adds to the totals what the examples come to. To be called once, last.
  func finish() throws { try writer.finish() }
}
