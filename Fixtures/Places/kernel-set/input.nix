{ pkgs, patches }:
pkgs.linuxPackages.extend (self: super: {
  kernel = super.kernel.override { kernelPatches = patches; };
})
