/// The standard library of CPython, by minor version of Python 3.
package enum StandardLibrary {
  private static let names = words(lasting)
  private static let oldNames = words(ofPythonTwo)

  /// Whether every Python from 3.7 on has a top-level module.
  static func isLasting(_ module: String) -> Bool {
    names.contains(module) && !isApart(module)
  }

  /// Whether a module is part of the library, yet distributions of Python have it as a package of its own, as
  /// nixpkgs does.
  package static func isApart(_ module: String) -> Bool { apart.contains(module) }

  private static let apart: Set<String> = [
    "_tkinter", "idlelib", "tkinter", "turtle", "turtledemo",
  ]

  /// Whether a minor version of Python 3 has a top-level module.
  package static func has(_ module: String, minor: Int) -> Bool {
    if let added = additions[module] { return minor >= added }
    if let removed = removals[module] { return minor < removed }
    return names.contains(module)
  }

  /// Whether a module was part of Python 3 once, and a minor version no longer has it.
  package static func hasLost(_ module: String, minor: Int) -> Bool {
    removals[module].map { minor >= $0 } ?? false
  }

  /// Whether only Python 2 has a module of this name.
  package static func isOfPythonTwo(_ module: String) -> Bool { oldNames.contains(module) }

  /// The minor version of Python 3 from which a module lacks a name that it had (`fractions.gcd`), 0 for
  /// what only Python 2 has; nil for all else.
  package static func removal(of name: String, from module: String) -> Int? {
    movedNames[module]?[name]
  }

  /// Whether a module lost names.
  static func hasLostNames(_ module: String) -> Bool { movedNames[module] != nil }

  /// The same for a module within another.
  package static func removal(ofModule dotted: String) -> Int? { movedModules[dotted] }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  private static let movedModules: [String: Int] = [
    "xml.etree.cElementTree": 9, "email.MIMEText": 0, "email.MIMEMultipart": 0,
    "email.MIMEBase": 0, "email.Utils": 0, "email.Encoders": 0, "email.Header": 0,
    "email.mime.Text": 0, "os.errno": 7, "distutils.msvccompiler": 12, "unittest.makeSuite": 13,
    "asyncio.compat": 7,
  ]

  private static let abstractCollections: [String: Int] = Dictionary(
    uniqueKeysWithValues: [
      "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "Hashable", "Iterable",
      "Iterator", "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "Set",
      "MutableSet", "Mapping", "MutableMapping", "MappingView", "KeysView", "ItemsView",
      "ValuesView", "Sequence", "MutableSequence", "ByteString",
    ].map { ($0, 10) })

  private static let movedNames: [String: [String: Int]] = [
    "collections": abstractCollections,
    "itertools": ["izip": 0, "imap": 0, "ifilter": 0, "izip_longest": 0, "ifilterfalse": 0],
    "urllib": [
      "urlencode": 0, "quote": 0, "unquote": 0, "quote_plus": 0, "unquote_plus": 0, "urlopen": 0,
      "urlretrieve": 0, "pathname2url": 0, "url2pathname": 0, "splittype": 0, "FancyURLopener": 0,
      "basejoin": 0, "splitquery": 0, "splithost": 0, "URLopener": 0, "ContentTooShortError": 0,
    ],
    "string": [
      "maketrans": 0, "letters": 0, "lowercase": 0, "uppercase": 0, "join": 0, "split": 0,
      "replace": 0, "strip": 0, "lower": 0, "upper": 0, "atoi": 0, "zfill": 0, "find": 0,
      "joinfields": 0,
    ],
    "types": [
      "StringType": 0, "UnicodeType": 0, "StringTypes": 0, "ListType": 0, "DictType": 0,
      "TupleType": 0, "IntType": 0, "LongType": 0, "FloatType": 0, "BooleanType": 0,
      "ClassType": 0, "InstanceType": 0, "ObjectType": 0, "TypeType": 0, "FileType": 0,
      "DictionaryType": 0, "UnboundMethodType": 0,
    ],
    "os": ["getcwdu": 0, "errno": 7],
    "time": ["clock": 8],
    "cgi": ["escape": 8, "parse_qs": 8, "parse_qsl": 8],
    "fractions": ["gcd": 9],
    "inspect": ["getargspec": 11, "formatargspec": 11, "getmoduleinfo": 6],
    "asyncio": ["coroutine": 11, "async": 7, "JoinableQueue": 5],
    "gettext": ["lgettext": 11, "ldgettext": 11],
    "random": ["jumpahead": 0],
    "unittest": ["makeSuite": 13, "_TextTestResult": 12],
    "configparser": ["SafeConfigParser": 12],
    "typing": ["io": 13, "re": 13],
    "locale": ["format": 12, "resetlocale": 13],
    "platform": ["linux_distribution": 8, "dist": 8, "popen": 8],
    "sys": ["maxint": 0, "setdefaultencoding": 0],
    "operator": ["isCallable": 0, "sequenceIncludes": 0, "div": 0],
    "contextlib": ["nested": 0],
    "email": ["Utils": 0, "Encoders": 0, "Header": 0, "MIMEText": 0],
    "base64": ["encodestring": 9, "decodestring": 9],
    "threading": ["_sleep": 0, "_time": 0, "_Timer": 0, "_Event": 0, "_Condition": 0],
    "ast": ["Num": 14, "Str": 14, "Bytes": 14, "NameConstant": 14, "Ellipsis": 14],
    "pkgutil": ["ImpImporter": 12, "ImpLoader": 12, "find_loader": 14, "get_loader": 14],
    "importlib": ["find_loader": 12],
    "html.parser": ["HTMLParseError": 5],
    "tarfile": ["filemode": 8],
    "xml.etree": ["cElementTree": 9],
    "logging": ["_levelNames": 4],
    "pathlib": [
      "_Flavour": 12, "_PosixFlavour": 12, "_WindowsFlavour": 12, "_posix_flavour": 12,
      "_windows_flavour": 12,
    ],
    "plistlib": ["readPlist": 9, "writePlist": 9, "Data": 9],
    "ssl": ["wrap_socket": 12, "match_hostname": 12],
  ]
}
