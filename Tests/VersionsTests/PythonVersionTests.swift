import Testing
import Versions

@Suite struct PythonVersionTests {
  private func version(_ text: String) throws -> PythonVersion {
    try #require(PythonVersion(text), "\(text)")
  }

  @Test func readsWhatThePackagingLibraryReads() throws {
    for row in try Table("Versions/versions.tsv").rows {
      guard row[1] != "-" else {
        #expect(PythonVersion(row[0]) == nil, "\(row[0])")
        continue
      }
      let version = try version(row[0])
      #expect(version.description == row[1])
      #expect(version.isPrerelease == (row[2] == "1"), "\(row[0])")
      #expect(version.isPostrelease == (row[3] == "1"), "\(row[0])")
      #expect(version.isDevelopment == (row[4] == "1"), "\(row[0])")
      #expect((version.local ?? "-") == row[5])
    }
  }

  @Test func ordersAsThePackagingLibraryDoes() throws {
    for row in try Table("Versions/order.tsv").rows {
      let (first, second) = (try version(row[0]), try version(row[1]))
      let order = first == second ? 0 : first < second ? -1 : 1
      #expect(order == Int(row[2]), "\(row[0]) to \(row[1])")
      if order == 0 { #expect(first.hashValue == second.hashValue, "\(row[0]), \(row[1])") }
    }
  }

  /// PEP 440's own example of the order, with the places between.
  @Test func orderIsTotal() throws {
    let ascending = try [
      "0.dev0", "0", "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12",
      "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1",
      "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0+20230101123456789012",
      "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "2024.10", "70000.1", "1!0.1",
    ].map { try version($0) }
    for (index, first) in ascending.enumerated() {
      for (other, second) in ascending.enumerated() {
        #expect((first < second) == (index < other), "\(first) < \(second)")
        #expect((first == second) == (index == other), "\(first) == \(second)")
      }
    }
  }

  @Test(arguments: [
    ("1.0", "1.0.0"), ("1", "1.0.0.0.0.0.0.0.0.0"), ("1.0a1", "1.0.0.0.0alpha1"),
    ("70000", "70000.0.0"), ("1.0+a", "1+a"), ("v1.0-1", "1.0.post1"), ("0.dev0", "0.0.0.dev0"),
  ])
  func trailingZerosDoNotMatter(first: String, second: String) throws {
    let (first, second) = (try version(first), try version(second))
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
    #expect(!(first < second) && !(second < first))
  }

  @Test(arguments: ["1.0.0", "1.0", "1.0.0.0.0.0.0.0", "2!1.0.post0", "1.0+a.1"])
  func descriptionKeepsTheZeros(text: String) throws {
    #expect(try version(text).description == text)
  }

  @Test(arguments: [
    "", " ", "v", "1.", ".1", "1..0", "1.0-", "1.0+", "1.0+a.", "1.0 1", "1.0a1b1", "a", "1!", "!1",
    "1.0.post1.post2", "1.0é", "٣", "1.9999999999999999999", "1.*",
  ])
  func refuses(text: String) { #expect(PythonVersion(text) == nil) }

  @Test func tellsItsParts() throws {
    let version = try version("2!1.2.3rc4.post5.dev6+Ubuntu_1")
    #expect(version.epoch == 2)
    #expect(version.release == [1, 2, 3])
    #expect(version.prerelease == .init(phase: .candidate, number: 4))
    #expect(version.post == 5)
    #expect(version.development == 6)
    #expect(version.local == "ubuntu.1")
    #expect(version.withoutLocal.description == "2!1.2.3rc4.post5.dev6")
    #expect(version.base.description == "2!1.2.3")
    #expect(try self.version("3.13.5").component(1) == 13)
    #expect(try self.version("3").component(7) == 0)
    #expect(PythonVersion(release: [3, 13])?.description == "3.13")
    #expect(PythonVersion(release: []) == nil)
    #expect(PythonVersion(release: [-1]) == nil)
  }

  @Test func readsBytes() {
    let bytes = Array("xx1.2rc3yy".utf8)
    #expect(PythonVersion(utf8: bytes[2..<8])?.description == "1.2rc3")
    #expect(bytes.withUnsafeBufferPointer { PythonVersion(utf8: $0) } == nil)
    #expect(PythonVersion("a1.0"[...].dropFirst())?.description == "1.0")
  }
}
