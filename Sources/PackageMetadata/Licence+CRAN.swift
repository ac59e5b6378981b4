import Basics
import Versions

extension Licence {
  /// The licences of a DESCRIPTION's `License` field ("Writing R Extensions" §1.1.2).
  ///
  /// - Parameter text: alternatives with `|` between, each a name, perhaps with bounds on its
  ///   version and `+ file LICENSE`.
  /// - Returns: the licences; what is not mapped is kept by name.
  package static func cran(_ text: String) -> Licence {
    let alternatives = text.utf8.split(separator: UInt8(ascii: "|")).map { piece in
      piece.split { ASCII.isWhitespace($0) }.map { String(Substring($0)) }.joined(separator: " ")
    }
    return Licence(
      alternatives.filter { !$0.isEmpty }.map { cranTerm($0) }, isChoice: alternatives.count > 1)
  }

  private static func cranTerm(_ text: String) -> LicenceTerm {
    var name = Substring(text)
    // What a LICENSE file adds is a copyright notice, or restrictions that no attribute tells.
    if let plus = name.firstIndex(of: "+"), name[plus...].contains("file ") {
      name = ASCII.trimmed(name[..<plus])
    }
    var bound: (comparison: String, version: String)?
    if name.utf8.last == UInt8(ascii: ")"), let start = name.lastIndex(of: "(") {
      let inner = ASCII.trimmed(name[name.index(after: start)...].dropLast())
      // Of '(>= 2, < 4)' the low end tells the licence.
      let first = inner.split(separator: ",").first.map { ASCII.trimmed($0) } ?? ""
      let comparison = first.utf8.prefix { "<>=!".utf8.contains($0) }
      bound = (
        String(Substring(comparison)), String(ASCII.trimmed(first[comparison.endIndex...]))
      )
      name = ASCII.trimmed(name[..<start])
    }
    let key = ASCII.lowercased(name)
    let attribute: String? =
      if let bound {
        cranAttribute(key, bound.comparison, bound.version)
      } else {
        cranTable[key] ?? self.attribute(spdx: name)
      }
    return attribute.map { .nixpkgs(attribute: $0) } ?? .fullName(text)
  }

  /// The attribute of a family of licences within a bound.
  private static func cranAttribute(
    _ family: String, _ comparison: String, _ version: String
  ) -> String? {
    let version = version.hasSuffix(".0") ? String(version.dropLast(2)) : version
    let suffix: String
    switch comparison {
    case ">=": suffix = "Plus"
    case "==", "", "=": suffix = "Only"
    default: return cranTable[family]
    }
    switch (family, version) {
    case ("gpl", "2"), ("gnu general public license", "2"): return "gpl2" + suffix
    case ("gpl", "2.1"): return "gpl2" + suffix
    case ("gpl", "3"), ("gnu general public license", "3"): return "gpl3" + suffix
    case ("gpl", "1"): return "gpl1" + suffix
    case ("lgpl", "2"): return "lgpl2" + suffix
    case ("lgpl", "2.1"), ("gnu lesser general public license", "2.1"): return "lgpl21" + suffix
    case ("lgpl", "3"), ("gnu lesser general public license", "3"): return "lgpl3" + suffix
    case ("agpl", "3"), ("gnu affero general public license", "3"): return "agpl3" + suffix
    case ("apache license", "2"), ("apache license", "2.0"): return "asl20"
    case ("artistic license", "2"): return "artistic2"
    case ("mpl", "2"), ("mozilla public license", "2"): return "mpl20"
    case ("mpl", "1.1"), ("mozilla public license", "1.1"): return "mpl11"
    case ("mpl", "1"): return "mpl10"
    case ("epl", "1"), ("eclipse public license", "1"): return "epl10"
    case ("epl", "2"), ("eclipse public license", "2"): return "epl20"
    case ("eupl", "1.1"): return "eupl11"
    case ("eupl", "1.2"): return "eupl12"
    case ("cecill", "2"): return "cecill20"
    case ("cecill", "2.1"): return "cecill21"
    case ("bsl", "1"), ("boost software license", "1"): return "boost"
    case ("bsl", _): return cranTable["bsl"]
    default: return nil
    }
  }

  /// The attribute of each name, in lower case.
  private static let cranTable = [
    "gpl": "gpl1Plus", "gpl-2": "gpl2Only", "gpl-3": "gpl3Only", "lgpl": "lgpl2Plus",
    "gnu general public license": "gpl1Plus",
    "gnu general public license version 2": "gpl2Only",
    "gnu general public license version 3": "gpl3Only",
    "gnu lesser general public license": "lgpl2Plus", "lgpl-2": "lgpl2Only",
    "lgpl-2.1": "lgpl21Only", "lgpl-3": "lgpl3Only", "agpl": "agpl3Plus", "agpl-3": "agpl3Only",
    "apache license": "asl20", "apache license 2.0": "asl20", "apache license 2": "asl20",
    "apache license version 2.0": "asl20", "artistic-2.0": "artistic2",
    "artistic license 2.0": "artistic2", "artistic-1.0": "artistic1", "mit": "mit",
    "bsd_2_clause": "bsd2", "bsd_3_clause": "bsd3", "bsd": "bsd3", "freebsd": "bsd2",
    "mpl-2.0": "mpl20", "mpl-1.1": "mpl11", "mpl-1.0": "mpl10", "mpl": "mpl20",
    "mozilla public license 2.0": "mpl20", "mozilla public license 1.1": "mpl11",
    "mozilla public license version 2.0": "mpl20", "epl": "epl10", "eupl": "eupl12",
    "eupl-1.1": "eupl11", "eupl-1.2": "eupl12", "bsl": "boost", "bsl-1.0": "boost",
    "boost software license": "boost", "cc0": "cc0", "cc by 4.0": "cc-by-40",
    "cc by-sa 4.0": "cc-by-sa-40", "cc by-nc 4.0": "cc-by-nc-40",
    "cc by-nc-sa 4.0": "cc-by-nc-sa-40", "cc by-nc-nd 4.0": "cc-by-nc-nd-40",
    "cc by-nd 4.0": "cc-by-nd-40", "cc by 3.0": "cc-by-30", "cc by-sa 3.0": "cc-by-sa-30",
    "cc by-nc-sa 3.0": "cc-by-nc-sa-30", "cc by-sa 2.0": "cc-by-sa-20",
    "creative commons attribution 4.0 international license": "cc-by-40",
    "cecill": "cecill21", "cecill-2": "cecill20", "cecill-2.1": "cecill21",
    "common public license version 1.0": "cpl10", "cpl-1.0": "cpl10",
    "lucent public license": "lpl-102", "unlimited": "free",
    "academic free license": "afl3", "zlib": "zlib", "w3c": "w3c", "isc": "isc",
  ]
}
