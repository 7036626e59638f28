import Testing

@testable import Support

struct DecimalNumberTests {
  @Test(arguments: ["0", "-0", "7", "-1.50", "1e3", "1E-7", ".5", "5.", "-.25e+2", "123456789012345678901234567890.5"])
  func whatJSONCallsANumberIsOne(text: String) { #expect(DecimalNumber(text) != nil) }

  @Test(arguments: [
    "", "-", ".", "007", "1,5", "NaN", "inf", "0x1", "+1", " 1", "1 ", "1e", "1e+", "e5", "--1", "1.2.3", "1_000", "٣", "1e1234567890",
  ])
  func anythingElseIsAText(text: String) { #expect(DecimalNumber(text) == nil) }

  @Test func numbersAreComparedExactlyHoweverTheyAreWritten() throws {
    // In rising order; the numbers of one row are equal.
    let rows = [
      ["-1e20", "-100000000000000000000"], ["-10"], ["-1.5", "-15e-1"], ["-0.001", "-1E-3"], ["0", "-0", "0.000", "0e9"], ["1e-400"],
      ["0.5", ".5", "5e-1", "0.50"], ["1", "1.0", "10e-1"], ["9.99"], ["10", "1e1"], ["123456789012345677"],
      ["123456789012345678", "123456789012345678.0"], ["1e400"],
    ]
    let numbers = try rows.map { try $0.map { try #require(DecimalNumber($0), "\($0)") } }
    for (place, row) in numbers.enumerated() {
      for (other, others) in numbers.enumerated() {
        for left in row {
          for right in others {
            #expect((left == right) == (place == other) && (left < right) == (place < other), "\(rows[place]) and \(rows[other])")
          }
        }
      }
    }
  }
}
