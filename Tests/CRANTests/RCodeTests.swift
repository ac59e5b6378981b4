import Testing

@testable import CRAN

@Suite struct RCodeTests {
  private func marks(_ files: String...) -> Set<RCode.Mark> {
    RCode.marks(of: files.map { Array($0.utf8) })
  }

  @Test(
    "code that runs while a package is installed or loaded",
    arguments: [
      "dir.create('~/.x')", "home <- path.expand(\"~\")", "x = Sys.getenv('HOME')",
      ".onLoad <- function(lib, pkg) dir.create('~/.x')",
      ".onLoad = function(lib, pkg) {\n  d <- tools::R_user_dir('x')\n}",
      ".onAttach <- function(...)\n{\n  if (TRUE) { rappdirs::user_cache_dir('x') }\n}",
      ".onLoad <- \\(lib, pkg) { fs::path_home() }", "\".onLoad\" <- function(l, p) { '~/x' }",
      "cache <- function() { '~/x' }\n.onLoad <- function(l, p) set(cache)",
      ".onLoad <- function(l, p) a()\na <- function() b()\nb <- function() path.expand('~')",
      "f <- function(x) { \"a}\\\"b\" } # '{'\npath.expand('~')",
      "f <- function(x) x + 1\npath.expand('~')", "x <- r\"(a\"b)\"\npath.expand('~')",
      "e <- local({\n  f <- function() 1\n  '~/x'\n})",
      "options(x = function() { 1 }, y = '~/x')", "})))\npath.expand('~')",
    ])
  func asksForHome(code: String) {
    #expect(RCode.mayMatter(Array(code.utf8)))
    #expect(marks(code) == [.home])
  }

  @Test(
    "code that runs only when a user calls it, and words that do not mean a home directory",
    arguments: [
      "f <- function() path.expand('~')", "f <- function(d = '~/x') {\n d }", "y ~ x",
      "Class('X', list(new = function() {\n  '~/x'\n}, old = 1))", "# path.expand('~')",
      "x <- 'the ~/x'", "f <- function(x)\n{\n  '~/x'\n}\n", "g <- \\(x) '~/x'", "print('HOME')",
      "x <- r\"---(path.expand(\"~\"))---\"",
      ".onLoad <- function(l, p) NULL\nf <- function() '~/x'",
      "`f g` <- function() '~/x'",
    ])
  func doesNotAskForHome(code: String) {
    #expect(marks(code) == [])
  }

  @Test func downloadsOnLoad() {
    let hook = ".onLoad <- function(l, p) { fetch_it() }"
    #expect(marks(hook, "fetch_it <- function() utils::download.file(u, f)") == [.download])
    #expect(marks("fetch_it <- function() utils::download.file(u, f)") == [])
  }

  @Test func oddCodeDoesNoHarm() {
    var state: UInt64 = 7
    let pieces = [
      "function", "(", ")", "{", "}", "\n", "'", "\"", "`", "#", "r\"(", ")\"", "<-", "=", "\\",
      "~",
      ",", "f", ".onLoad", "é", "\0", "r'---[", "]---'",
    ]
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<16 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count] + (state >> 20 & 1 == 0 ? " " : "")
      }
      #expect(marks(text).isSubset(of: [.home, .download]))
    }
    // Deep nesting takes no more stack, and long code no more than linear time.
    #expect(marks(String(repeating: "f(function(x) {", count: 100_000)) == [])
  }
}
