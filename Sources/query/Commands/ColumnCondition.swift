import ArgumentParser

/// A kept column and its value, as in `source=web`. The first equals sign ends the name.
struct ColumnCondition: ExpressibleByArgument {
  let column: String
  let value: String

  init?(argument: String) {
    guard let sign = argument.unicodeScalars.firstIndex(of: "=") else { return nil }
    column = String(argument.unicodeScalars[..<sign])
    value = String(argument.unicodeScalars[sign...].dropFirst())
  }
}
