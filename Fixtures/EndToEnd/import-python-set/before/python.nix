{ pkgs }:
self: super: {
  foo = self.buildPythonPackage rec {
    pname = "foo";
    version = "1.0";
    src = { };
  };
}
