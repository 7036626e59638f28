import Testing

@testable import Indexer

@Suite struct IdleProcessorsTests {
  @Test("an answer has two threads while there is a processor for each, else one")
  func threads() {
    let processors = IdleProcessors(count: 4)
    processors.with { first in
      processors.with { second in
        processors.with { third in #expect([first, second, third] == [2, 2, 1]) }
        processors.with { #expect($0 == 1) }
      }
      processors.with { #expect($0 == 2) }
    }
    processors.with { #expect($0 == 2) }
    IdleProcessors(count: 1).with { #expect($0 == 1) }
  }
}
