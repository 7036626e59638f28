import Store
import Testing

struct VersionTests {
  @Test func theVersionStandsBehindTheNameOfTheProgram() throws {
    let result = try QueryProgram.run(["--version"])
    #expect(result.text == "globenc-query \(ToolVersion.current), schema \(ToolVersion.schema)\n")
    #expect(result.status == 0)
  }
}
