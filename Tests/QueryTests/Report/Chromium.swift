import Foundation
import Support
import TestSupport

@testable import Presentation

/// The browser in which pages are tested.
enum Chromium {
  /// Whether a Python script can run it here.
  static let isPresent = Python.isPresent && (try? Python.run("import devtools; assert devtools.find()", in: folder)) != nil

  /// The folder of its scripts.
  static let folder = Fixtures.repository.appendingPathComponent("Tests/Browser", isDirectory: true)

  /// Runs the checks of a script.
  /// - Parameters:
  ///   - pages: A folder of pages, or the address of a server.
  ///   - name: The file of the script.
  /// - Returns: A line for each check that failed.
  /// - Throws: An error where Python cannot run.
  static func failures(of pages: String, script name: String) throws -> [String] {
    try lines(of: pages, script: name).filter { !$0.hasPrefix("ok ") }
  }

  /// Runs a script.
  /// - Parameters:
  ///   - pages: A folder of pages, or the address of a server.
  ///   - name: The file of the script.
  /// - Returns: What it prints; a line that does not begin with "ok" is a failure.
  /// - Throws: An error where Python cannot run.
  static func lines(of pages: String, script name: String) throws -> [String] {
    let script = """
      import subprocess, sys
      run = subprocess.run([sys.executable, "\(name)", \(JSONOutput.cell(.text(pages)).text)], capture_output=True, text=True)
      print(run.stdout + ("not ok: " + run.stderr if run.stderr or not run.stdout else ""))
      """
    return try Python.run(script, in: folder).split(separator: "\n").map(String.init)
  }
}
