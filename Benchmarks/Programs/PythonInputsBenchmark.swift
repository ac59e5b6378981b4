import ArgumentParser
import Derivations
import PackageMetadata
import Planning
import PyPI
import Transfer
import Versions

/// What rules and scan find that sdists need beside Python packages, without planning anything.
struct PythonInputsBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "python-inputs",
    abstract: "Print what rules and scan find that sdists need.",
    discussion: """
      Prints a line for each file: its name, and with spaces between them libraries, tools, what is \
      missing, what no rule knows, what the build downloads, and the hints.
      """)

  @Option(help: "A file of the attributes that there are; all are, without it.")
  var attributes: String?

  @Argument(help: "Absolute paths of sdists.")
  var files: [String]

  func run() async throws {
    let present = try attributes.map { Set(try FileBytes.rows($0).map { $0[0] }) }
    let catalog = PyPICatalog(
      client: TransferClient(configuration: TransferConfiguration()))
    for file in files {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      let stem = name.split(separator: "-").dropLast().joined(separator: "-")
      guard let version = PythonVersion("1") else { return }
      let artifact = Artifact(fileName: name, url: "file://" + file, kind: .sdist)
      let release = Release(
        id: .pypi(PythonName.normalised(stem)), version: .python(version), artifacts: [artifact])
      do {
        let build = try await catalog.build(of: artifact, in: release)
        show(name, build, present)
      } catch {
        print("\(name)\tfailed: \(error)")
      }
    }
  }

  private func show(_ name: String, _ build: BuildMetadata, _ present: Set<String>?) {
    var fixes = BuildFixes()
    var needs: [PlannedDependency] = []
    for need in build.requirements + build.setupRequirements {
      let name = need.id.name
      if ["cmake", "ninja", "meson", "swig", "maturin"].contains(name) {
        fixes.programs.insert(name)
      } else {
        needs.append(PlannedDependency(id: need.id, attribute: name, systems: .all))
      }
    }
    let found = PythonNativeInputs(
      BuildDetails(
        buildSystem: needs, hasBuildSystem: true, hints: build.hints, cargo: build.cargo,
        fixes: fixes)
    ) { present?.contains($0) ?? true }
    let columns = [
      name, found.libraries.joined(separator: " "), found.tools.joined(separator: " "),
      found.missing.joined(separator: " "),
      found.unknown.map { "\($0)" }.joined(separator: " "),
      found.downloads.joined(separator: " "), build.hints.joined(separator: " "),
      build.obstacles.map { "\($0)" }.joined(separator: " "),
    ]
    print(columns.joined(separator: "\t"))
  }
}
