# Images as `docker load` and skopeo take them (`docker-archive`).
#
# What is built with the host's Python and R runs on the host's files only, so an image has them in
# a layer of its own: those that packages name in `nix-support/host-paths`, and their libraries.
{ lib, pkgs }:
let
  inherit (pkgs) runCommand;

  # The parts of an image in a folder: spec.json and, as a tar, the top layer. Of fakeRootCommands
  # `chown` knows numbers only.
  parts =
    {
      name,
      tag ? null,
      contents ? [ ],
      config ? { },
      created ? "1970-01-01T00:00:01Z",
      architecture ? pkgs.stdenv.hostPlatform.go.GOARCH,
      extraCommands ? "",
      fakeRootCommands ? "",
      maxLayers ? 100,
      ...
    }:
    let
      roots = lib.toList contents;
      settings = pkgs.writeText "${baseNameOf name}-config.json" (builtins.toJSON config);
    in
    runCommand "${baseNameOf name}-parts"
      {
        inherit
          extraCommands
          fakeRootCommands
          settings
          roots
          architecture
          created
          maxLayers
          ;
        imageName = name;
        closure = pkgs.closureInfo {
          # Without the file itself the image has what it names.
          rootPaths = roots ++ [ settings ];
        };
      }
      ''
        mkdir root
        /usr/bin/python3 -I ${../link-farm.py} root 1 / $roots --no-folder-links
        (
          cd root
          eval "$extraCommands"
        )
        # Builders may not give files away; what should be whose is noted down.
        touch owners
        (
          cd root
          chown() {
            local deep="" owner path
            if [ "$1" = -R ]; then deep=R && shift; fi
            owner=$1
            shift
            for path in "$@"; do
              printf '%s\t%s\t%s\n' "$deep" "$owner" "$(realpath -ms --relative-to=. "./$path")"
            done >> ../owners
          }
          eval "$fakeRootCommands"
        )
        mkdir -p $out
        /usr/bin/python3 -I ${./image.py} prepare root owners $out
      '';

  tagOf =
    tag: built:
    if tag != null then
      tag
    else
      builtins.substring 0 32 (baseNameOf (builtins.unsafeDiscardStringContext built.outPath));

  image =
    {
      name,
      tag ? null,
      compressor ? "gz",
      ...
    }@arguments:
    let
      built = parts arguments;
    in
    runCommand "${baseNameOf name}.tar${lib.optionalString (compressor != "none") ".gz"}"
      {
        passthru = {
          imageName = name;
          imageTag = tagOf tag built;
        };
      }
      ''
        /usr/bin/python3 -I ${./image.py} write ${built} ${lib.escapeShellArg (tagOf tag built)} \
          | ${if compressor == "none" then "cat" else "gzip -1n"} > $out
      '';

  stream =
    {
      name,
      tag ? null,
      ...
    }@arguments:
    let
      built = parts arguments;
    in
    pkgs.writeTextFile {
      name = "stream-${baseNameOf name}";
      executable = true;
      text = ''
        #!/usr/bin/bash
        exec /usr/bin/python3 -I ${./image.py} write ${built} ${lib.escapeShellArg (tagOf tag built)}
      '';
      passthru = {
        imageName = name;
        imageTag = tagOf tag built;
      };
    };
in
{
  buildLayeredImage = lib.makeOverridable image;
  streamLayeredImage = lib.makeOverridable stream;
  buildImage = lib.makeOverridable (
    {
      copyToRoot ? [ ],
      contents ? copyToRoot,
      ...
    }@arguments:
    image (arguments // { contents = if contents == null then [ ] else contents; })
  );

  # What an image often needs beside its programs.
  fakeNss = runCommand "fake-nss" { } ''
    mkdir -p $out/etc $out/var/empty
    printf '%s\n' 'root:x:0:0:root:/var/empty:/bin/sh' 'nobody:x:65534:65534:nobody:/var/empty:/bin/sh' \
      > $out/etc/passwd
    printf '%s\n' 'root:x:0:' 'nobody:x:65534:' > $out/etc/group
    echo 'hosts: files dns' > $out/etc/nsswitch.conf
  '';
  binSh = runCommand "bin-sh" { } ''
    mkdir -p $out/bin
    ln -s ${pkgs.bashInteractive}/bin/bash $out/bin/sh
  '';
  usrBinEnv = runCommand "usr-bin-env" { } ''
    mkdir -p $out/usr/bin
    ln -s ${pkgs.coreutils}/bin/env $out/usr/bin/env
  '';
  caCertificates = runCommand "ca-certificates" { } ''
    mkdir -p $out/etc/ssl/certs
    for name in ca-bundle.crt ca-certificates.crt; do
      ln -s ${pkgs.cacert}/etc/ssl/certs/ca-bundle.crt $out/etc/ssl/certs/$name
    done
  '';
}
