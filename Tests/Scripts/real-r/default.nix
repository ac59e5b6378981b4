# nixpkgs' own R builder on the host's R and compiler: the tree's stdenv, hooks and generic-builder.nix.
# No R package of nixpkgs is there, so that all of a closure is imported and built.
{
  tree ? /. + builtins.getEnv "REAL_R_TREE",
  overlays ? [ ],
  config ? { },
  ...
}:
let
  lib = import (tree + "/lib");
  system = "x86_64-linux";
  host = "/host";

  # Symlinks to programs of the host, made without stdenv.
  raw =
    name: script:
    derivation {
      inherit name system;
      builder = "${host}/bin/bash";
      args = [
        "-euc"
        "export PATH=${host}/bin\n${script}"
      ];
    };
  links = programs: ''
    mkdir -p $out/bin
    for p in ${toString programs}; do
      if [ $p = sh ]; then ln -s ${host}/bin/bash $out/bin/sh
      elif [ -e ${host}/bin/$p ]; then ln -s ${host}/bin/$p $out/bin/$p
      else echo "the host lacks $p" >&2; exit 1; fi
    done
  '';

  # What pkgs/stdenv/generic/common-path.nix lists, and nothing else of the host's.
  commonPrograms = {
    coreutils = lib.splitString " " (
      "[ b2sum base32 base64 basename cat chgrp chmod chown cksum comm cp csplit cut date dd df dir dirname "
      + "du echo env expand expr factor false fmt fold groups head hostid id install join link ln "
      + "logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr "
      + "printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum "
      + "sha512sum shred shuf sleep sort split stat stty sum sync tac tail tee test timeout touch tr true "
      + "truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes"
    );
    findutils = [ "find" "xargs" ];
    diffutils = [ "cmp" "diff" "diff3" "sdiff" ];
    gnused = [ "sed" ];
    gnugrep = [ "grep" "egrep" "fgrep" ];
    gawk = [ "awk" ];
    gnutar = [ "tar" ];
    gzip = [ "gzip" "gunzip" "zcat" ];
    bzip2 = [ "bzip2" "bunzip2" ];
    gnumake = [ "make" ];
    bash = [ "bash" "sh" ];
    patch = [ "patch" ];
    xz = [ "xz" "unxz" ];
    file = [ "file" ];
  };
  commonPath = raw "host-common-path" (links (lib.concatLists (lib.attrValues commonPrograms)));

  # The cc-wrapper of a compiler with its own C library knows none.
  libc = (raw "glibc-host" "mkdir -p $out") // {
    pname = "glibc";
    version = "2.36";
    out = libc;
    bin = libc;
    dev = libc;
    lib = libc;
    static = libc;
  };

  stages =
    args:
    let
      native = import (./tree-native + "/pkgs/stdenv/native") args;
    in
    [
      (lib.head native)
      (
        prev:
        let
          stage = lib.elemAt native 1 prev;
          stdenvNoCC = prev.stdenv.override { initialPath = [ commonPath ]; };
          common = {
            inherit lib stdenvNoCC;
            nativeTools = true;
            nativeLibc = true;
            nativePrefix = host;
            expand-response-params = "";
            runtimeShell = "${host}/bin/bash";
          };
          gccUnwrapped = (raw "gcc-host" "mkdir -p $out") // {
            pname = "gcc";
            version = "12";
            lib = gccUnwrapped;
            out = gccUnwrapped;
            libgcc = gccUnwrapped;
            isGNU = true;
            langC = true;
            langCC = true;
          };
          binutilsUnwrapped = (raw "binutils-host" "mkdir -p $out") // {
            pname = "binutils";
            version = "2.40";
          };
          bintools =
            (import (tree + "/pkgs/build-support/bintools-wrapper") (common // { name = "bintools-host"; bintools = binutilsUnwrapped; })).overrideAttrs
              (old: {
                postFixup = (old.postFixup or "") + ''
                  for p in ar as nm objcopy objdump ranlib readelf size strip strings; do
                    [ -e $out/bin/$p ] || ln -s ${host}/bin/$p $out/bin/$p
                  done
                  echo /lib64/ld-linux-x86-64.so.2 > $out/nix-support/dynamic-linker
                '';
              });
          cc = import (tree + "/pkgs/build-support/cc-wrapper") (
            common
            // {
              name = "cc-host";
              cc = gccUnwrapped;
              isGNU = true;
              inherit bintools;
            }
          ) // { inherit libc; };
        in
        stage
        // {
          stdenv =
            (stage.stdenv.override {
              inherit cc;
              initialPath = [ commonPath ];
            })
            // {
              inherit (prev) fetchurl;
            };
        }
      )
    ];

  hostOverlay =
    final: prev:
    let
      plain = final.stdenvNoCC.mkDerivation;
      program =
        pname: programs:
        plain {
          inherit pname;
          # nixpkgs' own may need the one that stands for it here.
          version = "0";
          buildCommand = links programs;
          passthru = {
            realHost = true;
            override = _: final.${pname};
          };
        };
      table = builtins.fromJSON (builtins.readFile ./libraries.json);
      # What the dev packages of Debian for an attribute have, below one prefix.
      library =
        pname:
        { folder, needs }:
        plain {
          inherit pname;
          version = prev.${pname}.version or "0";
          src = /. + folder;
          buildCommand = ''
            cp -r $src $out
            chmod -R u+w $out
            find $out \( -name '*.pc' -o -name '*-config' -o -name '*_config' -o -name h5cc \) -type f | while read -r f; do
              sed -i -e "s|@PREFIX@|$out|g" "$f"
              case $f in *config | *cc) chmod +x "$f"; patchShebangs "$f" ;; esac
            done
            # What the fixup phase would do, which a buildCommand goes without.
            mkdir -p $out/nix-support
            echo $propagatedBuildInputs > $out/nix-support/propagated-build-inputs
          '';
          propagatedBuildInputs = map (other: final.${other}) needs;
          passthru = {
            realHost = true;
            override = _: final.${pname};
          }
          // lib.genAttrs [ "bin" "dev" "lib" "out" ] (_: final.${pname});
        };
      one = lib.mapAttrs library (lib.filterAttrs (name: _: prev ? ${name}) table);
      programs = {
        pkg-config = (program "pkg-config" [ "pkg-config" ]).overrideAttrs (old: {
          setupHooks = [ ];
          buildCommand = ''
            mkdir -p $out/bin $out/nix-support
            printf '#!%s/bin/bash\nPKG_CONFIG_LIBDIR=/nowhere exec %s/bin/pkg-config "$@"\n' ${host} ${host} > $out/bin/pkg-config
            chmod +x $out/bin/pkg-config
            cat > $out/nix-support/setup-hook <<'E'
            addPkgConfig() { addToSearchPath PKG_CONFIG_PATH "$1/lib/pkgconfig"; addToSearchPath PKG_CONFIG_PATH "$1/share/pkgconfig"; }
            addEnvHooks "$targetOffset" addPkgConfig
            E
          '';
        });
        cmake = program "cmake" [ "cmake" ];
        patchelf = program "patchelf" [ "patchelf" ];
        cargo = program "cargo" [ "cargo" ];
        rustc = program "rustc" [ "rustc" ];
        perl = program "perl" [ "perl" ];
        which = program "which" [ "which" ];
        unzip = program "unzip" [ "unzip" ];
        autoconf = program "autoconf" [ "autoconf" ];
        automake = program "automake" [ "automake" ];
        git = program "git" [ "git" ];
        gettext = plain { name = "gettext"; buildCommand = "mkdir -p $out/bin"; };
        xvfb-run = plain { name = "xvfb-run"; buildCommand = "mkdir -p $out/bin"; };
        util-linux = program "util-linux" [ "flock" ];
      };

      hostR = plain {
        pname = "R";
        version = builtins.getEnv "REAL_R_VERSION";
        buildCommand = ''
          mkdir -p $out/bin $out/nix-support
          # The compiler of Fortran, whose path nixpkgs' R knows.
          ln -s ${host}/bin/gfortran $out/bin/gfortran
          for name in R Rscript; do ln -s /usr/lib/R/bin/$name $out/bin/$name; done
          cat ${tree + "/pkgs/applications/science/math/R/setup-hook.sh"} > $out/nix-support/setup-hook
          echo 'export R_LIBS_USER=/nonexistent R_ENVIRON=/dev/null' >> $out/nix-support/setup-hook
        '';
        meta = { mainProgram = "R"; };
      };

      makeR =
        overrides:
        let
          self = {
            buildRPackage = final.callPackage (tree + "/pkgs/development/r-modules/generic-builder.nix") {
              R = final.R;
            };
            # The one package that the host's R brings.
            MASS = plain rec {
              name = "r-${pname}-${version}";
              pname = "MASS";
              version = builtins.getEnv "REAL_R_MASS";
              buildCommand = "mkdir -p $out/library; ln -s /usr/lib/R/library/MASS $out/library/MASS";
            };
          }
          // overrides;
        in
        self
        // {
          override = change: makeR ((if lib.isFunction change then change { inherit overrides; } else change).overrides);
        };
    in
    programs
    // one
    // {
      R = hostR;
      rPackages = makeR { };
      rWrapper = lib.makeOverridable (
        { packages ? [ ] }:
        plain {
          name = "R-wrapper";
          buildInputs = [ final.R ] ++ packages;
          buildCommand = ''
            mkdir -p $out/bin
            for name in R Rscript; do
              printf '#!${host}/bin/bash\nexport R_LIBS_SITE=%s\nexec %s "$@"\n' "$R_LIBS_SITE" ${final.R}/bin/$name > $out/bin/$name
              chmod +x $out/bin/$name
            done
          '';
        }
      ) { };
    };
in
import (tree + "/pkgs/top-level/default.nix") {
  localSystem = { inherit system; };
  stdenvStages = stages;
  overlays = [ hostOverlay ] ++ overlays;
  config = {
    allowUnfree = true;
  }
  // config;
}
