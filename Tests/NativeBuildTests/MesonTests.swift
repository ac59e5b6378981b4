import Testing

@testable import NativeBuild

@Suite struct MesonTests {
  @Test func `a subproject in the archive is read with the options that it is given`() {
    let files = [
      "meson.build": "dependency('own', fallback: ['own', 'd'], default_options: ['api=true'])",
      "subprojects/own/meson.build":
        "project('own', 'c', 'fortran')\nif get_option('api')\n dependency('lapack')\nendif\ndependency('far')",
      "subprojects/own/meson_options.txt": "option('api', type: 'boolean', value: false)",
    ]
    #expect(
      NativeScanTests.hints(files, meson: true) == [
        "language:fortran", "pkg-config:far|cmake:far", "pkg-config:lapack|cmake:lapack",
        "tool:pkg-config",
      ])
  }

  @Test func `a choice of words is a word, and the compiler is GCC`() {
    let files = [
      "meson.build": """
      fc = meson.get_compiler('fortran')
      id = fc.get_id()
      chosen = get_option('lapack')
      if chosen == 'auto'
        if id == 'intel'
          chosen = 'mkl'
        endif
      endif
      if chosen == 'mkl'
        dependency('mkl')
      elif chosen == 'custom'
        dependency('custom')
      else
        dependency('lapack')
      endif
      dependency('gui', required: get_option('gui'))
      dependency('first', required: get_option('first') == 'a')
      if get_option('first') == 'b'
        dependency('second')
      endif
      """,
      "meson_options.txt": """
      option('lapack', type: 'combo', value: 'auto', choices: ['auto', 'mkl', 'custom'])
      option('gui', type: 'feature', value: 'auto')
      option('first', type: 'combo', choices: ['a', 'b'])
      """,
    ]
    let first = "pkg-config:first|cmake:first"
    let hints = NativeScanTests.hints(files, meson: true)
    #expect(
      hints.filter { $0 != first } == [
        "pkg-config:gui|cmake:gui", "pkg-config:lapack|cmake:lapack", "tool:pkg-config",
      ])
    var set = NativeScan.Use()
    set.definitions["lapack"] = "custom"
    #expect(
      NativeScanTests.scan(files).hints(cmake: nil, meson: set).contains(
        "pkg-config:custom|cmake:custom"))
  }
}
