import Foundation
import Store
import TestSupport
import Testing

/// `scripts/install.sh` as a user runs it, with the programs of this build.
struct InstallTests {
  private let directory: TemporaryDirectory
  private let prefix: URL

  init() throws {
    directory = try TemporaryDirectory()
    prefix = directory.url.appendingPathComponent("a prefix")
  }

  @Test("installs tools, completions and man pages into a prefix, and removes them again")
  func installing() throws {
    let result = try run("scripts/install.sh", ["--bin", Bundle.main.bundleURL.path, prefix.path])
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("bin is not on your PATH"))
    let files = try installed()
    for tool in ["globenc-index", "globenc-query"] {
      for file in [
        "bin/\(tool)", "share/bash-completion/completions/\(tool)", "share/zsh/site-functions/_\(tool)",
        "share/fish/vendor_completions.d/\(tool).fish", "share/man/man1/\(tool).1",
      ] { #expect(files.contains(file), "\(file)") }
      let version = try run(prefix.appendingPathComponent("bin/\(tool)").path, ["--version"]).output
      #expect(version.hasPrefix("\(tool) \(ToolVersion.current), schema \(ToolVersion.schema)"))
      let completions = prefix.appendingPathComponent("share/bash-completion/completions/\(tool)")
      #expect(try run("/usr/bin/env", ["bash", "-n", completions.path]).status == 0)
      #expect(try String(contentsOf: completions, encoding: .utf8).hasSuffix("complete -o filenames -F _\(tool) \(tool)\n"))
    }

    let others = prefix.appendingPathComponent("share/man/man1/another.1")
    try Data().write(to: others)
    #expect(try run("scripts/install.sh", ["--uninstall", prefix.path]).status == 0)
    #expect(try installed() == ["share/man/man1/another.1"])
    try FileManager.default.removeItem(at: others)
    #expect(try run("scripts/install.sh", ["--uninstall", prefix.path]).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: prefix.path).isEmpty)
  }

  @Test("man pages have the usual sections, and troff accepts them without a warning")
  func manPages() throws {
    let program = directory.url.appendingPathComponent("manual").path
    try #require(try run("/usr/bin/env", ["swiftc", "-o", program, "scripts/manual.swift"]).status == 0)
    for tool in ["globenc-index", "globenc-query"] {
      let path = Bundle.main.bundleURL.appendingPathComponent(tool).path
      #expect(try run(program, [path, directory.url.path, "globenc 1.2.3"], environment: ["SOURCE_DATE_EPOCH": "86400"]).status == 0)
    }
    let pages = try FileManager.default.contentsOfDirectory(atPath: directory.url.path).filter { $0.hasSuffix(".1") }
    #expect(pages.contains("globenc-index.1") && pages.contains("globenc-query.1") && pages.contains("globenc-query-top.1"))
    #expect(!pages.contains("globenc-index-index.1") && !pages.contains { $0.contains("help") })
    for page in pages {
      let text = try String(contentsOf: directory.url.appendingPathComponent(page), encoding: .utf8)
      let name = page.dropLast(2).uppercased().replacingOccurrences(of: "-", with: "\\-")
      #expect(text.hasPrefix(".TH \(name) 1 \"1970-01-02\" \"globenc 1.2.3\" "), "\(page)")
      for section in ["NAME", "SYNOPSIS", "OPTIONS", "SEE ALSO"] { #expect(text.contains("\n.SH \(section)\n"), "\(page)") }
      if try run("/usr/bin/env", ["sh", "-c", "command -v groff"]).status == 0 {
        let errors = try run("/usr/bin/env", ["groff", "-man", "-Tutf8", "-ww", "-z", directory.url.appendingPathComponent(page).path])
        #expect(errors.status == 0 && errors.output == "", "\(page)")
      }
    }
    let index = try String(contentsOf: directory.url.appendingPathComponent("globenc-index.1"), encoding: .utf8)
    #expect(index.contains("\n.TP\n\\fB\\-\\-stride\\fR \\fIn\\fR\n") && index.contains("\n.SH EXAMPLES\n"))
    #expect(index.contains("\n.SH EXIT STATUS\n.TP\n\\fB0\\fR\ndone.\n") && index.contains("\\fB129, 130 and 143\\fR\nstopped by a signal"))
  }

  @Test("wrong usage is distinguished from missing files", arguments: [[], ["--what", "x"], ["a", "b"], ["--bin"]])
  func wrongUsage(arguments: [String]) throws {
    let result = try run("scripts/install.sh", arguments)
    #expect(result.status == 64 && result.output.hasPrefix("usage: scripts/install.sh"))
    let missing = try run("scripts/install.sh", ["--bin", directory.url.path, prefix.path])
    #expect(missing.status == 2 && missing.output.contains("there is no globenc-index in"))
    #expect(!FileManager.default.fileExists(atPath: prefix.path))
  }

  /// The installed files, relative to the prefix.
  private func installed() throws -> Set<String> {
    let paths = FileManager.default.enumerator(atPath: prefix.path)?.compactMap { $0 as? String } ?? []
    var isDirectory: ObjCBool = false
    return Set(
      paths.filter {
        FileManager.default.fileExists(atPath: prefix.appendingPathComponent($0).path, isDirectory: &isDirectory)
          && !isDirectory.boolValue
      })
  }

  /// Runs a program in the repository; the result has both of its output streams.
  private func run(
    _ program: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    let file = try TemporaryDirectory()
    let output = try file.write("", to: "output")
    process.executableURL = URL(fileURLWithPath: program, relativeTo: Fixtures.repository)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = Fixtures.repository
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
  }
}
