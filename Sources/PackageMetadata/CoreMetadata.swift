import Basics
import Versions

/// The fields of a METADATA or PKG-INFO file that are of use here (core metadata 1.0 to 2.4).
package struct CoreMetadata: Hashable, Sendable {
  /// A `Project-URL`.
  package struct ProjectURL: Hashable, Sendable {
    package let label: String
    package let url: String

    /// The label as PyPI compares it: in lower case, letters and digits only.
    package var normalisedLabel: String {
      String(
        decoding: label.utf8.filter { ASCII.isAlphanumeric($0) || $0 >= 0x80 }
          .map { ASCII.lowercased($0) },
        as: UTF8.self)
    }
  }

  package var metadataVersion = ""
  package var name = ""
  package var version = ""
  package var summary: String?
  package var homePage: String?
  package var licence = LicenceStatement()
  /// The `License-File` entries.
  package var licenceFiles: [String] = []
  /// All classifiers.
  package var classifiers: [String] = []
  package var projectURLs: [ProjectURL] = []
  package var requiresPython: String?
  /// The `Requires-Dist` entries, as written.
  package var requiresDist: [String] = []
  /// The `Provides-Extra` entries, as written.
  package var providesExtra: [String] = []
  /// The names of the `Dynamic` fields, in lower case.
  package var dynamic: [String] = []

  package init() {}

  /// Whether the requirements written here hold for every wheel built of it: METADATA of any
  /// version does; PKG-INFO from 2.2 on does, where `Requires-Dist` is not `Dynamic` (PEP 643).
  package var hasStaticRequirements: Bool {
    guard let version = PythonVersion(metadataVersion),
      (version.component(0), version.component(1)) >= (2, 2)
    else { return false }
    return !dynamic.contains("requires-dist") && !dynamic.contains("provides-extra")
  }

  /// The URL of a project's page: the label says so, else `Home-page`, else where its source is.
  package var bestHomePage: String? {
    url(["homepage", "home", "website", "project", "projecthomepage"]) ?? homePage
      ?? url(["source", "sourcecode", "repository", "repo", "github", "code", "gitlab"])
      ?? url(["documentation", "docs"])
  }

  /// The URL of the changes.
  package var changelog: String? {
    url(["changelog", "changes", "changelogs", "releasenotes", "whatsnew", "history", "news"])
  }

  /// The URL whose label comes first among those given.
  private func url(_ labels: [String]) -> String? {
    for label in labels {
      if let match = projectURLs.first(where: { $0.normalisedLabel == label }) { return match.url }
    }
    return nil
  }
}

extension CoreMetadata {
  /// What the file says, as the rest of the program takes it.
  ///
  /// The requirements are taken as they stand; whether a PKG-INFO may be trusted with them is
  /// `hasStaticRequirements`.
  ///
  /// - Parameter provenance: the file, for messages.
  /// - Returns: the metadata, its requirements known.
  /// - Throws: `PackageMetadataError.metadata` if a requirement cannot be read, since one left
  ///   out would be one lost.
  package func releaseMetadata(
    provenance: String
  ) throws(PackageMetadataError) -> ReleaseMetadata {
    var requirements: [Requirement] = []
    requirements.reserveCapacity(requiresDist.count)
    for text in requiresDist {
      do throws(PackageMetadataError) {
        requirements.append(try Requirement(parsing: text))
      } catch {
        throw .metadata(provenance: provenance, reason: error.description)
      }
    }
    var notes: [String] = []
    var python: SpecifierSet?
    if let requiresPython {
      do throws(VersionsError) {
        python = try SpecifierSet(parsing: requiresPython)
      } catch {
        notes.append("\(provenance): Requires-Python is ignored: \(error)")
      }
    }
    var result = ReleaseMetadata(
      requirements: .known(requirements),
      extras: Set(providesExtra.map { PythonName.normalised($0) }).sorted(), requiresPython: python,
      summary: summary, homePage: bestHomePage, changelog: changelog, licence: licence,
      provenance: provenance, notes: notes)
    let systems = classifiers.filter { $0.hasPrefix("Operating System ::") }
    func areAll(of family: String) -> Bool {
      !systems.isEmpty && systems.allSatisfy { $0.hasPrefix("Operating System :: \(family)") }
    }
    result.isForWindowsOnly = areAll(of: "Microsoft")
    result.isForMacOSOnly = areAll(of: "MacOS")
    return result
  }
}
