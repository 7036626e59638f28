import Engine
import Foundation
import Store

/// What the numbers were measured on.
struct Machine: Encodable {
  let processor: String
  let cores: Int
  /// What does the project's dense products.
  let backend: String
  let instructionSet: String
  /// What measured the rate of the plain product; nil where there is no oneDNN.
  let yardstick: String?
  let version: String

  static var current: Machine {
    let lines = ((try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? "").split(separator: "\n")
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    return Machine(
      processor: model ?? "unknown processor", cores: ProcessInfo.processInfo.activeProcessorCount, backend: AttributionModel.backend,
      instructionSet: AttributionModel.instructionSet, yardstick: MatrixProduct.library, version: ToolVersion.current)
  }

  var heading: String {
    "\(processor), \(cores) cores; backend \(backend), \(instructionSet); rate of the plain product by \(yardstick ?? "nothing: no oneDNN here"); "
      + "globenc \(version)"
  }
}
