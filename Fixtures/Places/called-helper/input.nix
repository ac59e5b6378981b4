let
  add = name: file: final: prev: {
    pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
      (pyfinal: pyprev: { ${name} = pyfinal.callPackage file { }; })
    ];
  };
in
[
  (add "foo" ./foo.nix)
  (add "bar" ./bar.nix)
]
