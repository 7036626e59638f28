/// Canonical decomposition of a few neighbouring scalars, with accents dropped.
///
/// Marks wait until the next scalar of combining class 0, because canonical ordering may exchange them. The output has the origins that the
/// reference gives: its `NormalizedString` counts, so that the n-th mark after ordering takes the origin of the n-th mark before, and parts
/// that a decomposition adds take the origin of the part before them. The difference is visible only where a mark is kept, which is rare.
struct MarkRun {
  private struct Mark {
    let scalar: Unicode.Scalar
    let combiningClass: UInt8
    /// Whether it is not the first part of its scalar's decomposition.
    let isAdded: Bool
    let isKept: Bool
  }

  private let lowercases: Bool
  private var marks: [Mark] = []
  /// Origins of the marks that are first parts of decompositions, before ordering.
  private var origins: [Int32] = []
  private var baseOrigin: Int32 = 0

  /// Whether no mark is waiting.
  var isEmpty: Bool { marks.isEmpty }

  /// Creates an empty run.
  init(lowercases: Bool) {
    self.lowercases = lowercases
  }

  /// Decomposes `scalar`. Its starters are appended to `output`, and its marks wait.
  mutating func append(_ scalar: Unicode.Scalar, from origin: Int32, to output: inout NormalizedText) {
    guard let parts = CanonicalDecomposition.of(scalar) else {
      append(part: scalar, isAdded: false, origin, to: &output)
      return
    }
    for (index, part) in parts.enumerated() { append(part: part, isAdded: index > 0, origin, to: &output) }
  }

  /// Appends the waiting marks, except accents, to `output` in canonical order.
  mutating func flush(to output: inout NormalizedText) {
    if marks.isEmpty { return }
    defer {
      marks.removeAll(keepingCapacity: true)
      origins.removeAll(keepingCapacity: true)
    }
    guard marks.contains(where: \.isKept) else { return }
    var waiting = origins[...]
    var origin = baseOrigin
    // The index makes the sort stable.
    let order = marks.indices.sorted { (marks[$0].combiningClass, $0) < (marks[$1].combiningClass, $1) }
    for mark in order.map({ marks[$0] }) {
      if !mark.isAdded, let next = waiting.popFirst() { origin = next }
      if mark.isKept { write(mark.scalar, origin, to: &output) }
    }
  }

  private mutating func append(part: Unicode.Scalar, isAdded: Bool, _ origin: Int32, to output: inout NormalizedText) {
    let isKept = !ScalarTraits.of(part).contains(.isAccent)
    let combiningClass = CanonicalDecomposition.combiningClass(of: part)
    if combiningClass == 0 {
      flush(to: &output)
      baseOrigin = origin
      if isKept { write(part, origin, to: &output) }
    } else {
      marks.append(Mark(scalar: part, combiningClass: combiningClass, isAdded: isAdded, isKept: isKept))
      if !isAdded { origins.append(origin) }
    }
  }

  private func write(_ scalar: Unicode.Scalar, _ origin: Int32, to output: inout NormalizedText) {
    output.append(scalar, lowercased: lowercases && ScalarTraits.of(scalar).contains(.isUpperCase), from: origin)
  }
}
