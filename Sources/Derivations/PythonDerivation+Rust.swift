import ContentHash
import PackageMetadata
import Planning

extension PythonDerivation {
  /// The lock that says which crates are fetched, as a file beside the overlay; nil where there is none.
  package var lockFile: DerivationFile? {
    guard let cargo = build.cargo, cargo.vendor == nil, !build.isWheel else { return nil }
    return DerivationFile(
      name: DerivationFile.lockName(package.id.name, package.version), contents: cargo.lock)
  }

  /// How nixpkgs sets up Rust (the Nixpkgs manual, "Python package using maturin" and "… setuptools-rust").
  func rust(_ cargo: CargoBuild) -> [NixBinding] {
    var result: [NixBinding] = []
    if let lockFile {
      var arguments = [NixBinding.value("lockFile", .path("./\(lockFile.name)"))]
      let hashes = cargo.gitCrates.compactMap { crate -> NixBinding? in
        let name = "\(crate.name)-\(crate.version)"
        return crateHashes[name].map { .value(name, .string($0.text(.sri))) }
      }
      if !hashes.isEmpty {
        arguments.append(.value("outputHashes", .set(hashes, isRecursive: false)))
      }
      result.append(
        .value(
          "cargoDeps",
          .apply(
            .packages("rustPlatform", "importCargoLock"), .set(arguments, isRecursive: false)),
          startsGroup: true))
    }
    if !cargo.root.isEmpty {
      result.append(.value("cargoRoot", .string(cargo.root), startsGroup: result.isEmpty))
    }
    if let vendor = cargo.vendor {
      result.append(.value("cargoVendorDir", .string(vendor), startsGroup: result.isEmpty))
    }
    return result
  }
}
