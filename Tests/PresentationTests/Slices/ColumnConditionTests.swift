import Store
import Testing

@testable import Presentation

struct ColumnConditionTests {
  private func condition(_ argument: String, columns: [String] = ["source", "a=b", "a", "x y", "<"]) throws -> KeptCondition {
    try ColumnCondition(argument: argument).condition(columns: columns)
  }

  @Test(
    arguments: [
      ("source=web", "source", .equal, ["web"]), ("source=", "source", .equal, [""]), ("source= web ", "source", .equal, [" web "]),
      ("source = web ", "source", .equal, ["web"]), ("source!=web", "source", .notEqual, ["web"]), ("source<0", "source", .less, ["0"]),
      ("source <= -1.5", "source", .lessOrEqual, ["-1.5"]), ("source>0", "source", .greater, ["0"]),
      ("source>=0", "source", .greaterOrEqual, ["0"]),
      ("source=amazon|tweets", "source", .equal, ["amazon", "tweets"]), ("source!=a||b", "source", .notEqual, ["a", "", "b"]),
      ("source=\"a|b\"|c", "source", .equal, ["a|b", "c"]), ("source=\"say \"\"hi\"\"\"", "source", .equal, ["say \"hi\""]),
      ("source=web, \"old\"", "source", .equal, ["web, \"old\""]), ("source=\"a\" b|c", "source", .equal, ["\"a\" b", "c"]),
      ("source==x", "source", .equal, ["=x"]), ("a=b", "a", .equal, ["b"]), ("a=b=c", "a=b", .equal, ["c"]),
      ("x y>3", "x y", .greater, ["3"]),
      ("<<3", "<", .less, ["3"]), ("sorce<=3", "sorce", .lessOrEqual, ["3"]), ("source==", "source", .equal, ["="]),
    ] as [(String, String, KeptCondition.Comparison, [String])])
  func aConditionIsAColumnASignAndValues(argument: String, column: String, comparison: KeptCondition.Comparison, values: [String]) throws {
    #expect(try condition(argument) == KeptCondition(column: column, comparison, values: values))
  }

  @Test func whatHasNoSignIsNone() throws {
    for argument in ["", "source", "=web", "<3", "~x"] { #expect(ColumnCondition(argument: argument).problem != nil) }
    for argument in ["source=", "source<3", "~=x"] { #expect(ColumnCondition(argument: argument).problem == nil) }
    #expect(throws: QueryFailure.wrongUsage("'<' in --where 'source<1|2' compares with one value, not 2")) { try condition("source<1|2") }
    #expect(throws: QueryFailure.wrongUsage("'<' in --where 'source<' compares with one value, not 0")) { try condition("source<") }
  }
}
