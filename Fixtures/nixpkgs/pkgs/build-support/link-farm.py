"""Makes one tree of links of several.

link-farm.py OUT IGNORE_COLLISIONS "FOLDER…" PATH… [--no-folder-links]

A folder that one path alone has becomes a link, or else a folder; one that several have becomes a
folder of links.
"""

import filecmp
import os
import sys


def sources(paths, folders):
    """The (path within the tree, real path) of what is to be linked."""
    for path in paths:
        for folder in folders:
            inner = folder.strip("/")
            real = os.path.join(path, inner) if inner else path
            if os.path.isdir(real):
                yield inner, real
            elif os.path.lexists(real) and inner:
                yield inner, real


def merge(target, candidates, ignore, folder_links=True):
    """Puts at `target` what all of `candidates` have."""
    is_link = os.path.islink(candidates[0]) if len(candidates) == 1 else False
    is_single = len(candidates) == 1 and (folder_links or is_link)
    if is_single or not all(os.path.isdir(path) for path in candidates):
        first = candidates[0]
        for other in candidates[1:]:
            if os.path.isdir(first) or os.path.isdir(other):
                same = os.path.realpath(first) == os.path.realpath(other)
            else:
                same = filecmp.cmp(first, other, shallow=False)
            if not same and not ignore:
                sys.exit(f"collision between '{first}' and '{other}'")
        os.symlink(first, target)
        return
    os.makedirs(target, exist_ok=True)
    names = {}
    for path in candidates:
        for name in sorted(os.listdir(path)):
            names.setdefault(name, []).append(os.path.join(path, name))
    for name, inner in names.items():
        merge(os.path.join(target, name), inner, ignore, folder_links)


def main():
    out, ignore, folders, *paths = sys.argv[1:]
    folder_links = "--no-folder-links" not in paths
    paths = [path for path in paths if path != "--no-folder-links"]
    unique = list(dict.fromkeys(os.path.normpath(path) for path in paths))
    os.makedirs(out, exist_ok=True)
    by_place = {}
    for inner, real in sources(unique, folders.split()):
        if inner:
            by_place.setdefault(inner, []).append(real)
            continue
        for name in sorted(os.listdir(real)):
            if name != "nix-support":
                by_place.setdefault(name, []).append(os.path.join(real, name))
    for place, candidates in sorted(by_place.items()):
        target = os.path.join(out, place)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        merge(target, candidates, bool(ignore), folder_links)


main()
