/// Normalizes a run of neighbouring scalars that depend on each other.
///
/// Each scalar of the result has the origin that `transform_range` of the reference gives to it: a decomposition or composition says how
/// many scalars of the old text a new one takes the place of, and the new ones take the old ones' places in their order, even where marks
/// changed theirs:
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/tokenizer/normalizer.rs
struct FormRun {
  private struct Part {
    var scalar: Unicode.Scalar
    let combiningClass: UInt8
    /// The number of old scalars that this one takes the place of; 0 for one that shares the place of the scalar before it.
    var places: Int
  }

  let table: FormTable
  let composes: Bool

  // Scratch memory.
  private var parts: [Part] = []
  private var origins: [Int32] = []

  init(table: FormTable, composes: Bool) {
    self.table = table
    self.composes = composes
  }

  /// Normalizes `text.bytes[range]`, and appends the result to `output`.
  mutating func append(_ text: NormalizedText, _ range: Range<Int>, to output: inout NormalizedText) {
    parts.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
    decompose(text, range)
    order()
    if composes { compose() }
    var place = 0
    for part in parts {
      // The first scalar has a place of its own: no decomposition's first mark comes behind a later one of the same decomposition.
      let origin = origins[part.places > 0 ? place : max(place - 1, 0)]
      output.append(part.scalar, lowercased: false, from: origin)
      place += part.places
    }
  }

  private mutating func decompose(_ text: NormalizedText, _ range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound {
      let (scalar, length) = UTF8.scalar(in: text.bytes, at: position)
      origins.append(text.origins[position])
      var places = 1
      table.decompose(scalar) { part in
        parts.append(Part(scalar: part, combiningClass: table[part].combiningClass, places: places))
        places = 0
      }
      position += length
    }
  }

  /// Canonical ordering: sorts neighbouring marks by their combining class.
  private mutating func order() {
    var start = 0
    while let first = parts[start...].firstIndex(where: { $0.combiningClass != 0 }) {
      let end = parts[first...].firstIndex { $0.combiningClass == 0 } ?? parts.endIndex
      if end - first > 1 {
        // The index makes the sort stable.
        let sorted = (first..<end).sorted { (parts[$0].combiningClass, $0) < (parts[$1].combiningClass, $1) }.map { parts[$0] }
        parts.replaceSubrange(first..<end, with: sorted)
      }
      start = end
    }
  }

  /// Canonical composition: a scalar composes with the last starter, if no scalar between them has its combining class or a higher one.
  private mutating func compose() {
    var composed: [Part] = []
    composed.reserveCapacity(parts.count)
    var starter: Int?
    var lastClass: UInt8?
    for part in parts {
      if let starter, lastClass.map({ $0 < part.combiningClass }) ?? true,
        let composite = Composition.of(composed[starter].scalar, part.scalar)
      {
        composed[starter].scalar = composite
        composed[starter].places += part.places
        continue
      }
      composed.append(part)
      if part.combiningClass == 0 {
        (starter, lastClass) = (composed.count - 1, nil)
      } else if starter != nil {
        lastClass = part.combiningClass
      }
    }
    parts = composed
  }
}
