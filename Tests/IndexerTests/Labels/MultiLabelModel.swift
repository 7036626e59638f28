import Foundation
import TestSupport
import Testing

/// The sample model, changed into one that gives several labels.
enum MultiLabelModel {
  /// Writes the model.
  /// - Returns: Its directory.
  static func make(in directory: TemporaryDirectory) throws -> String {
    let url = directory.url.appendingPathComponent("model")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: IndexTool.model).resolvingSymlinksInPath(), to: url)
    let file = url.appendingPathComponent("config.json")
    var config = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    config["problem_type"] = "multi_label_classification"
    try FileManager.default.removeItem(at: file)
    try JSONSerialization.data(withJSONObject: config).write(to: file)
    return url.path
  }
}
