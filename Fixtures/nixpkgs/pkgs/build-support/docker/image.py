"""Writes an image as a docker-archive.

image.py prepare ROOT OWNERS OUT   takes down what the image has: OUT/spec.json and OUT/top.tar
image.py write PARTS TAG           writes the archive to standard output

Layers, from below: the host's files, the store paths, the top. Times and owners are fixed, so the
same parts give the same bytes.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile

# The folders that a merged /usr has links for.
MERGED = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"]


class Layer:
    """A tar that is being written, with the folders that its members need."""

    def __init__(self, stream, owners=()):
        self.owners = owners
        self.tar = tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT)
        self.seen = set()

    def add(self, name, path):
        """Adds what is at `path`: a file, a link, or a folder with all that is in it."""
        name = name.strip("/")
        if name in self.seen:
            return
        self.parents(name)
        self.seen.add(name)
        information = self.tar.gettarinfo(path, name)
        # Links between files of the host are not kept: each file stands for itself.
        if information.type == tarfile.LNKTYPE:
            information.type = tarfile.REGTYPE
            information.size = os.stat(path).st_size
        information.mtime = 1
        information.uid = information.gid = 0
        for is_deep, place, uid, gid in self.owners:
            if name == place or is_deep and name.startswith(f"{place}/"):
                information.uid, information.gid = uid, gid
        information.uname = information.gname = ""
        if information.isreg():
            with open(path, "rb") as file:
                self.tar.addfile(information, file)
        elif information.issym() or information.isdir():
            self.tar.addfile(information)
        if information.isdir():
            for entry in sorted(os.listdir(path)):
                self.add(f"{name}/{entry}", os.path.join(path, entry))

    def parents(self, name):
        parts = name.split("/")[:-1]
        for length in range(1, len(parts) + 1):
            self.folder("/".join(parts[:length]))

    def folder(self, name, mode=0o755):
        if name not in self.seen:
            self.seen.add(name)
            information = tarfile.TarInfo(name)
            information.type, information.mode, information.mtime = tarfile.DIRTYPE, mode, 1
            self.tar.addfile(information)

    def link(self, name, target):
        if name not in self.seen:
            self.parents(name)
            self.seen.add(name)
            information = tarfile.TarInfo(name)
            information.type, information.linkname, information.mtime = tarfile.SYMTYPE, target, 1
            self.tar.addfile(information)

    def close(self):
        self.tar.close()


def is_elf(path):
    if os.path.islink(path) or not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def files_below(path):
    if os.path.isdir(path) and not os.path.islink(path):
        for folder, _, names in os.walk(path):
            for name in names:
                yield os.path.join(folder, name)
    else:
        yield path


def libraries(paths):
    """The files of the host that ELF files at or below `paths` are linked with."""
    objects = sorted({file for path in paths for file in files_below(path) if is_elf(file)})
    found = set()
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "LD_LIBRARY_PATH": "/usr/lib/R/lib"}
    for start in range(0, len(objects), 100):
        result = subprocess.run(
            ["ldd", *objects[start : start + 100]],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False,
        )
        for line in result.stdout.splitlines():
            words = line.replace("=>", " ").split()
            found.update(word for word in words[:2] if word.startswith("/") and not word.endswith(":"))
    return sorted(path for path in found if not path.startswith("/nix/store/"))


def host_files(roots):
    """The paths of the host, without links in their folders, that an image needs for `roots`."""
    chosen = []

    def choose(path):
        path = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
        if path in chosen or path.startswith("/nix/store/") or not os.path.lexists(path):
            return
        chosen.append(path)
        if os.path.islink(path):
            choose(os.path.join(os.path.dirname(path), os.readlink(path)))
        elif os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                for name in names + folders:
                    inner = os.path.join(folder, name)
                    if os.path.islink(inner):
                        choose(os.path.realpath(inner))

    for root in roots:
        choose(root)
    return sorted(path for path in chosen if not any(
        other != path and path.startswith(other + "/") for other in chosen))


def read_owners(path):
    """The (whether all below counts, path, user, group) of each line."""
    with open(path) as file:
        for line in file.read().splitlines():
            is_deep, owner, place = line.split("\t")
            user, _, group = owner.partition(":")
            if user.isdigit() and (group or user).isdigit():
                yield bool(is_deep), place, int(user), int(group or user)


def prepare(root, owners, out):
    closure = os.path.join(os.environ["closure"], "store-paths")
    with open(closure) as file:
        paths = file.read().split()
    settings = os.environ["settings"]
    paths = sorted(path for path in paths if path != settings)
    roots = []
    for path in paths:
        listed = os.path.join(path, "nix-support/host-paths")
        if os.path.exists(listed):
            with open(listed) as file:
                roots += file.read().split()
    roots = sorted(set(roots))
    real = host_files(roots)
    host = host_files(roots + libraries(paths + real))
    with open(settings) as file:
        config = json.load(file)
    spec = {
        "name": os.environ["imageName"],
        "created": os.environ["created"],
        "architecture": os.environ["architecture"],
        "config": config,
        "paths": paths,
        "host": host,
        "maxLayers": int(os.environ["maxLayers"]),
    }
    with open(os.path.join(out, "spec.json"), "w") as file:
        json.dump(spec, file, indent=1, sort_keys=True)
    with open(os.path.join(out, "top.tar"), "wb") as file:
        top = Layer(file, list(read_owners(owners)))
        for name in sorted(os.listdir(root)):
            top.add(name, os.path.join(root, name))
        # Where the top has a folder of its own, the links into the host's /usr go into it.
        for name in MERGED if host else []:
            if not os.path.islink(f"/{name}"):
                continue
            if not os.path.isdir(os.path.join(root, name)):
                top.link(name, f"usr/{name}")
                continue
            entries = {path.split("/")[3] for path in host if path.startswith(f"/usr/{name}/")}
            for entry in sorted(entries):
                top.link(f"{name}/{entry}", f"/usr/{name}/{entry}")
        if "tmp" not in top.seen:
            top.folder("tmp", 0o1777)
        top.close()


def grouped(paths, count):
    """At most `count` groups of paths: the first ones alone, the last one with the rest."""
    alone = paths[: max(count - 1, 0)]
    rest = paths[len(alone) :]
    return [[path] for path in alone] + ([rest] if rest else [])


def write(parts, tag):
    with open(os.path.join(parts, "spec.json")) as file:
        spec = json.load(file)
    if sys.stdout.isatty():
        sys.exit("an image is not for the terminal; send it to a file or to 'docker load'")
    archive = tarfile.open(fileobj=sys.stdout.buffer, mode="w|", format=tarfile.GNU_FORMAT)

    def member(name, size, stream):
        information = tarfile.TarInfo(name)
        information.size, information.mtime = size, 1
        archive.addfile(information, stream)

    layers = []

    def finish(stream):
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        member(f"{digest}/layer.tar", size, stream)
        layers.append(digest)

    groups = [spec["host"]] if spec["host"] else []
    groups += grouped(spec["paths"], spec["maxLayers"] - 2)
    for group in groups:
        with tempfile.TemporaryFile() as stream:
            layer = Layer(stream)
            for path in group:
                layer.add(path, path)
            layer.close()
            finish(stream)
    with open(os.path.join(parts, "top.tar"), "rb") as stream:
        finish(stream)

    configuration = {
        "architecture": spec["architecture"],
        "os": "linux",
        "created": spec["created"],
        "config": spec["config"],
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}" for digest in layers]},
        "history": [{"created": spec["created"], "comment": "nixpkgs stand-in"} for _ in layers],
    }
    text = json.dumps(configuration, sort_keys=True).encode()
    name = f"{hashlib.sha256(text).hexdigest()}.json"
    member(name, len(text), io.BytesIO(text))
    manifest = {
        "Config": name,
        "RepoTags": [f"{spec['name']}:{tag}"],
        "Layers": [f"{digest}/layer.tar" for digest in layers],
    }
    text = json.dumps([manifest]).encode()
    member("manifest.json", len(text), io.BytesIO(text))
    archive.close()


{"prepare": prepare, "write": write}[sys.argv[1]](*sys.argv[2:])
