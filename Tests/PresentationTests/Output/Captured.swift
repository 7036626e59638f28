import Foundation

@testable import Presentation

/// The output of a formatter, as text.
func captured(_ body: (ByteSink) throws -> Void) throws -> String {
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("globenc-sink-\(UUID().uuidString)")
  try Data().write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let handle = try FileHandle(forWritingTo: file)
  let sink = ByteSink(descriptor: handle.fileDescriptor, name: "the test's file")
  try body(sink)
  try sink.flush()
  try handle.close()
  return String(decoding: try Data(contentsOf: file), as: UTF8.self)
}
