import ArgumentParser
import Support

extension Console {
  /// Does the work of a command. Where it fails, prints the sentence of the error and ends with the exit status of its kind.
  /// - Parameters:
  ///   - interruption: The signals that the command listens to.
  ///   - work: The work.
  /// - Returns: The result of the work.
  /// - Throws: `ExitCode` in place of any error.
  func reportingFailures<Result>(of interruption: Interruption? = nil, _ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let status as ExitCode {
      throw status
    } catch {
      let kind = (error as? any Failure)?.kind ?? .refused
      // A run that was stopped before it read its first bytes has done nothing to report.
      if !(error is ReadingInterrupted) {
        show(bar: "")
        print("globenc-index: \(error)")
      }
      throw ExitCode(IndexExitStatus.status(of: kind, signal: interruption?.signal))
    }
  }
}
