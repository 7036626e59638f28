import Testing

@testable import Engine

/// The tokenizer's parts one by one.
@Suite struct TokenizerPartsTests {
  @Test("a trie finds the longest key, and keeps the last value of a repeated one")
  func trie() {
    let keys = ["a", "abc", "abcde", "b", "é", "", "abc"].map { Array($0.utf8) }
    var trie = PieceTrie(totalBytes: keys.reduce(0) { $0 + $1.count })
    for (value, key) in keys.enumerated() { trie.insert(key, value: Int32(value)) }
    let text = Array("abcdxé".utf8)
    #expect(trie.longestMatch(in: text, 0..<text.count).map { [Int($0.value), $0.end] } == [6, 3])
    #expect(trie.longestMatch(in: text, 0..<2).map { [Int($0.value), $0.end] } == [0, 1])
    #expect(trie.longestMatch(in: text, 4..<text.count) == nil)
    #expect(trie.value(of: "é".utf8) == 4)
    #expect(trie.value(of: "ab".utf8) == nil)
  }

  @Test("short words are found as a whole, with the last id of a repeated word; prefixes, longer words and words with other NULs are not")
  func shortWords() {
    let pieces = ["a", "ab", "é", "elevenbytes", "twelve bytes", "ab", "", "a\0"].map { Array($0.utf8) }
    var words = ShortWords(count: pieces.count)
    for (id, piece) in pieces.enumerated() { words.insert(piece, id: Int32(id)) }
    func id(_ text: String) -> Int32? { words.id(of: Array("<\(text)>".utf8), 1..<1 + text.utf8.count) }
    #expect(["a", "ab", "é", "elevenbytes", "", "a\0"].map(id) == [0, 5, 2, 3, 6, 7])
    #expect(["b", "e", "elevenbyte", "twelve bytes", "a\0\0", "\0", "e\u{301}"].allSatisfy { id($0) == nil })
  }

  @Test("a table of short words agrees with a trie on many random words")
  func largeTableOfWords() {
    var generator = SystemRandomNumberGenerator()
    func word() -> [UInt8] { (0..<Int.random(in: 1...5, using: &generator)).map { _ in UInt8.random(in: 97...100, using: &generator) } }
    let pieces = (0..<500).map { _ in word() }
    var words = ShortWords(count: pieces.count)
    var trie = PieceTrie(totalBytes: pieces.reduce(0) { $0 + $1.count })
    for (id, piece) in pieces.enumerated() {
      words.insert(piece, id: Int32(id))
      trie.insert(piece, value: Int32(id))
    }
    for word in pieces + (0..<5_000).map({ _ in word() }) { #expect(words.id(of: word, word.indices) == trie.value(of: word)) }
  }

  @Test("a trie agrees with a dictionary on many random keys")
  func largeTrie() {
    var generator = SystemRandomNumberGenerator()
    let keys = (0..<3_000).map { _ in
      (0..<Int.random(in: 1...6, using: &generator)).map { _ in UInt8.random(in: 97...102, using: &generator) }
    }
    var trie = PieceTrie(totalBytes: keys.reduce(0) { $0 + $1.count })
    var dictionary: [[UInt8]: Int32] = [:]
    for (value, key) in keys.enumerated() {
      trie.insert(key, value: Int32(value))
      dictionary[key] = Int32(value)
    }
    for (key, value) in dictionary {
      #expect(trie.value(of: key) == value)
      let text = key + [97, 98]
      let longest = (1...text.count).last { dictionary[Array(text[..<$0])] != nil }
      #expect(trie.longestMatch(in: text, text.indices)?.end == longest)
    }
  }

  @Test("longest-first keeps the same tokens as removing them one by one, except for the odd token", arguments: 0..<12)
  func longestFirst(budget: Int) {
    for first in 0..<9 {
      for second in 0..<9 {
        let kept = LongestFirst.lengths(first, second, budget: budget)
        #expect(kept.first + kept.second == min(first + second, budget))
        #expect(kept.first <= first && kept.second <= second)
        // Only the text that is longer than the rest of the other one was cut.
        if kept.first < first { #expect(kept.first + 1 >= kept.second) }
        if kept.second < second { #expect(kept.second + 1 >= kept.first) }
      }
    }
  }

  @Test("scalars are read forwards and backwards")
  func scalars() {
    let text = "aé漢😀"
    let bytes = Array(text.utf8)
    var position = 0
    for scalar in text.unicodeScalars {
      let (found, length) = UTF8.scalar(in: bytes, at: position)
      #expect(found == scalar)
      position += length
      #expect(UTF8.scalar(in: bytes, endingAt: position) == (scalar, length))
    }
    #expect(UTF8.scalarCount(in: bytes, bytes.indices) == 4)
  }
}
