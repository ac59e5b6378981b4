internal import Basics

extension SystemRequirementClause {
  /// Words that name nothing, or that nixpkgs has something else under.
  static let generic = words(
    """
    the and for with via are not see that this when which has any all some each most more only
    than its can may must such like from into used use uses using needed needs need required
    requires require requirement recommended optional optionally available support supported
    supports version versions library libraries software package packages toolkit program
    programs command commands line tool tools higher later above newer latest recent current
    default standard basic core system systems file files time key path code bit binary tests
    test testing patch formats format pack distribution distributions platform platforms
    parallel wrap goto bind runtime engine server client external installation installed install
    dev devel deb rpm apt yum dnf brew homebrew debian ubuntu fedora centos redhat suse linux
    windows mac macos osx unix solaris freebsd source user users local module modules python
    cran github gitlab web api app apps application applications service license development
    developer header headers shared dynamic static executable java access internet data database
    databases model models driver drivers manager note update upgrade build building builds
    function functions feature features other others graphics image images text document
    documents browser display screen sound network cloud account valid release releases backend
    frontend interface plugin extension extensions utility utilities suite environment working
    recommends either both free a an in of on to or is it as at be by if no non under alike
    little-endian big-endian endian gb mb ram cpu gpu memory disk space cores machine machines
    computer hardware least greater less highly generally currently otherwise else should have
    had will would could does do done been being there their they them your you we our us one
    two three several many various different same accessible enable enabled enables order
    additional extra support-package compiler compilers compile compiled compilation supporting
    intrinsic standards unless without within between during after before while where whose who
    what how why because please also just even then therefore however notes readme website
    webpage page link homepage site url download downloaded downloads details instructions
    instruction guide information info help readme.md install.md api-key keys token password
    username credentials login registration subscription license-file unix-alike unix-like
    unix-alikes posix gnu make gmake long-term term work works running run runs properly
    correctly fully command-line commandline desktop bundle bundled included includes include
    including provided provides provide name names named called call calls list set sets setup
    most-recent recommend suggested suggests suggest preferably preferred prefer compatible
    compatibility device devices hard soft multi-threading threads thread multithreading
    time-zone zone zones necessary mandatory essential additionally alternatively processor
    processors architecture architectures os-cpu pairings i.e e.g etc viz cf resp interpreter
    distribution's vendor vendors
    """)

  /// Words behind which a clause says what something is for, and a bracket.
  static let connectives = words(
    """
    for to is are was were must should can may needs need needed required requires require if
    when in with which that from via by as at on has have be used uses use installed due because
    since unless | optional optionally recommended and/or plus but during and or not
    """)

  /// Words with which a sentence goes on, or an explanation begins.
  static let continuations = words(
    """
    but and or which who the this that these those it they otherwise if when where while currently see
    please note only also for on in under at as however generally because so then with without
    alternatively additionally e.g i.e to
    """)

  /// Whether a word is the name of the compiler or the C library, which every build has: `libc++`, `g++-4.9`.
  static func isToolchain(_ word: String) -> Bool {
    var stem = word.utf8[...]
    for suffix in ["-dev", "-devel"] where word.hasSuffix(suffix) {
      stem = stem.dropLast(suffix.utf8.count)
    }
    while let last = stem.last, ASCII.isDigit(last) || last == 0x2E || last == 0x2D {
      stem.removeLast()
    }
    return toolchain.contains(String(decoding: stem, as: UTF8.self))
  }

  private static let toolchain = words(
    "libc libc++ libcxx libstdc++ libgcc libm glibc musl gcc g++ c++ binutils stdenv")

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
