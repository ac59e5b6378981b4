{ pkgs, ... }:
{
  programs.party.settings = _: _: { enableTheme = true; };
}
