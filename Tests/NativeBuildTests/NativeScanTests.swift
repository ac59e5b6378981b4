import Testing

@testable import NativeBuild

@Suite struct NativeScanTests {
  private static func hints(
    _ files: [String: String], cmake: Bool = false, meson: Bool = false, readsCode: Bool = true
  ) -> [String] {
    var scan = NativeScan()
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      if scan.meet(path, readsCode: readsCode) { scan.take(path, Array(text.utf8)) }
    }
    return scan.hints(usesCMake: cmake, usesMeson: meson).sorted()
  }

  @Test(arguments: [
    ("find_package(ZLIB REQUIRED)", ["cmake:ZLIB"]),
    ("FIND_PACKAGE( OpenSSL 1.1 REQUIRED COMPONENTS SSL )", ["cmake:OpenSSL"]),
    ("find_package(Boost)", ["cmake?:Boost"]),
    (
      "if(WITH_X)\n find_package(X REQUIRED)\nendif()\nfind_package(Y REQUIRED)",
      ["cmake:Y", "cmake?:X"]
    ),
    ("# find_package(ZLIB REQUIRED)\n#[[ find_package(A REQUIRED)\n]]\n", []),
    ("message(\"find_package(ZLIB REQUIRED)\")", []),
    ("find_package(${NAME} REQUIRED)", []),
    (
      "pkg_check_modules(XML REQUIRED IMPORTED_TARGET libxml-2.0>=2.9 zlib)",
      ["pkg-config:libxml-2.0", "pkg-config:zlib", "tool:pkg-config"]
    ),
    ("find_library(M NAMES z zlib PATHS /usr/lib)", ["lib?:z", "lib?:zlib"]),
    ("FetchContent_Declare(fmt GIT_REPOSITORY https://g.example/fmt)", ["download:fmt"]),
    ("FetchContent_Declare(fmt SOURCE_DIR ${X})", []),
    ("project(x LANGUAGES CXX Fortran)", ["language:fortran"]),
    ("find_package(A REQUIRED", ["cmake:A"]),
    (")))) endif() find_package(A REQUIRED)", ["cmake:A"]),
  ])
  func `what CMakeLists txt asks for`(text: String, hints: [String]) {
    #expect(Self.hints(["CMakeLists.txt": text], cmake: true) == hints)
  }

  @Test(arguments: [
    ("dependency('zlib')", ["pkg-config:zlib", "tool:pkg-config"]),
    (
      "z = dependency('gsl', version: '>=2', required: false)",
      ["pkg-config?:gsl", "tool:pkg-config"]
    ),
    ("dependency('a', 'b', required: true)", ["pkg-config:a", "pkg-config:b", "tool:pkg-config"]),
    ("dependency('a', required: get_option('a'))", ["pkg-config:a", "tool:pkg-config"]),
    (
      "if x\n  dependency('a')\nelif y\n  dependency('b')\nendif\ndependency('c')",
      ["pkg-config:c", "pkg-config?:a", "pkg-config?:b", "tool:pkg-config"]
    ),
    ("# dependency('a')\n'''dependency('b')'''\n", []),
    ("cc.find_library('m')", ["lib?:m"]), ("find_program('swig')", ["tool:swig"]),
    ("project('x', 'c', 'fortran', version: '1')", ["language:fortran"]),
    ("run_command('curl', 'https://x.example', check: true)", []),
  ])
  func `what meson build asks for`(text: String, hints: [String]) {
    #expect(Self.hints(["meson.build": text], meson: true) == hints)
  }

  @Test func `a subproject in the archive is not asked for`() {
    let files = [
      "meson.build": "dependency('fmt')\ndependency('zlib')",
      "subprojects/fmt-10.1/meson.build": "project('fmt')",
    ]
    #expect(Self.hints(files, meson: true) == ["pkg-config:zlib", "tool:pkg-config"])
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
}
