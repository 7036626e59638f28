import Testing

@testable import query
