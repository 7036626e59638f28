import TestSupport
import Testing

@testable import Store

struct NearCopiesTests {
  private func numbers(_ texts: [String]) -> [[UInt32]] {
    var known: [Substring: UInt32] = [:]
    return texts.map { text in
      text.split(separator: " ").map { word in
        let number = known[word] ?? UInt32(known.count)
        known[word] = number
        return number
      }
    }
  }

  @Test func `a retweet under another name and with another link is a copy`() {
    let texts = numbers([
      "rt alice what a great film that was go and see it http t co ab12", "rt bob what a great film that was go and see it http t co cd34",
      "rt carol what a poor film that was stay at home instead http t co ef56",
    ])
    #expect(NearCopies(of: texts).first == [0, 0, 2])
    #expect(NearCopies(of: texts).distinctTexts == 2)
  }

  @Test(arguments: [
    // Up to five words: the same words in any order.
    ("a b c d e", "e d c b a", true), ("a b c d e", "a b c d f", false),
    // Six to eleven words: one may differ.
    ("a b c d e f", "a b c d e x", true), ("a b c d e f", "a b c d x y", false), ("a b c d e", "a b c d e f", true),
    ("a b c d", "a b c d e f", false), ("a b c d e f g h i j k", "a b c d e f g h i x y", false),
    // Twelve to seventeen words: two may differ.
    ("a b c d e f g h i j k l", "a b c d e f g h i j x y", true), ("a b c d e f g h i j k l", "a b c d e f g h i x y z", false),
    // A repeated word counts as often as it occurs.
    ("so so so so so bad", "so so so so so so", true), ("so so so so bad", "so so so so so", false), ("", "", true), ("", "a", false),
  ])
  func `texts may differ in one word of six`(one: String, other: String, areCopies: Bool) {
    #expect((NearCopies(of: numbers([one, other])).distinctTexts == 1) == areCopies)
    #expect((NearCopies(of: numbers([other, one])).distinctTexts == 1) == areCopies)
  }

  @Test func `all pairs are found, whatever the order`() {
    var random = RandomNumbers(seed: 5)
    // Some texts, and many copies of each with some words changed.
    var texts: [[UInt32]] = []
    for _ in 0..<40 {
      let text = (0..<Int.random(in: 3...20, using: &random)).map { _ in UInt32.random(in: 0...40, using: &random) }
      for _ in 0..<5 {
        var copy = text
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          copy[Int.random(in: copy.indices, using: &random)] = UInt32.random(in: 0...40, using: &random)
        }
        texts.append(copy.shuffled(using: &random))
      }
    }
    texts.shuffle(using: &random)
    // The reference compares each text with each.
    var groups = Array(texts.indices)
    func isNear(_ one: [UInt32], _ other: [UInt32]) -> Bool {
      var rest = other
      var shared = 0
      for word in one {
        if let place = rest.firstIndex(of: word) {
          rest.remove(at: place)
          shared += 1
        }
      }
      let longer = max(one.count, other.count)
      return shared >= longer - longer / 6
    }
    for one in texts.indices {
      for other in 0..<one where isNear(texts[one], texts[other]) && groups[one] != groups[other] {
        let (low, high) = (min(groups[one], groups[other]), max(groups[one], groups[other]))
        for index in groups.indices where groups[index] == high { groups[index] = low }
      }
    }
    #expect(NearCopies(of: texts).first == groups)
    #expect(Set(groups).count < 150 && Set(groups).count > 40)
    #expect(NearCopies(of: texts.reversed()).distinctTexts == Set(groups).count)
  }

  @Test func `thousands of copies that all differ are found quickly`() {
    let shared = (0..<12).map { UInt32($0) }
    let texts: [[UInt32]] = (0..<20_000).map { (number: UInt32) in shared + [100 + number, 40_000 + number] }
    let clock = ContinuousClock()
    let time = clock.measure { #expect(NearCopies(of: texts).distinctTexts == 1) }
    #expect(time < .seconds(60))
  }
}
