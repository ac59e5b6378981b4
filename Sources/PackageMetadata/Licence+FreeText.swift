import Basics
import Versions

extension Licence {
  /// What a text was taken to mean.
  package struct Reading: Hashable, Sendable {
    package let licence: Licence
    /// Whether the text leaves open which one of a family is meant (`BSD`, `GPL`).
    package let isVague: Bool
  }

  /// The licence that a free text names: an SPDX expression, a usual name, or the licence itself.
  ///
  /// - Parameter text: the `License` field.
  /// - Returns: `nil` if nothing is recognised.
  package static func freeText(_ text: String) -> Reading? {
    let text = ASCII.trimmed(text)
    if text.utf8.count > 160 || text.utf8.contains(0x0a) {
      if let attribute = opening(text) {
        return Reading(licence: Licence([.nixpkgs(attribute: attribute)]), isVague: false)
      }
      guard let line = text.utf8.split(separator: 0x0a).first, line.count <= 160 else { return nil }
      return short(ASCII.trimmed(Substring(line)))
    }
    return short(text)
  }

  private static func short(_ text: Substring) -> Reading? {
    if let licence = spdx(String(text), mustBeKnown: true) {
      return Reading(licence: licence, isVague: vagueNames.contains(ASCII.lowercased(text)))
    }
    if let reading = single(text) { return reading }
    // 'MIT or Apache 2.0', 'MIT/Apache-2.0', 'BSD, MIT'.
    for (separator, isChoice) in [
      (" or ", true), (" OR ", true), ("/", true), ("|", true), (" and ", false), (" AND ", false),
      (",", false), (";", false), ("&", false),
    ] {
      let parts = text.split(separator: separator).map { ASCII.trimmed($0) }
      guard parts.count > 1, parts.count < 8 else { continue }
      let readings = parts.compactMap { single($0) }
      guard readings.count == parts.count else { continue }
      return Reading(
        licence: Licence(readings.flatMap(\.licence.terms), isChoice: isChoice),
        isVague: readings.contains { $0.isVague })
    }
    return nil
  }

  /// One licence by its name.
  private static func single(_ text: Substring) -> Reading? {
    let key = simplified(text)
    if let attribute = names[key] {
      return Reading(
        licence: Licence([.nixpkgs(attribute: attribute)]), isVague: vagueNames.contains(key))
    }
    guard let attribute = attribute(spdx: text) else { return nil }
    return Reading(licence: Licence([.nixpkgs(attribute: attribute)]), isVague: false)
  }

  /// The words that matter, in lower case: without `license`, `the`, `version`, `v` before a
  /// number, punctuation and parentheses.
  private static func simplified(_ text: Substring) -> String {
    var words: [String] = []
    for word in text.utf8.split(whereSeparator: { !isOfWord($0) }) {
      var word = ASCII.lowercased(Substring(word))
      if ignored.contains(word) { continue }
      if word.hasPrefix("v"), let next = word.utf8.dropFirst().first, ASCII.isDigit(next) {
        word.removeFirst()
      }
      while word.hasSuffix(".") { word.removeLast() }
      if word.hasSuffix(".0"), word.utf8.count > 2 { word.removeLast(2) }
      if !word.isEmpty { words.append(word) }
    }
    return words.joined(separator: " ")
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
      || byte >= 0x80
  }

  private static let ignored: Set<String> = [
    "license", "licence", "licensed", "licenses", "the", "version", "software", "under", "of",
    "terms", "see", "file", "txt", "v", "style", "osi", "approved", "open", "source", "free",
  ]

  /// What names a family rather than a licence.
  private static let vagueNames: Set<String> = [
    "bsd", "gpl", "lgpl", "agpl", "gnu gpl", "gnu lgpl", "new", "gnu", "mpl", "mozilla public",
    "gnu general public", "gnu lesser general public", "python", "cc", "artistic", "apache",
  ]

  /// The attribute of a licence whose own text is given, by its first words.
  private static func opening(_ text: Substring) -> String? {
    let words = Substring(text.utf8.prefix(3000)).utf8
      .split(whereSeparator: { !isOfWord($0) }).map { ASCII.lowercased(Substring($0)) }
      .joined(separator: " ")
    func has(_ phrase: String) -> Bool { words.has(phrase) }
    func begins(_ phrase: String) -> Bool { words.hasPrefix(phrase) }
    if has("redistribution and use in source and binary forms") {
      if has("neither the name") || has("names of its contributors") { return "bsd3" }
      return has("all advertising materials") ? "bsdOriginal" : "bsd2"
    }
    if has("permission is hereby granted free of charge to any person obtaining a copy") {
      return "mit"
    }
    if has("permission to use copy modify and or distribute this software for any purpose") {
      return "isc"
    }
    if has("this is free and unencumbered software released into the public domain") {
      return "unlicense"
    }
    if has("apache license version 2.0") { return "asl20" }
    if has("mozilla public license version 2.0") { return "mpl20" }
    let orLater = has("any later version")
    if has("gnu affero general public license") && has("version 3") {
      return orLater && !begins("gnu affero") ? "agpl3Plus" : "agpl3Only"
    }
    if has("gnu lesser general public license") {
      let isLicence = begins("gnu lesser")
      if has("version 2.1") { return orLater && !isLicence ? "lgpl21Plus" : "lgpl21Only" }
      if has("version 3") { return orLater && !isLicence ? "lgpl3Plus" : "lgpl3Only" }
    }
    if has("gnu general public license") {
      let isLicence = begins("gnu general")
      if has("version 3") { return orLater && !isLicence ? "gpl3Plus" : "gpl3Only" }
      if has("version 2") { return orLater && !isLicence ? "gpl2Plus" : "gpl2Only" }
    }
    return nil
  }

  /// The attribute of each usual name, simplified.
  private static let names = [
    "0bsd": "bsd0", "afl 3": "afl3", "agpl": "agpl3Plus", "agpl 3": "agpl3Only",
    "agpl 3+": "agpl3Plus", "agpl 3 or later": "agpl3Plus", "agpl3": "agpl3Only",
    "agpl3+": "agpl3Plus", "agplv3": "agpl3Only", "agplv3+": "agpl3Plus",
    "agplv3 or later": "agpl3Plus", "gnu affero general public 3": "agpl3Only",
    "gnu agpl 3": "agpl3Only", "gnu agplv3": "agpl3Only", "apache": "asl20", "apache 2": "asl20",
    "apache2": "asl20", "apache2.0": "asl20", "apachev2": "asl20", "asl 2": "asl20",
    "apache foundation 2": "asl20", "artistic": "artistic2", "artistic 2": "artistic2",
    "boost": "boost", "boost 1": "boost", "bsl 1": "boost", "bsd": "bsd3", "new bsd": "bsd3",
    "modified bsd": "bsd3", "revised bsd": "bsd3", "3 clause bsd": "bsd3", "bsd 3": "bsd3",
    "bsd 3 clause": "bsd3", "bsd 3 clause new or revised": "bsd3", "bsd3": "bsd3",
    "bsd 3 clause revised": "bsd3", "bsd three clause": "bsd3", "new bsd 3 clause": "bsd3",
    "bsd new": "bsd3", "3 clause modified bsd": "bsd3", "2 clause bsd": "bsd2",
    "bsd 2": "bsd2", "bsd 2 clause": "bsd2", "bsd2": "bsd2", "simplified bsd": "bsd2",
    "bsd 2 clause simplified": "bsd2", "freebsd": "bsd2", "cc0": "cc0", "cc0 1": "cc0",
    "cc0 1 universal": "cc0", "cc by 4": "cc-by-40", "cc by sa 4": "cc-by-sa-40",
    "cc by nc 4": "cc-by-nc-40", "cc by nc sa 4": "cc-by-nc-sa-40", "epl 1": "epl10",
    "epl 2": "epl20", "eclipse public 2": "epl20", "eclipse public 1": "epl10",
    "eupl 1.2": "eupl12",
    "eupl 1.1": "eupl11", "gpl": "gpl1Plus", "gnu gpl": "gpl1Plus", "gnu": "gpl1Plus",
    "gnu general public": "gpl1Plus", "gpl 2": "gpl2Only", "gpl 2+": "gpl2Plus",
    "gpl 2 or later": "gpl2Plus", "gpl2": "gpl2Only", "gpl2+": "gpl2Plus", "gplv2": "gpl2Only",
    "gplv2+": "gpl2Plus", "gplv2 or later": "gpl2Plus", "gnu gpl 2": "gpl2Only",
    "gnu gplv2": "gpl2Only", "gnu general public 2": "gpl2Only",
    "gnu general public 2 or later": "gpl2Plus", "gnu general public 2 gplv2": "gpl2Only",
    "gpl 3": "gpl3Only", "gpl 3+": "gpl3Plus", "gpl 3 or later": "gpl3Plus", "gpl3": "gpl3Only",
    "gpl3+": "gpl3Plus", "gplv3": "gpl3Only", "gplv3+": "gpl3Plus", "gplv3 or later": "gpl3Plus",
    "gnu gpl 3": "gpl3Only", "gnu gplv3": "gpl3Only", "gnu gplv3+": "gpl3Plus",
    "gnu gpl 3+": "gpl3Plus", "gnu gpl 3 or later": "gpl3Plus", "gnu general public 3": "gpl3Only",
    "gnu general public 3 or later": "gpl3Plus", "gnu general public 3 gplv3": "gpl3Only",
    "gnu general public 3 or later gplv3+": "gpl3Plus", "hpnd": "hpnd", "isc": "isc",
    "iscl": "isc", "isc iscl": "isc", "lgpl": "lgpl2Plus", "gnu lgpl": "lgpl2Plus",
    "gnu lesser general public": "lgpl2Plus", "lgpl 2.1": "lgpl21Only", "lgpl 2.1+": "lgpl21Plus",
    "lgpl 2.1 or later": "lgpl21Plus", "lgplv2.1": "lgpl21Only", "lgplv2.1+": "lgpl21Plus",
    "lgplv2+": "lgpl2Plus", "lgpl2.1": "lgpl21Only", "lgpl2.1+": "lgpl21Plus",
    "gnu lgpl 2.1": "lgpl21Only", "gnu lesser general public 2.1": "lgpl21Only",
    "lgpl 3": "lgpl3Only", "lgpl 3+": "lgpl3Plus", "lgpl 3 or later": "lgpl3Plus",
    "lgpl3": "lgpl3Only", "lgpl3+": "lgpl3Plus", "lgplv3": "lgpl3Only", "lgplv3+": "lgpl3Plus",
    "lgplv3 or later": "lgpl3Plus", "gnu lgpl 3": "lgpl3Only", "gnu lgplv3": "lgpl3Only",
    "gnu lesser general public 3": "lgpl3Only", "mit": "mit", "expat": "mit", "mit expat": "mit",
    "mit mit": "mit", "mit 0": "mit0", "mit no attribution": "mit0", "mpl": "mpl20",
    "mozilla public": "mpl20", "mpl 2": "mpl20", "mpl2": "mpl20", "mplv2": "mpl20",
    "mpl2.0": "mpl20", "mpl 1.1": "mpl11", "mozilla public 2": "mpl20",
    "mozilla public 2 mpl 2": "mpl20", "ncsa": "ncsa", "ofl 1.1": "ofl", "psf": "psfl",
    "python": "psfl", "python foundation": "psfl", "psf 2": "psfl", "psfl": "psfl",
    "public domain": "publicDomain", "unlicense": "unlicense", "upl 1": "upl", "wtfpl": "wtfpl",
    "zlib": "zlib", "zlib libpng": "zlib", "zpl": "zpl21", "zpl 2.1": "zpl21",
    "zope public": "zpl21",
  ]
}
