"""Builds a wheel of the source tree in the current folder, as PEP 517 says, without isolation.

pep517.py FOLDER [-C NAME=VALUE]…
"""

import importlib
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


def main():
    folder, *arguments = sys.argv[1:]
    try:
        with open("pyproject.toml", "rb") as file:
            system = tomllib.load(file).get("build-system", {})
    except FileNotFoundError:
        if not os.path.exists("setup.py"):
            sys.exit("there is neither a pyproject.toml nor a setup.py")
        system = {}
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

    module, _, attributes = backend.partition(":")
    try:
        hooks = importlib.import_module(module)
    except ModuleNotFoundError as error:
        sys.exit(f"the build backend '{backend}' is missing from build-system: {error}")
    for attribute in attributes.split("."):
        if attribute:
            hooks = getattr(hooks, attribute)
    sys.argv[1:] = []
    print("built", hooks.build_wheel(os.path.abspath(folder), settings(arguments)))


main()
