import Testing

@testable import Presentation

struct LogitTextTests {
  @Test(arguments: [(0.455, 0.255, 0.71), (0.4549, 0.2551, 0.71), (-1.005, 2.335, 1.33), (0.125, 0.125, 0.25), (-0.004, 0.002, -0.002)])
  func `tokens and bias add up to the logit as they are shown`(tokens: Double, bias: Double, logit: Double) throws {
    let sum = try #require(LogitText.sum(tokens: tokens, bias: bias, logit: logit))
    #expect(sum.tokens + sum.bias == sum.logit)
    #expect(abs(Double(sum.bias) / 100 - bias) < 0.0151)
    #expect(LogitText.signed(hundredths: sum.tokens).dropFirst() == LogitText.signed(tokens).dropFirst())
    #expect(LogitText.signed(hundredths: sum.logit).dropFirst() == LogitText.signed(logit).dropFirst())
  }

  @Test(arguments: [(0.4649, 464), (0.4651, 465), (-0.4649, -465), (-0.4651, -466), (2, 2000), (-0.0049, -5), (0.0031, 3)])
  func `thousandths round to the hundredths that are shown`(score: Double, thousandths: Int) {
    #expect(LogitText.thousandths(score) == thousandths)
    let hundredths = Int((Double(thousandths + 5) / 10).rounded(.down))
    #expect(LogitText.signed(hundredths: hundredths).dropFirst() == LogitText.signed(score).dropFirst())
  }

  @Test func `terms that are no sum are shown as they are`() {
    #expect(LogitText.sum(tokens: 1, bias: 1, logit: 3) == LogitText.Sum(tokens: 100, bias: 100, logit: 300))
    #expect(LogitText.sum(tokens: 1e300, bias: 1, logit: 3) == nil)
    #expect(LogitText.sum(tokens: 1, bias: .infinity, logit: 3) == nil)
  }

  @Test(arguments: [(0, "+0.00"), (-5, "-0.05"), (71, "+0.71"), (-12345, "-123.45"), (10, "+0.10")])
  func `hundredths have a sign and two decimals`(hundredths: Int, text: String) {
    #expect(LogitText.signed(hundredths: hundredths) == text)
  }
}
