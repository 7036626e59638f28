import Foundation

/// A size such as 2MB, 500 kB or 1.5MiB.
package struct ByteCount: CustomStringConvertible, Equatable, Sendable {
  /// The number of bytes.
  package let bytes: Int

  /// Creates a size.
  package init(bytes: Int) { self.bytes = bytes }

  /// Parses a number with a unit: B, kB, MB and GB are powers of 1,000, KiB, MiB and GiB of 1,024; the B may be left out, and case does not
  /// matter.
  package init?(argument: String) {
    let text = argument.lowercased().filter { $0 != " " }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let units: [String: Double] = [
      "": 1, "b": 1, "k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9, "kib": 1024, "mib": 1_048_576, "gib": 1_073_741_824,
    ]
    guard let number = Double(digits), let unit = units[String(text.dropFirst(digits.count))], number * unit < 1e15 else { return nil }
    bytes = Int(number * unit)
  }

  /// A text such as "2 MB", "500 kB" or "1,234 bytes".
  package var description: String {
    for (unit, name) in [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")] where Double(bytes) >= unit {
      let text = String(format: "%.1f", Double(bytes) / unit)
      return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " " + name
    }
    return "\(bytes) byte\(bytes == 1 ? "" : "s")"
  }
}
