import Foundation

/// Address or Thread Sanitizer, if this build has one.
public enum Sanitizer {
  /// Whether the build has a sanitizer, with which bounds of memory and time do not hold: it reserves terabytes of addresses, and keeps a
  /// shadow of all memory.
  public static let isPresent: Bool = {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let size = status.split(separator: "\n").first { $0.hasPrefix("VmSize:") }?.filter(\.isNumber)
    return Int(size ?? "") ?? 0 > 1 << 30
  }()

  /// The environment that a program with a sanitizer needs: it finds the names of functions with another program on the path.
  public static let environment: [String: String] = isPresent ? ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""] : [:]

  /// Whether standard error holds a sanitizer's report. The exit status alone might be one that a test expects.
  public static func hasReported(in errors: String) -> Bool { errors.contains("Sanitizer: ") }
}
