package import PackageMetadata

/// A command line of nixgraft as a value: a verb, what it is given, and options.
package struct Invocation: Hashable, Sendable {
  package enum Verb: Hashable, Sendable, CaseIterable {
    case `import`, update, remove
    case list, tree, why, index
    case refresh, hash
    case shell, image
    case check, cachePush, cacheExport
    case doctor
  }

  package let verb: Verb
  /// Packages, files or addresses, in their order.
  package let arguments: [String]
  /// Options besides those that the user gave.
  package let options: [Option]
  /// Options of the user that are left out.
  package let without: Set<Option.Name>
  /// Whether the options that the user gave, and that the verb has too, are repeated.
  package let repeatsOptions: Bool

  package init(
    _ verb: Verb, _ arguments: [String] = [], options: [Option] = [],
    without: Set<Option.Name> = [], repeatsOptions: Bool = true
  ) {
    self.verb = verb
    self.arguments = arguments
    self.options = options
    self.without = without
    self.repeatsOptions = repeatsOptions
  }
}

extension Invocation {
  /// An option with its value, if it takes one.
  package struct Option: Hashable, Sendable {
    package enum Name: Hashable, Sendable, CaseIterable {
      // Of every verb.
      case overlay, nixpkgs, python, indexURL, cranMirror, repository, bioconductor
      case keyringProvider
      case offline, cacheDirectory, jobs, verbose, evaluationTimeout
      // Of the choice of versions.
      case override, fresh, relax, strict, horizon, prerelease, excludeNewer, asOf, prefer, fetcher,
        forget, probe
      case maximumPackages, planTimeout
      // Of verbs that read requests from files.
      case from, scan, extra, group, noGroups, locked
      // Of single verbs.
      case dryRun, build, builders, maxJobs, timeout, silentTimeout, release
      case file, secretKey, newKey
      case shell, image, pin, attribute
      /// How many cores one build may use; nix-build's own.
      case cores
    }

    package let name: Name
    package let value: String?

    package init(_ name: Name, _ value: String? = nil) {
      self.name = name
      self.value = value
    }

    package static func overlay(_ path: String) -> Option { Option(.overlay, path) }
    package static func nixpkgs(_ path: String) -> Option { Option(.nixpkgs, path) }
    /// An interpreter's attribute.
    package static func python(_ attribute: String) -> Option { Option(.python, attribute) }
    package static func indexURL(_ url: String) -> Option { Option(.indexURL, url) }
    package static func cranMirror(_ url: String) -> Option { Option(.cranMirror, url) }
    /// The address of a repository of R packages.
    package static func repository(_ url: String) -> Option { Option(.repository, url) }
    package static func bioconductor(_ release: String) -> Option { Option(.bioconductor, release) }
    package static let keyring = Option(.keyringProvider, "subprocess")
    package static let offline = Option(.offline)
    package static func cacheDirectory(_ path: String) -> Option { Option(.cacheDirectory, path) }

    /// In seconds; 0 for no limit.
    package static func evaluationTimeout(_ seconds: Int) -> Option {
      Option(.evaluationTimeout, "\(seconds)")
    }

    package static func override(_ id: PackageID) -> Option { Option(.override, name(of: id)) }
    package static func relax(_ id: PackageID) -> Option { Option(.relax, name(of: id)) }
    package static func forget(_ id: PackageID) -> Option { Option(.forget, name(of: id)) }
    package static let fresh = Option(.fresh)
    package static let strict = Option(.strict)
    /// An age limit in months; `nil` for none.
    package static func horizon(_ months: Int?) -> Option {
      Option(.horizon, months.map { "\($0)" } ?? "none")
    }
    package static let prerelease = Option(.prerelease)
    package static func excludeNewer(_ date: String) -> Option { Option(.excludeNewer, date) }
    package static func asOf(_ day: String) -> Option { Option(.asOf, day) }
    package static func prefer(_ kind: String) -> Option { Option(.prefer, kind) }
    package static let probe = Option(.probe)
    package static func fetcher(_ kind: String) -> Option { Option(.fetcher, kind) }

    package static func maximumPackages(_ count: Int) -> Option {
      Option(.maximumPackages, "\(count)")
    }
    /// In seconds.
    package static func planTimeout(_ seconds: Int) -> Option { Option(.planTimeout, "\(seconds)") }

    package static func from(_ path: String) -> Option { Option(.from, path) }
    package static func scan(_ path: String) -> Option { Option(.scan, path) }
    package static func extra(_ name: String) -> Option { Option(.extra, name) }
    package static func group(_ name: String) -> Option { Option(.group, name) }
    package static let noGroups = Option(.noGroups)
    package static func locked(_ name: String) -> Option { Option(.locked, name) }

    package static let dryRun = Option(.dryRun)
    package static let build = Option(.build)
    package static func maxJobs(_ count: Int) -> Option { Option(.maxJobs, "\(count)") }
    package static func cores(_ count: Int) -> Option { Option(.cores, "\(count)") }
    package static func secretKey(_ path: String) -> Option { Option(.secretKey, path) }
    package static func newKey(_ name: String) -> Option { Option(.newKey, name) }
    package static func pin(_ revision: String) -> Option { Option(.pin, revision) }

    /// A package as options take it: Python's by its bare name.
    private static func name(of id: PackageID) -> String {
      id.ecosystem == .pypi ? id.name : id.description
    }
  }
}
