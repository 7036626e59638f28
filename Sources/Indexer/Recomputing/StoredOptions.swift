import Support

/// The options of a method as a store keeps them, in JSON: the classes of a signed method, the steps of Integrated
/// Gradients, and the rows of a maximum flow.
struct StoredOptions: Equatable {
  var classes: String?
  var steps: Int?
  /// The name of a case of `FlowRows`; nil for the first row alone.
  var flowRows: String?

  init(classes: String? = nil, steps: Int? = nil, flowRows: String? = nil) {
    (self.classes, self.steps, self.flowRows) = (classes, steps, flowRows)
  }

  /// Reads the options; members of other names are ignored.
  init(_ json: String) {
    guard let object = try? JSONValue(parsing: Array(json.utf8)) else { return }
    classes = object["classes"]?.string
    steps = object["steps"]?.integer
    flowRows = object["maxflow_rows"]?.string
  }

  /// The JSON text.
  var json: String {
    var members: [JSONOutput.Member] = []
    if let classes { members.append(("classes", .text(classes))) }
    if let steps { members.append(("steps", .integer(steps))) }
    if let flowRows { members.append(("maxflow_rows", .text(flowRows))) }
    return JSONOutput.object(members).text
  }
}
