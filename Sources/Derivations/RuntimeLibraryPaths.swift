package import Planning

/// What puts the paths of C libraries in the place of the names by which Python code opens them.
package struct RuntimeLibraryPaths: Sendable {
  /// A library with the package of nixpkgs that has it.
  private struct Found: Sendable {
    let library: RuntimeLibrary
    let attribute: [String]
  }

  private var literal: [Found] = []
  private var named: [Found] = []
  /// The libraries whose packages nixpkgs does not have, by the names in the code.
  package private(set) var missing: [String] = []

  /// None.
  package init() {}

  /// Those of a build, as far as nixpkgs has them.
  ///
  /// - Parameters:
  ///   - fixes: The libraries that its code opens.
  ///   - has: Whether nixpkgs has an attribute at its top.
  package init(_ fixes: BuildFixes, has: (String) -> Bool) {
    func found(_ library: RuntimeLibrary) -> Found? {
      // All are asked about, so that who asks what there is learns of each.
      let present = library.attributes.filter { $0.first.map(has) ?? false }
      return present.first.map { Found(library: library, attribute: $0) }
    }
    for library in fixes.libraries {
      if let found = found(library) { literal.append(found) } else { missing.append(library.name) }
    }
    for library in fixes.namedLibraries {
      if let found = found(library) { named.append(found) }
    }
  }

  /// The lines of a script for after the installation.
  var lines: [[NixExpression.StringPart]] {
    guard !literal.isEmpty || !named.isEmpty else { return [] }
    let expressions = literal.flatMap(Self.expressions) + (named.isEmpty ? [] : Self.lookups)
    var lines = named.isEmpty ? [] : [table]
    lines.append([.text("find $out -name '*.py' -exec sed -i -E \\")])
    lines += expressions.map { [.text("  -e \"")] + $0 + [.text("\" \\")] }
    return lines + [[.text("  {} +")]]
  }

  private static let openers = "CDLL|LoadLibrary|dlopen"
  private static let finder = "(ctypes[.]util[.]|util[.])?_?find_library"

  /// `find_library("magic")` becomes the path, and so does the name in `CDLL("libmagic.so.1")`.
  private static func expressions(_ found: Found) -> [[NixExpression.StringPart]] {
    // The names are of letters, digits and `._+-` alone.
    let name = found.library.name.reduce(into: "") { text, character in
      text += character == "." || character == "+" ? "[\(character)]" : String(character)
    }
    let quoted = "['\\\"]\(name)['\\\"]"
    return [
      [.text("s#\(finder)[(]\(quoted)[)]#'")] + path(found) + [.text("'#g")],
      [.text("s#(\(openers))[(]\(quoted)#\\1('")] + path(found) + [.text("'#g")],
    ]
  }

  /// Calls whose arguments are variables look in a table first: `find_library(name)` becomes
  /// `(lambda name: {…}.get(name) or find_library(name))(name)`.
  private static let lookups: [[NixExpression.StringPart]] = [
    "/^ *(async|class|def|from|import) /b",
    "s#\(before)(\(finder))\(argument)#\\1(lambda name: $libraries.get(name) or \\2(name))(\\4#g",
    "s#\(before)(([A-Za-z0-9_]+[.])*(\(openers)))\(argument)"
      + "#\\1(lambda name, *rest, **more: \\2($libraries.get(name, name), *rest, **more))(\\5#g",
  ].map { [.text($0)] }

  /// What stands before a call: not `def`, and no method of something else.
  private static let before = "(^|[^A-Za-z0-9_.])"
  /// The first letter of an argument that is no literal.
  private static let argument = "[(]([^'\\\") ])"

  /// The paths by the names that the code may ask for, as Python's text.
  private var table: [NixExpression.StringPart] {
    var paths: [String: Found] = [:]
    for found in named {
      for spelling in found.library.spellings
      where paths[spelling] == nil || spelling == found.library.name {
        paths[spelling] = found
      }
    }
    var parts: [NixExpression.StringPart] = [.text("libraries=\"{")]
    for (index, entry) in paths.sorted(by: { $0.key < $1.key }).enumerated() {
      parts += [.text("\(index == 0 ? "" : ", ")'\(entry.key)': '")]
      parts += Self.path(entry.value) + [.text("'")]
    }
    return parts + [.text("}\"")]
  }

  /// The path of the file that is opened.
  private static func path(_ found: Found) -> [NixExpression.StringPart] {
    let package = NixExpression.apply(
      .packages("lib", "getLib"), .select(.scope(.packages), found.attribute))
    if let file = found.library.file { return [.expression(package), .text("/lib/\(file)")] }
    return [
      .expression(package), .text("/lib/lib\(found.library.stem)"),
      .expression(.packages("stdenv", "hostPlatform", "extensions", "sharedLibrary")),
    ]
  }
}
