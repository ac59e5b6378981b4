import PythonSource
import Testing

@Suite struct NativeMentionsTests {
  @Test(arguments: [
    ("Extension('x', ['x.c'], libraries=['z', \"ssl\"])", ["lib:ssl", "lib:z"]),
    ("libraries = ['a']\nlibraries += ['b']\nlibraries.append('c')", ["lib:a", "lib:b", "lib:c"]),
    ("ext_libraries.extend(['a', 'b'])", ["lib:a", "lib:b"]),
    ("{'libraries': ['m'], 'x': ['no']}", ["lib:m"]),
    ("Extension('x', libraries=['a'], include_dirs=['b'])", ["lib:a"]),
    (
      "run(f\"pkg-config --exists {name}\")\nrun(f'pkg-config{static} --libs')", ["tool:pkg-config"]
    ),
    (
      "print(f'no pkg-config {x}')\nprint(rf'{x} pkg-config')\nb'pkg-config {x}'",
      []
    ),
    ("extra_compile_args=['-O3', '-fopenmp']", ["flag:-fopenmp"]),
    ("libraries = ['x.lib', 'libx.dll.a', 'x.so.1', 'libx.so.', 'lua5.4']", ["lib:lua5.4"]),
    ("library_dirs = ['/usr/lib']", []), ("extra_link_args=['-lfoo', '-L/x']", ["lib:foo"]),
    (
      "pkgconfig.parse('libxml-2.0 zlib')",
      ["pkg-config:libxml-2.0", "pkg-config:zlib", "tool:pkg-config"]
    ),
    (
      "subprocess.check_output(['pkg-config', '--cflags', 'fuse'])",
      ["pkg-config:fuse", "tool:pkg-config"]
    ),
    ("os.popen('pkg-config --libs \"gsl >= 2\"')", ["pkg-config:gsl", "tool:pkg-config"]),
    ("find_program(['apxs2', 'apxs'])", ["tool:apxs"]),
    ("check_output(['pg_config', '--libdir'])", ["tool:pg_config"]),
    ("os.popen('curl-config --features')", ["tool:curl-config"]),
    ("Extension('x', ['a.i'])", ["tool:swig"]), ("Extension('x', ['a.f90'])", ["language:fortran"]),
    ("urllib.request.urlretrieve(url, 'x')", ["download:"]),
    ("from urllib.request import urlretrieve", []),
    ("subprocess.call(['ninja', '-C', 'x'])", ["tool:ninja"]),
    ("check_call(['sh', '-c', './autogen.sh'])", ["tool:autogen"]),
    ("BLAS_LIB = ['blas']\nPYTHON_LIB = 'python3'\nX_LIB = os.path.join(['no'])", ["lib:blas"]),
    (
      "pkgconfig.parse('gsl >= 2'); f(pkgconfig('see more, or https://x.example'))",
      ["pkg-config:gsl", "tool:pkg-config"]
    ),
    (
      "def get_x_libraries():\n  if w: return ['a']\n  return ['z']\ndef g():\n  return ['no']",
      ["lib:a", "lib:z"]
    ),
    ("get_info('lapack_opt'); get_info('x')", ["lib:blas", "lib:lapack"]),
    (
      "Popen([pkg_config, '--libs', 'libcdio'])\ncall([pkg_config, name])",
      ["pkg-config:libcdio", "tool:pkg-config"]
    ),
    (
      "raise SystemExit('the pkg-config file was not found')", []
    ),
    ("call(\"sh -c 'x $(pkg-config --libs gsl)'\")", []),
    ("# libraries=['z']\n'''libraries=['z']'''", []),
    ("libraries=[", []), ("libraries=['\\x00', 'a b', 'x' * 9]", ["lib:x"]),
  ])
  func `what a script says of libraries and programs`(text: String, hints: [String]) {
    let found = NativeMentions(Array(text.utf8)).hints.sorted()
    #expect(found == hints)
  }

  @Test func `scripts of cffi, Cargo's files and helpers that build`() {
    let mentions = NativeMentions(
      Array(
        """
        from setuptools_rust import RustExtension
        setup(cffi_modules=["src/build_x.py:ffi"],
              rust_extensions=[RustExtension("a.b", path="rust/Cargo.toml")])
        """.utf8))
    #expect(mentions.scripts == ["src/build_x.py"])
    #expect(mentions.manifests == ["rust/Cargo.toml"])
    #expect(mentions.names == ["RustExtension", "setuptools_rust"])
  }

  @Test func `what it sets for CMake, what it runs, and the words by which a project is known`() {
    let mentions = NativeMentions(
      Array(
        """
        setup(cmake_source_dir="native/lib", cmake_args=["-DWITH_X:BOOL=ON", "-DY=a", f"-DZ={z}"])
        args = ["-DY=b", "-DOUT=" + out]
        check_call(["make", "-C", join("src", "inner")])
        check_call(["./configure"])
        has_header("zlib.h")
        """.utf8))
    #expect(mentions.sourceDirectory == "native/lib")
    #expect(mentions.definitions["WITH_X"] == .some("ON"))
    // Set to different values, or to what is computed: it is not known.
    #expect(mentions.definitions["Y"] == .some(nil))
    #expect(mentions.definitions["OUT"] == .some(nil))
    #expect(mentions.callsMake)
    #expect(mentions.callsConfigure)
    #expect(mentions.headers == ["zlib.h"])
    #expect(mentions.words.isSuperset(of: ["native", "lib", "src", "inner"]))
  }

  @Test func `a script that runs nothing`() {
    let mentions = NativeMentions(Array("setup(name='make up', data=['a/make'])".utf8))
    #expect(!mentions.callsMake)
    #expect(NativeMentions(Array("for c in ['make -C ./x clean']: run(c)".utf8)).callsMake)
    #expect(!mentions.callsConfigure)
    #expect(mentions.definitions.isEmpty)
  }
}
