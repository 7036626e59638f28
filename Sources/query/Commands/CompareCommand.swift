import ArgumentParser
import Foundation
import Presentation
import Store

/// `globenc-query compare`: compares two stores of the same texts.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two stores of the same texts, or two methods of one: two models, precisions, methods or classes.",
    discussion: """
      Examples:
        globenc-query compare reviews-f32.db reviews-bf16.db
        globenc-query compare old.db new.db --label negative -k 20
        globenc-query compare old.db new.db --changed --format csv -o out.csv
        globenc-query compare old.db new.db --what tokens --format csv
        globenc-query compare reviews.db --method n-enc --method decompx-linear
        globenc-query compare my.db --method decompx-linear --class a --class b

      Examples are matched by id; the slice is chosen in the first store. Their scores are compared token by token where both stores \
      were made with the same tokenizer, else word by word: words of the same text that one tokenizer divides and the other does not, such as \
      's, are added up. Special tokens do not take part. spearman is the rank correlation of an example's scores in the two stores, ties at \
      their mean rank; there is none for fewer than two tokens, or where all scores of a side are the same.

      Examples whose text or pair is another in the other store are counted and marked as edited; their predictions are compared, and their \
      scores where they have the same tokens.

      The table sums up, says in which direction predictions changed, and lists the examples whose scores are least alike and the tokens whose mean score moved most (among those with \
      5 occurrences, or --min-count). csv has the examples, the least alike first, or with --what tokens the tokens, or with --what changes the directions; json has \
      everything. \
      With --changed only examples whose predicted label differs are listed.
      """)

  @OptionGroup var source: StoreArgument

  @Argument(
    help: "The store to compare it with; without one, two methods, aggregates or classes of the first are compared.", completion: .file())
  var other: String?

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "The method of both stores; given twice, those of the first store and of the second. (default: each store's first)", valueName: "name"
    ))
  var method: [String] = []

  @Option(
    help: ArgumentHelp(
      "How the matrices of all layers are put together: rollout or maxflow; given once, for each method that has matrices; given twice, likewise.",
      valueName: "aggregate"))
  var aggregate: [String] = []

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      """
      For which class signed scores speak, as in top: a class, predicted or gold; given once, for each signed method; given twice, likewise. \
      (default: the class that the slice names, else predicted)
      """, valueName: "class"))
  var className: [String] = []

  @OptionGroup var limit: LimitOption

  @Flag(help: "List only the examples whose predicted label differs.")
  var changed = false

  @Option(
    help: ArgumentHelp(
      "What csv and the like have: examples, tokens or changes. (default: examples; md has everything unless this is given)",
      valueName: "what"))
  var what: ComparisonKind?

  @Option(help: ArgumentHelp("Leave out tokens with fewer occurrences.", valueName: "n"))
  var minCount = 5

  @OptionGroup var output: ListingOutput

  func validate() throws {
    for (option, values) in [("--method", method), ("--aggregate", aggregate), ("--class", className)] where values.count > 2 {
      throw ValidationError("\(option) is given at most twice, for the first store and for the second.")
    }
    let pairs = [method, aggregate, className].filter { $0.count == 2 }
    if other == nil, pairs.isEmpty {
      throw ValidationError(
        "Name another store, or two methods of this one, as in: --method n-enc --method decompx-linear, or two classes of a signed method, as "
          + "in: --class positive --class negative.")
    }
    if other == nil, pairs.allSatisfy({ $0[0] == $0[1] }) {
      throw ValidationError(
        "Both sides are one: name two methods, as in --method n-enc --method decompx-linear, or two classes of a signed method, as in "
          + "--class positive --class negative.")
    }
    if minCount < 1 { throw ValidationError("--min-count is a number from 1, not \(minCount).") }
  }

  func run() throws {
    let first = try source.open()
    let second = try other.map(StoreArgument.open) ?? first
    let resolved = try slice.resolve(in: first)
    let choices = try choices(for: resolved, in: first, second)
    if choices.0.isSigned != choices.1.isSigned {
      StandardError.writeOnce(
        "one of the two has a sign and the other has none: a token that speaks against the class is low in one and may be high in the other"
      )
    }
    let slice = resolved.scored(by: choices.0)
    var comparison = Comparison(first, second, scores: choices, limit: limit.count, changedOnly: changed, remarks: .standardError)
    try comparison.add(slice.filter)
    guard comparison.examples > 0 else { throw slice.emptiness }
    guard comparison.matched > 0 else {
      throw QueryFailure.noResult(
        "none of \(slice.description(count: comparison.examples)) is in both stores\(choices.1.isNamed ? " with the scores" : ""): examples are "
          + "matched by id")
    }
    let listing = ComparisonListing(
      comparison: comparison, slice: resolved, stores: (source.name, other ?? source.name), minimumCount: minCount, limit: limit.count)
    let file = try output.destination.open(store: source)
    try listing.write(as: output.format, what: what, to: file.sink)
    try file.commit()
    if comparison.damaged > 0 {
      throw QueryFailure.damaged(
        "the comparison is whole but for \(Counted.text(comparison.damaged, "damaged example")), which it leaves out")
    }
  }

  /// The scores of both sides.
  private func choices(for slice: ExampleSlice, in first: AttributionStore, _ second: AttributionStore) throws -> (ScoreChoice, ScoreChoice)
  {
    let sides = try zip([first, second], Self.sides(method)).map { store, name in
      (store: store, method: try ScoreNames(method: name).method(in: store.settings))
    }
    let aggregates = Self.sides(
      aggregate,
      where: sides.map { store, method in
        store.settings.methods.contains { $0.method.name == method.name && $0.method.aggregate != nil }
      })
    func choice(_ side: Int, _ className: String?) throws -> ScoreChoice {
      try ScoreNames(method: sides[side].method.name, aggregate: aggregates[side], className: className)
        .choice(for: slice.filter, in: sides[side].store)
    }
    if className.count == 1, !sides.contains(where: \.method.isSigned) {
      throw QueryFailure.wrongUsage(
        "neither \(try choice(0, nil).name) nor \(try choice(1, nil).name) says for which class: --class goes with a signed method")
    }
    let classes = Self.sides(className, where: sides.map { $0.method.isSigned && !$0.store.settings.explainedClasses.isEmpty })
    return (try choice(0, classes[0]), try choice(1, classes[1]))
  }

  /// The names for both sides. A single one is that of each side that can have one; where neither can, it is that of both, to be refused.
  private static func sides(_ names: [String], where canHave: [Bool] = [true, true]) -> [String?] {
    canHave.indices.map { names.count == 2 ? names[$0] : canHave[$0] || !canHave.contains(true) ? names.first : nil }
  }
}
