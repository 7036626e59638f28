import Foundation
import TestSupport

@testable import Presentation

/// The browser that the pages are tried in.
enum Chromium {
  /// Whether it can be run here, by a script in Python.
  static let isPresent = Python.isPresent && (try? Python.run("import devtools; assert devtools.find()", in: folder)) != nil

  /// Where its scripts are.
  static let folder = Fixtures.repository.appendingPathComponent("Tests/Browser", isDirectory: true)

  /// Checks the pages in a folder as `report.py` says.
  /// - Returns: a line for each check that failed.
  static func failures(of pages: URL) throws -> [String] {
    let script = """
      import subprocess, sys
      run = subprocess.run([sys.executable, "report.py", \(JSONValue.cell(.text(pages.path)).text)], capture_output=True, text=True)
      print(run.stdout + ("not ok: " + run.stderr if run.stderr or not run.stdout else ""))
      """
    return try Python.run(script, in: folder).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("ok ") }
  }
}
