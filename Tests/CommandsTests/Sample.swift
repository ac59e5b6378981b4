import PackageMetadata

@testable import Commands
@testable import Operations

/// Reports made by hand, with hostile text in them.
enum Sample {
  static let diagnosis = Doctor.Report(findings: [
    Doctor.Finding(subject: .nix, status: .ok, summary: "version 2.8.0", hints: []),
    Doctor.Finding(
      subject: .cache, status: .failed, summary: "cannot write\u{1B}[31m",
      hints: ["name another directory with \(name: .cacheDirectory)"]),
  ])

  static let failure = Failure(
    .noSolution, "no versions fit:", "foo needs bar\u{1B}[31m",
    hints: [
      .command(Invocation(.import, ["pypi:foo"], options: [.prerelease]), to: "allow pre-releases"),
      "name another with \(name: .overlay)",
    ])

  static let preparation = Cache.Preparation(
    destination: .folder("/srv/cache"), source: "shell.nix", isShell: true,
    roots: ["/nix/store/a-env"],
    paths: [
      Cache.Path(path: "/nix/store/a-env", size: 123_456_789, isThere: false),
      Cache.Path(path: "/nix/store/b-lib", size: 2048, isThere: true),
      Cache.Path(path: "/nix/store/c-x\u{202E}", size: 12, isThere: false),
    ],
    toBuild: [], key: nil, isNewKey: false, notes: ["nothing is signed"])

  static let check: Check.Report = {
    var bad = check("bad")
    bad.fail("does not build: exit code 1", at: .build)
    bad.log = ["compiling", "fatal error: \u{1B}[2Jzlib.h"]
    bad.advice = "run \(command: Invocation(.refresh))"
    bad.culprit = "/nix/store/d-bad.drv"
    var needer = check("needer")
    needer.skip(for: [.pypi("bad")], at: .build)
    var good = check("good")
    good.stage = .loading
    good.loaded = ["a", "b", "c", "d"]
    return Check.Report(
      overlayPath: "overlay.nix", isBuilt: true, packages: [bad, good, needer],
      unreadFiles: ["./more.nix"],
      release: ReleaseFile.Written(path: "release.nix", jobs: 3, isChanged: true))
  }()

  private static func check(_ name: String) -> PackageCheck {
    PackageCheck(id: .pypi(name), attributeName: name, version: "1.0")
  }

  static let refresh = Refresh.Report(
    entries: [
      entry(line: 3, .filled, old: "", new: "sha256-AAA="),
      entry(line: 9, .changed, old: "sha256-BBB=", new: "sha256-CCC="),
      entry(line: 12, .skipped, reason: .notText),
    ], fileCount: 1, written: ["a.nix"], problems: [], isCheck: false)

  private static func entry(
    line: Int, _ verdict: RefreshEntry.Verdict, old: String? = nil, new: String? = nil,
    reason: RefreshReason? = nil
  ) -> RefreshEntry {
    RefreshEntry(
      file: "a.nix", line: line, column: 5, attribute: "foo", fetcher: "fetchurl", oldHash: old,
      newHash: new, verdict: verdict, reason: reason)
  }
}
