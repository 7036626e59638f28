import Engine
import Store
import Support

/// The methods of attribution that the command line asks for.
struct MethodChoice: Sendable, Equatable {
  /// `--methods`; nil for the methods of the store, or N-Enc for a new store.
  var methods: [AttributionMethod]?
  /// `--aggregate`; nil for the aggregations of the store, or rollout for a new store.
  var aggregates: [Aggregate]?
  /// `--classes`; nil for the classes of the store, or the usual choice for a new store.
  var classes: ClassNaming?
  /// `--steps`; nil for the steps of the store, or as many as the text needs for a new store.
  var steps: Int?
  /// `--memory`: what DecompX may take over all workers; nil for ``standardMemory``.
  var memory: ByteCount?

  /// `--maxflow-rows`; nil for the rows of the store, or the first one for a new store.
  var flowRows: FlowRows?

  /// The memory of DecompX where the command line does not give it.
  static let standardMemory = ByteCount(bytes: 2_000_000_000)

  /// The choice of nothing: a store keeps its methods, and a new store gets N-Enc.
  init() {}

  /// Reads the arguments of the command line.
  /// - Throws: `ArgumentFault` with a sentence for each argument that is not understood.
  init(methods: String?, aggregate: String?, classes: String?, steps: Int?, memory: String? = nil, flowRows: String? = nil) throws {
    self.methods = try methods.map { try Self.list($0, "--methods", AttributionMethod.init(rawValue:), AttributionMethod.names) }
    aggregates = try aggregate.map { try Self.list($0, "--aggregate", Aggregate.init(rawValue:), Aggregate.allCases.map(\.rawValue)) }
    self.classes = try classes.map(ClassNaming.init)
    self.steps = steps
    self.flowRows = try flowRows.map { text in
      guard let rows = FlowRows(rawValue: text) else { throw ArgumentFault("--maxflow-rows is first or all, not '\(text.printable)'.") }
      return rows
    }
    self.memory = try memory.map { text in
      guard let size = ByteCount(argument: text) else {
        throw ArgumentFault("--memory is a size such as 500MB or 8G, not '\(text.printable)'.")
      }
      return size
    }
    if let steps, !(1...65_536).contains(steps) { throw ArgumentFault("--steps is a number from 1 to 65536, not \(steps).") }
  }

  /// The values of a list with commas.
  private static func list<Value: Hashable>(
    _ text: String, _ option: String, _ value: (String) -> Value?, _ names: [String]
  ) throws -> [Value] {
    var values: [Value] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let value = value(name) else {
        throw ArgumentFault("\(option) knows \(names.joined(separator: ", ")), not '\(name.printable)'.")
      }
      guard !values.contains(value) else { throw ArgumentFault("\(option) names '\(name)' twice.") }
      values.append(value)
    }
    return values
  }
}

/// A fault in the arguments, in one sentence.
struct ArgumentFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension AttributionMethod {
  /// The names on the command line.
  static let names = allCases.map(\.rawValue)
}
