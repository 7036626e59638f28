import Support

/// Finds where matches of a regular expression end: a machine that goes back to the last fork where it fails.
struct RegularExpressionMatcher {
  /// A place to which the machine goes back.
  private struct Fork {
    let instruction: Int
    var position: Int
    /// Where a run of characters may be shortened, its least end; else the position.
    let least: Int
  }

  private let program: RegularExpressionProgram
  private let bytes: UnsafeBufferPointer<UInt8>
  private let range: Range<Int>

  /// The steps after which a match remembers where it has been, so that it takes no step twice.
  private static let patience = 10_000

  /// Creates a machine for valid UTF-8. `bytes` must stay valid while it is used.
  init(program: RegularExpressionProgram, bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    (self.program, self.bytes, self.range) = (program, bytes, range)
  }

  /// The position behind the character at `position`.
  func next(_ position: Int) -> Int {
    var end = position + 1
    while end < range.upperBound, UTF8.isContinuation(bytes[end]) { end += 1 }
    return end
  }

  /// The end of the match that begins at a position; nil where none does.
  func match(at position: Int) -> Int? { end(from: 0, position) }

  /// Runs the instructions from one on up to `finish`.
  private func end(from first: Int, _ start: Int) -> Int? {
    var forks: [Fork] = []
    var visited: Set<Int>?
    var steps = 0
    var instruction = first
    var position = start
    while true {
      steps += 1
      if steps == Self.patience {
        (visited, forks, instruction, position) = ([], [], first, start)
      }
      // What failed once at a place fails again: nothing is remembered but the place.
      var isAlive = visited?.insert(instruction * (range.upperBound + 1) + position).inserted ?? true
      if isAlive {
        switch program.instructions[instruction] {
        case .finish: return position
        case .jump(let target): instruction = target
        case .set(let set):
          isAlive = step(set, &position)
          instruction += 1
        case .fork(let one, let other):
          forks.append(Fork(instruction: other, position: position, least: position))
          instruction = one
        case .run(let set, let minimum, let maximum, let isPossessive):
          var count = 0
          var least = position
          while count < maximum, step(set, &position) {
            count += 1
            if count == minimum { least = position }
          }
          isAlive = count >= minimum
          instruction += 1
          if isAlive, !isPossessive, position > least { forks.append(Fork(instruction: instruction, position: position, least: least)) }
        case .ahead(let target, let isNegative):
          isAlive = (end(from: instruction + 1, position) == nil) == isNegative
          instruction = target
        case .atomic(let target):
          if let inner = end(from: instruction + 1, position) { position = inner } else { isAlive = false }
          instruction = target
        }
      }
      if isAlive { continue }
      guard let fork = forks.popLast() else { return nil }
      (instruction, position) = (fork.instruction, fork.position)
      if position > fork.least {
        repeat { position -= 1 } while UTF8.isContinuation(bytes[position])
        if position > fork.least { forks.append(Fork(instruction: instruction, position: position, least: fork.least)) }
      }
    }
  }

  /// Moves behind the character at `position` if it is in a set.
  @inline(__always)
  private func step(_ set: Int, _ position: inout Int) -> Bool {
    guard position < range.upperBound else { return false }
    var end = position
    guard program.sets[set].contains(UTF8Scalars.scalar(in: bytes, at: &end)) else { return false }
    position = end
    return true
  }
}
