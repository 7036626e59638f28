import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

struct InterruptionTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test(arguments: [(SIGHUP, 129), (SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aSignalStoresWhatWasReadAndTheNextRunContinues(signal: Int32, status: Int32) throws {
    let lines = (1...60).map { "{\"id\": \"t\($0)\", \"text\": \"text number \($0)\"}\n" }
    let arguments = ["--model", IndexTool.model, "--store", store.path, "--json"]
    let running = try IndexTool.start(["-"] + arguments)
    try running.input.write(contentsOf: Data(lines.prefix(40).joined().utf8))
    // The message about the bad row shows that the rows before it have been read.
    try running.input.write(contentsOf: Data("nonsense\n{\"id\": \"cut off".utf8))
    while !running.errors.contains("row 41"), running.process.isRunning { usleep(20_000) }
    kill(running.process.processIdentifier, signal)
    let result = running.wait()
    #expect(result.status == status)
    #expect(result.output.hasPrefix("{\"examples\": 40, \"skipped\": 0, \"failed\": 1,"))
    #expect(result.errors.contains("globenc-index: stopping once what was read is stored; Ctrl-C again ends at once\n"))
    #expect(result.errors.contains("globenc-index: stopped after row 41, indexed 40 examples"))
    #expect(result.errors.hasSuffix("run the same command again to continue\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["out.globenc"])
    #expect(try StoreContent(store).examples.count == 40)
    #expect(try AttributionStore.openForReading(at: store).summary().runs.map(\.isInterrupted) == [true])

    let again = try IndexTool.run(["-"] + arguments, input: lines.joined())
    #expect(again.status == 0)
    #expect(again.output.hasPrefix("{\"examples\": 20, \"skipped\": 40, \"failed\": 0,"))
    #expect(try StoreContent(store).ids == (1...60).map { "t\($0)" })
  }

  @Test func aKilledRunLeavesAStoreThatTheNextOneContinues() throws {
    let lines = (1...30).map { "{\"id\": \"t\($0)\", \"text\": \"text number \($0)\"}\n" }
    let arguments = ["--model", IndexTool.model, "--store", store.path, "--json"]
    let running = try IndexTool.start(["-"] + arguments)
    try running.input.write(contentsOf: Data((lines.prefix(20).joined() + "nonsense\n").utf8))
    while !running.errors.contains("row 21"), running.process.isRunning { usleep(20_000) }
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.wait()
    let again = try IndexTool.run(["-"] + arguments, input: lines.joined())
    #expect(again.status == 0)
    #expect(try StoreContent(store).ids == (1...30).map { "t\($0)" })
  }
}
