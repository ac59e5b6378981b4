/// The special cases: what single packages need that neither their words nor their files tell.
package struct NativeFixes: Sendable {
  /// What one package needs.
  struct Fix: Sendable {
    var wanted: [(role: NativeRules.Role, attributes: [String])] = []
    var requiresX = false
    var notes: [String] = []
  }

  let table: [String: Fix]

  /// No special cases.
  package init() { table = [:] }

  /// The special cases of nixgraft.
  package static let standard = NativeFixes(parsing: text)

  /// Parses lines of a package's name, a colon and items with commas between: a role and its
  /// attribute (with `|` between its names), `x11`, or `note` and a sentence to the line's end.
  init(parsing text: String) {
    var table: [String: Fix] = [:]
    for line in text.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      var fix = table[String(line[..<colon])] ?? Fix()
      for item in line[line.index(after: colon)...].split(separator: ",") {
        let words = item.split(separator: " ")
        guard let word = words.first else { continue }
        if word == "x11" { fix.requiresX = true }
        if word == "note" { fix.notes.append(words.dropFirst().joined(separator: " ")) }
        if let role = NativeRules.Role(rawValue: String(word)), words.count == 2 {
          fix.wanted.append((role, words[1].split(separator: "|").map(String.init)))
        }
      }
      table[String(line[..<colon])] = fix
    }
    self.table = table
  }

  private static let text = """
    arrow: note arrow builds or downloads Apache Arrow's C++ library; its build needs `arrow-cpp`
    bigmemory: library libuuid
    gifski: note gifski vendors crates of Rust; without a Cargo vendor folder its build fails
    h2o: note h2o downloads its Java server when it is first used
    imager: library libx11|xorg.libX11, library fftw, library libtiff
    JavaGD: tool jdk
    littler: library libdeflate
    magick: library imagemagick
    reprex: tool which
    rgl: library libGL, library libGLU, library libx11|xorg.libX11, library freetype, library libpng
    Rhdf5lib: library zlib, note Rhdf5lib builds its own HDF5
    rJava: tool jdk, library zlib, library bzip2, library icu, library xz, library pcre
    rJava: library libzip, note rJava's dependents need a Java runtime
    Rmpi: library mpi|openmpi, note Rmpi runs under mpirun only
    rpanel: library tclPackages.bwidget|bwidget, x11
    RPostgreSQL: library libpq|postgresql
    Rserve: library openssl
    sf: library gdal, library proj, library geos, library sqlite, tool pkg-config|pkgconfig
    sf: note sf needs GDAL and PROJ and GEOS of one nixpkgs
    sparklyr: note sparklyr downloads Spark when it is first used
    stringi: library icu
    tcltk2: library tcl, library tk
    terra: library gdal, library proj, library geos, library sqlite, tool pkg-config|pkgconfig
    terra: note terra needs GDAL and PROJ and GEOS of one nixpkgs
    tikzDevice: tool which, tool texliveMedium|texlive.combined.scheme-medium
    tkrplot: library libx11|xorg.libX11, library tk, x11
    torch: note torch downloads LibTorch when it is first loaded
    V8: library nodejs.libv8|nodejs_22.libv8|v8
    V8: note V8 downloads a static build of V8 unless it finds libv8
    """
}
