// swift-tools-version: 6.1
import Foundation
import PackageDescription

// A package of its own, so that users of the project pull in nothing for it.

// The rate of oneDNN's own product is the yardstick of every backend, so that it is measured wherever the library is there.
let hasOneDNN = ["/usr/include", "/usr/local/include"].contains { FileManager.default.fileExists(atPath: $0 + "/oneapi/dnnl/dnnl.h") }

let isStrict = Context.environment["GLOBENC_STRICT"] == "1"

let swiftSettings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (isStrict ? [.unsafeFlags(["-warnings-as-errors"])] : [])

let package = Package(
  name: "globenc-benchmarks",
  dependencies: [
    .package(name: "globenc", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .target(
      name: "CProduct",
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra"] + (isStrict ? ["-Werror"] : []))]
        + (hasOneDNN ? [.define("GLOBENC_ONEDNN")] : []),
      linkerSettings: hasOneDNN ? [.linkedLibrary("dnnl"), .linkedLibrary("gomp")] : []),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "CProduct",
        .product(name: "GlobEncEngine", package: "globenc"),
        .product(name: "GlobEncStore", package: "globenc"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        // Run as child processes; depended on so that they are built, and lie beside the benchmarks.
        .product(name: "globenc-index", package: "globenc"),
        .product(name: "globenc-query", package: "globenc"),
      ],
      swiftSettings: swiftSettings),
  ]
)
