// swift-tools-version: 6.1
import Foundation
import PackageDescription

// oneDNN is optional. The scripts pass what they found in GLOBENC_BACKEND, because SwiftPM caches an evaluated manifest: otherwise it would
// not notice a library that was installed after the first build.
let backend =
  Context.environment["GLOBENC_BACKEND"]
  ?? (["/usr/include", "/usr/local/include"].contains { FileManager.default.fileExists(atPath: $0 + "/oneapi/dnnl/dnnl.h") }
    ? "onednn" : "portable")
precondition(["onednn", "portable"].contains(backend), "GLOBENC_BACKEND is 'onednn' or 'portable', not '\(backend)'")
let usesOneDNN = backend == "onednn"

// CI turns warnings into errors; a user with a newer compiler, which may warn about more, can still build.
let isStrict = Context.environment["GLOBENC_STRICT"] == "1"

let swiftSettings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    // An existential costs a dynamic dispatch and perhaps an allocation; the source should show where.
    .enableUpcomingFeature("ExistentialAny"),
    // A file sees only the modules that it imports itself.
    .enableUpcomingFeature("MemberImportVisibility"),
    // The imports of a module are not part of its interface unless it says so.
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (isStrict ? [.unsafeFlags(["-warnings-as-errors"])] : [])

let cSettings: [CSetting] =
  [
    // In a debug build SwiftPM compiles C at -O0, with which the kernels are some 30 times slower and the suite would take an hour.
    .unsafeFlags(["-O2", "-Wall", "-Wextra"])
  ] + (isStrict ? [.unsafeFlags(["-Werror"])] : [])

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// The files of a page, which its program has within it.
let scripts = ["embedded", "data", "scores", "scale", "card", "words", "find", "filter", "link", "choice", "page"]
let templates = [
  "card", "choice", "classes", "confusion", "end", "evaluation", "evaluations", "histogram", "measure", "name", "nav", "overview",
  "page", "ranking", "rankings", "refusal", "scores", "theme",
]

// The files of the pages that a server shows, likewise.
let siteScripts = [
  "address", "api", "begin", "charts", "copies", "facts", "filters", "folding", "heatmap", "hits", "listing", "parts", "picker", "rollout",
  "state",
  "units", "views",
]
let sitePages = [
  "ablation", "compare-page", "example-map", "example-page", "examples-page", "labels", "overview-page", "try-page", "word-table",
  "words-page",
]
let site =
  ["site.mustache", "site.css", "parts.css"] + siteScripts.map { "Scripts/\($0).js" } + sitePages.map { "Pages/\($0).js" }

let package = Package(
  name: "globenc",
  products: [
    .executable(name: "globenc-index", targets: ["globenc-index"]),
    .executable(name: "globenc-query", targets: ["globenc-query"]),
    .library(name: "GlobEncSupport", targets: ["Support"]),
    .library(name: "GlobEncEngine", targets: ["Engine"]),
    .library(name: "GlobEncStore", targets: ["Store"]),
    .library(name: "GlobEncIndexer", targets: ["Indexer"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .target(
      name: "Schema", path: "schema", exclude: ["README.md", "codec.md"],
      resources: ["v1", "v2", "v3", "v1-reading", "v2-reading", "shard"].map { .embedInCode("\($0).sql") }, swiftSettings: swiftSettings),

    .target(name: "CKernels", path: "Sources/Engine/CKernels", cSettings: cSettings),
    .target(
      name: "COneDNN", path: "Sources/Engine/COneDNN",
      cSettings: cSettings + (usesOneDNN ? [.define("GLOBENC_ONEDNN")] : []),
      linkerSettings: usesOneDNN ? [.linkedLibrary("dnnl"), .linkedLibrary("gomp")] : []),
    .target(
      name: "Engine", dependencies: ["Support", "CKernels", "COneDNN"], path: "Sources/Engine", exclude: ["CKernels", "COneDNN"],
      swiftSettings: swiftSettings),

    .target(name: "CCodec", path: "Sources/Store/CCodec", cSettings: cSettings, linkerSettings: [.linkedLibrary("lz4")]),
    .target(name: "CSQLite", path: "Sources/Store/CSQLite", cSettings: cSettings, linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "CDigest", path: "Sources/Support/CDigest", cSettings: cSettings),
    .target(name: "CSanitizers", path: "Sources/Store/CSanitizers", cSettings: cSettings),
    // Code that knows nothing of attribution.
    .target(
      name: "Support", dependencies: ["CDigest", argumentParser], path: "Sources/Support", exclude: ["CDigest"],
      swiftSettings: swiftSettings),

    .target(
      name: "Store",
      dependencies: [
        "Schema", "Support", "CCodec", "CSQLite", "CSanitizers", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], path: "Sources/Store",
      exclude: ["CCodec", "CSQLite", "CSanitizers"], swiftSettings: swiftSettings),

    // The programs are libraries, so that tests and fuzzing can use them, and executables of one line.
    .target(
      name: "Indexer",
      dependencies: [
        "Engine", "Presentation", "query", "Store", "Support", argumentParser, .product(name: "FlyingSocks", package: "FlyingFox"),
      ], path: "Sources/Indexer", exclude: ["Main"],
      swiftSettings: swiftSettings),
    .executableTarget(name: "globenc-index", dependencies: ["Indexer"], path: "Sources/Indexer/Main", swiftSettings: swiftSettings),
    // Output of a store's contents, without a command line, so that a server can show the same.
    .target(
      name: "Presentation", dependencies: ["Store", "Support", .product(name: "Mustache", package: "swift-mustache")],
      path: "Sources/query/Presentation",
      resources: (["page.css"] + scripts.map { "Scripts/\($0).js" } + templates.map { "\($0).mustache" }).map {
        .embedInCode("Report/Page/\($0)")
      } + site.map { .embedInCode("Site/\($0)") },
      swiftSettings: swiftSettings),
    .target(
      name: "query", dependencies: ["Presentation", "Store", "Support", argumentParser], path: "Sources/query",
      exclude: ["Main", "Presentation"], swiftSettings: swiftSettings),
    .executableTarget(name: "globenc-query", dependencies: ["query"], path: "Sources/query/Main", swiftSettings: swiftSettings),

    .target(name: "TestSupport", dependencies: ["Engine", "Store", "Support"], path: "Tests/TestSupport", swiftSettings: swiftSettings),
    .testTarget(name: "SupportTests", dependencies: ["Support", "TestSupport", argumentParser], swiftSettings: swiftSettings),
    .testTarget(
      name: "EngineTests", dependencies: ["Engine", "Support", "CKernels", "COneDNN", "TestSupport"], swiftSettings: swiftSettings),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "Support", "CCodec", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "IndexerTests",
      dependencies: ["Indexer", "Store", "Support", "TestSupport", argumentParser, .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "PresentationTests", dependencies: ["Presentation", "Store", "Support", "TestSupport"], swiftSettings: swiftSettings),
    .testTarget(
      name: "QueryTests",
      dependencies: [
        "query", "Presentation", "Store", "Support", "TestSupport", argumentParser, .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: swiftSettings),
  ]
)
