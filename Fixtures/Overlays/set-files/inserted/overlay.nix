# Every language in a file of its own.
final: prev: {
  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
    (import ./nix/python.nix { pkgs = final; })
  ];
  rPackages = prev.rPackages.override (old: {
    overrides = (old.overrides or { }) // final.callPackage ./r.nix { };
  });
}
