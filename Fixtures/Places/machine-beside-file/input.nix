{ ... }:
{
  microvm.vms.guest.config.nixpkgs.overlays = [ (final: prev: { guest = prev.hello; }) ];
  nixpkgs.overlays = [ (final: prev: { tool = prev.hello; }) ];
}
