import Testing

@testable import Indexer

struct AdmittedIDsTests {
  @Test func noAdmittedIDIsForgottenAndFewOthersAreTakenForOne() {
    var ids = AdmittedIDs(exponent: 16)
    #expect(!ids.mayContain("movies-1"))
    for number in 0..<4_000 { ids.insert("movies-\(number)") }
    #expect((0..<4_000).allSatisfy { ids.mayContain("movies-\($0)") })
    // 4 * 4000 of 65,536 bits are set: (1 - e^-0.244)^4 = 0.0022.
    let mistaken = (4_000..<24_000).count { ids.mayContain("movies-\($0)") }
    #expect((10...100).contains(mistaken), "\(mistaken) of 20,000")
  }

  @Test func aFullFilterTakesEveryIDForAdmitted() {
    var ids = AdmittedIDs(exponent: 6)
    for number in 0..<1_000 { ids.insert("\(number)") }
    #expect((1_000..<2_000).allSatisfy { ids.mayContain("\($0)") })
  }
}
