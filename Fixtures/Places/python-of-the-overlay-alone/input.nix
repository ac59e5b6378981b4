final: prev:
let
  python3 = prev.python3.override {
    self = python3;
    packageOverrides = pyfinal: pyprev: {
      aaa = pyfinal.toPythonModule final.hello;
    };
  };
in
{
  shelf = python3.pkgs.callPackage ./shelf.nix { };
  shelf-shell = python3.withPackages (ps: [ ps.aaa ]);
}
