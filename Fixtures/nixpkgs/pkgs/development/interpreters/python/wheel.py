"""What is done with a built wheel.

wheel.py install OUT PYTHON "INPUT…" WHEEL…     installs wheels
wheel.py relax "NAME…" "NAME…" WHEEL…           loosens requirements, and removes others
wheel.py check PACKAGING OUT "INPUT…"           compares requirements with what is there
wheel.py conflicts OUT "INPUT…"                 looks for distributions that are there twice
"""

import base64
import compileall
import configparser
import hashlib
import importlib.metadata
import os
import pathlib
import py_compile
import re
import shutil
import sys
import tempfile
import zipfile

SITE = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages"

SCRIPT = """\
#!{python}/bin/python3
import importlib
import site
import sys

for folder in {folders!r}:
    site.addsitedir(folder)
value = importlib.import_module({module!r})
for name in {names!r}:
    value = getattr(value, name)
sys.exit(value())
"""


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(inputs):
    """The store paths that these propagate, with themselves, each once."""
    found = {}
    pending = inputs.split()
    while pending:
        path = pending.pop(0)
        if path in found:
            continue
        found[path] = True
        propagated = pathlib.Path(path, "nix-support/propagated-build-inputs")
        if propagated.exists():
            pending += propagated.read_text().split()
    return list(found)


def sites(inputs):
    folders = [os.path.join(path, SITE) for path in closure(inputs)]
    return [folder for folder in folders if os.path.isdir(folder)]


def place(name, out, distribution):
    """Where a member of a wheel goes."""
    if name.startswith("/") or ".." in name.split("/"):
        sys.exit(f"the wheel's member '{name}' would leave its folder")
    parts = name.split("/")
    if not parts[0].endswith(".data") or len(parts) < 3:
        return os.path.join(out, SITE, name)
    kind, rest = parts[1], "/".join(parts[2:])
    folder = {
        "purelib": SITE,
        "platlib": SITE,
        "scripts": "bin",
        "data": "",
        "headers": f"include/{distribution}",
    }[kind]
    return os.path.join(out, folder, rest)


def install_one(wheel, out, python, folders):
    with zipfile.ZipFile(wheel) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        metadata = next(
            member.filename for member in members if re.fullmatch(r"[^/]+\.dist-info/METADATA", member.filename)
        )
        information = metadata.partition("/")[0]
        distribution = information.partition("-")[0]
        for member in members:
            target = place(member.filename, out, distribution)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            content = archive.read(member)
            is_script = "/bin/" in target.removeprefix(out) and ".data/scripts/" in member.filename
            if is_script:
                content = re.sub(rb"\A#!pythonw?[^\n]*", f"#!{python}/bin/python3".encode(), content)
            with open(target, "wb") as file:
                file.write(content)
            executable = is_script or (member.external_attr >> 16) & 0o111
            os.chmod(target, 0o755 if executable else 0o644)
        points = f"{information}/entry_points.txt"
        if any(member.filename == points for member in members):
            write_scripts(archive.read(points).decode(), out, python, folders)
    with open(os.path.join(out, SITE, information, "INSTALLER"), "w") as file:
        file.write("nix\n")


def write_scripts(text, out, python, folders):
    parser = configparser.ConfigParser(delimiters=("=",), interpolation=None, strict=False)
    parser.optionxform = str
    parser.read_string(text)
    for section in ("console_scripts", "gui_scripts"):
        if not parser.has_section(section):
            continue
        for name, value in parser.items(section):
            module, _, attributes = value.partition("[")[0].partition(":")
            path = os.path.join(out, "bin", name.strip())
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(
                    SCRIPT.format(
                        python=python,
                        folders=folders,
                        module=module.strip(),
                        names=[part for part in attributes.strip().split(".") if part],
                    )
                )
            os.chmod(path, 0o755)


def install(out, python, inputs, *wheels):
    if not wheels:
        sys.exit("the build made no wheel")
    folders = [os.path.join(out, SITE), *sites(inputs)]
    for wheel in wheels:
        print(f"installing {os.path.basename(wheel)}", flush=True)
        install_one(wheel, out, python, folders)
    # Nothing may be written into the store later on, not even by root.
    compileall.compile_dir(
        os.path.join(out, SITE),
        quiet=2,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )


def relax(relaxed, removed, *wheels):
    relaxed = relaxed.split()
    is_all = relaxed == ["1"]
    relaxed = {normalised(name) for name in relaxed}
    removed = {normalised(name) for name in removed.split()}
    for wheel in wheels:
        rewrite(wheel, lambda text: relaxed_text(text, relaxed, removed, is_all))


def relaxed_text(text, relaxed, removed, is_all):
    head, separator, body = text.partition("\n\n")
    lines = []
    for line in head.split("\n"):
        match = re.match(r"(Requires-Dist:\s*)([A-Za-z0-9._-]+)\s*(\[[^]]*\])?([^;]*)(;.*)?$", line)
        if match:
            start, name, extras, _, marker = match.groups()
            if normalised(name) in removed:
                print(f"removing: {line}")
                continue
            if is_all or normalised(name) in relaxed:
                print(f"relaxing: {line}")
                line = start + name + (extras or "") + (f" {marker}" if marker else "")
        lines.append(line)
    return "\n".join(lines) + separator + body


def rewrite(wheel, change):
    """Changes the METADATA of a wheel, and its line in RECORD."""
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(wheel) or ".")
    os.close(handle)
    record_name, digest_line = None, None
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if re.fullmatch(r"[^/]+\.dist-info/RECORD", member.filename):
                record_name, record = member, content.decode()
                continue
            if re.fullmatch(r"[^/]+\.dist-info/METADATA", member.filename):
                content = change(content.decode()).encode()
                digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
                digest_line = f"{member.filename},sha256={digest.decode()},{len(content)}"
            new.writestr(member, content)
        if record_name is not None and digest_line is not None:
            name = digest_line.partition(",")[0]
            lines = [
                digest_line if line.startswith(f"{name},") else line for line in record.split("\n")
            ]
            new.writestr(record_name, "\n".join(lines))
    shutil.move(temporary, wheel)
    os.chmod(wheel, 0o644)


def versions_of(out, inputs):
    """The versions of each distribution that is there, with the folder of each."""
    versions = {}
    for folder in [os.path.join(out, SITE), *sites(inputs)]:
        for distribution in importlib.metadata.distributions(path=[folder]):
            name = normalised(distribution.metadata["Name"])
            versions.setdefault(name, {})[distribution.version] = folder
    return versions


def conflicts(out, inputs):
    complaints = []
    for name, places in sorted(versions_of(out, inputs).items()):
        if len(places) > 1:
            told = ", ".join(f"{version} in {folder}" for version, folder in sorted(places.items()))
            complaints.append(f"  - {name} is there in two versions: {told}")
    if complaints:
        sys.exit("\n".join(["found duplicated packages in the closure:", *complaints]))


def check(packaging, out, inputs):
    sys.path.insert(0, packaging)
    from packaging.requirements import Requirement

    versions = versions_of(out, inputs)
    complaints = []
    for distribution in importlib.metadata.distributions(path=[os.path.join(out, SITE)]):
        for text in distribution.requires or []:
            requirement = Requirement(text)
            if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
                continue
            there = versions.get(normalised(requirement.name))
            if not there:
                complaints.append(f"{requirement.name} not installed")
            elif not any(requirement.specifier.contains(v, prereleases=True) for v in there):
                found = ", ".join(sorted(there))
                complaints.append(
                    f"{requirement.name}{requirement.specifier} not satisfied by version {found}"
                )
    if complaints:
        sys.exit("\n".join(["the runtime dependencies are not met:", *(f"  - {c}" for c in complaints)]))


{"install": install, "relax": relax, "check": check, "conflicts": conflicts}[sys.argv[1]](*sys.argv[2:])
