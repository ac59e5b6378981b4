import TestSupport
import Testing

@testable import TOML

@Suite struct TOMLTests {
  /// A value in one line: tables sorted by key, scalars as written.
  static func text(_ value: TOMLTable.Value) -> String {
    switch value {
    case .string(let text): "\"\(text)\""
    case .array(let items): "[" + items.map(text).joined(separator: ",") + "]"
    case .table(let table): text(table)
    case .tables(let list): "[[" + list.tables.map { text($0) }.joined(separator: ",") + "]]"
    case .scalar(let text): text
    }
  }

  static func text(_ table: TOMLTable) -> String {
    let items = table.values.sorted { $0.key < $1.key }.map { "\($0.key)=\(text($0.value))" }
    return "{" + items.joined(separator: ",") + "}"
  }

  @Test(arguments: [
    ("", "{}"), ("# nothing", "{}"), ("a = 1\r\nb = true # yes\n", "{a=1,b=true}"),
    ("\u{feff}a='x'", "{a=\"x\"}"), ("a.b.c = 1\na.d = 2", "{a={b={c=1},d=2}}"),
    ("\"a b\".'c.d' = ''", "{a b={c.d=\"\"}}"),
    ("[a]\nb=1\n[c.d]\n[c]\ne=2", "{a={b=1},c={d={},e=2}}"),
    ("[[a]]\nb=1\n[[a]]\n[a.c]\nd=2", "{a=[[{b=1},{c={d=2}}]]}"),
    ("a=[1, [2, '3'] , # x\n 4,\n]", "{a=[1,[2,\"3\"],4]}"),
    ("a={b=1, c.d='e'}", "{a={b=1,c={d=\"e\"}}}"),
    ("a = \"\\t\\u00e9\\U0001F600\\\\\\\"\"", "{a=\"\té😀\\\"\"}"), ("a = 'C:\\n'", "{a=\"C:\\n\"}"),
    ("a = \"\"\"\nx\n\"y\" \"\"\"\"", "{a=\"x\n\"y\" \"\"}"),
    ("a = \"\"\"x \\\n   y\"\"\"", "{a=\"x y\"}"),
    ("a = '''\nx'y'''", "{a=\"x'y\"}"),
    ("a = 1979-05-27 07:32:00-07:00", "{a=1979-05-27 07:32:00-07:00}"),
    ("a = -1_000.5e+3\nb = +inf", "{a=-1_000.5e+3,b=+inf}"), ("1 = 2", "{1=2}"),
    ("a = { }", "{a={}}"),
  ])
  func reads(document: String, expected: String) throws {
    #expect(Self.text(try TOMLTable.parse(Array(document.utf8))) == expected)
  }

  @Test(arguments: [
    ("a", 1), ("\na =", 2), ("a = 1 b = 2", 1), ("a = 'x\ny'", 1), ("a = \"x", 1), ("[a", 1),
    ("[a]]", 1),
    ("a = 1\na = 2", 2), ("[a]\n[a]", 2), ("a = {b=1}\na.c = 2", 2), ("a = {b=1}\n[a.c]", 2),
    ("[a.b]\n[a]\nb.c = 1", 3), ("a = []\n[[a]]", 2), ("[[a]]\n[a]", 2), ("a = [1 2]", 1),
    ("a = yes", 1),
    ("= 1", 1), ("a = \"\\q\"", 1), ("a = \"\\ud800\"", 1), ("a = \"\\u12\"", 1),
    ("a = 'x\u{0}'", 1),
    ("# \u{1}", 1), ("a..b = 1", 1), ("a = {b = 1", 1), ("a = '''x", 1), ("[]", 1), ("a = [", 1),
  ])
  func refuses(document: String, line: Int) {
    let failure = #expect(throws: TOMLTable.Failure.self) {
      try TOMLTable.parse(Array(document.utf8))
    }
    #expect(failure?.line == line)
    #expect(failure?.reason.isEmpty == false)
  }

  @Test(arguments: ["[", "{a=", "a.", "[[", "\"", "'", "a = [", "x = {y = ["])
  func neverRunsOutOfStack(part: String) {
    #expect(throws: TOMLTable.Failure.self) {
      try TOMLTable.parse(Array(("x = " + String(repeating: part, count: 50_000)).utf8))
    }
    #expect(throws: TOMLTable.Failure.self) {
      try TOMLTable.parse(Array(String(repeating: part, count: 50_000).utf8))
    }
  }

  @Test func damageNeverCrashes() {
    let document = Array(
      """
      [build-system]
      requires = ["a>=1", 'b'] # remark
      x = {y = "z\\u00e9", w = [1, 2]}
      [[tool.a."b c"]]
      text = \"\"\"
      long \\
        text\"\"\"
      """.utf8)
    var generator = SeededGenerator(seed: 3)
    var readable = 0
    for _ in 0..<3000 {
      var damaged = document
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<damaged.count, using: &generator)
        damaged[place] = Array("[]{}\"'=.,#\\\n \u{0}u".utf8).randomElement(using: &generator) ?? 0
      }
      if (try? TOMLTable.parse(damaged)) != nil { readable += 1 }
    }
    #expect(readable > 0)
  }
}
