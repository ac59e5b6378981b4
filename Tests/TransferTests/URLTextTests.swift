import Testing

@testable import Transfer

@Suite struct URLTextTests {
  @Test(arguments: [
    ("https://a:b@h.org/p?q=@#f", "https://h.org/p?q=@#f"),
    ("https://a@b@h.org", "https://h.org"),
    ("https://a:b@h.org:80x/p", "https://h.org:80x/p"),
    ("https://h.org/a@b", "https://h.org/a@b"),
    ("https://h.org?x=http://a@b", "https://h.org?x=http://a@b"),
    ("file:///a@b", "file:///a@b"),
    ("a@b", "a@b"),
    ("", ""),
  ])
  func credentialsAreTakenOut(url: String, shown: String) {
    #expect(URLText.withoutCredentials(url) == shown)
  }

  @Test(arguments: [
    ("HTTPS://u@H.org:8443/x", "https://h.org:8443"), ("http://h", "http://h"),
    ("http://h?x", "http://h"), ("nonsense", "nonsense"), ("://", "://"),
  ])
  func originIsSchemeHostAndPort(url: String, origin: String) {
    #expect(URLText.origin(of: url) == origin)
  }

  @Test(arguments: [
    ("http://h/a.tar.gz", true), ("http://h/a.WHL?x#y", true), ("http://h/a.html", false),
    ("http://h/a.whl.metadata", false), ("http://h/PACKAGES.gz", true), ("http://h/a", false),
  ])
  func compressedFilesAreKnown(url: String, isCompressed: Bool) {
    #expect(URLText.namesCompressedFile(url) == isCompressed)
  }

  @Test(arguments: [
    ("file:///a%2Fb/%c3%a4", "/a/b/ä"), ("file://localhost/a", "/a"), ("FILE:///a?b", "/a"),
    ("file:///a%", nil), ("file:a", nil), ("file:///%ff", nil), ("http://h/a", nil),
    ("file://h/a", nil),
  ])
  func filePaths(url: String, path: String?) {
    #expect(URLText.filePath(of: url) == path)
  }
}
