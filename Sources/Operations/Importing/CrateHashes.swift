import Archives
import Basics
import ContentHash
import Git
import PackageMetadata
import Planning
import Transfer

/// The hashes of the git repositories that crates of a lock are from, as nixpkgs' `fetchgit` has them.
struct CrateHashes: Sendable {
  let client: TransferClient

  /// The most repositories of one package that are fetched.
  private static let limit = 40

  /// The hashes by name and version of a crate of each commit.
  func hashes(
    of cargo: CargoBuild, for package: PlannedPackage
  ) async throws(Failure) -> [String: ContentHash] {
    guard cargo.gitCrates.count <= Self.limit else {
      throw Failure(
        .noArtifact,
        "'\(package.id.name)' cannot be built from its source: its crates are from "
          + "\(cargo.gitCrates.count) git repositories, over the limit of \(Self.limit)",
        hints: Self.hints(package))
    }
    var hashes: [String: ContentHash] = [:]
    for crate in cargo.gitCrates {
      hashes["\(crate.name)-\(crate.version)"] = try await hash(of: crate, for: package)
    }
    return hashes
  }

  private func hash(
    of crate: CargoBuild.GitCrate, for package: PlannedPackage
  ) async throws(Failure) -> ContentHash {
    func failure(_ kind: Failure.Kind, _ reason: String) -> Failure {
      Failure(
        kind,
        "'\(package.id.name)' cannot be built from its source: its crate '\(crate.name)' is from "
          + "'\(URLSecrets.removed(from: crate.url))', \(reason)", hints: Self.hints(package))
    }
    guard let address = GitAddress(crate.url) else {
      throw failure(.noArtifact, "which is not the address of a repository")
    }
    var missing = false
    for url in address.archives(of: crate.commit) {
      let body: [UInt8]
      do throws(TransferError) {
        body = try await client.body(of: url)
      } catch {
        guard error.statusCode.map({ $0 == 404 || $0 == 410 }) == true else {
          throw failure(.network, "which cannot be read: \(error)")
        }
        missing = true
        continue
      }
      do {
        // `fetchgit` includes submodules; an archive does not.
        if try CheckoutTexts(body, name: url, subdirectory: nil).hasSubmodules {
          throw failure(.noArtifact, "which has submodules, so that its hash cannot be computed")
        }
        return try FetchHashing.narHash(
          of: ArchiveReader(bytes: body, name: url), stripsRoot: true)
      } catch let failure as Failure {
        throw failure
      } catch let error as FetchFailure {
        throw failure(.network, "whose archive cannot be read: \(error.words)")
      } catch {
        throw failure(.network, "whose archive cannot be read: \(error)")
      }
    }
    throw failure(
      .noArtifact,
      missing ? "which has no archive of \(crate.commit.prefix(12))" : "of no known host")
  }

  private static func hints(_ package: PlannedPackage) -> [Hint] {
    ["take its wheel, if it has one: \(option: .prefer("wheel"))"]
  }
}
