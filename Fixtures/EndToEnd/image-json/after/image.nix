# A container image that nixgraft wrote; edit freely. To build and load it:
#   docker load < $(nix-build image.nix)
let
  # The packages come from this nixpkgs.
  pkgs = import <root>/Fixtures/Snapshots/tiny/modern/pkgs/top-level/impure.nix { };

  # Python and its packages.
  python = pkgs.python3.withPackages (ps: [
    ps.numpy
  ]);

  # The user that programs run as, by number and by name.
  user = pkgs.writeTextDir "etc/passwd" ''
    root:x:0:0:root:/root:/bin/bash
    user:x:1000:1000:user:/home/user:/bin/bash
    nobody:x:65534:65534:nobody:/:/bin/false
  '';
  group = pkgs.writeTextDir "etc/group" ''
    root:x:0:
    user:x:1000:
    nobody:x:65534:
  '';
in
pkgs.dockerTools.buildLayeredImage {
  name = "work";
  tag = "latest";

  contents = [
    python
    pkgs.bashInteractive
    pkgs.coreutils
    user
    group
  ];

  # Where programs may write.
  fakeRootCommands = ''
    mkdir -p tmp work home/user
    chmod 1777 tmp
    chown 1000:1000 work home/user
  '';

  config = {
    # 'docker run IMAGE COMMAND' runs any command of the environment, Cmd if none is given.
    Entrypoint = [ "/bin/env" ];
    Cmd = [ "python3" ];
    User = "1000:1000";
    WorkingDir = "/work";
    Env = [
      "PATH=/bin"
      "HOME=/home/user"
      "LANG=C.UTF-8"
      "TMPDIR=/tmp"
    ];
  };
}
