import Testing

@testable import Git

@Suite struct GitTests {
  private static let one = String(repeating: "1", count: 40)
  private static let two = String(repeating: "2", count: 40)
  private static let three = String(repeating: "3", count: 40)

  private static func packet(_ text: String) -> String {
    let length = String(text.utf8.count + 4, radix: 16)
    return String(repeating: "0", count: 4 - length.count) + length + text
  }

  private static let answer =
    packet("# service=git-upload-pack\n") + "0000"
    + packet("\(one) HEAD\0multi_ack symref=HEAD:refs/heads/main agent=git/2\n")
    + packet("\(one) refs/heads/main\n") + packet("\(two) refs/tags/v1.0\n")
    + packet("\(three) refs/tags/v1.0^{}\n") + packet("\(three) refs/heads/v1.0\n") + "0000"

  @Test(
    "a reference is a head, a tag, a branch or the beginning of a commit; annotated tags are peeled",
    arguments: [
      (nil, one, "refs/heads/main"), ("main", one, "refs/heads/main"),
      ("v1.0", three, "refs/tags/v1.0"), ("refs/heads/v1.0", three, "refs/heads/v1.0"),
      ("heads/main", one, "refs/heads/main"), ("1111111", one, one),
    ])
  func resolves(reference: String?, commit: String, name: String) throws {
    let references = try #require(ReferenceAdvertisement(Array(Self.answer.utf8)))
    let found = try #require(references.resolve(reference))
    #expect(found.commit == commit)
    #expect(found.name == name)
    #expect(references.tags(of: Self.three) == ["v1.0"])
  }

  @Test("what is not there has no commit", arguments: ["nope", "99", "9999999", ""])
  func unknown(reference: String) throws {
    let references = try #require(ReferenceAdvertisement(Array(Self.answer.utf8)))
    #expect(references.resolve(reference) == nil)
  }

  @Test(
    "anything else is not an advertisement",
    arguments: ["", "<html>", "00", "zzzz", "0000", "001e# service=git-receive-pack\n", "ffffabc"])
  func foreign(text: String) {
    #expect(ReferenceAdvertisement(Array(text.utf8)) == nil)
  }

  @Test(
    "addresses of every form",
    arguments: [
      ("https://github.com/a/b.git", "https://github.com/a/b/archive/C.tar.gz"),
      ("git@github.com:a/b.git", "https://github.com/a/b/archive/C.tar.gz"),
      ("ssh://git@github.com/a/b", "https://github.com/a/b/archive/C.tar.gz"),
      ("git+https://gitlab.com/g/h/b/", "https://gitlab.com/g/h/b/-/archive/C/b-C.tar.gz"),
      ("https://bitbucket.org/a/b", "https://bitbucket.org/a/b/get/C.tar.gz"),
      ("http://127.0.0.1:80/a/b", "http://127.0.0.1:80/a/b/archive/C.tar.gz"),
    ])
  func addresses(text: String, archive: String) throws {
    #expect(try #require(GitAddress(text)).archives(of: "C").first == archive)
  }

  @Test(
    "what HTTP does not reach is not an address",
    arguments: ["/a/b", "file:///a", "b", "https://a"])
  func unreachable(text: String) {
    #expect(GitAddress(text) == nil)
  }
}
