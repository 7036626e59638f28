/// A regular expression as instructions for `RegularExpressionMatcher`.
struct RegularExpressionProgram: Sendable {
  /// One step of the matcher.
  enum Instruction: Sendable {
    /// One character of the set with that number.
    case set(Int)
    /// As many characters of a set as possible, and if that does not lead to a match, fewer.
    case run(set: Int, minimum: Int, maximum: Int, isPossessive: Bool)
    /// Goes on at the first place, and if that does not lead to a match, at the second.
    case fork(Int, Int)
    case jump(Int)
    /// Runs the instructions behind it up to `finish`, without moving in the text; goes on at `end` where they match, or do not.
    case ahead(end: Int, isNegative: Bool)
    /// Runs the instructions behind it up to `finish`; goes on at `end` with their first match.
    case atomic(end: Int)
    case finish
  }

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [ScalarSet] = []

  /// Upper bound of the instructions.
  private static let longest = 2_000

  /// Translates an expression.
  /// - Throws: `RegularExpressionError` where it is too long, or repeats without bound what may be empty.
  init(_ node: RegularExpressionNode) throws {
    try append(node)
    try append(.finish)
  }

  private mutating func append(_ instruction: Instruction) throws {
    guard instructions.count < Self.longest else { throw RegularExpressionError(reason: "it is too long") }
    instructions.append(instruction)
  }

  private mutating func append(_ node: RegularExpressionNode) throws {
    switch node {
    case .set(let set): try append(.set(number(of: set)))
    case .sequence(let parts): for part in parts { try append(part) }
    case .choice(let parts): try append(choice: parts[...])
    case .loop(.set(let set), let repetition) where repetition.mode != .lazy:
      try append(
        .run(
          set: number(of: set), minimum: repetition.minimum, maximum: repetition.maximum ?? .max,
          isPossessive: repetition.mode == .possessive))
    case .loop(let part, let repetition): try append(loop: part, repetition)
    case .ahead(let part, let isNegative):
      let place = try reserve()
      try append(part)
      try append(.finish)
      instructions[place] = .ahead(end: instructions.count, isNegative: isNegative)
    }
  }

  private mutating func append(choice parts: ArraySlice<RegularExpressionNode>) throws {
    guard let first = parts.first else { return }
    guard parts.count > 1 else { return try append(first) }
    let fork = try reserve()
    try append(first)
    let jump = try reserve()
    instructions[fork] = .fork(fork + 1, instructions.count)
    try append(choice: parts.dropFirst())
    instructions[jump] = .jump(instructions.count)
  }

  private mutating func append(loop part: RegularExpressionNode, _ repetition: RegularExpressionNode.Repetition) throws {
    guard !part.mayBeEmpty else { throw RegularExpressionError(reason: "it repeats a part that may be empty") }
    let atomic = repetition.mode == .possessive ? try reserve() : nil
    for _ in 0..<repetition.minimum { try append(part) }
    if let maximum = repetition.maximum {
      var forks: [Int] = []
      for _ in repetition.minimum..<max(repetition.minimum, maximum) {
        forks.append(try reserve())
        try append(part)
      }
      for fork in forks { instructions[fork] = Self.fork(fork + 1, instructions.count, repetition) }
    } else {
      let fork = try reserve()
      try append(part)
      try append(.jump(fork))
      instructions[fork] = Self.fork(fork + 1, instructions.count, repetition)
    }
    guard let atomic else { return }
    try append(.finish)
    instructions[atomic] = .atomic(end: instructions.count)
  }

  private static func fork(_ inside: Int, _ behind: Int, _ repetition: RegularExpressionNode.Repetition) -> Instruction {
    repetition.mode == .lazy ? .fork(behind, inside) : .fork(inside, behind)
  }

  /// Leaves the place of an instruction that is known later.
  private mutating func reserve() throws -> Int {
    try append(.finish)
    return instructions.count - 1
  }

  private mutating func number(of set: ScalarSet) -> Int {
    if let number = sets.firstIndex(of: set) { return number }
    sets.append(set)
    return sets.count - 1
  }
}
