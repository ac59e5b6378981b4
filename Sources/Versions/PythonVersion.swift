/// A version of a Python package (PEP 440).
///
/// Versions that differ only in trailing zeros of the release are equal (`1.0` and `1.0.0`), yet
/// each keeps its own `description`. What an index wrote before normalisation is kept by file
/// names.
///
/// Nearly every version fits into one integer whose order is PEP 440's; the rest (epochs, local
/// labels, large numbers, combined suffixes) carry their fields along.
package struct PythonVersion: Hashable, Comparable, Sendable {
  /// The phase of a pre-release.
  package enum Phase: UInt8, Hashable, Sendable {
    case alpha = 1
    case beta
    case candidate

    /// How normalised versions write it.
    package var text: String {
      switch self {
      case .alpha: "a"
      case .beta: "b"
      case .candidate: "rc"
      }
    }
  }

  /// A pre-release segment, such as `rc1`.
  package struct Prerelease: Hashable, Sendable {
    package let phase: Phase
    package let number: Int

    package init(phase: Phase, number: Int) {
      self.phase = phase
      self.number = number
    }
  }

  /// A place next to a version where no version lies, as an end of ranges.
  enum Boundary: UInt8, Hashable, Sendable {
    /// The version itself.
    case none
    /// After the version and all its local versions.
    case afterLocals
    /// After the version and all its post-releases.
    case afterPosts
  }

  /// All that a version says.
  struct Fields: Sendable {
    var epoch = 0
    /// Never empty.
    var release: [Int]
    var prerelease: Prerelease?
    var post: Int?
    var development: Int?
    var local: [LocalSegment] = []
    var boundary = Boundary.none
  }

  /// The fields of a version that does not fit into a key.
  final class Box: Sendable {
    let fields: Fields
    init(_ fields: Fields) { self.fields = fields }
  }

  /// The version as an integer in PEP 440's order, with the number of release components in the
  /// lowest bits; 0 where it does not fit.
  let key: UInt64
  /// The fields, where `key` does not tell them all.
  let box: Box?

  init(key: UInt64, box: Box?) {
    self.key = key
    self.box = box
  }

  init(_ fields: Fields) {
    let key = Packing.key(of: fields)
    self.init(key: key, box: key == 0 || Packing.hidesCount(key) ? Box(fields) : nil)
  }

  /// The version of a release with nothing after it; `components` must not be empty.
  package init?(release components: [Int]) {
    guard !components.isEmpty, components.allSatisfy({ $0 >= 0 }) else { return nil }
    self.init(Fields(release: components))
  }

  /// All that the version says.
  var fields: Fields { box?.fields ?? Packing.fields(of: key) }
}

// MARK: - Asking

extension PythonVersion {
  /// The epoch, 0 where none is written.
  package var epoch: Int { box?.fields.epoch ?? 0 }

  /// The numbers of the release segment, as written: at least one.
  package var release: [Int] { fields.release }

  /// The number of the release segment at an index, 0 beyond its end.
  package func component(_ index: Int) -> Int {
    guard let box else { return Packing.component(index, of: key) }
    return index < box.fields.release.count ? box.fields.release[index] : 0
  }

  /// How many numbers the release segment has.
  package var componentCount: Int { box?.fields.release.count ?? Packing.count(of: key) }

  /// The pre-release segment.
  package var prerelease: Prerelease? { fields.prerelease }

  /// The number of the post-release.
  package var post: Int? { fields.post }

  /// The number of the development release.
  package var development: Int? { fields.development }

  /// The local label, normalised (`ubuntu.1`).
  package var local: String? {
    guard let box, !box.fields.local.isEmpty else { return nil }
    return box.fields.local.map(\.text).joined(separator: ".")
  }

  /// Whether it is a pre-release or a development release.
  package var isPrerelease: Bool {
    guard let box else { return Packing.isPrerelease(key) }
    return box.fields.prerelease != nil || box.fields.development != nil
  }

  /// Whether it is a post-release.
  package var isPostrelease: Bool { post != nil }

  /// Whether it is a development release.
  package var isDevelopment: Bool { development != nil }

  /// Whether it has a local label.
  package var isLocal: Bool { box.map { !$0.fields.local.isEmpty } ?? false }

  /// The version without its local label.
  package var withoutLocal: PythonVersion {
    guard isLocal else { return self }
    var fields = fields
    fields.local = []
    return PythonVersion(fields)
  }

  /// The epoch and the release, without what follows.
  package var base: PythonVersion {
    let fields = fields
    return PythonVersion(Fields(epoch: fields.epoch, release: fields.release))
  }
}

// MARK: - Ends of ranges

extension PythonVersion {
  /// The lowest version of the release: its development release 0.
  var lowestOfRelease: PythonVersion {
    let fields = fields
    return PythonVersion(Fields(epoch: fields.epoch, release: fields.release, development: 0))
  }

  /// The lowest pre-release of exactly this version (`1.0.post1.dev0` of `1.0.post1`).
  var lowestPrerelease: PythonVersion {
    var fields = fields
    fields.development = 0
    fields.local = []
    return PythonVersion(fields)
  }

  /// The lowest version after all that begin with the first `count` numbers of the release.
  ///
  /// - Parameter count: how many numbers are the prefix, at least one.
  /// - Returns: the bound, or `nil` if the number to raise is the largest there is.
  func lowestBehindPrefix(_ count: Int) -> PythonVersion? {
    let fields = fields
    var release = Array(fields.release.prefix(count))
    guard let last = release.popLast() else { return nil }
    let (raised, overflow) = last.addingReportingOverflow(1)
    guard !overflow else { return nil }
    release.append(raised)
    return PythonVersion(Fields(epoch: fields.epoch, release: release, development: 0))
  }

  /// The place after the version and all its local versions, before anything else.
  var afterLocals: PythonVersion { with(.afterLocals) }

  /// The place after the version and all its post-releases, before anything else.
  var afterPosts: PythonVersion { with(.afterPosts) }

  /// Whether it is a place between versions rather than a version.
  var boundary: Boundary { box?.fields.boundary ?? Packing.boundary(of: key) }

  /// The version next to which the place lies.
  var withoutBoundary: PythonVersion { boundary == .none ? self : with(.none) }

  private func with(_ boundary: Boundary) -> PythonVersion {
    var fields = fields
    fields.boundary = boundary
    return PythonVersion(fields)
  }
}
