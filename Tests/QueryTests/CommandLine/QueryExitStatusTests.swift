import Presentation
import Store
import Support
import Testing

@testable import query

struct QueryExitStatusTests {
  @Test("the kind of a failure decides the exit status, as the contract of the command line numbers them")
  func statuses() {
    let statuses: [FailureKind: Int32] = [
      .damaged: 1, .notFound: 1, .incompatible: 1, .refused: 1, .busy: 2, .full: 2, .unavailable: 2, .interrupted: 2, .misused: 64,
    ]
    for kind in FailureKind.allCases { #expect(QueryExitStatus.status(of: kind) == statuses[kind], "\(kind)") }
  }

  @Test("what a query throws is of the kind that its status stands for")
  func failures() {
    let failures: [(any Failure, Int32)] = [
      (QueryFailure.noResult("why"), 1), (QueryFailure.damaged("why"), 1), (QueryFailure.cannotRun("why"), 2),
      (QueryFailure.wrongUsage("why"), 64), (StoreError("why", kind: .damaged), 1), (StoreError("why", kind: .refused), 1),
      (StoreError("why", kind: .busy), 2), (QueryFailure.cannotOpen(StoreError("why", kind: .damaged)), 2),
      (QueryFailure.cannotOpen(StoreError("why", kind: .notFound)), 2),
    ]
    for (failure, status) in failures {
      #expect(QueryExitStatus.status(of: failure) == status && failure.description == "why", "\(failure.kind)")
    }
    #expect(QueryFailure.noResult("why").isOfThisRequest && QueryFailure.damaged("why").isOfThisRequest)
    let unopened = QueryFailure.cannotOpen(StoreError("why", kind: .damaged))
    #expect(unopened.kind == .damaged && !unopened.isOfThisRequest)
    #expect(!QueryFailure.cannotRun("why").isOfThisRequest && !QueryFailure.wrongUsage("why").isOfThisRequest)
  }
}
