import ContentHash
import TestSupport
import Testing

/// Every digest below is of "hello"; the texts were printed by Nix 2.8's `nix hash`.
private struct Case: Sendable, CustomTestStringConvertible {
  let algorithm: ContentHash.Algorithm
  let base16: String
  let base32: String
  let sri: String
  var testDescription: String { algorithm.rawValue }
}

private let cases = [
  Case(
    algorithm: .md5, base16: "5d41402abc4b2a76b9719d911017c592",
    base32: "4jqlbi14cxf6wpcajbphm40hax", sri: "md5-XUFAKrxLKna5cZ2REBfFkg=="),
  Case(
    algorithm: .sha1, base16: "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
    base32: "9m1skbnr5i43n3yypvda5s65vhfwdx5a", sri: "sha1-qvTGHdzF6KLavt4PO0gs2a6pQ00="),
  Case(
    algorithm: .sha256,
    base16: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
    base32: "094qif9n4cq4fdg459qzbhg1c6wywawwaaivx0k0x8xhbyx4vwic",
    sri: "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="),
  Case(
    algorithm: .sha512,
    base16: "9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca7"
      + "2323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043",
    base32: "11w1pmwfdpz9pisbhp5qiv38q6dmidq2ipcqykw3p0sb6yrqcij7"
      + "9rwcwcjbxyzwbdal349qbxrncbk7pmd6snljrfpiwv2pljd4wcv",
    sri: "sha512-"
      + "m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw=="),
]

@Suite struct ContentHashTests {
  @Test(arguments: cases)
  private func writesWhatNixWrites(_ example: Case) throws {
    let hash = try ContentHash(parsing: example.sri)
    #expect(hash.algorithm == example.algorithm)
    #expect(hash.bytes.count == example.algorithm.byteCount)
    #expect(hash.text(.base16) == example.base16)
    #expect(hash.text(.base32) == example.base32)
    #expect(hash.text(.sri) == example.sri)
    #expect(hash.description == example.sri)
    #expect(!hash.isPlaceholder)
  }

  @Test(arguments: cases)
  private func readsWhatNixReads(_ example: Case) throws {
    let hash = try ContentHash(parsing: example.sri)
    let name = example.algorithm.rawValue
    let base64 = String(example.sri.dropFirst(name.count + 1))
    let unpadded = String(example.sri.prefix { $0 != "=" })
    for digits in [example.base16, example.base16.uppercased(), example.base32, base64] {
      #expect(try ContentHash(parsing: digits, algorithm: example.algorithm) == hash)
      #expect(try ContentHash(parsing: "\(name):\(digits)") == hash)
    }
    #expect(try ContentHash(parsing: unpadded) == hash)
    #expect(try ContentHash(parsing: unpadded, algorithm: example.algorithm) == hash)
  }

  @Test func bareDigestIsTakenForSHA256() throws {
    let sha256 = cases[2]
    #expect(try ContentHash(parsing: sha256.base32).description == sha256.sri)
    #expect(ContentHash(hexadecimal: sha256.base16)?.description == sha256.sri)
    #expect(ContentHash(hexadecimal: sha256.base16[...])?.description == sha256.sri)
    #expect(ContentHash(hexadecimal: sha256.base16 + "0") == nil)
    #expect(ContentHash(hexadecimal: sha256.base32) == nil)
    #expect(ContentHash(hexadecimal: "") == nil)
    let md5 = ContentHash(hexadecimal: cases[0].base16.utf8, algorithm: .md5)
    #expect(md5?.text(.sri) == cases[0].sri)
  }

  @Test(
    arguments: [
      ("md4:00", nil, ContentHashError.unknownAlgorithm(name: "md4", text: "md4:00")),
      ("-", nil, .unknownAlgorithm(name: "", text: "-")),
      ("sha256:", nil, .wrongLength(text: "sha256:", algorithm: .sha256)),
      ("sha256-", nil, .wrongLength(text: "sha256-", algorithm: .sha256)),
      ("sha256-AAAA", nil, .wrongLength(text: "sha256-AAAA", algorithm: .sha256)),
      ("sha256-A AA", nil, .malformed(text: "sha256-A AA")),
      ("sha1-AAAA", .sha256, .otherAlgorithm(text: "sha1-AAAA", expected: .sha256)),
      ("00", nil, .wrongLength(text: "00", algorithm: .sha256)),
      (
        String(repeating: "g", count: 64), nil,
        .malformed(text: String(repeating: "g", count: 64))
      ),
      // Base-32 without e; and a first digit that would overflow the last byte.
      (
        String(repeating: "e", count: 52), nil,
        .malformed(text: String(repeating: "e", count: 52))
      ),
      (
        String(repeating: "z", count: 52), nil,
        .malformed(text: String(repeating: "z", count: 52))
      ),
    ] as [(String, ContentHash.Algorithm?, ContentHashError)])
  func refuses(_ text: String, _ algorithm: ContentHash.Algorithm?, _ error: ContentHashError) {
    #expect(throws: error) { try ContentHash(parsing: text, algorithm: algorithm) }
    #expect(!error.description.isEmpty)
  }

  @Test func messagesHideWhatATerminalWouldObey() {
    let text = "sha256:\u{1B}[2J" + String(repeating: "x", count: 1000)
    #expect(throws: ContentHashError.wrongLength(text: text, algorithm: .sha256)) {
      try ContentHash(parsing: text)
    }
    let message = ContentHashError.wrongLength(text: text, algorithm: .sha256).description
    #expect(!message.contains("\u{1B}"))
    #expect(message.utf8.count < 400)
  }

  @Test(arguments: [
    "", "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "0000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "sha512:" + String(repeating: "0", count: 128),
  ])
  func placeholderIsRecognised(_ text: String) throws {
    #expect(try ContentHash(parsing: text).isPlaceholder)
  }

  @Test func wrongNumberOfBytesIsRefused() {
    #expect(throws: ContentHashError.self) { try ContentHash(sha256: [1, 2, 3]) }
    #expect(throws: Never.self) { try ContentHash(sha256: [UInt8](repeating: 7, count: 32)) }
  }

  @Test func everyEncodingComesBack() throws {
    var random = SeededGenerator(seed: 1)
    for algorithm in ContentHash.Algorithm.allCases {
      for _ in 0..<200 {
        let digits = (0..<algorithm.byteCount * 2).map { _ in
          Array("0123456789abcdef")[Int.random(in: 0..<16, using: &random)]
        }
        let hash = try ContentHash(parsing: String(digits), algorithm: algorithm)
        for encoding in ContentHash.Encoding.allCases {
          let text = hash.text(encoding)
          #expect(try ContentHash(parsing: text, algorithm: algorithm) == hash)
        }
      }
    }
  }

  @Test func anyTextIsReadOrRefused() {
    var random = SeededGenerator(seed: 2)
    let seeds = cases.flatMap {
      [$0.sri, $0.base16, $0.base32, "\($0.algorithm.rawValue):\($0.base32)"]
    }
    var refused = 0
    for _ in 0..<4000 {
      var bytes = Array(seeds[Int.random(in: 0..<seeds.count, using: &random)].utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: position)
        default: bytes.insert(UInt8(ascii: "="), at: position)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let hash = try ContentHash(parsing: text)
        #expect(hash.bytes.count == hash.algorithm.byteCount)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 1000)
  }

  @Test func streamsTakePieces() throws {
    var sha256 = SHA256Stream()
    sha256.update(Array("hel".utf8))
    let beginning = sha256
    sha256.update([])
    sha256.update(Array("lo".utf8))
    #expect(sha256.finalize().description == cases[2].sri)
    #expect(beginning.finalize() == ContentHash.sha256(of: Array("hel".utf8)))
    var md5 = DigestStream(.md5)
    md5.update(Array("hel".utf8))
    Array("lo".utf8).withUnsafeBytes { md5.update($0) }
    #expect(md5.finalize().description == cases[0].sri)
  }
}
