/// The methods of a store with the numbers that its tables know them by, which follow from their order: methods are added behind others only.
struct StoredMethods: Sendable, Equatable {
  /// A method.
  struct Entry: Sendable, Equatable {
    /// `method.id`: 0 for a first method without sign, whose scores are in the rows of the examples.
    let id: Int64
    let settings: MethodSettings
    /// The numbers of its matrices in `MatrixKey`: that of the aggregated one, then those of the local ones; nil where it has none.
    let places: ClosedRange<Int>?

    var method: Method { settings.method }
  }

  /// The last place of the first method's matrices: no model has as many layers.
  static let lastPlaceOfFirst = MatrixKey.places / 2 - 1

  let entries: [Entry]

  /// - Precondition: there is a method.
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

  /// Why no store can have these methods; nil where one can.
  static func objection(to methods: [MethodSettings]) -> String? {
    guard !methods.isEmpty else { return "no method is named" }
    var seen: Set<Method> = []
    // A method and its aggregate name it; the sign follows.
    for settings in methods {
      let name = Method(name: settings.method.name, aggregate: settings.method.aggregate)
      guard seen.insert(name).inserted else { return "the method \(name) is named twice" }
    }
    let last = StoredMethods(methods).entries.compactMap(\.places?.upperBound).max() ?? 0
    return last < MatrixKey.places
      ? nil : "examples would have more matrices than a store can number, which are \(MatrixKey.places / 2) beside the first method's"
  }

  /// The method whose scores are in the rows of the examples.
  var inRow: Entry? { entries.first { $0.id == 0 } }

  /// - Returns: What the store has of that method; nil where it has not got it.
  func entry(of method: Method) -> Entry? { entries.first { $0.method.name == method.name && $0.method.aggregate == method.aggregate } }

  /// - Returns: The method with that id; nil where there is none.
  func entry(id: Int64) -> Entry? { entries.first { $0.id == id } }

  /// - Returns: The method that a matrix is of, by its place; nil where it is none's.
  func entry(at place: Int) -> Entry? { entries.first { $0.places?.contains(place) ?? false } }
}

extension StoreSettings {
  /// The methods with their numbers.
  var storedMethods: StoredMethods { StoredMethods(methods) }
}
