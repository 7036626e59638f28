/// The examples of a page, in as much detail as its size allows.
///
/// Details that do not fit are left out from the end on: first the layers, then the rows other than row 0, then examples; or, where layers
/// were asked for, examples behind those with layers first, then rows, then layers. So examples with layers come first, then examples with
/// rows. Memory does not exceed the budget.
struct ReportDetail {
  /// Upper bound of the bytes of all examples; the first example is kept in any case.
  let budget: Int
  /// Number of examples for which layers are taken.
  let layerLimit: Int
  /// Whether layers were asked for, so that they have precedence over further examples.
  let layersComeFirst: Bool

  private var cores: [String] = []
  private var rows: [String] = []
  private var layers: [String] = []
  private var bytes = 0

  /// Whether a detail did not fit; then no further detail of its kind, or of a kind that is left out sooner, is taken.
  private(set) var isFull = false
  private(set) var lacksRows = false
  private(set) var lacksLayers = false

  init(budget: Int, layerLimit: Int, layersComeFirst: Bool = false) {
    self.budget = budget
    self.layerLimit = layerLimit
    self.layersComeFirst = layersComeFirst
  }

  /// Number of examples, of examples with rows, and of examples with layers.
  var counts: (examples: Int, rows: Int, layers: Int) { (cores.count, rows.count, layers.count) }

  /// Whether the first example, which is kept in any case, exceeds the budget.
  var exceedsBudget: Bool { bytes > budget }

  /// Whether the next example's rows or layers may still fit.
  var wantsRows: Bool { !isFull && !lacksRows }
  var wantsLayers: Bool { wantsRows && !lacksLayers && layers.count < layerLimit }

  /// Takes the next example, if it fits; less important details are left out for it.
  mutating func add(core: String, rows newRows: String?, layers newLayers: String?) {
    if isFull { return }
    // Bytes of the braces, commas and keys around the parts.
    let overhead = 16
    cores.append(core)
    bytes += core.utf8.count + overhead
    if let newRows {
      rows.append(newRows)
      bytes += newRows.utf8.count
    }
    if let newLayers {
      layers.append(newLayers)
      bytes += newLayers.utf8.count
    }
    shrink(overhead: overhead)
  }

  private mutating func shrink(overhead: Int) {
    if layersComeFirst {
      shrinkRows(to: layers.count)
      shrinkCores(to: max(layers.count, 1), overhead: overhead)
    }
    while bytes > budget, let last = layers.popLast() {
      bytes -= last.utf8.count
      lacksLayers = true
    }
    shrinkRows(to: 0)
    shrinkCores(to: 1, overhead: overhead)
  }

  private mutating func shrinkRows(to least: Int) {
    while bytes > budget, rows.count > least, let last = rows.popLast() {
      bytes -= last.utf8.count
      lacksRows = true
    }
  }

  private mutating func shrinkCores(to least: Int, overhead: Int) {
    while bytes > budget, cores.count > least, let last = cores.popLast() {
      bytes -= last.utf8.count + overhead
      isFull = true
    }
  }

  /// The examples as a JSON array.
  var json: String {
    var json = "["
    json.reserveCapacity(bytes)
    for (index, core) in cores.enumerated() {
      json += (index > 0 ? ",{" : "{") + core
      if index < rows.count { json += ",\"r\":" + rows[index] }
      if index < layers.count { json += ",\"l\":" + layers[index] }
      json += "}"
    }
    return json + "]"
  }
}
