import Foundation

/// Address or Thread Sanitizer, if this build has one.
public enum Sanitizer {
  /// Whether bounds of memory and time are the sanitizer's rather than ours: it sets terabytes of addresses aside and keeps a shadow of all memory.
  public static let isPresent: Bool = {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let size = status.split(separator: "\n").first { $0.hasPrefix("VmSize:") }?.filter(\.isNumber)
    return Int(size ?? "") ?? 0 > 1 << 30
  }()

  /// What a program needs in an environment that is empty otherwise: it finds the names of functions with a program on the path.
  public static let environment: [String: String] = isPresent ? ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""] : [:]

  /// Whether a program wrote a sanitizer's report to standard error. Its exit status alone might be one that a test expects.
  public static func hasReported(in errors: String) -> Bool { errors.contains("Sanitizer: ") }
}
