import Foundation

/// The resources that a run of the program took, and its result.
struct MeasuredRun {
  var result: IndexTool.Result
  /// The kind of its end: an exit or a signal.
  var reason: Process.TerminationReason
  /// Peak of the resident memory, in MB.
  var peakMemory: Int
  /// Processor time of all threads, in user and kernel mode.
  var cpuSeconds: Double

  /// Runs the program to its end.
  ///
  /// The kernel's numbers about a child that has ended cannot be used: their peak begins with the memory of the process that started it,
  /// which is a whole test suite. So `/proc`, which has the peak, too, is read while the program runs, and only the last two milliseconds
  /// can be missed.
  static func run(_ arguments: [String], in directory: URL? = nil) throws -> Self {
    let running = try IndexTool.start(arguments, in: directory)
    try running.input.close()
    let place = "/proc/\(running.process.processIdentifier)"
    var (peak, ticks) = (0, 0)
    while running.process.isRunning {
      peak = max(peak, residentPeak(place))
      ticks = max(ticks, cpuTicks(place))
      Thread.sleep(forTimeInterval: 0.002)
    }
    let result = running.wait()
    return Self(
      result: result, reason: running.process.terminationReason, peakMemory: peak >> 10,
      cpuSeconds: Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK))))
  }

  /// The program's own peak in kB: between fork and exec, the process is a copy of this one.
  private static func residentPeak(_ place: String) -> Int {
    let name = try? String(contentsOfFile: place + "/comm", encoding: .utf8)
    return name == "globenc-index\n" ? number("VmHWM:", in: place + "/status") : 0
  }

  /// The number of kB in a line; 0 where the line is missing.
  private static func number(_ name: String, in file: String) -> Int {
    let status = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
    return Int(line?.filter(\.isNumber) ?? "") ?? 0
  }

  /// Fields 14 and 15 of `stat`; the second field, in parentheses, may contain spaces.
  private static func cpuTicks(_ place: String) -> Int {
    guard let stat = try? String(contentsOfFile: place + "/stat", encoding: .utf8), let end = stat.lastIndex(of: ")") else { return 0 }
    let fields = stat[end...].split(separator: " ")
    guard fields.count > 13 else { return 0 }
    return (Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0)
  }
}
