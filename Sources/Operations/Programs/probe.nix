# The METADATA that a source archive's build backend computes, built in Nix's sandbox with this nixpkgs'
# Python: what is read here is built while it is evaluated.
#
# entry: the file to import nixpkgs by; python: the interpreter's attribute
# name, url, sha256: the archive; backend: the build backend, `module:object`
# requirements: the names of projects that its build requires; those that nixpkgs lacks are left out
{
  entry,
  python,
  name,
  url,
  sha256,
  backend,
  requirements,
}:
let
  pkgs = import entry { overlays = [ ]; };
  tools = pkgs.${python}.withPackages (
    packages:
    builtins.filter (value: value != null) (
      map (requirement: packages.${requirement} or null) (
        [
          "setuptools"
          "wheel"
        ]
        ++ requirements
      )
    )
  );
  metadata = pkgs.runCommand "nixgraft-probe" {
    nativeBuildInputs = [ tools ];
    archive = pkgs.fetchurl { inherit name url sha256; };
    inherit backend;
    script = ''
      import importlib, os, pathlib, shutil, sys
      shutil.unpack_archive(os.environ["archive"], "source")
      root = next(path for path in pathlib.Path("source").iterdir() if path.is_dir())
      os.chdir(root)
      sys.path.insert(0, os.getcwd())
      module, _, names = os.environ["backend"].partition(":")
      backend = importlib.import_module(module)
      for part in filter(None, names.split(".")):
          backend = getattr(backend, part)
      if not hasattr(backend, "prepare_metadata_for_build_wheel"):
          sys.exit(f"{module} cannot tell its metadata without a whole build")
      folder = os.path.abspath("nixgraft-metadata")
      os.makedirs(folder)
      info = backend.prepare_metadata_for_build_wheel(folder)
      shutil.copyfile(os.path.join(folder, info, "METADATA"), os.environ["out"])
    '';
    passAsFile = [ "script" ];
  } ''HOME=$PWD python "$scriptPath"'';
in
builtins.substring 0 16777216 (builtins.readFile metadata)
