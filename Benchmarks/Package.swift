// swift-tools-version: 6.1
import Foundation
import PackageDescription

// A package of its own, so that users of the project download and build nothing for it.

// oneDNN's own product is the yardstick of all backends, so it is measured wherever the library is installed.
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
        .product(name: "GlobEncSupport", package: "globenc"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        // The benchmarks run these programs as child processes: the dependency builds them beside the benchmarks.
        .product(name: "globenc-index", package: "globenc"),
        .product(name: "globenc-query", package: "globenc"),
      ],
      swiftSettings: swiftSettings),
  ]
)
