/// The names of a subcommand's options, for looking up a name that was typed differently.
struct OptionNames {
  private let names: [String]

  init(_ options: [CommandLineGrammar.Option]) {
    names = options.flatMap(\.names).filter { $0.hasPrefix("--") }
  }

  /// The option whose name differs from the typed one only in dashes, case, or underscores in place of hyphens.
  func same(as typed: String) -> String? {
    names.first { Self.bare($0) == Self.bare(typed) }
  }

  /// The options that the typed name may stand for, the likeliest first: names that begin with it, and names that differ in a few letters.
  func like(_ typed: String) -> [String] {
    let typed = Self.bare(typed)
    guard typed.count > 1 else { return [] }
    let begun = names.filter { Self.bare($0).hasPrefix(typed) }
    if !begun.isEmpty { return Array(begun.prefix(3)) }
    let near = names.map { (distance: EditDistance.between(Self.bare($0), typed), name: $0) }
      .filter { $0.distance <= EditDistance.tolerance(typed) }.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best = near.first?.distance else { return [] }
    return near.prefix { $0.distance == best }.prefix(3).map(\.name)
  }

  private static func bare(_ name: String) -> String {
    String(name.drop { $0 == "-" }).lowercased().replacing("_", with: "-")
  }
}
