import Basics
import Versions

extension Licence {
  /// The licences of trove classifiers (`License :: OSI Approved :: MIT License`).
  ///
  /// - Parameter classifiers: the classifiers; those that are not of licences are passed over.
  /// - Returns: `nil` if none names a licence.
  package static func classified(_ classifiers: [String]) -> Licence? {
    var terms: [LicenceTerm] = []
    for classifier in classifiers {
      let parts = classifier.split(separator: "::").map { ASCII.trimmed($0) }
      guard parts.count >= 2, parts[0] == "License", let name = parts.last,
        name != "OSI Approved", name != "DFSG approved"
      else { continue }
      if let attribute = attribute(classifier: String(name)) {
        terms.append(.nixpkgs(attribute: attribute))
      } else {
        terms.append(.fullName(String(name)))
      }
    }
    return terms.isEmpty ? nil : Licence(terms)
  }

  /// The attribute of a classifier's last part.
  private static func attribute(classifier name: String) -> String? {
    if let attribute = classifierTable[name] { return attribute }
    // Many end with the SPDX identifier, or near it, in parentheses.
    guard name.utf8.last == UInt8(ascii: ")"), let start = name.lastIndex(of: "(") else {
      return nil
    }
    return attribute(spdx: name[name.index(after: start)...].dropLast())
  }

  private static let classifierTable = [
    "Academic Free License (AFL)": "afl3",
    "Apache Software License": "asl20",
    "Artistic License": "artistic2",
    "BSD License": "bsd3",
    "Blue Oak Model License (BlueOak-1.0.0)": "blueOak100",
    "Boost Software License 1.0 (BSL-1.0)": "boost",
    "CC0 1.0 Universal (CC0 1.0) Public Domain Dedication": "cc0",
    "CEA CNRS Inria Logiciel Libre License, version 2.1 (CeCILL-2.1)": "cecill21",
    "CeCILL-B Free Software License Agreement (CECILL-B)": "cecill-b",
    "CeCILL-C Free Software License Agreement (CECILL-C)": "cecill-c",
    "Common Development and Distribution License 1.0 (CDDL-1.0)": "cddl",
    "Common Public License": "cpl10",
    "Eclipse Public License 1.0 (EPL-1.0)": "epl10",
    "Eclipse Public License 2.0 (EPL-2.0)": "epl20",
    "Educational Community License, Version 2.0 (ECL-2.0)": "ecl20",
    "European Union Public Licence 1.1 (EUPL 1.1)": "eupl11",
    "European Union Public Licence 1.2 (EUPL 1.2)": "eupl12",
    "Freely Distributable": "free",
    "GNU Affero General Public License v3": "agpl3Only",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "agpl3Plus",
    "GNU Free Documentation License (FDL)": "fdl13Plus",
    "GNU General Public License (GPL)": "gpl1Plus",
    "GNU General Public License v2 (GPLv2)": "gpl2Only",
    "GNU General Public License v2 or later (GPLv2+)": "gpl2Plus",
    "GNU General Public License v3 (GPLv3)": "gpl3Only",
    "GNU General Public License v3 or later (GPLv3+)": "gpl3Plus",
    "GNU Lesser General Public License v2 (LGPLv2)": "lgpl2Only",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "lgpl2Plus",
    "GNU Lesser General Public License v3 (LGPLv3)": "lgpl3Only",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "lgpl3Plus",
    "GNU Library or Lesser General Public License (LGPL)": "lgpl2Plus",
    "Historical Permission Notice and Disclaimer (HPND)": "hpnd",
    "IBM Public License": "ipl10",
    "ISC License (ISCL)": "isc",
    "MIT License": "mit",
    "MIT No Attribution License (MIT-0)": "mit0",
    "MirOS License (MirOS)": "miros",
    "Mozilla Public License 1.0 (MPL)": "mpl10",
    "Mozilla Public License 1.1 (MPL 1.1)": "mpl11",
    "Mozilla Public License 2.0 (MPL 2.0)": "mpl20",
    "Mulan Permissive Software License v2 (MulanPSL-2.0)": "mulan-psl2",
    "Open Software License 3.0 (OSL-3.0)": "osl3",
    "PostgreSQL License": "postgresql",
    "Public Domain": "publicDomain",
    "Python Software Foundation License": "psfl",
    "Qt Public License (QPL)": "qpl",
    "SIL Open Font License 1.1 (OFL-1.1)": "ofl",
    "Sleepycat License": "sleepycat",
    "The Unlicense (Unlicense)": "unlicense",
    "Universal Permissive License (UPL)": "upl",
    "University of Illinois/NCSA Open Source License": "ncsa",
    "W3C License": "w3c",
    "Zero-Clause BSD (0BSD)": "bsd0",
    "Zope Public License": "zpl21",
    "zlib/libpng License": "zlib",
  ]
}
