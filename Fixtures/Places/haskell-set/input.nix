self: super: {
  lens = self.callHackage "lens" "5.0" { };
}
