/// Makes a program of a script's text, which is at a path of its own.
///
/// Another process writes it: a child that another test starts meanwhile would else inherit the open
/// file, which cannot be run then ("text file busy").
public func makeProgram(at path: String, of text: String) {
  _ = system("install -m 755 '\(text)' '\(path)'")
}
