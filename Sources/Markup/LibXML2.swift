import CLibXML2

/// libxml2, loaded once.
enum LibXML2 {
  /// What the library's file is called, the newest first: from 2.14 on, before it, and on macOS.
  static let names = ["libxml2.so.16", "libxml2.so.2", "libxml2.2.dylib"]

  /// The library's functions, ready to be called from any thread.
  static let functions: Result<nixgraft_libxml2, MarkupError> = load(names)

  /// The functions of the first library of these names.
  static func load(_ names: [String]) -> Result<nixgraft_libxml2, MarkupError> {
    for name in names {
      var functions = nixgraft_libxml2()
      guard nixgraft_libxml2_load(name, &functions) else { continue }
      // libxml2's globals are not safe to set up in two threads.
      functions.init_parser()
      return .success(functions)
    }
    return .failure(.missingLibrary(names: names))
  }
}
