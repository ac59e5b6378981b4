final: prev:

import ./parts.nix final prev
// {
  shelf = prev.hello or null;
}
