import Testing

@testable import Nix

/// What is understood of Nix's words.
@Suite struct NixMessageTests {
  @Test("the last error counts, and its innermost place in the file")
  func complaint() {
    let old = """
      trace: nixgraft ready
      error: while evaluating the attribute 'drvPath'

             at /nix/overlay.nix:3:5:

      error: attribute 'nope' missing

             at /home/a b/overlay.nix:12:30:

                 11|
      """
    let complaint = NixMessage.complaint(of: Array(old.utf8), in: "/home/a b/overlay.nix")
    #expect(
      complaint == NixMessage.Complaint(message: "attribute 'nope' missing", line: 12, column: 30))
    let new = """
      error:
             … while evaluating the attribute 'x'
               at /o.nix:1:2:
             error: \u{1B}[35;1mundefined variable\u{1B}[0m 'y'
             at /o.nix:7:9:
      """
    #expect(
      NixMessage.complaint(of: Array(new.utf8), in: "/o.nix")
        == NixMessage.Complaint(message: "undefined variable 'y'", line: 7, column: 9))
    let abort = """
      trace: nixgraft ready
      \u{1B}[31;1merror:\u{1B}[0m evaluation aborted with the following error message: '
             A package is \u{1B}[1mnot\u{1B}[0m for this system.
             Take another.'
      """
    #expect(
      NixMessage.complaint(of: Array(abort.utf8), in: "/o.nix").message
        == "A package is not for this system.")
    #expect(NixMessage.complaint(of: [], in: "/o.nix").line == nil)
  }

  @Test("escape sequences are left out, whatever their end")
  func plain() {
    #expect(NixMessage.plain("\u{1B}[1;31ma\u{1B}[0mb\u{1B}[2Kc\r\n\u{1B}".utf8) == "abc\n")
  }

  @Test("lines come whole out of pieces")
  func lines() {
    var splitter = LineSplitter()
    var lines: [[UInt8]] = []
    for piece in ["a", "b\n\ncd", "", "e\nf"] {
      lines += splitter.lines(adding: Array(piece.utf8))
    }
    #expect(lines.map { String(decoding: $0, as: UTF8.self) } == ["ab", "", "cde"])
    #expect(splitter.rest() == Array("f".utf8))
    #expect(splitter.rest() == nil)
  }

  @Test(
    "steps of a build are read",
    arguments: [
      (
        #"@nix {"action":"start","id":5,"fields":["/nix/store/a.drv","",1,1],"type":105}"#,
        NixBuildEvent.building(activity: 5, derivation: "/nix/store/a.drv")
      ),
      (
        #"@nix {"action":"result","fields":["two\" \u001b[1mbold"],"id":5,"type":101}"#,
        .log(activity: 5, line: "two\" bold")
      ),
      (
        #"@nix {"action":"result","fields":[2,7,1,0],"id":9,"type":105}"#,
        .count(done: 2, expected: 7)
      ),
      (
        #"@nix {"action":"msg","level":0,"msg":"x","raw_msg":"build of '/a.drv' failed"}"#,
        .error("build of '/a.drv' failed")
      ),
      ("error: no such thing", .error("no such thing")),
      ("warning: careful", .message("warning: careful")),
    ])
  func events(line: String, event: NixBuildEvent) {
    var counters: Set<Int> = [9]
    #expect(NixBuildEvent(line: Array(line.utf8), counters: &counters) == event)
  }

  @Test(arguments: ["", "@nix", "@nix {", "@nix []", "@nix {\"action\":\"start\",\"type\":105}"])
  func nothing(line: String) {
    var counters: Set<Int> = []
    let event = NixBuildEvent(line: Array(line.utf8), counters: &counters)
    #expect(event == nil || event == .message(line))
  }
}
