import PackageMetadata
import Testing

@testable import Operations

/// The options in a `requirements.txt`, in every form that pip takes.
@Suite struct RequirementsFileTests {
  @Test(
    "an included file is read, however the option is written",
    arguments: [
      "-r more.txt", "-rmore.txt", "-r\tmore.txt", "--requirement more.txt",
      "--requirement=more.txt", "-r 'more.txt'", "--requirement=\"more.txt\"",
    ])
  func included(_ line: String) throws {
    let folder = try RefreshFolder("")
    try TextFile.write(Array("six\n".utf8), to: folder.path + "/more.txt")
    let file = try Self.read("idna\n\(line)\n", in: folder)
    #expect(file.requirements.map(\.writtenName) == ["idna", "six"])
    #expect(file.notes.isEmpty)
  }

  @Test(
    "what can't be imported is an error, however the option is written",
    arguments: [
      "-c x.txt", "-cx.txt", "--constraint x.txt", "--constraint=x.txt", "-e .", "-e.",
      "--editable .", "--editable=.", "-r", "--requirement=", "-rnone.txt",
    ])
  func refused(_ line: String) throws {
    let folder = try RefreshFolder("")
    #expect(throws: Failure.self) { try Self.read("six\n\(line)\n", in: folder) }
  }

  @Test(
    "an index that is not asked is told of, without its URL, which may hold a password",
    arguments: [
      ("-i https://u:secret@index", "-i"), ("-ihttps://u:secret@index", "-i"),
      ("--index-url=https://u:secret@index", "--index-url"),
      ("--extra-index-url https://u:secret@index", "--extra-index-url"),
      ("--find-links=./secret", "--find-links"), ("-fsecret", "-f"), ("--no-index", "--no-index"),
    ])
  func told(_ line: String, _ option: String) throws {
    let folder = try RefreshFolder("")
    let file = try Self.read("six\n\(line)\n", in: folder)
    #expect(file.requirements.map(\.writtenName) == ["six"])
    #expect(file.notes.count == 1)
    #expect(file.notes.first?.contains("requirements.txt:2: '\(option)' is ignored") == true)
    #expect(file.notes.first?.contains("secret") == false)
  }

  @Test(
    "other options say nothing of what is needed",
    arguments: ["--pre", "--no-binary=:all:", "--trusted-host a", "-", "--", "--prefer-binary"])
  func ignored(_ line: String) throws {
    let folder = try RefreshFolder("")
    let file = try Self.read("\(line)\nsix\n", in: folder)
    #expect(file.requirements.map(\.writtenName) == ["six"])
    #expect(file.notes.isEmpty)
  }

  private static func read(
    _ text: String, in folder: RefreshFolder
  ) throws -> RequirementsFile {
    let path = folder.path + "/requirements.txt"
    try TextFile.write(Array(text.utf8), to: path)
    return try RequirementsFile(path: path)
  }
}
