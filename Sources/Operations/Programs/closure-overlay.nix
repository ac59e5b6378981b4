# What an overlay's packages consist of, with their interpreters.
#
# packages: packages.nix; modules, libraries: attributes of the Python set and of rPackages
# needed: derivations to have; wanted: such as are nice to have
{
  entry,
  overlays,
  packages,
  python,
  modules,
  libraries,
}:
let
  pkgs = packages { inherit entry overlays; };
  set =
    if builtins.match ".*Packages" python != null then pkgs.${python}
    else pkgs."${python}Packages" or pkgs.${python}.pkgs;
  modulePackages = map (name: set.${name}) modules;
  libraryPackages = map (name: pkgs.rPackages.${name}) libraries;
  only = list: value: if list == [ ] then [ ] else [ value ];
  row = value: {
    derivation = builtins.unsafeDiscardStringContext value.drvPath;
    output = builtins.unsafeDiscardStringContext value.outPath;
  };
in
{
  needed = map row (
    modulePackages ++ libraryPackages ++ only modulePackages set.python
    ++ only libraryPackages pkgs.R);
  wanted = map row (
    only modulePackages (set.python.withPackages (_: modulePackages))
    ++ only libraryPackages (pkgs.rWrapper.override { packages = libraryPackages; }));
  isShell = false;
}
