{ pkgs, lib, pythonSet, workspace }:
let
  overlay = final: prev: {
    numpy = prev.numpy.overrideAttrs (old: { doCheck = false; });
  };
in
pythonSet.overrideScope (lib.composeManyExtensions [ (workspace.mkPyprojectOverlay { }) overlay ])
