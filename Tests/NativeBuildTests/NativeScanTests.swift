import Testing

@testable import NativeBuild

@Suite struct NativeScanTests {
  static func scan(_ files: [String: String], readsCode: Bool = true) -> NativeScan {
    var scan = NativeScan()
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      if scan.meet(path, readsCode: readsCode) { scan.take(path, Array(text.utf8)) }
    }
    return scan
  }

  static func hints(
    _ files: [String: String], cmake: Bool = false, meson: Bool = false, readsCode: Bool = true
  ) -> [String] {
    scan(files, readsCode: readsCode).hints(
      cmake: cmake ? NativeScan.Use() : nil, meson: meson ? NativeScan.Use() : nil
    ).sorted()
  }

  @Test(arguments: [
    ("find_package(ZLIB REQUIRED)", ["cmake:ZLIB"]),
    ("FIND_PACKAGE( OpenSSL 1.1 REQUIRED COMPONENTS SSL )", ["cmake:OpenSSL"]),
    ("find_package(Boost REQUIRED COMPONENTS python${V})", ["cmake:Boost", "lib:boost_python"]),
    ("find_package(Boost)", ["try:cmake:Boost"]), ("find_package(Doxygen)", ["cmake?:Doxygen"]),
    (
      "if(WITH_X)\n find_package(X REQUIRED)\nendif()\nfind_package(Y REQUIRED)",
      ["cmake:Y"]
    ),
    (
      "option(WITH_X \"\" ON)\nif(WITH_X)\n find_package(X REQUIRED)\nendif()\nfind_package(Y REQUIRED)",
      ["cmake:X", "cmake:Y"]
    ),
    ("if(UNKNOWN_FOUND)\n find_package(X REQUIRED)\nendif()", ["cmake?:X"]),
    (
      "if(WIN32)\n find_package(A REQUIRED)\nelse()\n find_package(B REQUIRED)\nendif()",
      ["cmake:B"]
    ),
    (
      "if(NOT APPLE AND (UNIX OR MSVC))\n find_package(A REQUIRED)\nelseif(UNIX)\n find_package(B REQUIRED)\nendif()",
      ["cmake:A"]
    ),
    (
      "set(NAME Foo)\nlist(APPEND ALL ${NAME} REQUIRED)\nfind_package(${ALL})\nset(X ON)\nif(X)\n find_package(Bar REQUIRED)\nendif()",
      ["cmake:Bar", "cmake:Foo"]
    ),
    (
      "find_package(fmt QUIET)\nif(NOT fmt_FOUND)\n FetchContent_Declare(fmt URL https://g.example/fmt)\nendif()",
      ["cmake:fmt"]
    ),
    (
      "find_package(A)\nif(A_FOUND)\n use()\nelse()\n message(FATAL_ERROR \"no A\")\nendif()",
      ["cmake:A"]
    ),
    ("find_library(LZO lzo2 lzo)\ntarget_link_libraries(x ${LZO})", ["lib:lzo2|lib:lzo"]),
    (
      "add_library(own a.c)\nadd_library(b b.c)\ntarget_link_libraries(b PRIVATE own crypto Some::Thing ${Q})",
      ["try:lib:crypto"]
    ),
    (
      "if(CMAKE_VERSION VERSION_LESS 3.12)\n find_package(A REQUIRED)\nendif()\nif(CMAKE_SYSTEM_NAME STREQUAL Linux)\n find_package(B REQUIRED)\nendif()",
      ["cmake:B"]
    ),
    ("function(f)\n find_package(A REQUIRED)\nendfunction()", ["cmake?:A"]),
    (
      "function(Names)\n set(inner a)\n set(NAME lib${inner} PARENT_SCOPE)\nendfunction()\nnames()\npkg_check_modules(X REQUIRED ${NAME}>=1)\nif(inner)\n find_package(No REQUIRED)\nendif()",
      ["pkg-config:liba", "tool:pkg-config"]
    ),
    (
      "macro(need name)\n find_package(${name} ${ARGN})\nendmacro()\nneed(A REQUIRED)\nif(WIN32)\n need(B REQUIRED)\nendif()",
      ["cmake:A"]
    ),
    (
      "function(f)\n if(x)\n f()\n f()\n f()\nendfunction()\nf()\nfind_package(A REQUIRED)",
      ["cmake:A"]
    ),
    ("# find_package(ZLIB REQUIRED)\n#[[ find_package(A REQUIRED)\n]]\n", []),
    ("message(\"find_package(ZLIB REQUIRED)\")", []),
    ("find_package(${NAME} REQUIRED)", []),
    (
      "pkg_check_modules(XML REQUIRED IMPORTED_TARGET libxml-2.0>=2.9 zlib)",
      ["pkg-config:libxml-2.0", "pkg-config:zlib", "tool:pkg-config"]
    ),
    ("find_library(M NAMES z zlib PATHS /usr/lib)", ["lib?:z|lib:zlib"]),
    (
      "FetchContent_Declare(fmt GIT_REPOSITORY https://g.example/fmt)",
      ["download:fmt|cmake:fmt"]
    ),
    (
      "pkg_check_modules(SYS libz)\nif(IGNORE OR NOT SYS_FOUND)\n FetchContent_Declare(z URL https://g.example/z)\nendif()",
      ["pkg-config:libz", "tool:pkg-config"]
    ),
    (
      "pkg_search_module(CMPH cmph=2)\nif(NOT CMPH_MODULE_NAME)\n ExternalProject_Add(cmph URL https://g.example/c)\nendif()",
      ["pkg-config:cmph", "tool:pkg-config"]
    ),
    ("cmake_minimum_required(VERSION 3.4...3.20)\n", []),
    ("cmake_minimum_required(VERSION 2.8.12)\n", ["old:cmake"]),
    ("if(WIN32)\n cmake_minimum_required(VERSION 2.8)\nendif()", []),
    ("FetchContent_Declare(fmt SOURCE_DIR ${X})", []),
    ("project(x LANGUAGES CXX Fortran)", ["language:fortran"]),
    ("find_package(A REQUIRED", ["cmake:A"]),
    (")))) endif() find_package(A REQUIRED)", ["cmake:A"]),
  ])
  func `what CMakeLists txt asks for`(text: String, hints: [String]) {
    #expect(Self.hints(["CMakeLists.txt": text], cmake: true) == hints)
  }

  @Test(arguments: [
    ("dependency('zlib')", ["pkg-config:zlib|cmake:zlib", "tool:pkg-config"]),
    (
      "z = dependency('gsl', version: '>=2', required: false)",
      ["tool:pkg-config", "try:pkg-config:gsl|cmake:gsl"]
    ),
    (
      "dependency('a', 'b', required: true)",
      ["pkg-config:a|cmake:a|pkg-config:b|cmake:b", "tool:pkg-config"]
    ),
    (
      "dependency('a', required: get_option('a'))", ["pkg-config:a|cmake:a", "tool:pkg-config"]
    ),
    (
      "if x\n  dependency('a')\nelif y\n  dependency('b')\nendif\ndependency('c')",
      [
        "pkg-config:c|cmake:c", "pkg-config?:a|cmake:a", "pkg-config?:b|cmake:b", "tool:pkg-config",
      ]
    ),
    (
      "if host_machine.system() == 'windows'\n dependency('a')\nelse\n dependency('b')\nendif",
      ["pkg-config:b|cmake:b", "tool:pkg-config"]
    ),
    (
      "if host_machine.system().to_lower() in ['darwin', 'linux'] and not (false or false)\n dependency('a')\nendif",
      ["pkg-config:a|cmake:a", "tool:pkg-config"]
    ),
    (
      "a = dependency('a', required: false)\nif not a.found()\n error('no a')\nendif",
      ["pkg-config:a|cmake:a", "tool:pkg-config", "try:pkg-config:a|cmake:a"]
    ),
    (
      "w = get_option('w')\nif w\n dependency('a')\nendif",
      ["pkg-config?:a|cmake:a", "tool:pkg-config"]
    ),
    ("# dependency('a')\n'''dependency('b')'''\n", []),
    ("cc.find_library('m')", ["lib:m"]), ("cc.find_library('m', required: false)", ["lib?:m"]),
    ("find_program('swig')", ["tool:swig"]),
    ("project('x', 'c', 'fortran', version: '1')", ["language:fortran"]),
    ("dependency(get_option('blas'))", ["tool:pkg-config"]),
    (
      "v = 2\nname = 'SDL'\nx = '@0@_image'.format(name)\ndependency(x)",
      ["pkg-config:SDL_image|cmake:SDL_image", "tool:pkg-config"]
    ),
    (
      "if host_machine.system() == 'linux'\n p = 'unix'\nelse\n p = 'other'\nendif\nif p == 'unix'\n dependency('a')\nendif",
      ["pkg-config:a|cmake:a", "tool:pkg-config"]
    ),
    (
      "n = 'openblas'\nb = dependency('scipy-openblas', required: false)\nif b.found()\n n = 'x'\nendif\ndependency(n)",
      ["pkg-config:openblas|cmake:openblas", "tool:pkg-config"]
    ),
    ("x = 'it@0@'.format(\ny = ''", []),
    (
      "c = get_option('c')\nif not c.disabled()\n dependency('a')\nendif\nif get_option('d').disabled()\n dependency('b')\nendif",
      ["pkg-config:a|cmake:a", "tool:pkg-config"]
    ),
    (
      "l = cc.find_library('l', required: false)\nif not l.found()\n l = dependency('l', required: false)\nelse\n dependency('n', required: false)\nendif",
      [
        "lib?:l", "pkg-config?:n|cmake:n", "tool:pkg-config", "try:pkg-config:l|cmake:l",
      ]
    ),
    ("subproject('z')", ["download:z"]), ("subproject('z', required: false)", []),
    ("run_command('curl', 'https://x.example', check: true)", []),
  ])
  func `what meson build asks for`(text: String, hints: [String]) {
    #expect(Self.hints(["meson.build": text], meson: true) == hints)
  }

  @Test func `what the build would download is taken from the system where an option says so`() {
    let meson = [
      "meson.build": """
      if get_option('system-freetype')
        f = dependency('freetype2')
      else
        f = subproject('freetype')
      endif
      subproject('own')
      """,
      "meson.options":
        "option('system-freetype', type: 'boolean', value: false)\noption('system-install', type: 'boolean', value: false)",
      "subprojects/own/meson.build": "project('own')",
    ]
    #expect(
      Self.hints(meson, meson: true) == [
        "pkg-config:freetype2|cmake:freetype2", "set:meson:system-freetype=true", "tool:pkg-config",
      ])
    // It has its own, and uses that.
    let own = meson.merging(["subprojects/freetype-2/meson.build": "project('f')"]) { $1 }
    #expect(Self.hints(own, meson: true).isEmpty)
    let cmake = """
      option(USE_SYSTEM_FMT "" OFF)
      option(BUILD_SYSTEM_TESTS "" OFF)
      if(USE_SYSTEM_FMT)
        find_package(fmt REQUIRED)
      else()
        FetchContent_Declare(fmt URL https://g.example/fmt)
      endif()
      """
    #expect(
      Self.hints(["CMakeLists.txt": cmake], cmake: true) == [
        "cmake:fmt", "set:cmake:USE_SYSTEM_FMT=ON",
      ])
    var use = NativeScan.Use()
    use.definitions = ["USE_SYSTEM_FMT": "ON"]
    #expect(
      Self.scan(["CMakeLists.txt": cmake]).hints(cmake: use, meson: nil) == ["cmake:fmt"])
  }

  @Test func `a project of the archive is not looked for elsewhere`() {
    let files = [
      "CMakeLists.txt":
        "find_package(aws-common REQUIRED)\ntarget_link_libraries(x aws-common z)",
      "crt/aws-common/CMakeLists.txt": "cmake_minimum_required(VERSION 3.9)\nproject(aws-common C)",
    ]
    #expect(Self.hints(files, cmake: true) == ["try:lib:z"])
  }

  @Test func `the test cases of a copy of Meson do not crowd out the project`() {
    var files = ["meson.build": "dependency('zlib')"]
    files["a/vendored-meson/test cases/1/subprojects/zlib/meson.build"] = "project('zlib')"
    for number in 0..<2_100 {
      files["a/vendored-meson/test cases/\(number)/meson.build"] = "dependency('no')"
    }
    #expect(Self.hints(files, meson: true).contains("pkg-config:zlib|cmake:zlib"))
  }

  @Test func `a subproject in the archive is not asked for`() {
    let files = [
      "meson.build": "dependency('fmt')\ndependency('zlib')",
      "subprojects/fmt-10.1/meson.build": "project('fmt')",
    ]
    #expect(Self.hints(files, meson: true) == ["pkg-config:zlib|cmake:zlib", "tool:pkg-config"])
  }

  @Test func `build files of what is not built are not read`() {
    let files = [
      "CMakeLists.txt": "find_package(ZLIB REQUIRED)",
      "tests/CMakeLists.txt": "find_package(GTest REQUIRED)",
      "third_party/lib/CMakeLists.txt": "find_package(CURL REQUIRED)",
    ]
    #expect(Self.hints(files, cmake: true) == ["cmake:ZLIB"])
    #expect(Self.hints(files).isEmpty)
  }

  @Test func `the files that a project enters are read with its variables`() {
    let files = [
      "CMakeLists.txt": """
      option(WITH_GUI "" OFF)
      set(WITH_NET ON)
      include(cmake/Deps.cmake)
      add_subdirectory(src)
      add_subdirectory(${CMAKE_CURRENT_SOURCE_DIR}/extern/inner)
      """,
      "cmake/Deps.cmake": "find_package(Odd REQUIRED)",
      "cmake/FindOdd.cmake": """
      pkg_check_modules(PC_ODD odd-2.0)
      find_path(ODD_DIR odd.h)
      find_library(ODD_LIBRARY NAMES odd HINTS ${PC_ODD_LIBDIR})
      """,
      "src/CMakeLists.txt": """
      if(WITH_GUI)
        find_package(GUI REQUIRED)
      endif()
      if(WITH_NET)
        find_package(CURL REQUIRED)
      endif()
      """,
      "extern/inner/CMakeLists.txt": "find_package(ZLIB REQUIRED)",
      "extern/left/CMakeLists.txt": "find_package(Left REQUIRED)",
    ]
    #expect(
      Self.hints(files, cmake: true) == [
        "cmake:CURL", "cmake:Odd|pkg-config:odd-2.0|include:odd.h|lib:odd", "cmake:ZLIB",
      ])
    var use = NativeScan.Use()
    use.definitions = ["WITH_GUI": "ON"]
    #expect(
      Self.scan(files).hints(cmake: use, meson: nil).contains("cmake:GUI"))
    use.definitions = ["WITH_GUI": nil]
    #expect(
      Self.scan(files).hints(cmake: use, meson: nil).contains("cmake?:GUI"))
  }

  @Test func `of several projects the one that the script names`() {
    let files = [
      "lib/a/meson.build": "dependency('a')", "lib/b/meson.build": "subdir('c')",
      "lib/b/c/meson.build": "if get_option('x')\n dependency('x')\nendif\ndependency('c')",
      "lib/b/meson_options.txt": "option('x', type: 'boolean', value: false)",
    ]
    var use = NativeScan.Use()
    use.words = ["b"]
    #expect(
      Self.scan(files).hints(cmake: nil, meson: use).sorted() == [
        "pkg-config:c|cmake:c", "tool:pkg-config",
      ])
    use.definitions = ["x": "true"]
    #expect(
      Self.scan(files).hints(cmake: nil, meson: use).contains("pkg-config:x|cmake:x"))
  }

  @Test func `files that include each other, or themselves, end`() {
    let files = [
      "CMakeLists.txt": "include(a.cmake)\nadd_subdirectory(.)\nadd_subdirectory(d)",
      "a.cmake": "include(a.cmake)\ninclude(CMakeLists.txt)",
      "d/CMakeLists.txt": "add_subdirectory(..)\nfind_package(Z REQUIRED)",
      "meson.build": "subdir('.')\nsubdir('')\ndependency('z')",
    ]
    #expect(Self.hints(files, cmake: true) == ["cmake:Z"])
    #expect(Self.hints(files, meson: true).contains("pkg-config:z|cmake:z"))
  }

  @Test func `configure scripts`() {
    let text = """
      dnl PKG_CHECK_MODULES([NO], [no])
      AC_INIT([x], [1.0])
      LT_INIT
      PKG_CHECK_MODULES([GMOCK], [gmock])
      PKG_CHECK_MODULES([GTK], [gtk+-3.0 >= 3.4 gio-2.0], [AC_DEFINE(A)], [AC_MSG_ERROR([it's gone])])
      AC_CHECK_LIB([z], [inflate])
      AC_SEARCH_LIBS([dlopen], [dl dld])
      AC_CHECK_LIB(
      """
    let hints = Self.scan(["deps/lib/configure.ac": text]).autoconfHints
    #expect(
      hints == [
        "tool:libtool", "tool:pkg-config", "try:lib:dl", "try:lib:dld", "try:lib:z",
        "try:pkg-config:gio-2.0", "try:pkg-config:gtk+-3.0",
      ])
    #expect(Self.hints(["configure.ac": text]).isEmpty)
  }

  @Test func `makefiles and build scripts of crates`() {
    let files = [
      "Makefile":
        "# -lno\nLD = -lbluetooth -l\nx: y\n\tcd build && cmake ..\n\techo meson\n\tswig -python x.i\n",
      "sys/build.rs": """
      // probe_library("no")
      fn main() {
          pkg_config::Config::new().atleast_version("1").probe("krb5").unwrap();
          println!("cargo:rustc-link-lib=dylib=lzma");
          println!("cargo:rustc-link-lib=static=own");
          let text = "pkg_config";
          bindgen::builder().header("wrapper.h");
      }
      """,
      "sys/Cargo.toml": """
      [package.metadata.system-deps]
      gss = "1"
      kadm = { name = "kadm-client", version = "*" }
      other = { version = "*", feature = "x" }
      """,
    ]
    let scan = Self.scan(files)
    #expect(scan.makeHints == ["tool:cmake", "tool:swig", "try:lib:bluetooth"])
    #expect(
      scan.cargoHints == [
        "crate:bindgen", "pkg-config:gss", "pkg-config:kadm-client", "try:lib:lzma",
        "try:pkg-config:krb5",
      ])
  }

  @Test func `headers of others, not those of the archive or the compiler`() {
    let code = """
      #include <Python.h>
      #include <zlib.h>
        #  include "openssl/ssl.h"
      #include "own.h"
      #include "../inc/deep.h"
      #include <vector>
      #include <sys/types.h>
      // include <not.h>
      """
    let files = [
      "src/a.c": code, "src/own.h": "", "inc/deep.h": "",
      "b.pyx": "cdef extern from \"lz4.h\":\n  int x\ncdef extern from '<gmp.h>' nogil:\n  pass",
    ]
    #expect(
      Self.hints(files) == [
        "include:gmp.h", "include:lz4.h", "include:openssl/ssl.h", "include:zlib.h",
      ])
    #expect(Self.hints(files, readsCode: false).isEmpty)
  }

  @Test func `headers that are for other systems`() {
    let code = """
      #ifndef GUARD_H
      #include <a.h>
      #ifdef _WIN32
      # include <no.h>
      #else
      # include <b.h>
      #endif
      #if defined(__APPLE__) && X
      #include <no.h>
      #elif defined(_MSC_VER)
      #include <no.h>
      #elif Y
      #include <c.h>
      #endif
      #if !defined(_WIN32)
      #include <d.h>
      #endif
      #endif
      #endif
      #if defined(_WIN32) || defined(UNIX)
      #include <e.h>
      #endif
      """
    #expect(
      Self.hints(["a.c": code]) == ["a", "b", "c", "d", "e"].map { "include:\($0).h" })
  }

  @Test func `of a large file the beginning is read`() {
    let rest = String(repeating: "int x;\n", count: 400_000)
    let code = "#include \"tree_sitter/parser.h\"\n" + rest + "#include <zlib.h>\n"
    #expect(Self.hints(["src/parser.c": code]) == ["include:tree_sitter/parser.h"])
  }

  @Test func `what makefiles ask pkg-config for`() {
    let text = """
      # pkg-config --libs no
      CFLAGS += $(shell pkg-config glib-2.0 --cflags) -lm
      LIBS = `pkg-config --libs bluez gio-2.0` other
      PKG = $(shell $(PKG_CONFIG) --exists "$$x")
      """
    var scan = NativeScan()
    if scan.meet("x/Makefile", readsCode: true) { scan.take("x/Makefile", Array(text.utf8)) }
    #expect(
      scan.makeHints == [
        "try:lib:m", "try:pkg-config:bluez", "try:pkg-config:gio-2.0", "try:pkg-config:glib-2.0",
      ])
  }
}
