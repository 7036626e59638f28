import ArgumentParser
import Presentation
import Store
import Support

/// `globenc-query examples`: lists examples, searches them, and finds similar ones.
struct ExamplesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "examples",
    abstract: "List and search examples, or find those like another.",
    discussion: """
      Examples:
        globenc-query examples reviews.db --misclassified --sort confidence
        globenc-query examples reviews.db --contains "not funny" --predicted positive
        globenc-query examples reviews.db --token not --in-top 3 --sort score
        globenc-query examples reviews.db --like 42 -k 5
        globenc-query examples reviews.db -k all --format csv -o examples.csv

      Without --sort the examples come in the order of the corpus. The others come with the highest first: the most confident, the \
      longest, with --token those where the token has the highest score, or those with the highest value in a kept column (numbers by size, texts \
      from Z to A before them, no value last); --ascending turns that round. A table cuts long texts, to the width of the terminal or to \
      COLUMNS where that is set, and leaves out columns in which there is nothing; csv and json are whole. What --contains found is in the \
      middle of a cut text, reversed on a terminal, else in [brackets], or in {braces} where the text has brackets of its own.

      --like ID lists the examples whose attribution is most like that of an example: each example is the vector of its words' scores, \
      and the similarity of two is their cosine, from 0 to 1 (of signed scores, from -1). It goes through all examples of the slice.
      """)

  @OptionGroup var source: StoreArgument

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup(title: "Scores") var scores: ScoreOptions

  @OptionGroup var limit: LimitOption

  @OptionGroup var order: OrderOptions

  @Option(help: ArgumentHelp("Leave out the first n of the list, which the page before has.", valueName: "n"))
  var skip = 0

  @Option(help: ArgumentHelp("Only examples behind this one in the order of the list, which goes on with it.", valueName: "id"))
  var after: String?

  @Flag(help: "End with the -k-th example, and do not count the rest: sooner there in a large store.")
  var noCount = false

  @Option(help: ArgumentHelp("List the examples whose attribution is most like that of this one.", valueName: "id"))
  var like: String?

  @Option(help: "Whether a table marks in colour what --contains found; auto means on a terminal, unless NO_COLOR is set or TERM is dumb.")
  var color: ColorMode = .auto

  @OptionGroup var group: GroupOption

  @OptionGroup var output: ListingOutput

  /// Whether an example without the scores cannot be listed.
  private var looksAtScores: Bool { !scores.names.isEmpty || like != nil || slice.inTop != nil || order.sort == .score }

  func validate() throws {
    if like != nil, group.column != nil { throw ValidationError("--like is of all examples; it does not go with --group-by.") }
    if skip < 0 { throw ValidationError("--skip is a number from 0, not \(skip).") }
    if like != nil, skip > 0 { throw ValidationError("--like lists the nearest; it does not go with --skip.") }
    if like != nil, after != nil || noCount {
      throw ValidationError("--like goes through all examples; it does not go with --after or --no-count.")
    }
    if noCount, group.column != nil { throw ValidationError("--no-count is of one list; it does not go with --group-by.") }
    if noCount, let sort = order.sort, sort != .row {
      throw ValidationError("--no-count is of the corpus' order; another --sort goes through all examples.")
    }
    if like != nil, order.sort != nil { throw ValidationError("--like orders by likeness; it does not go with --sort.") }
  }

  private func contains(_ id: String, _ filter: ExampleFilter, _ store: AttributionStore) throws -> Bool {
    var one = filter
    one.ids = (filter.ids ?? [id]).filter { ExactString($0) == ExactString(id) }
    return try store.count(one) > 0
  }

  func run() throws {
    let store = try source.open()
    let slice = try slice.resolve(in: store)
    for id in [like, after].compactMap(\.self) { _ = try store.requireExample(id) }
    let order = try order.order(of: slice, in: store)
    if let after, try !contains(after, slice.filter, store) {
      StandardError.writeOnce("'\(after)' is none of these examples: the list goes on where it would stand")
    }
    var damaged = 0
    var next: String?
    try group.write(slice, from: store, to: output, of: source) { slice, sink in
      let choice = try scores.names.choice(for: slice.filter, in: store)
      if looksAtScores { choice.note(in: output.format) }
      let slice = slice.scored(by: choice, isStrict: looksAtScores)
      let listing = ExampleListing(
        slice: slice, order: order, like: like, limit: limit.count, skip: skip, after: after, isCounted: !noCount, color: color,
        remarks: .standardError)
      let written = try listing.write(as: output.format, from: store, to: sink)
      damaged += written.damaged
      next = written.next
    }
    if group.column == nil { QueryScope.current?.goOn(after: next) }
    if damaged > 0 {
      throw QueryFailure.damaged("the list is whole but for \(Counted.text(damaged, "damaged example")), which it leaves out")
    }
  }
}
