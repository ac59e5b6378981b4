package import PackageMetadata
import PythonSource

/// Which project of PyPI a module is known to be of, where its name alone does not say so.
package enum KnownModules {
  /// The projects that are known to bring a module, the usual one first; empty where nothing is known.
  ///
  /// - Parameters:
  ///   - module: The first part of the dotted name.
  ///   - minor: The minor version of Python 3, which decides what replaces a lost module.
  /// - Returns: The projects' ids.
  package static func projects(ofModule module: String, minor: Int) -> [PackageID] {
    if StandardLibrary.hasLost(module, minor: minor) {
      return (successors[module] ?? []).map { PackageID.pypi($0[...]) }
    }
    return (projects[module] ?? []).map { PackageID.pypi($0[...]) }
  }

  /// nixpkgs' package of the part of the standard library that needs Tcl and Tk.
  static let tkinter = PackageID.pypi("tkinter")

  /// The project that took over a module within another's package, or one around it.
  ///
  /// - Parameter module: The dotted name.
  /// - Returns: Its id; nil where the module is of the package's own project.
  static func heir(ofModule module: String) -> PackageID? {
    heirs.first { module == $0.key || module.hasPrefix($0.key + ".") }.map { .pypi($0.value[...]) }
  }

  private static let heirs = [
    "jaraco.classes": "jaraco-classes", "jaraco.collections": "jaraco-collections",
    "jaraco.functools": "jaraco-functools", "jaraco.text": "jaraco-text",
    "lxml.html.clean": "lxml-html-clean", "paste.deploy": "pastedeploy",
    "paste.script": "pastescript",
  ]

  /// What brings back a module that the standard library lost (PEP 594, PEP 632).
  private static let successors: [String: [String]] = [
    "aifc": ["standard-aifc"], "asynchat": ["pyasynchat"], "asyncore": ["pyasyncore"],
    "audioop": ["audioop-lts"], "cgi": ["legacy-cgi"], "cgitb": ["legacy-cgi"],
    "chunk": ["standard-chunk"], "distutils": ["distutils", "setuptools"],
    "imghdr": ["standard-imghdr"],
    "imp": ["zombie-imp"], "mailcap": ["standard-mailcap"], "nntplib": ["standard-nntplib"],
    "pipes": ["standard-pipes"], "sndhdr": ["standard-sndhdr"], "sunau": ["standard-sunau"],
    "telnetlib": ["standard-telnetlib"], "uu": ["standard-uu"], "xdrlib": ["standard-xdrlib"],
    "smtpd": ["standard-smtpd"],
  ]

  /// Whether a project brings back what the standard library lost.
  static func isSuccessor(_ id: PackageID) -> Bool {
    successors.values.contains { $0.contains(id.name) }
  }

  private static let projects: [String: [String]] = [
    "Crypto": ["pycryptodome"], "Cryptodome": ["pycryptodomex"], "Cython": ["cython"],
    "IPython": ["ipython"], "MySQLdb": ["mysqlclient"], "OpenGL": ["pyopengl"],
    "OpenSSL": ["pyopenssl"], "PIL": ["pillow"], "PyQt5": ["pyqt5"], "PyQt6": ["pyqt6"],
    "Xlib": ["python-xlib"], "ansible": ["ansible-core"], "attr": ["attrs"], "attrs": ["attrs"],
    "backoff": ["backoff"],
    "bs4": ["beautifulsoup4"], "bson": ["pymongo"], "boto3": ["boto3"], "botocore": ["botocore"],
    "cairo": ["pycairo"], "certifi": ["certifi"], "cffi": ["cffi"], "chardet": ["chardet"],
    "charset_normalizer": ["charset-normalizer"], "click": ["click"],
    "cloudpickle": ["cloudpickle"],
    "colorama": ["colorama"], "cryptography": ["cryptography"], "curl": ["pycurl"],
    "cv2": ["opencv-python"], "dateutil": ["python-dateutil"], "decorator": ["decorator"],
    "django": ["django"], "dns": ["dnspython"], "docutils": ["docutils"], "docx": ["python-docx"],
    "dotenv": ["python-dotenv"], "enchant": ["pyenchant"], "fastapi": ["fastapi"],
    "flask": ["flask"], "fitz": ["pymupdf"], "fpdf": ["fpdf2"], "future": ["future"],
    "git": ["gitpython"],
    "gi": ["pygobject"], "gevent": ["gevent"], "gridfs": ["pymongo"], "grpc": ["grpcio"],
    "h5py": ["h5py"], "httpx": ["httpx"], "idna": ["idna"], "jinja2": ["jinja2"],
    "joblib": ["joblib"], "jose": ["python-jose"], "jsonschema": ["jsonschema"], "jwt": ["pyjwt"],
    "ldap": ["python-ldap"], "lxml": ["lxml"], "magic": ["python-magic"],
    "markupsafe": ["markupsafe"], "matplotlib": ["matplotlib"], "mock": ["mock"],
    "mpl_toolkits": ["matplotlib"], "msgpack": ["msgpack"], "multipart": ["python-multipart"],
    "networkx": ["networkx"], "nacl": ["pynacl"], "numpy": ["numpy"], "onnx": ["onnx"],
    "openpyxl": ["openpyxl"], "packaging": ["packaging"], "pandas": ["pandas"],
    "paramiko": ["paramiko"], "pkg_resources": ["setuptools"], "pkg_about": [],
    "pptx": ["python-pptx"], "psutil": ["psutil"], "psycopg2": ["psycopg2"],
    "pyasn1": ["pyasn1"], "pydantic": ["pydantic"], "pygments": ["pygments"],
    "pymongo": ["pymongo"], "pytest": ["pytest"], "pytz": ["pytz"], "requests": ["requests"],
    "rest_framework": ["djangorestframework"], "ruamel": ["ruamel-yaml"], "scipy": ["scipy"],
    "serial": ["pyserial"], "setuptools": ["setuptools"], "setuptools_scm": ["setuptools-scm"],
    "simplejson": ["simplejson"], "subprocess32": ["subprocess32"], "six": ["six"],
    "skimage": ["scikit-image"],
    "sklearn": ["scikit-learn"], "slugify": ["python-slugify"], "socks": ["pysocks"],
    "sqlalchemy": ["sqlalchemy"], "starlette": ["starlette"], "tabulate": ["tabulate"],
    "tensorflow": ["tensorflow"], "termcolor": ["termcolor"], "toml": ["toml"],
    "torch": ["torch"], "torchvision": ["torchvision"], "tornado": ["tornado"], "tqdm": ["tqdm"],
    "twisted": ["twisted"], "typing_extensions": ["typing-extensions"], "tzlocal": ["tzlocal"],
    "ujson": ["ujson"], "unittest2": ["unittest2"], "urllib3": ["urllib3"], "usb": ["pyusb"],
    "webob": ["webob"],
    "pydispatch": ["pydispatcher"], "websocket": ["websocket-client"], "werkzeug": ["werkzeug"],
    "win32api": [], "wx": ["wxpython"],
    "xdg": ["pyxdg"], "xmltodict": ["xmltodict"], "yaml": ["pyyaml"], "zmq": ["pyzmq"], "zope": [],
  ]
}

/// Projects that provide a module of the standard library: backports for a Python without it.
package enum StandardBackports {
  /// The normalised name, with the minor version of Python 3 from which it only does harm.
  private static let projects: [String: Int] = [
    "argparse": 2, "asyncio": 4, "contextvars": 7, "dataclasses": 7, "enum34": 4, "enum": 4,
    "functools32": 2, "futures": 2, "importlib": 1, "ordereddict": 1, "pathlib": 4,
    "singledispatch": 4, "statistics": 4, "typing": 5, "uuid": 3, "unittest": 1, "logging": 1,
    "multiprocessing": 1, "hashlib": 1, "sets": 1, "wsgiref": 1, "ctypes": 1, "ssl": 1,
    "hmac": 1, "subprocess32": 1, "unittest2": 10, "backports-ssl-match-hostname": 7,
    "collections": 1, "trollius": 4, "tulip": 4,
  ]

  /// Whether a requirement on the project is to be left out, since a minor version of Python 3 has it
  /// itself.
  ///
  /// - Parameters:
  ///   - id: The project.
  ///   - minor: The minor version of Python 3.
  ///   - isInNixpkgs: Whether nixpkgs has it, as it has `configparser`, which brings more than the module of
  ///     that name.
  /// - Returns: Whether it is needless.
  package static func isNeedless(_ id: PackageID, minor: Int, isInNixpkgs: Bool) -> Bool {
    guard id.ecosystem == .pypi else { return false }
    if let first = projects[id.name] { return minor >= first }
    // Another project that bears the name of a module can only hide it.
    if isInNixpkgs { return false }
    let module = id.likelyModule
    return StandardLibrary.has(module, minor: minor) && !StandardLibrary.isApart(module)
  }
}
