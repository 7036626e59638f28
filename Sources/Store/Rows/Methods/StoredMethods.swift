/// The methods of a store with their numbers in the tables. The numbers follow from the order of the methods; new methods are only
/// appended.
struct StoredMethods: Sendable, Equatable {
  /// A method with its number and the places of its matrices.
  struct Entry: Sendable, Equatable {
    /// `method.id`: 0 for an unsigned first method, whose scores are in the rows of the examples.
    let id: Int64
    let settings: MethodSettings
    /// The places of the method's matrices in `MatrixKey`: the place of the aggregated matrix, then the places of the local ones; nil for a
    /// method without matrices.
    let places: ClosedRange<Int>?

    var method: Method { settings.method }
  }

  /// The last place for matrices of the first method: no model has as many layers.
  static let lastPlaceOfFirst = MatrixKey.places / 2 - 1

  let entries: [Entry]

  /// - Precondition: `methods` is not empty.
  init(_ methods: [MethodSettings]) {
    precondition(!methods.isEmpty, "a store without methods")
    let first: Int64 = methods[0].method.isSigned ? 1 : 0
    var next = Self.lastPlaceOfFirst + 1
    entries = methods.enumerated().map { index, settings in
      let id = first + Int64(index)
      guard settings.method.aggregate != nil else { return Entry(id: id, settings: settings, places: nil) }
      guard index > 0 else { return Entry(id: id, settings: settings, places: 0...Self.lastPlaceOfFirst) }
      defer { next += (settings.layers ?? 0) + 1 }
      return Entry(id: id, settings: settings, places: next...(next + (settings.layers ?? 0)))
    }
  }

  /// The reason why no store can have these methods; nil where a store can.
  static func objection(to methods: [MethodSettings]) -> String? {
    guard !methods.isEmpty else { return "no method is named" }
    var seen: Set<Method> = []
    // Name and aggregation identify a method; the sign follows from them.
    for settings in methods {
      let name = Method(name: settings.method.name, aggregate: settings.method.aggregate)
      guard seen.insert(name).inserted else { return "the method \(name) is named twice" }
    }
    let last = StoredMethods(methods).entries.compactMap(\.places?.upperBound).max() ?? 0
    return last < MatrixKey.places
      ? nil : "examples would have more matrices than a store can number, which are \(MatrixKey.places / 2) beside the first method's"
  }

  /// The method whose scores are in the rows of the examples; nil where the first method is signed.
  var inRow: Entry? { entries.first { $0.id == 0 } }

  /// Whether any scores are in rows of their own.
  var haveScoreRows: Bool { entries.contains { $0.id > 0 } }

  /// The ids of the methods whose scores were imported.
  var importedIDs: Set<Int64> { Set(entries.filter(\.settings.isImported).map(\.id)) }

  /// - Returns: The store's entry for a method; nil where the store does not have the method.
  func entry(of method: Method) -> Entry? { entries.first { $0.method.name == method.name && $0.method.aggregate == method.aggregate } }

  /// - Returns: The method with this id; nil where there is none.
  func entry(id: Int64) -> Entry? { entries.first { $0.id == id } }

  /// - Returns: The method with a matrix at this place; nil where there is none.
  func entry(at place: Int) -> Entry? { entries.first { $0.places?.contains(place) ?? false } }
}

extension StoreSettings {
  /// The methods with their numbers.
  var storedMethods: StoredMethods { StoredMethods(methods) }
}
