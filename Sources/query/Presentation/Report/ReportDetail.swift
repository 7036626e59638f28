/// The examples of a page, with as much detail as its size allows.
///
/// What does not fit is left out from the end on: the layers first, then the rows other than row 0, then examples; or, where layers were
/// asked for, these three in the other order, of the examples behind those with layers. So the examples that have layers come first, then
/// those that have rows. Memory does not grow beyond the budget.
struct ReportDetail {
  /// Bytes of all examples at most; the first example is kept whatever its size.
  let budget: Int
  /// For how many examples layers are taken.
  let layerLimit: Int
  /// Whether the layers were asked for, so that they come before further examples.
  let layersComeFirst: Bool

  private var cores: [String] = []
  private var rows: [String] = []
  private var layers: [String] = []
  private var bytes = 0

  /// Whether something did not fit: from then on none of its kind, or of a kind that is left out sooner, is taken.
  private(set) var isFull = false
  private(set) var lacksRows = false
  private(set) var lacksLayers = false

  init(budget: Int, layerLimit: Int, layersComeFirst: Bool = false) {
    self.budget = budget
    self.layerLimit = layerLimit
    self.layersComeFirst = layersComeFirst
  }

  /// How many examples there are, how many of them with rows, and how many of these with layers.
  var counts: (examples: Int, rows: Int, layers: Int) { (cores.count, rows.count, layers.count) }

  /// Whether the first example, which is kept in any case, is more than there is room for.
  var exceedsBudget: Bool { bytes > budget }

  /// Whether the rows, or the layers, of the next example may be asked for.
  var wantsRows: Bool { !isFull && !lacksRows }
  var wantsLayers: Bool { wantsRows && !lacksLayers && layers.count < layerLimit }

  /// Takes the next example, if it fits; what was asked for less is left out for it.
  mutating func add(core: String, rows newRows: String?, layers newLayers: String?) {
    if isFull { return }
    // The braces, commas and keys around the parts.
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
