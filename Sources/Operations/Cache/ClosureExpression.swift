/// The Nix code that finds what an environment consists of.
///
/// Of a shell those are its inputs, of any other derivation it is itself, and without a file every
/// package of the overlay with its interpreter.
enum ClosureExpression {
  /// `file` and `attribute` (a JSON list) arrive by `--argstr`; the answer lists derivations to have,
  /// and such as are nice to have.
  static let ofFile = #"""
    { file, attribute }:
    let
      called = value: if builtins.isFunction value then value { } else value;
      root = called (import file);
      step = value: name:
        if builtins.isAttrs value && builtins.hasAttr name value then called value.${name}
        else throw "there is no attribute '${name}' in it";
      chosen = builtins.foldl' step root (builtins.fromJSON attribute);
      isDerivation = value: builtins.isAttrs value && (value.type or "") == "derivation";
      flat = value:
        if builtins.isList value then builtins.concatMap flat value
        else if isDerivation value then [ value ]
        else [ ];
      inputs = shell:
        if shell ? inputDerivation then [ shell.inputDerivation ]
        else
          builtins.concatMap (name: flat (shell.${name} or [ ])) [
            "buildInputs" "nativeBuildInputs" "propagatedBuildInputs" "propagatedNativeBuildInputs"
            "stdenv"
          ];
      parts = value:
        if isDerivation value then
          if value ? shellHook then inputs value else [ value ]
        else if builtins.isAttrs value then
          builtins.concatMap (name: if isDerivation value.${name} then parts value.${name} else [ ])
            (builtins.attrNames value)
        else
          throw "it is neither a derivation nor a set of them";
      row = value: {
        derivation = builtins.unsafeDiscardStringContext value.drvPath;
        output = builtins.unsafeDiscardStringContext value.outPath;
      };
    in
    {
      needed = map row (parts chosen);
      wanted = [ ];
      isShell = isDerivation chosen && chosen ? shellHook;
    }
    """#

  /// `entry`, `overlay`, `python`, and the attributes (JSON lists) `modules` and `libraries`.
  static func ofOverlay(_ graph: OverlayGraph) -> String {
    let overlays = graph.overlays(packages: "(withOverlays [ ])")
    return text.replacing("@packages@", with: PackagesExpression.bindings(overlays: overlays))
  }

  private static let text = #"""
    { entry, overlay, python, modules, libraries }:
    let
      @packages@
      set =
        if builtins.match ".*Packages" python != null then pkgs.${python}
        else pkgs."${python}Packages" or pkgs.${python}.pkgs;
      modulePackages = map (name: set.${name}) (builtins.fromJSON modules);
      libraryPackages = map (name: pkgs.rPackages.${name}) (builtins.fromJSON libraries);
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
    """#
}
