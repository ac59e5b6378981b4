import Planning
import Testing

@testable import Derivations

@Suite struct NativeInputsTests {
  /// All that rules name, as if nixpkgs had it, and nothing else.
  private static let known = Set(NativeRules.standard.attributes + ["util-linux", "xvfb-run"])

  private func inputs(
    _ prose: String?, hints: [String]? = [], package: String = "x",
    has: (String) -> Bool = { Self.known.contains($0) }
  ) -> NativeInputs {
    NativeInputs(of: package, systemRequirements: prose, hints: hints, has: has)
  }

  @Test(
    arguments: [
      ("libcurl: libcurl-devel (rpm) or libcurl4-openssl-dev (deb)", ["curl"], []),
      ("cairo, freetype2, fontconfig", ["cairo", "fontconfig", "freetype"], []),
      ("GDAL (>= 2.0.1)", ["gdal", "proj"], []),
      ("GDAL (>= 2.0.1), GEOS (>= 3.4.0),\nPROJ (>= 4.8.0)", ["gdal", "geos", "proj"], []),
      ("Gnu Scientific Library version >= 2.5", ["gsl"], []),
      ("netcdf udunits-2", ["netcdf", "udunits"], []),
      ("ImageMagick++: libmagick++-dev (deb)", ["imagemagick"], []),
      ("libxml2 (optional), GNU make", ["libxml2"], []),
      ("libssh >= 0.6.0 (the original, not libssh2)", ["libssh", "libssh2"], []),
      ("zlib; see https://openssl.example/curl", ["zlib"], []),
      ("Cargo (Rust's package manager), rustc", [], ["cargo", "rustc"]),
      ("cmake (>= 3.2.0) when no nlopt is found", ["nlopt"], ["cmake"]),
      ("C++17, gmp, mpfr", ["gmp", "mpfr"], []),
      (nil, [], []),
    ] as [(String?, [String], [String])]) func prose(
      text: String?, libraries: [String], tools: [String]
    )
  {
    let found = inputs(text)
    #expect(found.libraries == libraries)
    #expect(found.tools == tools)
    #expect(found.unknown == [])
  }

  @Test(arguments: [
    "C++11", "GNU make", "C++17, GNU make", "A C++11 compiler.", "OpenMP (optional)", "None.",
    "BLAS, LAPACK", "gfortran (>= 4.6.3)", "tcltk", "USE_C17", "windows",
    "A POSIX system. GNU make.", "CXX17", "\"GNU make\"",
  ]) func noise(text: String) {
    let found = inputs(text)
    #expect(found.libraries.isEmpty && found.tools.isEmpty)
    #expect(found.programs.isEmpty && found.unknown.isEmpty)
    #expect(!found.noise.isEmpty)
  }

  @Test func programsAreLookedForByWhich() {
    #expect(inputs("pandoc, git", hints: ["calls:Sys.which"]).tools == ["which"])
    #expect(inputs("pandoc, git").tools == [])
    #expect(inputs("libxml2", hints: ["calls:Sys.which"]).tools == [])
  }

  @Test(
    "what no rule knows and nixpkgs has under its very name is a program",
    arguments: [
      ("htcondor", ["htcondor"]), ("visidata (>= 1.0)", ["visidata"]),
      ("Vagrant <https://www.vagrantup.com>", ["vagrant"]), ("zenity, yad", ["yad", "zenity"]),
      ("'QGIS' latest or long-term release currently supported", ["qgis"]),
      ("Open Foo", ["open-foo"]), ("ncbi_foo+", ["ncbi-foo"]), ("cdo ecFlow", ["cdo"]),
      ("mdbtools for development", []),
      ("See the file of the system, for any time and key", []), ("a valid account", []),
      ("which we say of nix in a long sentence about the things that are there", []),
    ])
  func names(text: String, programs: [String]) {
    let there: Set = [
      "cdo", "fluidsynth", "htcondor", "mdbtools", "ncbi-foo", "nix", "open-foo", "qgis", "vagrant",
      "visidata", "yad", "zenity", "file", "system", "time", "key", "see", "which", "account",
    ]
    let found = inputs(text, has: there.contains)
    #expect(found.programs == programs)
    #expect(found.libraries.isEmpty && found.tools.isEmpty)
  }

  @Test(
    "what a machine or a person has is nothing that is missing",
    arguments: [
      "CPU with AVX/SSE4.2 (optional for better performance)", "at least 12 GB of RAM",
      "A user API key", "notepad.exe", "update: apt-get -y update (deb)", "a valid account",
    ])
  func needless(text: String) {
    let found = inputs(text)
    #expect(found.unknown.isEmpty && found.programs.isEmpty, "\(found)")
  }

  @Test func unknownWordsAreKeptAsWritten() {
    let found = inputs("Frobnicator (>= 2.0, with\n plugins), zlib, MiXBLUP; (>= 1)")
    #expect(
      found.unknown == [
        .prose("Frobnicator (>= 2.0, with plugins)"), .outside("MiXBLUP"),
      ])
    #expect(found.libraries == ["zlib"])
  }

  @Test(arguments: [
    ("lib:z", ["zlib"], []), ("lib:gslcblas", ["gsl"], []), ("lib:m", [], []),
    ("lib:fftw3_threads", ["fftw"], []), ("lib?:curl", ["curl"], []),
    ("pkg-config:libxml-2.0", ["libxml2"], []),
    ("tool:gsl-config", ["gsl"], []), ("tool:pkg-config", [], ["pkg-config"]),
    ("linking-to:RcppGSL", ["gsl"], []), ("linking-to:Rcpp", [], []),
    ("rust", [], ["cargo", "rustc"]), ("java", [], ["jdk"]), ("fortran", [], []),
    ("tool:autoreconf", [], ["autoconf", "automake"]),
    ("tool:pg_config", ["libpq"], ["libpq.pg_config"]), ("ldflags-of-r", ["libdeflate"], []),
  ]) func hints(hint: String, libraries: [String], tools: [String]) {
    let found = inputs(nil, hints: [hint, hint])
    #expect(found.libraries == libraries)
    #expect(found.tools == tools)
    #expect(found.unknown == [])
  }

  @Test func unknownHintsAreNamedAsTheyAreWritten() {
    let found = inputs(
      nil, hints: ["lib:frob", "lib?:wsock", "pkg-config:frob-2", "tool:frob-config", "odd"])
    #expect(found.unknown == [.library("frob"), .module("frob-2")])
  }

  @Test func withoutAScanPkgConfigIsAssumedForLibraries() {
    #expect(inputs("zlib", hints: nil).tools == ["pkg-config"])
    #expect(inputs("GNU make", hints: nil).tools == [])
    #expect(inputs("pandoc", hints: nil).tools == ["which"])
  }

  @Test func attributesAreThoseOfTheSnapshot() {
    let old: Set<String> = ["pkgconfig", "xorg.libX11", "mysql.connector-c"]
    let found = inputs(
      "X11, MySQL, JAGS", hints: ["tool:pkg-config"], has: { old.contains($0) })
    #expect(found.libraries == ["mysql.connector-c", "xorg.libX11"])
    #expect(found.tools == ["pkgconfig"])
    #expect(found.missing == ["jags"])
    let new = inputs("X11, MySQL, JAGS", hints: ["tool:pkg-config"])
    #expect(new.libraries == ["jags", "libmysqlclient", "libx11"])
    #expect(new.tools == ["pkg-config"])
  }

  @Test func programsAreNoInputs() {
    let found = inputs("pandoc (>= 1.12.3), Java (>= 8), git")
    #expect(found.libraries + found.tools == [])
    #expect(found.programs == ["git", "jdk", "pandoc"])
  }

  @Test func whatOnlyVignettesNeedIsLeftOut() {
    let found = inputs("LaTeX (for vignettes), pandoc, libxml2 (for tests), git for development")
    #expect(found.aside == ["LaTeX (for vignettes)", "git for development"])
    #expect(found.programs == ["pandoc"])
    #expect(found.libraries == ["libxml2"])
  }

  @Test func whatTheBuildStepsNeed() {
    let found = inputs(
      nil,
      hints: ["shebang:configure", "shebang:tools/get", "chmod:configure", "home:build"])
    #expect(found.scripts == ["configure", "tools/get"])
    #expect(found.hasPlainConfigure)
    #expect(found.needsHome)
    #expect(found.unknown == [])
    #expect(inputs(nil, hints: ["home:load"]).needsHome)
    #expect(!inputs("zlib", hints: ["lib:z"]).needsHome)
  }

  @Test(arguments: [
    ("TBB", ["onetbb"], ["tbb"]), ("libmagic-dev (deb)", ["file"], ["file"]),
  ]) func librariesByTheNamesOfTwoEras(text: String, new: [String], old: [String]) {
    #expect(inputs(text).libraries == new)
    #expect(inputs(text, has: { $0 != "onetbb" }).libraries == old)
  }

  @Test(
    arguments: [
      ("PyTorch", "python3Packages.torch", "python3Packages.pytorch"),
      ("tcllib", "tclPackages.tcllib", "tcllib"), ("xdg-utils", "xdg-utils", "xdg_utils"),
      ("Bigsimr.jl", "julia", "julia-bin"), ("source-highlight", "sourceHighlight", nil),
    ] as [(String, String, String?)])
  func programsByTheNamesOfTwoEras(text: String, new: String, old: String?) {
    #expect(inputs(text).programs == [new])
    if let old { #expect(inputs(text, has: { $0 != new }).programs == [old]) }
  }

  @Test(
    "what no rule knows is found under the name that a sentence has for it",
    arguments: [
      ("Optional: htcondor needed for clusters", ["htcondor"], []),
      ("Some steps call WhiteboxWorkflows (see its pages)", ["whitebox-workflows"], []),
      ("See <https://github.com/nobody/frobnicate> for more; frobnicate", ["frobnicate"], []),
      ("frobnicate <https://www.frobnicate.org>", ["frobnicate"], []),
      ("A program (<https://github.com/nobody/frobnicate.git>)", ["frobnicate"], []),
      ("Python (>= 3.6), sentencer", ["python3", "python3Packages.sentencer"], []),
      ("Perl, Text::Frob", ["perl", "perlPackages.TextFrob"], []),
      ("libfrob-2-dev (deb) or frob-devel (rpm)", [], ["frob"]),
      ("Optional: libquux on Linux (libquux-1-dev on Debian)", [], ["libquux"]),
      ("fluidsynth: fluidsynth-devel (rpm) or libfluidsynth-dev (deb)", [], ["fluidsynth"]),
      ("on a unix-alike", [], []), ("but greater than 12 GB of RAM highly recommended", [], []),
      ("the code is then executed sequentially and a warning is printed", [], []),
    ] as [(String, [String], [String])])
  func namesInSentences(text: String, programs: [String], libraries: [String]) {
    let there: Set = [
      "fluidsynth", "htcondor", "whitebox-workflows", "frobnicate", "frob", "libquux", "python3",
      "perl",
      "python3Packages.sentencer", "perlPackages.TextFrob", "linux", "code", "warning",
    ]
    let found = inputs(text, has: { there.contains($0) })
    #expect(found.programs == programs)
    #expect(found.libraries == libraries)
    #expect(found.unknown == [])
  }

  @Test(
    "a name that nobody has stays unknown",
    arguments: [
      "FROBNICATE", "frobnicate (>= 2)", "needs Frobnicate 3", "libfrob-dev", "'Frob' engine",
      "and, in a sentence that goes on, FrobWorks",
    ])
  func unknownNames(text: String) {
    #expect(!inputs(text).unknown.isEmpty)
  }

  @Test func specialCasesCanBeLeftOut() {
    let with = inputs(nil, package: "tkrplot")
    #expect(with.libraries == ["libx11", "tk", "util-linux", "xvfb-run"])
    #expect(with.requiresX)
    let without = NativeInputs(
      of: "tkrplot", systemRequirements: nil, hints: [], fixes: NativeFixes(), has: { _ in true })
    #expect(without.libraries == [])
    #expect(!without.requiresX)
    #expect(inputs(nil, hints: ["tcltk"]).requiresX)
    #expect(inputs(nil, package: "torch").notes.count == 1)
  }

  /// The table is data, so its slips are found here.
  @Test func theTableIsWellFormed() {
    let rules = NativeRules.standard.rules
    #expect(rules.count > 200)
    for rule in rules {
      let isBare = [.noise, .carried, .outside].contains(rule.role)
      #expect(rule.attributes.isEmpty == isBare, "\(rule)")
      #expect(!rule.phrases.isEmpty || !rule.hints.isEmpty, "\(rule)")
      #expect(rule.phrases.allSatisfy { !$0.bytes.isEmpty }, "\(rule)")
      #expect(rule.hints.allSatisfy { !$0.bytes.isEmpty }, "\(rule)")
    }
    #expect(NativeFixes.standard.table.count > 10)
    for (name, fix) in NativeFixes.standard.table {
      #expect(fix.requiresX || !fix.wanted.isEmpty || !fix.notes.isEmpty, "\(name)")
    }
  }

  @Test(arguments: [
    "time parsing support is enabled via a backport of std::get_time from the LLVM libc++ library.",
    "gcc-4.9, g++-4.9, libstdc++6", "needs glibc 2.17", "libc6-dev",
  ])
  func compilersAndTheCLibraryAreNoInputs(prose: String) {
    let attributes: Set = ["libc", "glibc", "gcc", "libcxx", "libc6", "libstdc", "g", "c6"]
    let found = inputs(prose, has: { attributes.contains($0) })
    #expect(found.libraries.isEmpty && found.tools.isEmpty, "\(found)")
  }

  @Test func oddProseDoesNoHarm() {
    for text in ["", "(", ")", ",;,", "((((,", "c++", "=", "*", "\u{0}", "é", "-", "zlib-"] {
      _ = inputs(text)
    }
    #expect(inputs(String(repeating: "(zlib, ", count: 2000)).libraries == ["zlib"])
  }
}
