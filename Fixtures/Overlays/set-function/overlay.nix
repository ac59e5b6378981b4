let
  packages = import ./packages.nix;
in
self: super: {
  pythonPackagesExtensions = super.pythonPackagesExtensions ++ [
    (python-self: python-super: packages self python-self)
  ];
}
