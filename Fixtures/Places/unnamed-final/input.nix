_: pkgs:
let
  packageOverrides = selfPackages: superPackages: {
    aaa = superPackages.toPythonModule pkgs.hello;
  };
in
{
  python3 = pkgs.python3.override (old: {
    packageOverrides = pkgs.lib.composeExtensions (old.packageOverrides or (_: _: { })) packageOverrides;
  });
}
