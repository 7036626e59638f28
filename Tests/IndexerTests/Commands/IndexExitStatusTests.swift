import ArgumentParser
import Foundation
import Store
import Support
import Testing

@testable import Indexer

struct IndexExitStatusTests {
  @Test("the kind of a failure decides the exit status, as the contract of the command line numbers them")
  func statuses() {
    let statuses: [FailureKind: Int32] = [
      .damaged: 2, .busy: 2, .full: 2, .unavailable: 2, .notFound: 2, .incompatible: 2, .refused: 2, .misused: 64, .interrupted: 130,
    ]
    for kind in FailureKind.allCases { #expect(IndexExitStatus.status(of: kind) == statuses[kind], "\(kind)") }
    #expect(IndexExitStatus.status(of: .interrupted, signal: SIGTERM) == 143)
    #expect(IndexExitStatus.status(of: .interrupted, signal: SIGHUP) == 129)
    #expect(IndexExitStatus.status(of: .damaged, signal: SIGTERM) == 2)
  }

  @Test("a command ends with the status of what its work throws, and with one that it chose itself")
  func commands() throws {
    let console = Console(isTerminal: false)
    let interruption = Interruption()
    _ = interruption.request(SIGTERM)
    func status(of error: any Error) -> Int32? {
      do {
        try console.reportingFailures(of: interruption) { throw error }
        return nil
      } catch {
        return (error as? ExitCode)?.rawValue
      }
    }
    #expect(status(of: StoreError("stopped", kind: .interrupted)) == 143 && status(of: ReadingInterrupted()) == 143)
    #expect(status(of: StoreError("locked", kind: .busy)) == 2 && status(of: IndexerError("no column", kind: .notFound)) == 2)
    #expect(status(of: CocoaError(.fileNoSuchFile)) == 2 && status(of: ExitCode(1)) == 1)
    #expect(try console.reportingFailures { 7 } == 7)
  }
}
