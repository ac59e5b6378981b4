import Testing

/// What nixpkgs' own hooks do to a Python package, as the stand-in does it: what fails there has to fail here.
@Suite(.enabled(if: Program.canBuild, Program.cannotBuild), .serialized)
struct StandInTests {
  /// A package in Python that a shell command installs.
  private static func package(_ name: String, _ command: String, _ more: String) -> String {
    """
        \(name) = pyfinal.buildPythonPackage {
          pname = "\(name)";
          version = "1.0";
          format = "other";
          dontUnpack = true;
          \(more)
          installPhase = ''
            site=$out/${pyfinal.python.sitePackages}
            mkdir -p $site
            \(command)
          '';
        };

    """
  }

  /// A command that installs a module below a package which only declares a namespace.
  private static func shared(_ module: String) -> String {
    """
    mkdir $site/shared
    echo '# of \(module)' > $site/shared/__init__.py
    echo 'x = 1' > $site/shared/\(module).py
    """
  }

  /// A command that installs the metadata of a distribution.
  private static func distribution(_ name: String, _ version: String) -> String {
    """
    mkdir $site/\(name)-\(version).dist-info
    printf 'Metadata-Version: 2.1\\nName: \(name)\\nVersion: \(version)\\n' \\
      > $site/\(name)-\(version).dist-info/METADATA
    """
  }

  /// Builds packages, and says what is told of one.
  private func check(_ name: String, _ packages: [String]) throws -> Program.Check {
    let program = try Program()
    defer { program.remove() }
    program.write(
      """
      final: prev: {
        pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
          (pyfinal: pyprev: {
      \(packages.joined())
          })
        ];
      }
      """, to: "overlay.nix")
    let outcome = try program.building(["check", "--build", "--json"])
    return try #require(
      try Program.checks(outcome)["pypi:\(name)"], "\(outcome.output) \(outcome.errors)")
  }

  @Test(arguments: [true, false])
  func `distributions share a namespace that is said to be one`(isSaid: Bool) throws {
    let said = isSaid ? "pythonNamespaces = [ \"shared\" ];" : ""
    let one = try check(
      "one",
      [
        Self.package(
          "one", Self.shared("one"),
          "\(said) dependencies = [ pyfinal.two ]; "
            + "pythonImportsCheck = [ \"shared.one\" \"shared.two\" ];"),
        Self.package("two", Self.shared("two"), said),
      ])
    #expect(one.status == (isSaid ? "ok" : "failed"), "\(one)")
    if !isSaid { #expect(one.log.joined().contains("No module named 'shared.two'")) }
  }

  @Test func `a distribution that is there twice stops a build`() throws {
    let user = try check(
      "user",
      [
        Self.package(
          "user", "touch $site/user.py", "dependencies = [ pyfinal.tool pyfinal.tool-old ];"),
        Self.package("tool", Self.distribution("tool", "2.0"), ""),
        Self.package("tool-old", Self.distribution("tool", "1.0"), ""),
      ])
    #expect(user.status == "failed")
    #expect(user.log.joined().contains("tool is there in two versions"), "\(user)")
  }

  @Test func `a directory of tests at the top is removed`() throws {
    let careless = try check(
      "careless",
      [
        Self.package(
          "careless", "mkdir $site/tests; touch $site/tests/__init__.py",
          "pythonImportsCheck = [ \"tests\" ];")
      ])
    #expect(careless.status == "failed")
    #expect(careless.log.joined().contains("No module named 'tests'"), "\(careless)")
  }

  /// Machine code that links to zlib.
  private static let machineCode = """
    echo 'int x;' | gcc -shared -x c - -o $out/lib/libfast.so -Wl,--no-as-needed -l:libz.so.1
    """

  @Test(arguments: [
    ("", false), ("buildInputs = [ prev.zlib ];", true), ("buildInputs = [ prev.expat ];", false),
    ("autoPatchelfIgnoreMissingDeps = [ \"libz.so.*\" ];", true),
    ("preFixup = ''addAutoPatchelfSearchPath ${pyfinal.other}'';", true),
  ])
  func `machine code stops a build where no input has what it links to`(
    more: String, isBuilt: Bool
  ) throws {
    for structured in ["", " __structuredAttrs = true;"] {
      let native = try check(
        "native",
        [
          Self.package(
            "native", Self.machineCode,
            "nativeBuildInputs = [ prev.autoPatchelfHook ]; \(more)\(structured)"),
          Self.package("other", "mkdir $site/other; touch $site/other/libz.so.1", ""),
        ])
      #expect(native.status == (isBuilt ? "ok" : "failed"), "\(native)")
      if !isBuilt {
        #expect(
          native.log.joined().contains("auto-patchelf could not satisfy dependency libz.so.1"))
      }
    }
  }

  @Test(arguments: [
    ("FLAVOUR = \"sweet\";", true), ("env.FLAVOUR = \"sweet\";", true),
    ("__structuredAttrs = true; FLAVOUR = \"sweet\";", false),
    ("__structuredAttrs = true; env.FLAVOUR = \"sweet\";", true),
  ])
  func `programs see structured attributes in 'env' alone`(more: String, isSeen: Bool) throws {
    let command = """
      python3 -c 'import os; print("x =", repr(os.environ["FLAVOUR"]))' > $site/flavoured.py
      """
    let flavoured = try check(
      "flavoured",
      [
        Self.package(
          "flavoured", command,
          "\(more) pythonImportsCheck = [ \"flavoured\" ]; dependencies = [ pyfinal.plain ];"),
        Self.package("plain", "touch $site/plain.py", ""),
      ])
    #expect(flavoured.status == (isSeen ? "ok" : "failed"), "\(flavoured)")
    if !isSeen { #expect(flavoured.log.joined().contains("KeyError: 'FLAVOUR'")) }
  }
}
