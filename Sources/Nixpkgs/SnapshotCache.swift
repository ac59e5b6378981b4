internal import Basics

/// The directory in which read snapshots are kept: a file a tree, Python and package set.
///
/// A file says of which state of the tree it is; of another state, damaged, or of another layout,
/// it is read again and replaced.
struct SnapshotCache: Sendable {
  /// Raised with every change of a file's layout, of the Nix code or of the rules of matching.
  private static let schema = 6
  private static let magic: StaticString = "NXGRAFT1"

  /// One package set with the facts of its tree.
  struct Index {
    var facts: TreeFacts
    /// The revision's date in seconds since 1970; `nil` if it is not known.
    var revisionDate: Int64?
    var entry: String
    var notes: [SnapshotNote]
    var topLevel: TextTable
    var packages: PackageTable
  }

  private let folder: String

  init(folder: String) { self.folder = "\(folder)/nixpkgs-v\(Self.schema)" }

  /// The file for what `key` names.
  private func file(_ key: String, _ kind: String) -> String {
    let hash = Hexadecimal.text(Checksum.of(key.utf8))
    return "\(folder)/\(hash)-\(kind)"
  }

  /// The index that was kept for `key` in the state of `identity`.
  func index(_ key: String, identity: String, of set: PackageSetKind) -> Index? {
    guard let bytes = try? Files.read(file(key, set.rawValue)) else { return nil }
    return Self.index(bytes, identity: identity, of: set)
  }

  static func index(_ bytes: [UInt8], identity: String, of set: PackageSetKind) -> Index? {
    guard var reader = BlobReader(bytes, magic: magic), let head = reader.texts(),
      head.count >= 4, head[0] == identity,
      let facts = TreeFacts(json: head[1]), let topLevel = reader.texts(),
      let packages = PackageTable(&reader, ecosystem: set.ecosystem)
    else { return nil }
    return Index(
      facts: facts, revisionDate: Int64(head[2]), entry: head[3],
      notes: (4..<head.count).compactMap { SnapshotNote(text: head[$0]) }, topLevel: topLevel,
      packages: packages)
  }

  /// The bytes of an index file.
  static func bytes(
    identity: String, facts: TreeFacts, revisionDate: Int64?, entry: String,
    notes: [SnapshotNote],
    topLevel: [String], packages: [PackageRow], of set: PackageSetKind, interpreter: String
  ) -> [UInt8] {
    var writer = BlobWriter()
    writer.append(
      texts: [identity, facts.json, revisionDate.map { "\($0)" } ?? "", entry] + notes.map(\.text))
    writer.append(
      texts: topLevel.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    PackageTable.write(
      packages, ecosystem: set.ecosystem, interpreter: interpreter, to: &writer)
    return writer.sealed(magic: magic)
  }

  /// Keeps the bytes of an index.
  ///
  /// A cache that cannot be written costs time, not correctness.
  func keep(_ bytes: [UInt8], _ key: String, of set: PackageSetKind) {
    try? Files.replace(file(key, set.rawValue), with: bytes)
  }

  /// Answers to queries for single attributes, as JSON by attribute path.
  func answers(_ key: String, identity: String) -> [String: String] {
    guard let bytes = try? Files.read(file(key, "attributes")),
      var reader = BlobReader(bytes, magic: Self.magic), let texts = reader.texts()?.all,
      texts.count % 2 == 1, texts.first == identity
    else { return [:] }
    let pairs = stride(from: 1, to: texts.count, by: 2).map { (texts[$0], texts[$0 + 1]) }
    return Dictionary(pairs) { first, _ in first }
  }

  func keep(answers: [String: String], _ key: String, identity: String) {
    var writer = BlobWriter()
    let sorted = answers.sorted { $0.key < $1.key }
    writer.append(texts: [identity] + sorted.flatMap { [$0.key, $0.value] })
    try? Files.replace(file(key, "attributes"), with: writer.sealed(magic: Self.magic))
  }
}
