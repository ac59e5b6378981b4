{
  cuda ? false,
}:
final: prev:
with prev;
if cuda then
  { torch = callPackage ./cuda.nix { }; }
else
  { torch = callPackage ./cpu.nix { }; }
