# What is imported here is no nixpkgs, so its overlays are its own.
let
  genes = import <genenix> {
    overlays = [
      (
        self: super: with super; {
          align = define align { memory = 15; };
        }
      )
    ];
  };
in
genes.run ./pipeline.nix
