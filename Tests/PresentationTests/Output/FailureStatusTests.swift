import Store
import Testing

@testable import Presentation

/// The exit status where a store cannot be read: 2 where the query cannot run, 1 where a record is damaged.
struct FailureStatusTests {
  @Test(
    arguments: [
      (StoreError.Kind.unavailable, 2), (.interruption, 2), (.damage, 1), (.refusal, 1),
    ] as [(StoreError.Kind, Int32)])
  func theKindOfAnErrorDecidesTheStatus(kind: StoreError.Kind, status: Int32) {
    let failure = QueryFailure(StoreError("why", kind: kind))
    #expect(failure.status == status && failure.description == "why")
  }
}
