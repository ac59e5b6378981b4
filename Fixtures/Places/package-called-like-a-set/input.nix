final: prev: {
  gnome-askpass = prev.callPackage ../packages/gnome-askpass.nix { };
}
