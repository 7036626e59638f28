/// Groups of texts that are copies of one another except for a few words, such as retweets under other names or quotations with another
/// link.
///
/// A text is a bag of words without punctuation. Two texts are near copies where each lacks at most a sixth of the number of words of the
/// longer one, rounded down: texts of 1 to 5 words must have the same words, texts of 6 to 11 words may differ in one, texts of 12 to 17 in
/// two. Copies of copies belong to the same group, so the order of the texts does not matter.
///
/// All such pairs are found without comparing each text with each: two near copies share one of their few rarest words (the prefix filter
/// of Bayardo, Ma & Srikant, Scaling Up All Pairs Similarity Search, WWW 2007). The time is nearly proportional to the number of texts.
struct NearCopies {
  /// For each text the index of the first text of its group.
  let first: [Int]

  /// Finds the groups.
  /// - Parameter texts: The words of each text, by number, in any order.
  init(of texts: [[UInt32]]) {
    var parents = Array(texts.indices)
    func root(_ text: Int) -> Int {
      var text = text
      while parents[text] != text {
        parents[text] = parents[parents[text]]
        text = parents[text]
      }
      return text
    }
    func join(_ one: Int, _ other: Int) {
      let (one, other) = (root(one), root(other))
      // The first text of each group stays its root.
      parents[max(one, other)] = min(one, other)
    }

    // Texts with the same words are grouped first: there may be many of them.
    let bags = texts.map { Bag($0) }
    var known: [Bag: Int] = [:]
    var distinct: [Int] = []
    for (text, bag) in bags.enumerated() {
      if let same = known[bag] {
        join(same, text)
      } else {
        known[bag] = text
        distinct.append(text)
      }
    }

    let rarestFirst = Self.rarestFirst(distinct.map { bags[$0].words })
    // For each rare word, the texts that have it among their rarest words, by group: one near copy in a group is enough.
    var sharing: [Int32: [Int: [Int]]] = [:]
    for (text, words) in zip(distinct, rarestFirst) {
      let bag = bags[text]
      for word in words.prefix(Self.allowed(words.count) + 1) {
        var groups = sharing[word] ?? [:]
        sharing[word] = nil
        for (group, members) in groups where root(group) != root(text) {
          if members.contains(where: { bags[$0].isNear(bag) }) { join(group, text) }
        }
        for group in groups.keys where root(group) != group {
          groups[root(group), default: []] += groups.removeValue(forKey: group) ?? []
        }
        groups[root(text), default: []].append(text)
        sharing[word] = groups
      }
    }
    first = texts.indices.map(root)
  }

  /// Number of groups.
  var distinctTexts: Int { first.enumerated().count { $0 == $1 } }

  /// The words of each text as ranks by the number of texts that hold them, the rarest word first; ties by the words themselves.
  private static func rarestFirst(_ texts: [[UInt64]]) -> [[Int32]] {
    var places: [UInt64: Int32] = [:]
    var frequency: [(texts: Int, word: UInt64)] = []
    let placed = texts.map { words in
      words.map { word in
        let place = places[word] ?? Int32(frequency.count)
        if Int(place) == frequency.count {
          places[word] = place
          frequency.append((0, word))
        }
        frequency[Int(place)].texts += 1
        return place
      }
    }
    var ranks = [Int32](repeating: 0, count: frequency.count)
    for (rank, place) in frequency.indices.sorted(by: { frequency[$0] < frequency[$1] }).enumerated() { ranks[place] = Int32(rank) }
    return placed.map { places in places.map { ranks[Int($0)] }.sorted() }
  }

  /// Number of words that a text of `words` words may lack, or have beyond its copy.
  private static func allowed(_ words: Int) -> Int { words / 6 }

  /// The words of a text in order. Repeated words are distinguished: the second "so" is another word than the first.
  private struct Bag: Hashable {
    /// A word's number, and the number of equal words before it.
    let words: [UInt64]

    init(_ numbers: [UInt32]) {
      var words: [UInt64] = []
      words.reserveCapacity(numbers.count)
      for number in numbers.sorted() {
        let isSame = words.last.map { UInt32($0 >> 32) == number } ?? false
        words.append(isSame ? (words.last ?? 0) + 1 : UInt64(number) << 32)
      }
      self.words = words
    }

    func isNear(_ other: Bag) -> Bool {
      let longer = max(words.count, other.words.count)
      let needed = longer - NearCopies.allowed(longer)
      guard min(words.count, other.words.count) >= needed else { return false }
      var (shared, left, right) = (0, 0, 0)
      while left < words.count, right < other.words.count {
        if words[left] == other.words[right] {
          shared += 1
          left += 1
          right += 1
        } else if words[left] < other.words[right] {
          left += 1
        } else {
          right += 1
        }
      }
      return shared >= needed
    }
  }
}
