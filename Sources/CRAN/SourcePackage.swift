package import ContentHash
package import PackageMetadata

/// A package's tarball, read once: its hash, its DESCRIPTION, and what it takes to build it.
package struct SourcePackage: Hashable, Sendable {
  /// The URL it was read from.
  package let url: String
  package let sha256: ContentHash
  package let md5: ContentHash
  /// In bytes.
  package let size: Int
  package let description: Description
  /// What a scan of its files found, as `BuildMetadata` has it; besides `lib:NAME` there is
  /// `lib?:NAME` for a library that a configure script may or may not link to, `linking-to:NAME`
  /// for a package in LinkingTo, `tcltk`, `calls:Sys.which` for R code that looks for programs,
  /// `shebang:PATH` for a script whose interpreter is at another place in Nix's sandbox,
  /// `chmod:configure` for one that is not executable, and `home:build` and `home:load` where a
  /// home directory is asked for by its build or by R code that runs when it is loaded.
  package let hints: [String]
  /// Sentences worth telling the user, of its files and of its DESCRIPTION.
  package internal(set) var notes: [String]

  /// What it says about itself.
  package var metadata: ReleaseMetadata {
    description.metadata(provenance: "DESCRIPTION in \(url)")
  }

  /// What it takes to build it.
  package var build: BuildMetadata {
    BuildMetadata(hints: hints, notes: notes)
  }
}

/// What is kept of a tarball: a record of hashes and hints, a blank line, and its DESCRIPTION.
struct SourcePackageForm {
  /// The number of the form's layout.
  static let version = 6

  let sha256: ContentHash
  let md5: ContentHash
  let size: Int
  let hints: [String]
  let notes: [String]
  let description: [UInt8]

  init(
    sha256: ContentHash, md5: ContentHash, size: Int, hints: [String], notes: [String],
    description: [UInt8]
  ) {
    self.sha256 = sha256
    self.md5 = md5
    self.size = size
    self.hints = hints
    self.notes = notes
    self.description = description
  }

  /// Reads what `bytes` gives; nil for anything else.
  init?(_ bytes: [UInt8]) {
    let end = bytes.indices.dropLast().first { place in
      bytes[place] == UInt8(ascii: "\n") && bytes[place + 1] == UInt8(ascii: "\n")
    }
    guard let end, let document = try? DCFDocument(parsing: Array(bytes[..<end])),
      document.count == 1
    else { return nil }
    let record = document[0]
    guard let sha256 = record["SHA256"].flatMap({ ContentHash(hexadecimal: $0) }),
      let md5 = record["MD5"].flatMap({ ContentHash(hexadecimal: $0.utf8, algorithm: .md5) }),
      let size = record["Size"].flatMap({ Int($0) })
    else { return nil }
    self.init(
      sha256: sha256, md5: md5, size: size,
      hints: (record["Hints"] ?? "").split(separator: " ").map(String.init),
      notes: (record["Notes"] ?? "").split(separator: "\n").map(String.init),
      description: Array(bytes[(end + 2)...]))
  }

  /// The bytes to keep.
  var bytes: [UInt8] {
    let head = """
      SHA256: \(sha256.text(.base16))
      MD5: \(md5.text(.base16))
      Size: \(size)
      Hints: \(hints.joined(separator: " "))
      Notes: \(notes.joined(separator: "\n "))


      """
    return Array(head.utf8) + description
  }

  /// The package, which must be `name` of version `version`.
  func package(
    name: String, version: PackageVersion, url: String
  ) throws(CRANError) -> SourcePackage {
    let description = try Description(parsing: description)
    guard description.name == name, PackageVersion.r(description.version) == version else {
      throw .otherPackage(
        expected: "\(name) \(version)", found: "\(description.name) \(description.version)")
    }
    let ties =
      description.linkingTo.map { "linking-to:\($0)" } + (description.usesTcl ? ["tcltk"] : [])
    return SourcePackage(
      url: url, sha256: sha256, md5: md5, size: size, description: description,
      hints: (hints + ties).sorted(),
      notes: notes + description.notes
        + (description.licence == nil ? ["DESCRIPTION has no field 'License'"] : []))
  }
}
