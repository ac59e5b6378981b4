"""Fails where machine code links to a library that nothing brings.

auto-patchelf.py OUT IGNORED INPUTS PATH…

IGNORED are patterns of names and INPUTS paths, with spaces between. Of an input, what lies in its `lib` counts,
and what its file nix-support/shared-libraries names up to the ending; of each PATH, all that lies below it.
"""

import fnmatch
import os
import struct
import sys

# What the C library brings.
OWN = ["ld-linux*.so*"] + [
    f"lib{name}.so.*" for name in ("anl", "c", "dl", "m", "mvec", "pthread", "resolv", "rt", "util")]


def needed(path):
    """The names of the libraries that a file links to; none of what is no machine code."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:4] != b"\x7fELF" or data[4] != 2:
        return []
    start, size, count = (*struct.unpack_from("<Q", data, 0x20), *struct.unpack_from("<HH", data, 0x36))
    segments = []
    dynamic = None
    for index in range(count):
        kind, _, offset, address, _, length = struct.unpack_from("<IIQQQQ", data, start + index * size)
        if kind == 1:
            segments.append((address, offset, length))
        elif kind == 2:
            dynamic = (offset, length)
    if dynamic is None:
        return []
    names, strings = [], None
    for place in range(dynamic[0], dynamic[0] + dynamic[1], 16):
        tag, value = struct.unpack_from("<qQ", data, place)
        if tag == 1:
            names.append(value)
        elif tag == 5:
            strings = next(value - a + o for a, o, length in segments if a <= value < a + length)
        elif tag == 0:
            break
    if strings is None:
        return []
    return [data[strings + n:data.index(b"\0", strings + n)].decode() for n in names]


def main(out, ignored, inputs, *paths):
    patterns = OWN + ignored.split()
    there = set()
    for path in inputs.split():
        if os.path.isdir(os.path.join(path, "lib")):
            there.update(os.listdir(os.path.join(path, "lib")))
        listed = os.path.join(path, "nix-support", "shared-libraries")
        if os.path.exists(listed):
            with open(listed) as lines:
                patterns += [f"{line.strip()}.so*" for line in lines]
    files = [os.path.join(folder, name) for folder, _, names in os.walk(out) for name in names]
    for root in (out, *paths):
        for _, _, names in os.walk(root):
            there.update(names)
    missing = set()
    for file in files:
        if os.path.islink(file):
            continue
        for name in needed(file):
            if name not in there and not any(fnmatch.fnmatch(name, p) for p in patterns):
                missing.add((name, file))
    for name, file in sorted(missing):
        print(f"error: auto-patchelf could not satisfy dependency {name} wanted by {file}", file=sys.stderr)
    sys.exit(1 if missing else 0)


main(*sys.argv[1:])
