/// The Nix text that makes a package set in which everything can be looked at, unfree and broken too.
enum PackagesExpression {
  /// Bindings for a `let` where nixpkgs' file is in scope as `entry`: `pkgs` has the overlays of a list
  /// given as an expression, and `withOverlays` makes such a set from any list.
  static func bindings(overlays: String) -> String {
    """
    withOverlays = overlays: import entry {
      inherit overlays;
      config = { allowUnfree = true; allowBroken = true; };
    };
    pkgs = withOverlays \(overlays);
    """
  }
}
