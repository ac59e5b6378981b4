import NixSyntax
import OverlayEditing
import PackageMetadata
import Testing

@testable import Operations

/// What is found of fetches in Nix source, without evaluation.
@Suite struct FetchFinderTests {
  /// A text, and for each fetch: attribute, fetcher, first URL or what is unresolved.
  static let cases: [(String, [String])] = [
    ("{ a = fetchurl { url = \"u\"; hash = \"\"; }; }", ["a fetchurl u"]),
    ("{ a.b = pkgs.fetchurl { url = u; hash = \"\"; }; }", ["a.b fetchurl ?url"]),
    ("let u = \"x\"; in fetchurl { url = u; hash = \"\"; }", [" fetchurl x"]),
    ("# fetchurl { url = \"u\"; hash = \"\"; }\n{ }", []),
    ("{ a = \"fetchurl { hash = \\\"\\\"; }\"; }", []),
    ("{ a = ''${fetchurl { url = \"u\"; hash = \"\"; }}''; }", ["a fetchurl u"]),
    ("{ a = fetchurl { url = \"u\"; }; }", []),
    ("fetchurl (rec { v = \"1\"; url = \"u-${v}\"; hash = \"\"; })", [" fetchurl u-1"]),
    ("fetchurl ({ url = \"u\"; } // { hash = \"\"; })", [" fetchurl u"]),
    ("let c = { url = \"u\"; }; in fetchurl (c // { hash = \"\"; })", [" fetchurl u"]),
    ("c: fetchurl (c // { hash = \"\"; })", [" fetchurl ?url"]),
    ("fetchurl { urls = map (x: \"${x}/f\") [ \"a\" \"b\" ]; hash = \"\"; }", [" fetchurl a/f"]),
    (
      "buildPythonPackage (finalAttrs: { version = \"2\"; pname = \"p\"; "
        + "src = fetchPypi { inherit (finalAttrs) pname version; hash = \"\"; }; })",
      ["src fetchPypi mirror://pypi/p/p/p-2.tar.gz"]
    ),
    (
      "rec { version = \"2\"; src = fetchPypi { pname = \"p\"; inherit version; "
        + "extension = \"zip\"; hash = \"\"; }; }",
      ["src fetchPypi mirror://pypi/p/p/p-2.zip"]
    ),
    (
      "fetchPypi { pname = \"p\"; version = \"2\"; format = \"wheel\"; python = \"py3\"; "
        + "dist = python; hash = \"\"; }", [" fetchPypi ?dist"]
    ),
    (
      "fetchFromGitHub { owner = \"o\"; repo = \"r\"; tag = \"v${\"1\"}\"; rev = null; "
        + "hash = \"\"; }",
      [" fetchFromGitHub https://github.com/o/r/archive/refs/tags/v1.tar.gz"]
    ),
    (
      "let f = { v, hash, u ? \"u\" }: fetchurl { url = \"${u}-${v}\"; inherit hash; }; in "
        + "{ a = f { v = \"1\"; hash = \"\"; }; b = f { v = \"2\"; hash = \"\"; u = \"w\"; }; }",
      ["a fetchurl u-1", "b fetchurl w-2"]
    ),
    (
      "let f = v: hash: { src = fetchurl { url = v; inherit hash; }; }; in { a = f \"1\" \"\"; }",
      ["a fetchurl 1"]
    ),
    (
      "let v = \"1\"; hashes = { \"1\" = \"\"; }; in fetchurl { url = v; hash = hashes.${v}; }",
      [" fetchurl 1"]
    ),
    (
      "let s = { l = { u = \"x\"; h = \"\"; }; }; in fetchurl { url = s.l.u; hash = s.${\"l\"}.h or \"\"; }",
      [" fetchurl x"]
    ),
    (
      "let u = s: builtins.replaceStrings [ \"-\" ] [ \"_\" ] s; f = n: v: hash: fetchurl { "
        + "url = \"${u n}-${v}\"; inherit hash; }; in { a = f \"x-y\" \"1\" \"\"; }",
      ["a fetchurl x_y-1"]
    ),
    ("let f = x: f x; in fetchurl { url = f \"a\"; hash = \"\"; }", [" fetchurl ?url"]),
    ("let src = src; in fetchurl { url = src; hash = \"\"; }", [" fetchurl ?url"]),
  ]

  @Test(arguments: 0..<cases.count)
  func finds(_ number: Int) {
    let (text, expected) = Self.cases[number]
    let found = FetchFinder.calls(in: SyntaxTree.parse(text)).map { call in
      var source: String
      do throws(FetchObstacle) {
        source = try FetchReader(call).source().urls.first ?? ""
      } catch {
        if case .unresolved(let argument) = error { source = "?\(argument)" } else { source = "!" }
      }
      return "\(call.attribute) \(call.fetcher) \(source)"
    }
    #expect(found == expected)
  }

  @Test func ordersTagsByTheNumbersInThem() {
    let names = ["v1.10", "v1.9", "v0.99", "v10.0", "v1.9-rc1", "v1.09"]
    let ordered = names.map { TaggedArchive.Tag($0) }.sorted().map(\.description)
    #expect(ordered.first == "v0.99")
    #expect(ordered.last == "v10.0")
    #expect(
      ordered.firstIndex(of: "v1.9").map { $0 < ordered.firstIndex(of: "v1.10") ?? 0 } == true)
  }

  @Test func knowsTheFilesOfPyPI() {
    func projects(_ url: String) -> [String] { PyPIFile(url: url)?.projects.map(\.name) ?? [] }
    let files = "https://files.pythonhosted.org/packages/"
    #expect(projects("mirror://pypi/A/A.b/A.b-1.0.tar.gz") == ["a-b"])
    #expect(projects(files + "aa/bb/cc/a-2-b-1.0.tar.gz") == ["a-2-b", "a"])
    #expect(projects(files + "aa/bb/cc/a_b-1.0-py3-none-any.whl") == ["a-b"])
    #expect(projects("http://pypi.python.org/packages/source/a/a-b/a-b-1.0.zip") == ["a-b"])
    #expect(projects("https://pypi.debian.net/a-b/a-b-1.0.tar.gz") == ["a-b"])
    #expect(projects("https://example.org/a-1.0.tar.gz").isEmpty)
    #expect(projects("https://pypi.org/project/a/1.0").isEmpty)
  }
}
