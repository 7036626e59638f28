import Testing

@testable import Indexer
