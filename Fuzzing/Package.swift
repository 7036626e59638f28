// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that users of the project do not build it. scripts/fuzz.sh passes the compiler options that it needs.

let package = Package(
  name: "globenc-fuzzing",
  dependencies: [.package(name: "globenc", path: "..")],
  targets: [
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "CFuzzer", .product(name: "GlobEncEngine", package: "globenc"), .product(name: "GlobEncStore", package: "globenc"),
        .product(name: "GlobEncIndexer", package: "globenc"), .product(name: "GlobEncSupport", package: "globenc"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ]),
  ]
)
