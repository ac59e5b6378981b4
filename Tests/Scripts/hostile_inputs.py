"""Hostile inputs for the campaign `inputs` of `faults`: each is a label, the files of a directory, the
words of a command in it, and what a server on the loopback answers ({url} in a word or file is its
address). None was tuned on: they were written down first and run afterwards."""

import gzip
import hashlib
import io
import json
import struct
import tarfile
import zipfile
import zlib

JSON = {"Content-Type": "application/vnd.pypi.simple.v1+json"}
HTML = {"Content-Type": "text/html"}
TOML_HEAD = b'version = 1\nrequires-python = ">=3.9"\n'


def metadata(*lines):
    return "\n".join(["Metadata-Version: 2.1", "Name: a", "Version: 1.0", *lines, "", ""]).encode()


def tar_gz(files):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", compresslevel=1) as archive:
        for path, contents in files:
            entry = tarfile.TarInfo(f"a-1.0/{path}")
            entry.size = len(contents)
            archive.addfile(entry, io.BytesIO(contents))
    return buffer.getvalue()


def wheel(text, files=()):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, contents in files:
            archive.writestr(path, contents)
        archive.writestr("a-1.0.dist-info/METADATA", text)
        archive.writestr("a-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n")
    return buffer.getvalue()


def listing(entries):
    return json.dumps({"meta": {"api-version": "1.1"}, "name": "a", "files": entries}).encode()


def entry(name, body=None, **more):
    return {"filename": name, "url": f"/files/{name}", "upload-time": "2025-06-01T00:00:00Z",
            "hashes": {"sha256": hashlib.sha256(body).hexdigest()} if body else {}, **more}


def serving(name, body):
    """An index whose one project has one file."""
    def answer(path):
        if path.startswith("/simple/"):
            return (200, JSON, listing([entry(name, body)])) if path.split("/")[2] == "a" else (404, {}, b"")
        return 200, {}, body
    return answer


def describing(text):
    """An index whose one wheel has its metadata beside it."""
    def answer(path):
        if path.startswith("/simple/"):
            is_own = path.split("/")[2] == "a"
            return (200, JSON, listing([entry("a-1.0-py3-none-any.whl", **{"core-metadata": True})])) \
                if is_own else (404, {}, b"")
        return (200, {}, text) if path.endswith(".metadata") else (404, {}, b"")
    return answer


def zeros_gzip(megabytes):
    """A gzip member of that many megabytes of zeros, made without having them."""
    compress = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    return b"".join(compress.compress(block) for _ in range(megabytes)) + compress.flush()


def tar_bomb(name, megabytes):
    """A tar.gz with one member of zeros, made without having them."""
    info = tarfile.TarInfo(name)
    info.size = megabytes << 20
    compress = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [compress.compress(info.tobuf())]
    block = bytes(1 << 20)
    parts += [compress.compress(block) for _ in range(megabytes)]
    return b"".join(parts) + compress.compress(bytes(1024)) + compress.flush()


def overlapping_zip(count):
    """A zip whose entries are all the same compressed bytes, each with a name of its own."""
    compress = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = compress.compress(bytes(32 << 20)) + compress.flush()
    crc = zlib.crc32(bytes(32 << 20))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0x21, crc, len(data), 32 << 20, 1, 0) + b"x" + data
    central = b""
    for number in range(count):
        name = b"a/%d.py" % number if number else b"a-1.0.dist-info/METADATA"
        central += struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0x21, crc, len(data), 32 << 20, len(name), 0, 0, 0,
            0, 0, 0) + name
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(central), len(local), 0)
    return local + central + end


def long_zip(count):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"a/{number}.py"), b"")
        archive.writestr("a-1.0.dist-info/METADATA", metadata())
    return buffer.getvalue()


def pages(count):
    return "".join(f"<div><a href='a-{number}.tar.gz'>a-{number}.tar.gz" for number in range(count)).encode()


def inputs():
    """All of them: (label, files, words, answer); words after `import` and the like."""
    def of_file(label, name, text, words=None):
        data = text if isinstance(text, bytes) else text.encode()
        return label, {name: data}, words or ["import", "--from", name, "--dry-run"], None

    def of_index(label, answer):
        return label, {}, ["import", "pypi:a", "--index-url", "{url}/simple", "--dry-run"], answer

    def of_nix(label, text, verb="refresh"):
        words = {"refresh": ["refresh", "file.nix"], "list": ["list", "--overlay", "file.nix"],
                 "shell": ["shell", "pypi:a", "--dry-run", "--index-url", "{url}/simple"],
                 "import": ["import", "pypi:a", "--overlay", "file.nix", "--dry-run", "--index-url", "{url}/simple"]}
        answer = serving("a-1.0-py3-none-any.whl", wheel(metadata())) if verb in ("shell", "import") else None
        name = "shell.nix" if verb == "shell" else "file.nix"
        return label, {name: text.encode()}, words[verb], answer

    # environment.yml
    laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [" + ",".join([f"*{before}"] * 10) + "]\n"
        for before, name in zip("abcdefghi", "bcdefghij")) + "dependencies: *j\n"
    yield of_file("YAML: ten to the tenth by aliases", "environment.yml", laughs)
    yield of_file("YAML: brackets 200,000 deep", "environment.yml", "dependencies: " + "[" * 200_000)
    yield of_file("YAML: an alias of what is around it", "environment.yml", "dependencies: &a [x, *a]\n")
    yield of_file("YAML: a million keys", "environment.yml", "".join(f"k{n}: v\n" for n in range(1_000_000)))
    yield of_file("YAML: a scalar of 30 MB", "environment.yml", "dependencies: [" + "x" * 30_000_000 + "]\n")
    yield of_file("YAML: 300,000 dependencies", "environment.yml",
                  "dependencies:\n" + "".join(f"  - p{n}=1.0=py_0\n" for n in range(300_000)))
    yield of_file("YAML: merges of merges", "environment.yml",
                  "m0: &m0 {a: 1}\n" + "".join(f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}\n" for n in range(1, 60))
                  + "dependencies: [*m59]\n")
    # Lock files
    chain = TOML_HEAD + b"".join(
        b'[[package]]\nname = "p%d"\nversion = "1"\nsource = { registry = "https://pypi.org/simple" }\n'
        b'dependencies = [{ name = "p%d" }]\n' % (n, n + 1) for n in range(100_000))
    yield of_file("uv.lock: a chain of 100,000 packages", "uv.lock", chain)
    dense = TOML_HEAD + b"".join(
        b'[[package]]\nname = "p%d"\nversion = "1"\ndependencies = [%s]\n' % (
            n, b",".join(b'{ name = "p%d" }' % other for other in range(600))) for n in range(600))
    yield of_file("uv.lock: 600 packages that all need each other", "uv.lock", dense)
    yield of_file("poetry.lock: 300,000 hashes of one file", "poetry.lock",
                  '[[package]]\nname = "a"\nversion = "1"\nfiles = [' + ",".join(
                      [f'{{file = "a-{n}.whl", hash = "sha256:{n:064x}"}}' for n in range(300_000)]) + "]\n")
    yield of_file("Pipfile.lock: braces 300,000 deep", "Pipfile.lock", '{"default":' + '{"a":' * 300_000)
    yield of_file("renv.lock: 300,000 packages", "renv.lock", json.dumps({
        "R": {"Version": "4.3.1"}, "Packages": {
            f"p{n}": {"Package": f"p{n}", "Version": "1.0", "Source": "Repository"} for n in range(300_000)}}))
    yield of_file("pylock.toml: inline tables 100,000 deep", "pylock.toml", "a = " + "{a=" * 100_000)
    yield of_file("pdm.lock: a key of 300,000 parts", "pdm.lock", ".".join(["a"] * 300_000) + " = 1\n")
    yield of_file("pyproject.toml: one table opened 300,000 times under other names", "pyproject.toml",
                  "[project]\nname='a'\nversion='1'\n" + "".join(f"[tool.t.t{n}]\nx.y.z = {n}\n" for n in range(300_000)))
    yield of_file("pyproject.toml: a number of a million digits", "pyproject.toml", "a = " + "9" * 1_000_000 + "\n")
    # Requirements
    yield of_file("requirements: a marker in 100,000 brackets", "requirements.txt",
                  "a; " + "(" * 100_000 + "python_version>'3'" + ")" * 100_000 + "\n")
    yield of_file("requirements: a marker of 200,000 ors", "requirements.txt",
                  "a; " + " or ".join(["os_name=='posix'"] * 200_000) + "\n")
    yield of_file("requirements: a line continued 500,000 times", "requirements.txt", "a \\\n" * 500_000)
    yield of_file("requirements: 500,000 extras", "requirements.txt",
                  "a[" + ",".join(f"e{n}" for n in range(500_000)) + "]\n")
    yield of_file("requirements: a version of 500,000 parts", "requirements.txt", "a==" + ".".join(["1"] * 500_000) + "\n")
    yield of_file("requirements: an epoch of 100,000 digits", "requirements.txt", "a==" + "9" * 100_000 + "!1.0\n")
    yield of_file("requirements: 200,000 hashes", "requirements.txt",
                  "a==1.0 " + " ".join(f"--hash=sha256:{n:064x}" for n in range(200_000)) + "\n")
    files = {f"r{n}.txt": f"-r r{n + 1}.txt\n".encode() for n in range(3000)}
    yield "requirements: 3,000 files, one in the other", files, ["import", "--from", "r0.txt", "--dry-run"], None
    # R
    yield of_file("DESCRIPTION: a million lines of one field", "DESCRIPTION",
                  "Package: a\nVersion: 1.0\nImports:\n" + "    b,\n" * 1_000_000)
    yield of_file("DESCRIPTION: 300,000 fields", "DESCRIPTION",
                  "Package: a\nVersion: 1.0\n" + "".join(f"F{n}: x\n" for n in range(300_000)))
    # Code
    scan = ["import", "--scan", "code", "--dry-run"]
    yield "Python: brackets a million deep", {"code/m.py": b"import a\nx = " + b"(" * 1_000_000}, scan, None
    yield "Python: 300,000 imports in one line", {"code/m.py": b"import " + b",".join(
        b"m%d" % n for n in range(300_000))}, scan, None
    yield "Python: f-strings in f-strings", {"code/m.py": b"import a\nx = " + b"f'{" * 100_000}, scan, None
    yield "a notebook of 100,000 cells", {"code/n.ipynb": json.dumps({"cells": [
        {"cell_type": "code", "source": [f"import m{n}\n"], "outputs": [], "metadata": {}}
        for n in range(100_000)], "nbformat": 4, "metadata": {}}).encode()}, scan, None
    yield "a notebook with brackets 300,000 deep", {
        "code/n.ipynb": b'{"metadata": ' + b"[" * 300_000 + b"]" * 300_000 + b', "cells": []}'}, scan, None
    # Nix
    yield of_nix("Nix: brackets a million deep", "(" * 1_000_000)
    yield of_nix("Nix: strings in interpolations, 300,000 deep", '"${' * 300_000)
    yield of_nix("Nix: a selection of a million names", "{ x = a" + ".a" * 1_000_000 + "; }")
    yield of_nix("Nix: a million functions in each other", "x: " * 1_000_000 + "x")
    yield of_nix("Nix: one name bound 500,000 times", "{ " + "a = 1; " * 500_000 + "}")
    yield of_nix("Nix: an implication of a million parts", "{ a = " + "b -> " * 1_000_000 + "b; }")
    yield of_nix("Nix: 20 MB of escapes in a string", "{ a = ''" + "'''" * 3_000_000 + "''${x}" * 1_000_000 + "''; }")
    yield of_nix("Nix: a path of 5 MB", "{ a = ./" + "a/" * 2_500_000 + "b; }")
    yield of_nix("overlay: a let in a let, 100,000 deep", "final: prev: " + "let a = 1; in " * 100_000 + "{ }", "list")
    yield of_nix("overlay: 300,000 sets put together", "final: prev: { }" + " // { a = 1; }" * 300_000, "import")
    yield of_nix("overlay: an overlay of 100,000 empty packages",
                 "final: prev: { pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ (self: super: {\n" + "".join(
                     f"p{n} = self.callPackage ./p{n}.nix {{ }};\n" for n in range(100_000)) + "}) ]; }", "list")
    yield of_nix("shell: 300,000 packages in a list", "{ pkgs ? import <nixpkgs> { } }: pkgs.mkShell { buildInputs = [ "
                 + "pkgs.hello " * 300_000 + "]; }", "shell")
    yield of_nix("shell: a mkShell in a mkShell, 2,000 deep", "let pkgs = import <nixpkgs> { }; in "
                 + "pkgs.mkShell { inputsFrom = [ (" * 700 + "pkgs.hello" + ") ]; }" * 700, "shell")
    # Index pages
    yield of_index("page: elements a million deep", lambda _: (200, HTML, b"<div>" * 1_000_000))
    links = pages(150_000)
    yield of_index("page: 150,000 links, none of them closed", lambda path: (
        (200, HTML, links) if path.startswith("/simple/a/") else (404, {}, b"")))
    yield of_index("page: brackets two million deep in an unknown key",
                   lambda _: (200, JSON, b'{"x":' + b"[" * 2_000_000 + b"]" * 2_000_000 + b',"files":[]}'))
    yield of_index("page: a file name of 10 MB", lambda _: (200, JSON, listing([entry("a-" + "1" * 10_000_000 + ".tar.gz")])))
    yield of_index("page: requires-python of a million parts", lambda _: (200, JSON, listing(
        [entry("a-1.0-py3-none-any.whl", **{"requires-python": ",".join(["!=1.1"] * 1_000_000)})])))
    yield of_index("page: 100,000 wheels of one release", lambda _: (200, JSON, listing(
        [entry(f"a-1.0-{n}-py3-none-any.whl") for n in range(100_000)])))
    yield of_index("page: 50,000 releases that need another Python", lambda _: (200, JSON, listing(
        [entry(f"a-{n}.0-py3-none-any.whl", **{"requires-python": "<3"}) for n in range(50_000)])))
    yield of_index("page: itself behind a redirect", lambda path: (302, {"Location": path}, b""))
    zeros = zeros_gzip(2000)
    yield of_index("page: 2 GB behind Content-Encoding",
                   lambda _: (200, {**JSON, "Content-Encoding": "gzip"}, zeros))
    yield of_index("page: 20,000 header fields",
                   lambda _: (200, {**JSON, **{f"X-{n}": "x" * 100 for n in range(20_000)}}, b"{}"))
    # Metadata
    yield of_index("metadata: a million classifiers", describing(metadata(*["Classifier: x"] * 1_000_000)))
    yield of_index("metadata: a licence of 30 MB", describing(metadata("License: " + "x" * 30_000_000)))
    yield of_index("metadata: a field folded a million times", describing(metadata("Summary: x" + "\n  y" * 1_000_000)))
    yield of_index("metadata: a marker of 100,000 ands", describing(metadata(
        "Requires-Dist: b; " + " and ".join(["os_name=='posix'"] * 100_000))))
    yield of_index("metadata: 100,000 extras", describing(metadata(
        *[f"Provides-Extra: e{n}" for n in range(100_000)],
        *[f"Requires-Dist: b; extra == 'e{n}'" for n in range(7_000)])))
    # Archives
    yield of_index("wheel: 300,000 entries", serving("a-1.0-py3-none-any.whl", long_zip(300_000)))
    yield of_index("wheel: entries that lie on each other", serving("a-1.0-py3-none-any.whl", overlapping_zip(3000)))
    yield of_index("wheel: metadata of 200 MB in 200 KB", serving("a-1.0-py3-none-any.whl", wheel(bytes(200 << 20))))
    yield of_index("sdist: 5 GB of zeros", serving("a-1.0.tar.gz", tar_bomb("a-1.0/PKG-INFO", 5000)))
    yield of_index("sdist: 100,000 empty gzip members", serving("a-1.0.tar.gz", gzip.compress(b"") * 100_000))
    yield of_index("sdist: 100,000 files with long names", serving("a-1.0.tar.gz", tar_gz(
        [(f"{'d' * 150}/{n}", b"") for n in range(100_000)] + [("PKG-INFO", metadata())])))
    yield of_index("sdist: a setup.py of 10 MB of brackets", serving("a-1.0.tar.gz", tar_gz(
        [("PKG-INFO", metadata()), ("setup.py", b"setup(" + b"[" * 10_000_000)])))
    yield of_index("sdist: a setup.cfg that names itself", serving("a-1.0.tar.gz", tar_gz(
        [("setup.cfg", b"[options]\ninstall_requires = %(install_requires)s\n" + b"a = %(a)s\n" * 100_000)])))
    yield of_index("sdist: a Cargo.lock of 200,000 crates", serving("a-1.0.tar.gz", tar_gz(
        [("PKG-INFO", metadata()), ("pyproject.toml", b'[build-system]\nrequires = ["maturin"]\nbuild-backend = "maturin"\n'),
         ("Cargo.toml", b'[package]\nname = "a"\nversion = "1.0"\n'),
         ("Cargo.lock", b"version = 3\n" + b"".join(
             b'[[package]]\nname = "c%d"\nversion = "1.0.0"\n'
             b'source = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "%064x"\n' % (n, n)
             for n in range(200_000)))])))
    yield of_index("sdist: a CMakeLists.txt of brackets", serving("a-1.0.tar.gz", tar_gz(
        [("PKG-INFO", metadata()), ("pyproject.toml", b'[build-system]\nrequires = ["scikit-build-core"]\n'
                                    b'build-backend = "scikit_build_core.build"\n'),
         ("CMakeLists.txt", b"find_package(" + b"${" * 500_000 + b"if(" * 500_000)])))
    body = tar_bomb("a-1.0/x", 4_000)
    yield "hash: an archive of 4 GB of zeros", {"a.tar.gz": body}, ["hash", "--unpack", "a.tar.gz"], None
