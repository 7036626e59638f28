import Testing

/// No cycle between rooms: the rooms of a module stand in an order, and a file mentions only types of its own room and of rooms below.
///
/// Only names of types count that stand at the top level of a file. A library in a folder of a module, such as Presentation, has an order of
/// its own.
///
/// A new room gets its place here. If a test fails, the type belongs in a lower room, or the file in a higher one.
struct RoomOrderTests {
  /// Each room above the ones that it may use; "." is the module's own folder.
  static let orders: [(module: String, rooms: [String])] = [
    (
      "Store",
      [
        "Errors", "Words", "Codec", "Kept", "Records", "Labels", "SQL", "Rows", "Shards", "Filters", "Totals", "Analysis", "Copies",
        "Writing", "File", "Joined", "Integrity", ".", "Repair", "Merging",
      ]
    ),
    (
      "Indexer",
      [
        "Errors", "Terminal", "Corpus", "Labels", "Pipeline", "Recomputing", "Importing", "Reporting", "Runs", "Explaining", "DryRun",
        "Evaluation", "Ablation", "Serving", "Commands", ".", "Main",
      ]
    ),
    (
      "Support", ["Failures", "Collections", "Numbers", "Text", "Files", "Hashing", "JSON", "Statistics", "Terminal", "Zip", "CommandLine"]
    ),
    ("Engine", ["Files", "Architecture", "Tokenizer", "Checkpoint", "Products", "Encoder", "Methods", "Model"]),
    (
      "query/Presentation",
      [
        "Cells", "Output", "Color", "Tables", "Formats", "Layout", "Slices", "Exports", "Evaluation", "Info", "Listings", "Rankings",
        "Comparing",
        "Markup", "Report", "Site",
      ]
    ),
    ("query", ["Scope", "Options", "Slices", "Commands", "Answers", ".", "Main"]),
  ]

  @Test("a room uses only rooms below it", arguments: orders)
  func order(_ module: String, _ rooms: [String]) throws {
    let module = try SourceModule(module)
    #expect(Set(module.rooms.keys) == Set(rooms))
    #expect(module.violations(of: rooms).map(\.description) == [])
  }

  @Test("a type of a higher room is found, but not in comments and literals")
  func names() {
    let names = SwiftNames(of: "private struct A {}\npublic final class B { struct C {} }\n// D\nlet e = \"E \\(F.G(\"H\")) I\" + J.k\n")
    #expect(names.declared == ["B"])
    #expect(names.mentioned == ["A", "B", "C", "F", "J"])
  }
}
