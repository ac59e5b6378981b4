"""Builds a wheel of the source tree in the current folder, as PEP 517 says, without isolation.

pep517.py PACKAGING FOLDER [--skip-dependency-check] [-C NAME=VALUE]…

As `pyproject-build --no-isolation` it refuses a table that PEP 518 does not know, and stops where what is
asked for to build with is not there at the version asked for: in [build-system], by the backend, and by the
packages found for those.
"""

import importlib
import importlib.metadata
import os
import site
import sys
import tomllib


def settings(arguments):
    """The backend's settings in `-C NAME=VALUE` and `--config-setting=NAME=VALUE`."""
    result = {}
    words = iter(arguments)
    for word in words:
        for option in ("--config-setting", "-C"):
            if word == option:
                word = next(words)
                break
            if word.startswith(option):
                word = word.removeprefix(option).removeprefix("=")
                break
        name, _, value = word.partition("=")
        result[name] = value
    return result


def unmet(text, seen=frozenset(), extras=("",)):
    """What is not met of a requirement, and of what its package requires, as `build` looks for it."""
    from packaging.requirements import Requirement

    requirement = Requirement(text)
    if requirement.marker and not any(requirement.marker.evaluate({"extra": e}) for e in extras):
        return []
    try:
        there = importlib.metadata.distribution(requirement.name)
    except importlib.metadata.PackageNotFoundError:
        return [text]
    if not requirement.specifier.contains(there.version, prereleases=True):
        return [text]
    if text in seen:
        return []
    wanted = tuple(requirement.extras) or ("",)
    return [m for other in there.requires or [] for m in unmet(other, seen | {text}, wanted)]


def check(requirements):
    missing = [found for text in requirements for found in unmet(text)]
    if missing:
        sys.exit("\n".join(["ERROR Missing dependencies:", *(f"\t{text}" for text in missing)]))


def main():
    packaging, folder, *arguments = sys.argv[1:]
    skips = "--skip-dependency-check" in arguments
    arguments = [word for word in arguments if word != "--skip-dependency-check"]
    try:
        with open("pyproject.toml", "rb") as file:
            system = tomllib.load(file).get("build-system", {})
    except FileNotFoundError:
        if not os.path.exists("setup.py"):
            sys.exit("there is neither a pyproject.toml nor a setup.py")
        system = {}
    unknown = set(system) - {"requires", "build-backend", "backend-path"}
    if unknown:
        sys.exit(f"ERROR Failed to validate `build-system` in pyproject.toml: Unknown properties: {', '.join(sorted(unknown))}")
    backend = system.get("build-backend", "setuptools.build_meta:__legacy__")

    # In the place of this script's folder comes what the project itself brings.
    sys.path[:1] = [os.path.abspath(path) for path in system.get("backend-path", [])]
    for path in os.environ.get("PYTHONPATH", "").split(":"):
        if path:
            site.addsitedir(path)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    # The classifiers here are those of one day; newer projects have newer ones.
    os.environ["HATCH_METADATA_CLASSIFIERS_NO_VERIFY"] = "1"
    sys.dont_write_bytecode = True

    if not skips:
        sys.path.append(packaging)
        check(system.get("requires", ["setuptools"]))
    module, _, attributes = backend.partition(":")
    try:
        hooks = importlib.import_module(module)
    except ModuleNotFoundError as error:
        sys.exit(f"the build backend '{backend}' is missing from build-system: {error}")
    for attribute in attributes.split("."):
        if attribute:
            hooks = getattr(hooks, attribute)
    sys.argv[1:] = []
    if not skips and hasattr(hooks, "get_requires_for_build_wheel"):
        check(hooks.get_requires_for_build_wheel(settings(arguments)))
        sys.argv[1:] = []
    print("built", hooks.build_wheel(os.path.abspath(folder), settings(arguments)))


main()
