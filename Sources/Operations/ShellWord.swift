import Basics

/// Words as a shell takes them literally.
package enum ShellWord {
  package static func quoted(_ word: String) -> String {
    if !word.isEmpty, ASCII.isPlain(word, or: "-_./:@,+%") { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
