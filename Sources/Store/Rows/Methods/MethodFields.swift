/// A row of `method`.
struct MethodFields: SealedRow {
  static let table = "method"

  var id: Int64 = 0
  var name = ""
  var aggregate: String?
  var isSigned = false
  var place: Int?
  var lastPlace: Int?
  var options: String?
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("id", &id, .checksum)
    columns.column("name", &name)
    columns.column("aggregate", &aggregate)
    columns.column("signed", &isSigned)
    columns.column("place", &place, .checksum)
    columns.column("last_place", &lastPlace, .checksum)
    columns.column("options", &options)
    columns.column("checksum", &checksum, [])
  }
}

extension MethodFields {
  /// The row for a method, without its checksum.
  init(_ entry: StoredMethods.Entry) {
    self.init(
      id: entry.id, name: entry.method.name, aggregate: entry.method.aggregate?.rawValue, isSigned: entry.method.isSigned,
      place: entry.places?.lowerBound, lastPlace: entry.places?.upperBound, options: entry.settings.options)
  }

  /// The method. The number of layers of the first method is not stored here.
  func settings(isFirst: Bool) -> MethodSettings {
    let layers = place.flatMap { first in lastPlace.map { max($0 &- first, 0) } }
    return MethodSettings(
      Method(name: name, aggregate: aggregate.map(Method.Aggregate.init), isSigned: isSigned), layers: isFirst ? nil : layers,
      options: options)
  }
}
