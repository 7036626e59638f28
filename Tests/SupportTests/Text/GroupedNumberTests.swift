import Support
import Testing

struct GroupedNumberTests {
  @Test(
    arguments: [
      (0, "0"), (12, "12"), (999, "999"), (1000, "1,000"), (123_456, "123,456"), (1_234_567, "1,234,567"), (-999, "-999"),
      (-1_234_567, "-1,234,567"),
    ])
  func commasStandBetweenThousands(number: Int, text: String) { #expect(number.grouped == text) }
}
