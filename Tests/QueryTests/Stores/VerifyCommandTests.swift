import Foundation
import Store
import TestSupport
import Testing

struct VerifyCommandTests {
  @Test func aSoundStoreIsSaidToBeSound() throws {
    let sample = try SampleStore()
    let result = try sample.run("verify")
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.text
        == "the store \(sample.url.path) is sound: 3 examples with 3 matrices agree with their checksums, the totals are those of a recount\n"
    )
    #expect(
      try sample.run("verify", "--format", "json").text
        == "{\"store\":\"\(sample.url.path)\",\"damages\":[],\"sound\":true,\"examples\":3,\"matrices\":3,\"recounted\":true}\n")
    #expect(try sample.run("verify", "--format", "csv").text == "table,example,damage\n")
  }

  @Test func damageIsNamedInALineEach() throws {
    let sample = try SampleStore()
    var file = try Data(contentsOf: sample.url)
    let text = try #require(file.range(of: Data("not unwatchable".utf8)))
    file[text.lowerBound] ^= 1
    try file.write(to: sample.url)
    let result = try sample.run("verify")
    let line = "table example: the record of example 'a' does not agree with its checksum"
    #expect(result.status == 1)
    #expect(result.text.hasPrefix(line + "\n1 damage in the store \(sample.url.path): 2 examples with 2 matrices agree"), "\(result.text)")
    #expect(result.errors.hasPrefix("globenc-query: the store \(sample.url.path) is damaged in 1 place: globenc-index repair"))
    let json = try sample.run("verify", "--format", "json")
    #expect(json.status == 1)
    #expect(
      json.text.contains("[{\"table\":\"example\",\"example\":\"a\",\"damage\":\"\(line)\"}],\"sound\":false,\"examples\":2"),
      "\(json.text)")
    #expect(try sample.run("verify", "--format", "csv").text == "table,example,damage\nexample,a,\(line)\n")
    #expect(
      try sample.run("verify", "--format", "md").text.hasPrefix(
        "| table | example | damage |\n| --- | --- | --- |\n| example | a | \(line) |\n\n1 damage in the store "))
    #expect(try Data(contentsOf: sample.url) == file)
  }

  @Test func aStoreWhoseSettingsAreDamagedIsRefusedByEveryCommand() throws {
    let sample = try SampleStore()
    var file = try Data(contentsOf: sample.url)
    let name = try #require(file.range(of: Data("bert-sample".utf8)))
    file[name.lowerBound] ^= 1
    try file.write(to: sample.url)
    for command in [["verify"], ["info"], ["top", "--example", "a"]] {
      let result = try QueryProgram.run([command[0], sample.url.path] + command.dropFirst())
      #expect(result.status == 2 && result.text == "")
      #expect(
        result.errors
          == "globenc-query: the store \(sample.url.path) is damaged: its settings do not agree with their checksum, and nothing else has them; "
          + "make it anew, or use a copy\n")
    }
  }

  @Test func aReportGoesToAFile() throws {
    let sample = try SampleStore()
    let output = sample.directory.url.appendingPathComponent("report.json")
    #expect(try sample.run("verify", "--format", "json", "-o", output.path).text == "")
    #expect(try String(contentsOf: output, encoding: .utf8).contains("\"sound\":true"))
  }
}
