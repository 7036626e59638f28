import Support

/// The options of a method as a store keeps them, in JSON: the classes of a signed method, and the steps of Integrated Gradients.
struct StoredOptions: Equatable {
  var classes: String?
  var steps: Int?

  init(classes: String?, steps: Int?) {
    (self.classes, self.steps) = (classes, steps)
  }

  /// Reads the options; members of other names are ignored.
  init(_ json: String) {
    guard let object = try? JSONValue(parsing: Array(json.utf8)) else { return }
    classes = object["classes"]?.string
    steps = object["steps"]?.integer
  }

  /// The JSON text.
  var json: String {
    var members: [JSONOutput.Member] = []
    if let classes { members.append(("classes", .text(classes))) }
    if let steps { members.append(("steps", .integer(steps))) }
    return JSONOutput.object(members).text
  }
}
