import Engine
import Foundation
import Store

/// The machine and libraries of a measurement.
struct Machine: Encodable {
  let processor: String
  let cores: Int
  /// The backend of the project's dense products.
  let backend: String
  let instructionSet: String
  /// The library that measured the speed of the plain product; nil where oneDNN is absent.
  let yardstick: String?
  let version: String

  static var current: Machine {
    let lines = ((try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? "").split(separator: "\n")
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    return Machine(
      processor: model ?? "unknown processor", cores: ProcessInfo.processInfo.activeProcessorCount, backend: AttributionModel.backends,
      instructionSet: AttributionModel.instructionSet, yardstick: MatrixProduct.library, version: ToolVersion.current)
  }

  var heading: String {
    "\(processor), \(cores) cores; backend \(backend), \(instructionSet); rate of the plain product by \(yardstick ?? "nothing: no oneDNN here"); "
      + "globenc \(version)"
  }
}
