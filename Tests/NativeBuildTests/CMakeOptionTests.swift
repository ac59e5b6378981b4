import Testing

@testable import NativeBuild

/// What options of CMake are, where a build sets them.
@Suite struct CMakeOptionTests {
  @Test func `an option that the build computes is likely on where it is by default`() {
    let files = [
      "CMakeLists.txt":
        "option(TLS '' ON)\nif(TLS)\n find_package(OpenSSL REQUIRED)\nendif()\n"
        + "option(GUI '' OFF)\nif(GUI)\n find_package(Qt REQUIRED)\nendif()\n"
    ]
    var use = NativeScan.Use()
    use.definitions = ["TLS": nil, "GUI": nil]
    #expect(
      NativeScanTests.scan(files).hints(cmake: use, meson: nil).sorted() == [
        "cmake:OpenSSL", "cmake?:Qt",
      ])
    use.definitions = ["TLS": "OFF"]
    #expect(NativeScanTests.scan(files).hints(cmake: use, meson: nil) == [])
  }
}
