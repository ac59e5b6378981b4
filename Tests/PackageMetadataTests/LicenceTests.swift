import PackageMetadata
import Testing

@Suite struct LicenceTests {
  private func words(_ licence: Licence) -> String {
    licence.terms.map { term in
      switch term {
      case .nixpkgs(let attribute): attribute
      case .fullName(let name): "'\(name)'"
      }
    }.joined(separator: licence.isChoice ? " | " : " ")
  }

  @Test(arguments: [
    ("MIT", "mit"), ("mit", "mit"), ("MIT OR Apache-2.0", "mit | asl20"),
    ("Apache-2.0 AND (MIT or BSD-3-Clause)", "asl20 mit bsd3"), ("GPL-2.0", "gpl2Only"),
    ("GPL-2.0+", "gpl2Plus"), ("GPL-3.0-or-later", "gpl3Plus"), ("LGPL-2.1-only", "lgpl21Only"),
    ("Apache-2.0 WITH LLVM-exception", "asl20 llvm-exception"),
    ("GPL-2.0-only WITH Unknown-exception", "'GPL-2.0-only WITH Unknown-exception'"),
    ("LicenseRef-Proprietary", "'LicenseRef-Proprietary'"), ("MIT OR", "'MIT OR'"),
    ("MIT AND MIT", "mit"), ("AGPL-3.0", "agpl3Only"), ("0BSD", "bsd0"), ("PSF-2.0", "psfl"),
    ("(((MIT)))", "mit"), ("MIT Apache-2.0", "'MIT Apache-2.0'"),
  ])
  func expressions(expression: String, attributes: String) {
    let statement = LicenceStatement(
      expression: expression, text: "BSD", classifiers: ["License :: OSI Approved :: ISC"])
    #expect(words(Licence(statement, in: .pypi)) == attributes)
  }

  @Test(arguments: [
    ("MIT License", "mit"), ("The MIT License (MIT)", "mit"), ("Apache 2.0", "asl20"),
    ("Apache License, Version 2.0", "asl20"), ("Apache Software License 2.0", "asl20"),
    ("BSD-3-Clause", "bsd3"), ("BSD 3-Clause License", "bsd3"), ("new BSD", "bsd3"),
    ("Simplified BSD", "bsd2"), ("GPLv3", "gpl3Only"), ("GPLv3+", "gpl3Plus"),
    ("GNU General Public License v3 (GPLv3)", "gpl3Only"), ("LGPLv2.1+", "lgpl21Plus"),
    ("MPL-2.0", "mpl20"), ("Mozilla Public License 2.0 (MPL 2.0)", "mpl20"), ("ISC", "isc"),
    ("MIT/Apache-2.0", "mit | asl20"), ("MIT or Apache 2.0", "mit | asl20"),
    ("BSD-3-Clause and MIT", "bsd3 mit"), ("Public Domain", "publicDomain"), ("PSF", "psfl"),
    ("Proprietary", "'Proprietary'"), ("Custom\nsee file", "'Custom'"), ("", ""),
    (
      "Copyright 2020\n\nPermission is hereby granted, free of charge, to any person obtaining a copy",
      "mit"
    ),
    (
      "Redistribution and use in source and binary forms, with\nNeither the name of the copyright",
      "bsd3"
    ),
    (
      "                    GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29",
      "gpl3Only"
    ),
    ("Apache License\n                           Version 2.0, January 2004\n", "asl20"),
  ])
  func texts(text: String, attributes: String) {
    #expect(words(Licence(LicenceStatement(text: text), in: .pypi)) == attributes)
  }

  @Test(arguments: [
    (["License :: OSI Approved :: MIT License"], nil, "mit"),
    (["License :: OSI Approved :: BSD License"], "BSD-2-Clause", "bsd2"),
    (
      ["License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)"], "GPL",
      "gpl3Plus"
    ),
    (["License :: OSI Approved", "License :: OSI Approved :: ISC License (ISCL)"], nil, "isc"),
    (["License :: Other/Proprietary License"], nil, "'Other/Proprietary License'"),
    (
      [
        "License :: OSI Approved :: MIT License",
        "License :: OSI Approved :: Apache Software License",
      ],
      "see LICENSE", "mit asl20"
    ),
    (["Topic :: Software Development"], nil, ""), (["License ::"], nil, ""), ([], "BSD", "bsd3"),
    (["License :: CeCILL-C Free Software License Agreement (CECILL-C)"], nil, "cecill-c"),
    (["License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)"], nil, "mpl20"),
  ])
  func classifiers(classifiers: [String], text: String?, attributes: String) {
    let statement = LicenceStatement(text: text, classifiers: classifiers)
    #expect(words(Licence(statement, in: .pypi)) == attributes)
  }

  @Test(arguments: [
    ("GPL-2", "gpl2Only"), ("GPL-3", "gpl3Only"), ("LGPL-2.1", "lgpl21Only"),
    ("AGPL-3", "agpl3Only"), ("GPL (>= 2)", "gpl2Plus"), ("GPL (>= 3)", "gpl3Plus"),
    ("LGPL (>= 2.1)", "lgpl21Plus"), ("GPL-2 | GPL-3", "gpl2Only | gpl3Only"),
    ("MIT + file LICENSE", "mit"), ("BSD_2_clause + file LICENSE", "bsd2"),
    ("BSD_3_clause + file LICENSE", "bsd3"), ("Apache License (== 2.0)", "asl20"),
    ("Apache License (>= 2.0)", "asl20"), ("Apache License 2.0", "asl20"),
    ("Apache License (>= 2.0) | file LICENSE", "asl20 | 'file LICENSE'"),
    ("Artistic-2.0", "artistic2"), ("MPL-2.0", "mpl20"), ("EPL", "epl10"), ("EUPL-1.1", "eupl11"),
    ("EUPL (>= 1.2)", "eupl12"), ("BSL-1.0", "boost"), ("CC0", "cc0"), ("CC BY 4.0", "cc-by-40"),
    ("CC BY-SA 4.0", "cc-by-sa-40"), ("CC BY-SA 4.0 + file LICENSE", "cc-by-sa-40"),
    ("Unlimited", "free"), ("file LICENSE", "'file LICENSE'"), ("GPL", "gpl1Plus"),
    ("GPL (>=\n2)", "gpl2Plus"), ("GPL (>= 2) | LGPL (>= 2)", "gpl2Plus | lgpl2Plus"),
    ("GPL (>= 2.0)", "gpl2Plus"),
    ("LGPL (>= 2.0, < 3) | Mozilla Public License", "lgpl2Plus | 'Mozilla Public License'"),
    ("ACM", "'ACM'"), ("GPL-3 + file LICENSE", "gpl3Only"), ("", ""), ("(", "'('"), (")", "')'"),
  ])
  func ofCRAN(text: String, attributes: String) {
    #expect(words(Licence(LicenceStatement(text: text), in: .cran)) == attributes)
  }

  @Test func namesOfOld() {
    #expect(LicenceTerm.nixpkgs(attribute: "gpl2Only").attributes == ["gpl2Only", "gpl2"])
    #expect(LicenceTerm.nixpkgs(attribute: "mit").attributes == ["mit"])
    #expect(LicenceTerm.fullName("x").attributes.isEmpty)
  }

  @Test func deepExpressionsEnd() {
    let deep = String(repeating: "(", count: 2000) + "MIT" + String(repeating: ")", count: 2000)
    #expect(Licence.spdx(deep) == nil)
  }
}
