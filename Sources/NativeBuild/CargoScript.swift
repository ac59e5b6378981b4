/// What a crate's build script (`build.rs`) looks for, read without running it.
///
/// ```rust
/// pkg_config::probe_library("krb5")                 // try:pkg-config:krb5
/// println!("cargo:rustc-link-lib=dylib=lzma")       // try:lib:lzma
/// bindgen::Builder::default()                       // crate:bindgen
/// ```
enum CargoScript {
  private static let probes: Set<String> = ["probe_library", "probe", "find_library"]
  private static let limit = 100

  /// The hints of a script, in time linear in its length.
  static func hints(_ bytes: [UInt8]) -> Set<String> {
    var hints: Set<String> = []
    var index = 0
    var name: Substring = ""
    let text = String(decoding: bytes.prefix(1 << 20), as: UTF8.self)
    let scalars = Array(text.utf8)
    while index < scalars.count, hints.count < limit {
      let byte = scalars[index]
      if byte == UInt8(ascii: "/"), index + 1 < scalars.count, scalars[index + 1] == byte {
        while index < scalars.count, scalars[index] != 0x0a { index += 1 }
      } else if byte == UInt8(ascii: "\"") {
        let start = index + 1
        index = start
        while index < scalars.count, scalars[index] != UInt8(ascii: "\"") {
          index += scalars[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(index, scalars.count)
        take(
          String(decoding: scalars[min(start, end)..<end], as: UTF8.self), of: name, into: &hints)
        index += 1
        name = ""
      } else if isName(byte) {
        let start = index
        while index < scalars.count, isName(scalars[index]) { index += 1 }
        name = Substring(decoding: scalars[start..<index], as: UTF8.self)
        if name == "bindgen" { hints.insert("crate:bindgen") }
      } else {
        // A name is that of the string that follows its parenthesis.
        if byte != UInt8(ascii: "("), byte > 0x20 { name = "" }
        index += 1
      }
    }
    return hints
  }

  private static func take(_ text: String, of name: Substring, into hints: inout Set<String>) {
    if probes.contains(String(name)), isPlain(text) { hints.insert("try:pkg-config:\(text)") }
    for mark in ["cargo:rustc-link-lib=", "cargo::rustc-link-lib="] where text.hasPrefix(mark) {
      var library = text.dropFirst(mark.utf8.count)
      if library.hasPrefix("static") || library.hasPrefix("framework") { return }
      if library.hasPrefix("dylib=") { library = library.dropFirst(6) }
      if isPlain(String(library)) { hints.insert("try:lib:\(library)") }
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count < 60
      && text.utf8.allSatisfy { isName($0) || [0x2b, 0x2d, 0x2e].contains($0) }
  }
}
