{ pkgs }: pkgs.mkShell { name = "other"; }
