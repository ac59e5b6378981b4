extension StandardLibrary {
  /// Top-level modules of CPython 3.11 to 3.13 (`sys.stdlib_module_names`) that no release from 3.7 to
  /// 3.15 lacks, except those in ``additions`` and ``removals``.
  static let lasting = """
    __future__ __main__ _abc _aix_support _android_support _ast _asyncio _bisect _blake2
    _bootsubprocess _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr
    _codecs_tw _collections _collections_abc _colorize _compat_pickle _compression _contextvars _csv
    _ctypes _curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib
    _frozen_importlib_external _functools _gdbm _hashlib _heapq _imp _interpchannels _interpqueues
    _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec
    _multiprocessing _opcode _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem
    _posixsubprocess _py_abc _pydatetime _pydecimal _pyio _pylong _queue _random _scproxy _sha1
    _sha2 _sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics
    _string _strptime _struct _suggestions _symtable _sysconfig _thread _threading_local _tkinter
    _tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _wmi _zoneinfo abc
    antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile
    calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser
    contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib
    dis doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch
    fractions ftplib functools gc genericpath getopt getpass gettext glob grp gzip hashlib heapq
    hmac html http idlelib imaplib importlib inspect io ipaddress itertools json keyword linecache
    locale logging lzma mailbox marshal math mimetypes mmap modulefinder msvcrt multiprocessing
    netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle pickletools
    pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr
    pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy
    sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver
    sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct
    subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile termios textwrap this
    threading time timeit tkinter token tokenize trace traceback tracemalloc tty turtle turtledemo
    types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg
    winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib
    """

  /// Modules that came after 3.7, with the minor version that brought them.
  static let additions: [String: Int] = [
    "_pyrepl": 13, "annotationlib": 14, "compression": 14, "graphlib": 9, "tomllib": 11,
    "zoneinfo": 9,
  ]

  /// Modules that were taken away after 3.7, with the minor version that lacks them (PEP 594, PEP 632).
  static let removals: [String: Int] = [
    "_crypt": 13, "_dummy_thread": 9, "_msi": 13, "aifc": 13, "asynchat": 12, "asyncore": 12,
    "audioop": 13, "binhex": 11, "cgi": 13, "cgitb": 13, "chunk": 13, "crypt": 13,
    "distutils":
      12, "dummy_threading": 9, "formatter": 10, "imghdr": 13, "imp": 12, "lib2to3": 13,
    "macpath": 8, "mailcap": 13, "msilib": 13, "nis": 13, "nntplib": 13, "ossaudiodev": 13,
    "parser": 10, "pipes": 13, "smtpd": 12, "sndhdr": 13, "spwd": 13, "sunau": 13, "symbol": 10,
    "telnetlib": 13, "uu": 13, "xdrlib": 13,
  ]

  /// Modules of Python 2 that Python 3 has under another name, or not at all.
  static let ofPythonTwo = """
    BaseHTTPServer Bastion CGIHTTPServer ConfigParser Cookie Dialog DocXMLRPCServer FileDialog
    HTMLParser MimeWriter Queue ScrolledText SimpleHTTPServer SimpleXMLRPCServer SocketServer
    StringIO Tix Tkconstants Tkinter UserDict UserList UserString __builtin__ anydbm audiodev bsddb
    cPickle cStringIO commands compiler cookielib copy_reg dbhash dircache dumbdbm dummy_thread
    exceptions fpformat future_builtins hotshot htmlentitydefs htmllib httplib ihooks imputil
    linuxaudiodev macurl2path markupbase md5 mhlib mimetools mimify multifile mutex popen2 posixfile
    rexec rfc822 robotparser sets sgmllib sha statvfs stringold strop sunaudio thread tkFileDialog
    tkMessageBox tkSimpleDialog toaiff ttk urllib2 urlparse whichdb xmllib xmlrpclib
    """
}
