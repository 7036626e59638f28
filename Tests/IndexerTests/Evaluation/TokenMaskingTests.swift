import Engine
import Testing

@testable import Indexer

struct TokenMaskingTests {
  @Test("step k masks k tenths of the tokens, half to even")
  func tenths() {
    #expect((0...10).map { TokenMasking.masked(atTenths: $0, of: 5) } == [0, 0, 1, 2, 2, 2, 3, 4, 4, 4, 5])
    #expect((0...10).map { TokenMasking.masked(atTenths: $0, of: 10) } == Array(0...10))
    #expect((1...10).map { TokenMasking.masked(atTenths: $0, of: 2) } == [0, 0, 1, 1, 1, 1, 1, 2, 2, 2])
  }

  @Test("a share of tokens is rounded up")
  func percents() {
    #expect(TokenMasking.percents.map { TokenMasking.tokens(percent: $0, of: 30) } == [1, 2, 3, 6, 15])
    #expect(TokenMasking.percents.map { TokenMasking.tokens(percent: $0, of: 100) } == TokenMasking.percents)
    #expect(TokenMasking.percents.map { TokenMasking.tokens(percent: $0, of: 2) } == [1, 1, 1, 1, 1])
  }

  @Test("tokens are masked or deleted; types, segments and offsets stay with their tokens")
  func forms() {
    let encoding = Encoding(inputIDs: [2, 7, 8, 3], tokenTypeIDs: [0, 0, 1, 1], offsets: [nil, 0..<2, 3..<5, nil], isTruncated: false)
    let masked = TokenMasking.mask.apply(to: encoding, at: [1], maskID: 4)
    #expect(masked.inputIDs == [2, 4, 8, 3] && masked.tokenTypeIDs == [0, 0, 1, 1] && masked.offsets == encoding.offsets)
    let deleted = TokenMasking.delete.apply(to: encoding, at: [1], maskID: nil)
    #expect(deleted.inputIDs == [2, 8, 3] && deleted.tokenTypeIDs == [0, 1, 1] && deleted.offsets == [nil, 3..<5, nil])
  }

  @Test("each masked form is asked for once, and the numbers of an order follow from the probabilities of its forms")
  func values() {
    let maskings = TextMaskings([[2, 1], [1, 2]])
    // The text itself; both orders at no, one and two tokens; the tokens alone are those without the other one.
    #expect(maskings.forms == [[], [2], [1, 2], [1]])
    let probabilities = [0.9, 0.4, 0.1, 0.8]
    func value(_ metric: EvaluationPlan.Measure.Metric, _ order: Int) -> Double {
      maskings.value(metric, order: order, probabilities, isRight: [true, false, false, true])
    }
    #expect(abs(value(.aopc, 0) - (2 * 0 + 5 * 0.5 + 3 * 0.8) / 10) < 1e-12)
    #expect(abs(value(.aopc, 1) - (2 * 0 + 5 * 0.1 + 3 * 0.8) / 10) < 1e-12)
    #expect(abs(value(.comprehensiveness, 0) - 0.5) < 1e-12 && abs(value(.sufficiency, 0) - 0.1) < 1e-12)
    #expect(abs(value(.drop(tenths: 10), 0) - 0.8) < 1e-12 && value(.drop(tenths: 1), 0) == 0)
    #expect(value(.accuracy(tenths: 0), 0) == 1 && value(.accuracy(tenths: 3), 0) == 0 && value(.accuracy(tenths: 3), 1) == 1)
    #expect(maskings.value(.accuracy(tenths: 0), order: 0, probabilities, isRight: nil).isNaN)
  }

  @Test("tokens are masked by falling score, ties by position; a random order is a function of seed and text")
  func orders() {
    #expect(TokenOrder.falling([1, 2, 3, 4], by: [9, 0.5, 2, -1, 0.5] as [Float]) == [2, 1, 4, 3])
    let positions = Array(1...50)
    let order = TokenOrder.shuffled(positions, of: "a", seed: 1)
    #expect(order == TokenOrder.shuffled(positions, of: "a", seed: 1) && order.sorted() == positions)
    #expect(order != TokenOrder.shuffled(positions, of: "b", seed: 1) && order != TokenOrder.shuffled(positions, of: "a", seed: 2))
  }
}
