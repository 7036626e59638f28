import ArgumentParser
import Foundation
import Store
import Support
import Synchronization

/// `globenc-index serve`: shows stores, and explains what is typed, in a browser.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show stores in a browser, and explain what is typed there.",
    discussion: """
      Examples:
        globenc-index serve reviews.db --open
        globenc-index serve --model my-bert
        globenc-index serve reviews.db --model my-bert --port 9000
        globenc-index serve f32.db bf16.db

      Prints the address of the pages, and serves until Ctrl-C. With stores, the pages show them, however large they are, while they may be \
      written to. With a model they explain what is typed, and with both what changes where a text is edited. docs/serve.md describes \
      the pages, and the API under /api, which answers as globenc-query --json does.

      Only browsers of this machine can ask. With --host others can, who then have to know the token in the address that is printed; \
      GLOBENC_TOKEN sets the token. The connection is not encrypted: docs/serve.md has a recipe for a proxy that encrypts it.
      """)

  @Argument(help: ArgumentHelp("The stores; the first is shown first.", valueName: "store"), completion: .file())
  var stores: [String] = []

  @Option(
    help: ArgumentHelp(
      "The model that explains what is typed: a directory, or a name in the local Hugging Face cache. With a store, the store's own model.",
      valueName: "dir"), completion: .directory)
  var model: String?

  @Option(help: ArgumentHelp("The port; 0 takes any that is free.", valueName: "n"))
  var port: UInt16 = 8042

  @Option(
    help: ArgumentHelp(
      "Listen at this address, in digits, for other machines, too: 0.0.0.0 is every IPv4 address of this one. (default: 127.0.0.1 and ::1)",
      valueName: "address"))
  var host: String?

  @Flag(help: "Open the address in the browser.")
  var open = false

  func validate() throws {
    if stores.isEmpty, model == nil { throw ValidationError("Name a store to show, or --model DIR to explain what is typed.") }
    if Set(stores).count < stores.count { throw ValidationError("A store is named twice.") }
  }

  func run() throws {
    let console = Console()
    let (server, address) = try console.reportingFailures { try prepare(console) }
    let interruption = Interruption()
    let ended = DispatchSemaphore(value: 0)
    let signals = interruption.listen { ended.signal() }
    let failure = Mutex<(any Error)?>(nil)
    let task = Task {
      do { try await server.run() } catch {
        failure.withLock { $0 = error }
        ended.signal()
      }
    }
    try StandardOutput.print("\(address)")
    console.print("globenc-index: serving at \(address) until Ctrl-C")
    if open { openBrowser(address, console) }
    ended.wait()
    if !interruption.isRequested {
      let reason = failure.withLock { $0.map { "\($0)" } } ?? "it ended by itself"
      try console.reportingFailures { throw IndexerError("the server has stopped: \(reason)", kind: .unavailable) }
    }
    task.cancel()
    withExtendedLifetime(signals) {}
    console.print("globenc-index: stopped")
  }

  private func prepare(_ console: Console) throws -> (server: HTTPServer, address: String) {
    let token = host == nil ? nil : ProcessInfo.processInfo.environment["GLOBENC_TOKEN"] ?? Self.newToken()
    if let token,
      !token.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) })
        || token.count < 16
    {
      throw IndexerError("GLOBENC_TOKEN has to be 16 or more letters and digits of ASCII", kind: .misused)
    }
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let pools = try stores.map { try StorePool($0, connections: cores + 1) }
    let explaining = try model.map { model in
      try pools.first.map { try $0.with { try ExplainingModel(model, store: $0, console: console) } }
        ?? ExplainingModel(model, store: nil, console: console)
    }
    var listeners = [try HTTPListener(host: host ?? "127.0.0.1", port: port)]
    let port = listeners[0].port
    // Browsers may try ::1 first, which must not be another program's.
    if host == nil, HTTPListener.hasIPv6 { listeners.append(try HTTPListener(host: "::1", port: port)) }
    let site = Site(stores: pools, explaining: explaining, gate: Gate(port: port, token: token))
    // Of all addresses of this machine, no other machine can be told; they know its name.
    let shown = ["0.0.0.0", "::"].contains(host) ? ProcessInfo.processInfo.hostName : host
    let name = shown.map { $0.contains(":") ? "[\($0)]" : $0 } ?? "localhost"
    return (
      HTTPServer(
        listeners, lanes: Site.lanes(processors: cores), lane: site.lane, running: site.running, answer: site.answer, refuse: Site.refusal),
      "http://\(name):\(port)/" + (token.map { "?token=\($0)" } ?? "")
    )
  }

  private static func newToken() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(random.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  private func openBrowser(_ address: String, _ console: Console) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xdg-open", address]
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    process.terminationHandler = { process in
      if process.terminationStatus != 0 {
        console.print("globenc-index: warning: no browser could be opened (xdg-open): open the address yourself")
      }
    }
    try? process.run()
  }
}
