final: prev: inputs:
with final;
{
  awesome-git = prev.awesome.overrideAttrs (old: { src = inputs.awesome-source; });
  shelf = inputs.shelf.packages.${inputs.system}.default;
}
