// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A target of this package; each may depend on those above it only.
///
/// Its Nix programs are the files of its `Programs` directory.
func module(
  _ name: String, _ modules: [Target.Dependency] = [], _ products: [Target.Dependency] = [],
  programs: Bool = false
) -> Target {
  .target(
    name: name, dependencies: modules + products, exclude: ["README.md"],
    resources: programs ? [.embedInCode("Programs")] : [], swiftSettings: settings)
}

/// The tests of a module, which may use what it uses, and what all tests share.
func tests(_ name: String, _ modules: [Target.Dependency] = []) -> Target {
  let shared: [Target.Dependency] = name == "Basics" ? ["TestSupport"] : ["Basics", "TestSupport"]
  return .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + shared + modules,
    swiftSettings: settings)
}

/// The tests of readers on changed files, or, where `NIXGRAFT_FUZZ` is set, the program that libFuzzer
/// drives; see `Tests/Scripts/fuzz`.
func fuzzTarget() -> Target {
  let readers: [Target.Dependency] = [
    "Archives", "Basics", "CRAN", "Git", "NativeBuild", "NixSyntax", "PackageMetadata", "PyPI",
    "PythonSource", "Requests", "TOML",
  ]
  if Context.environment["NIXGRAFT_FUZZ"] != nil {
    return .executableTarget(
      name: "fuzz", dependencies: readers, path: "Tests/FuzzTests",
      sources: ["FuzzMain.swift", "FuzzReader.swift"], swiftSettings: settings)
  }
  return .testTarget(
    name: "FuzzTests", dependencies: readers + ["TestSupport"], exclude: ["FuzzMain.swift"],
    swiftSettings: settings)
}

extension Target.Dependency {
  static let crypto = product(name: "Crypto", package: "swift-crypto")
  static let systemPackage = product(name: "SystemPackage", package: "swift-system")
  static let yams = product(name: "Yams", package: "Yams")
  static let arguments = product(name: "ArgumentParser", package: "swift-argument-parser")
}

let package = Package(
  name: "nixgraft",
  products: [.executable(name: "nixgraft", targets: ["nixgraft"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLibXML2"),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CSpawn"),

    module("Basics", ["CSpawn"], [.systemPackage]),
    module("Versions", ["Basics"]),
    module("ContentHash", ["Basics"], [.crypto]),
    module("NixSyntax", ["Basics"]),
    module("PythonSource", ["Basics"]),
    module("PackageMetadata", ["Basics", "Versions", "ContentHash", "PythonSource"]),
    module("Transfer", ["Basics", "CCurl"]),
    module("Archives", ["Basics", "CArchive", "CZlib"]),
    module("Markup", ["CLibXML2"]),
    module("Resolution", ["Basics", "Versions"]),
    module("TOML", ["Basics"]),
    module("NativeBuild", ["Basics", "PackageMetadata", "TOML"]),
    module(
      "PyPI",
      [
        "Basics", "PackageMetadata", "PythonSource", "Versions", "ContentHash", "Transfer",
        "Archives", "TOML", "Markup", "NativeBuild",
      ]),
    module(
      "CRAN",
      [
        "Basics", "PackageMetadata", "Versions", "ContentHash", "Transfer", "Archives", "Markup",
      ]),
    module(
      "Requests",
      ["Basics", "PythonSource", "PackageMetadata", "Versions", "ContentHash", "CRAN", "TOML"],
      [.yams]),
    module("Git", ["Basics", "Transfer"]),
    module(
      "Nix", ["Basics", "NixSyntax"], programs: true),
    module(
      "Nixpkgs", ["Basics", "Nix", "PackageMetadata", "Versions"], programs: true),
    module(
      "Planning", ["Basics", "PackageMetadata", "PythonSource", "Versions", "Resolution"]),
    module(
      "Derivations", ["Basics", "Planning", "PackageMetadata", "ContentHash"]),
    module("OverlayEditing", ["Derivations", "PackageMetadata", "ContentHash", "NixSyntax"]),
    module(
      "Operations",
      [
        "Basics", "Versions", "ContentHash", "NixSyntax", "PackageMetadata", "Transfer", "Archives",
        "PyPI", "CRAN", "TOML", "Git", "PythonSource", "Requests", "Nix", "Nixpkgs", "Planning",
        "Derivations",
        "OverlayEditing",
      ], programs: true),
    module(
      "Commands",
      [
        "Basics", "Operations", "Requests", "PackageMetadata", "Planning", "Nixpkgs", "ContentHash",
      ],
      [.arguments]),
    .executableTarget(
      name: "nixgraft", dependencies: ["Commands"], exclude: ["README.md"],
      swiftSettings: settings),
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "Basics", "Resolution", "Versions", "CRAN", "PackageMetadata", "Planning", "Transfer",
        "Derivations", "NativeBuild", "PyPI", .arguments, .systemPackage,
      ], path: "Benchmarks/Programs", swiftSettings: settings),
    .executableTarget(
      name: "parse-benchmark", dependencies: ["NixSyntax", .systemPackage],
      path: "Benchmarks/Parsing", swiftSettings: settings),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),

    tests("Basics"),
    tests("Versions"),
    tests("PythonSource"),
    tests("ContentHash"),
    tests("NixSyntax"),
    tests("PackageMetadata", ["Versions", "ContentHash"]),
    tests("Transfer"),
    tests("Archives"),
    tests("Markup"),
    tests("Resolution", ["Versions"]),
    tests("TOML"),
    tests("NativeBuild", ["PackageMetadata"]),
    tests(
      "PyPI",
      ["PackageMetadata", "PythonSource", "Versions", "ContentHash", "Transfer"]),
    tests("CRAN", ["PackageMetadata", "Versions", "ContentHash", "Transfer"]),
    tests("Git"),
    tests("Requests", ["PackageMetadata", "Versions", "ContentHash"]),
    tests("Nix"),
    tests("Nixpkgs", ["Nix", "PackageMetadata", "Versions", "Derivations"]),
    tests("Planning", ["PackageMetadata", "PythonSource", "Versions"]),
    tests("Derivations", ["Planning", "PackageMetadata", "Versions", "ContentHash"]),
    tests("OverlayEditing", ["Derivations", "NixSyntax", "PackageMetadata"]),
    tests(
      "Operations",
      [
        "PackageMetadata", "Planning", "Nix", "Nixpkgs", "Versions", "ContentHash", "NixSyntax",
        "OverlayEditing", "Commands", "Derivations",
      ]),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "Commands", "Operations", "PackageMetadata", "Planning", "TestSupport", .arguments,
      ],
      swiftSettings: settings),
    fuzzTarget(),
    .testTarget(
      name: "EndToEndTests", dependencies: ["nixgraft", "TestSupport"], swiftSettings: settings),
  ]
)
