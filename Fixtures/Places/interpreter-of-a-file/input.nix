let
  pkgs = import <nixpkgs> { };
  python = pkgs.python3.override {
    packageOverrides = self: super: {
      aaa = self.toPythonModule pkgs.hello;
    };
  };
in
python.withPackages (ps: [ ps.aaa ])
