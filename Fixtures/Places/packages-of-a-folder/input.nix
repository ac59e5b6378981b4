{ inputs, ... }:
{
  # The packages of this repository.
  additions = final: _prev: import ../pkgs { pkgs = final; };
}
