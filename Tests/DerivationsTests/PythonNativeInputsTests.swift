import PackageMetadata
import Planning
import TestSupport
import Testing

@testable import Derivations

@Suite struct PythonNativeInputsTests {
  /// A build, and what it gets.
  struct Case: Sendable {
    let hints: [String]
    var needs: [String] = []
    var programs: Set<String> = []
    var libraries: [String] = []
    var tools: [String] = []
  }

  /// A build of an sdist with requirements that nixpkgs has as Python packages, and such as it has as
  /// programs.
  private static func build(
    _ hints: [String], needs: [String] = [], programs: Set<String> = [], cargo: CargoBuild? = nil
  ) -> BuildDetails {
    var fixes = BuildFixes()
    fixes.programs = programs
    return BuildDetails(
      buildSystem: needs.map {
        PlannedDependency(id: .pypi($0), attribute: $0, systems: .all)
      }, hasBuildSystem: true, hints: hints, cargo: cargo, fixes: fixes)
  }

  private static func inputs(
    _ build: BuildDetails, lacking: Set<String> = []
  ) -> PythonNativeInputs {
    PythonNativeInputs(build) { !lacking.contains($0) }
  }

  @Test(arguments: [
    Case(hints: ["builds:cmake"], needs: ["scikit-build-core"], tools: ["cmake", "ninja"]),
    Case(hints: ["builds:cmake"], needs: ["scikit-build-core", "cmake", "ninja"]),
    Case(hints: ["builds:cmake"], programs: ["cmake"], tools: ["cmake"]),
    Case(hints: ["builds:cmake"], programs: ["cmake", "ninja"], tools: ["cmake", "ninja"]),
    Case(hints: ["builds:meson"], needs: ["meson-python"]),
    Case(hints: ["builds:meson"], programs: ["meson", "ninja"], tools: ["meson", "ninja"]),
    // A build file of somebody else's, that nothing builds.
    Case(hints: ["cmake", "meson"], needs: ["setuptools"]),
    Case(hints: ["language:fortran"], needs: ["meson-python"], tools: ["gfortran"]),
    Case(hints: ["tool:apxs"], tools: ["apacheHttpd.dev"]),
    Case(hints: ["tool:swig"], needs: ["setuptools"], tools: ["swig"]),
    Case(hints: [], needs: ["pkgconfig"], tools: ["pkg-config"]),
    Case(hints: ["tool:javac"], needs: ["setuptools"], tools: ["jdk"]),
    Case(hints: ["crate:turbojpeg-sys", "crate:cmake"], tools: ["cmake", "nasm"]),
  ])
  func `tools by what builds`(_ example: Case) {
    let found = Self.inputs(
      Self.build(example.hints, needs: example.needs, programs: example.programs))
    #expect(found.tools == example.tools)
    #expect(found.libraries.isEmpty)
    // Its hook would take over what calls it.
    #expect(found.stopsCMake == example.tools.contains("cmake") || example.needs.contains("cmake"))
  }

  /// The libraries that a wheel's machine code needs, as far as nixpkgs has them.
  @Test func `libraries of a wheel`() {
    let hints = ["libexpat.so.1", "libz.so.1", "libc.so.6", "libodd.so.3", "libcrypt.so.1"]
    let wheel = BuildDetails(
      sources: [PythonDerivationTests.source("foo-1.0-cp313-cp313-manylinux1_x86_64.whl")],
      hints: ["native"] + hints.map { "needs:\($0)" })
    #expect(Self.inputs(wheel).libraries == ["expat", "libxcrypt-legacy"])
    #expect(
      Self.inputs(wheel, lacking: ["expat", "libxcrypt-legacy"]).libraries == ["libxcrypt"])
    #expect(Self.inputs(Self.build(["needs:libexpat.so.1"])).libraries.isEmpty)
  }

  @Test(arguments: ["flag:-fopenmp", "cmake:OpenMP", "try:pkg-config:openmp|cmake:openmp"])
  func `OpenMP is a library on macOS, where Clang compiles`(hint: String) {
    let openmp = "llvmPackages.openmp"
    let found = Self.inputs(Self.build([hint, "lib:z"]))
    #expect(found.libraries == ["zlib"] && found.darwinLibraries == [openmp])
    #expect(found.tools.isEmpty && found.unknown.isEmpty)
    let without = Self.inputs(Self.build([hint]), lacking: [openmp])
    #expect(without.darwinLibraries.isEmpty && without.missing.isEmpty)
  }

  @Test(arguments: [
    Case(hints: ["lib:z", "lib:m"], libraries: ["zlib"]),
    Case(
      hints: ["include:boost/python.hpp", "lib:boost_python39"],
      libraries: ["python3Packages.boost"]),
    Case(hints: ["lib:sybdb", "lib:libiconv"], libraries: ["freetds"]),
    // It has all of LAPACK.
    Case(hints: ["lib:openblas"], libraries: ["blas", "lapack"]),
    Case(hints: ["lib:blas"], libraries: ["blas"]),
    // Only R's packages link to what GDAL links to.
    Case(hints: ["lib:gdal"], libraries: ["gdal"]),
    // The headers of one take in those of the other.
    Case(hints: ["pkg-config:smf"], libraries: ["glib", "libsmf"], tools: ["pkg-config"]),
    Case(hints: ["pkg-config:libxml-2.0"], libraries: ["libxml2"], tools: ["pkg-config"]),
    Case(hints: ["cmake:ZLIB", "cmake:Threads", "cmake:Python3"], libraries: ["zlib"]),
    Case(hints: ["include:openssl/ssl.h"], libraries: ["openssl"]),
    Case(hints: ["crate:openssl-sys"], libraries: ["openssl"], tools: ["pkg-config"]),
    // What the build goes on without.
    Case(hints: ["cmake?:ZLIB", "pkg-config?:gsl", "lib?:ssl"]),
    // Several ways to one library: the first that anything is known of.
    Case(hints: ["cmake:Odd|pkg-config:zlib|lib:ssl"], libraries: ["zlib"], tools: ["pkg-config"]),
    Case(hints: ["cmake:ZLIB|pkg-config:libxml-2.0"], libraries: ["zlib"]),
    // What is looked for and may be missing is taken if it is known, and else not spoken of.
    Case(hints: ["try:lib:z", "try:lib:nobody-has-it", "try:cmake:MKL"], libraries: ["zlib"]),
    // A library whose program tells where it is has to be on PATH, too.
    Case(hints: ["tool:geos-config"], libraries: ["geos"], tools: ["geos"]),
    Case(
      hints: ["qt6:charts", "tool:qt6-qmake"], libraries: ["qt6Packages.qtcharts"],
      tools: ["qt6Packages.qmake", "qt6Packages.qtcharts"]),
    // No rule knows it, and nixpkgs has an attribute of that name.
    Case(hints: ["pkg-config:dftd4"], libraries: ["dftd4"], tools: ["pkg-config"]),
    // Of headers and of what is linked to, only where that is a library.
    Case(hints: ["include:ppl.hh", "include:common.h", "include:linux/x.h"], libraries: ["ppl"]),
    // What CMake finds instead of downloading it.
    Case(hints: ["download:fmt|cmake:fmt"], libraries: ["fmt"]),
    // The copy of OpenSSL that a crate brings is not compiled.
    Case(
      hints: ["crate:openssl-src", "crate:openssl-sys"], libraries: ["openssl"],
      tools: ["pkg-config"]),
  ])
  func `libraries by what the source says`(_ example: Case) {
    let found = Self.inputs(Self.build(example.hints))
    #expect(found.libraries == example.libraries)
    #expect(found.tools == example.tools)
    #expect(found.unknown.isEmpty)
  }

  @Test func `Qt's hooks are kept from a build of bindings alone`() {
    #expect(Self.inputs(Self.build(["qt5:charts"])).stopsQt)
    #expect(!Self.inputs(Self.build(["cmake:Qt5"])).stopsQt)
  }

  @Test func `a program that a build requirement brings is not asked for`() {
    let found = Self.inputs(Self.build(["tool:swig", "tool:ninja"], needs: ["swig", "ninja"]))
    #expect(found.tools.isEmpty)
  }

  @Test func `what no rule knows is said in the source's words`() {
    let hints = [
      "lib:nowhere", "pkg-config:no-where", "cmake:Nowhere", "download:fmt", "download:",
    ]
    let found = Self.inputs(
      Self.build(hints), lacking: ["no-where", "nowhere", "libno-where", "libnowhere"])
    #expect(
      found.unknown == [.cmakePackage("Nowhere"), .library("nowhere"), .module("no-where")])
    #expect(found.downloads == ["", "fmt"])
  }

  @Test func `a library that nixpkgs spells in another way`() {
    let found = Self.inputs(
      Self.build(["pkg-config:libcsiphash-1", "cmake:UTF8_CPP", "lib:re2_2"]),
      lacking: ["libcsiphash-1", "liblibcsiphash-1", "utf8_cpp", "libutf8_cpp"])
    #expect(found.libraries == ["c-siphash", "re2", "utf8cpp"])
    #expect(found.unknown.isEmpty)
  }

  @Test func `what CMake and Meson are told, where all that they then look for is there`() {
    let hints = ["download:fmt|cmake:fmt", "set:cmake:USE_SYSTEM_Z=ON", "set:meson:system-z=true"]
    let found = Self.inputs(Self.build(hints + ["lib:z"]))
    #expect(
      found.cmakeDefinitions
        == ["-DUSE_SYSTEM_Z=ON", "-DFETCHCONTENT_TRY_FIND_PACKAGE_MODE=ALWAYS"])
    #expect(found.mesonDefinitions == ["-Dsystem-z=true"])
    #expect(found.downloads.isEmpty)
    let without = Self.inputs(Self.build(hints + ["lib:z"]), lacking: ["fmt", "zlib"])
    #expect(without.cmakeDefinitions.isEmpty && without.mesonDefinitions.isEmpty)
    #expect(without.downloads == ["fmt"])
    // Python has it.
    let python = Self.inputs(
      Self.build(["download:pybind11|cmake:pybind11"], needs: ["pybind11"]))
    #expect(python.cmakeDefinitions == ["-DFETCHCONTENT_TRY_FIND_PACKAGE_MODE=ALWAYS"])
    #expect(python.downloads.isEmpty)
  }

  @Test func `an attribute that has the library's name behind 'lib'`() {
    let found = Self.inputs(
      Self.build(["lib:vdwxc", "pkg-config:cava"]), lacking: ["vdwxc", "cava"])
    #expect(found.libraries == ["libcava", "libvdwxc"])
    #expect(found.unknown.isEmpty)
  }

  @Test func `names of other years, and what this nixpkgs lacks`() {
    let found = Self.inputs(
      Self.build(["pkg-config:x11", "lib:z"]), lacking: ["libx11", "pkg-config", "zlib"])
    #expect(found.libraries == ["xorg.libX11"])
    #expect(found.tools == ["pkgconfig"])
    #expect(found.missing == ["zlib"])
  }

  @Test func `Rust by maturin's hook, or by setuptools-rust`() {
    let cargo = CargoBuild(manifest: "", root: "")
    #expect(
      Self.inputs(Self.build([], programs: ["maturin"], cargo: cargo)).tools
        == ["rustPlatform.cargoSetupHook", "rustPlatform.maturinBuildHook"])
    #expect(
      Self.inputs(Self.build([], needs: ["setuptools-rust"], cargo: cargo)).tools
        == ["cargo", "rustPlatform.cargoSetupHook", "rustc"])
  }

  @Test func `every rule names a key and an attribute, and noise nothing`() {
    for rule in NativeRules(parsing: NativeRules.compiledTable).rules {
      #expect(!rule.hints.isEmpty)
      #expect(rule.attributes.isEmpty == (rule.role == .noise))
    }
  }

  @Test func `what writes into a home gets one, where the tree has the hook`() throws {
    let hook = "writableTmpDirAsHomeHook"
    var build = Self.build([])
    #expect(Self.inputs(build).tools.isEmpty)
    var fixes = BuildFixes()
    fixes.usesHome = true
    build = BuildDetails(fixes: fixes)
    #expect(Self.inputs(build).tools == [hook])
    #expect(Self.inputs(build, lacking: [hook]) == PythonNativeInputs())
    let wheel = PlannedSource(
      artifact: Artifact(
        fileName: "foo-1.0-py3-none-any.whl", url: "https://x.example/foo-1.0-py3-none-any.whl",
        kind: .wheel(try #require(WheelName("foo-1.0-py3-none-any.whl")))), systems: .all)
    #expect(Self.inputs(BuildDetails(sources: [wheel], fixes: fixes)).tools == [hook])
    #expect(Self.inputs(BuildDetails(sources: [wheel])).tools.isEmpty)
  }
}

@Suite struct DerivationFileTests {
  @Test(arguments: [
    ("x", "1.0", "x-1.0.Cargo.lock"), ("a-b", "1!2.0+c_d", "a-b-1-2.0+c_d.Cargo.lock"),
    ("x", "1.0/../../y", "x-1.0-..-..-y.Cargo.lock"), ("x", "${a}", "x---a-.Cargo.lock"),
  ])
  func `names are those that Nix takes in paths`(name: String, version: String, file: String) {
    #expect(DerivationFile.lockName(name, version) == file)
  }
}
