# A hash in a comment: sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
final: prev:
let
  version = "0.2.13";
  fetch = { inherit version; pname = "wcwidth"; };
  textual = "hash = \"sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\";";
in
{
  sri = final.fetchPypi {
    pname = "zict";
    version = "2.0.0"; # hash = "";
    hash = "sha256-jilpeXYnyKZjV1wvxvy1OgXjfNuD7mXzQfxuDD0M7RY=";
  };
  base32 = rec {
    pname = "tabulate";
    version = "0.9.0";
    src = final.fetchPypi { inherit pname version; sha256 = "0g4b0qnbw55igbpxfxzciqvb6w8ncw4gmcgyq0lyavcnylmv3580"; };
  };
  base16 = final.fetchPypi { pname = "tabulate"; version = "0.8.7"; sha256 = "db2723a20d04bcda8522165c73eea7c300eda74e0ce852d9022e0159d7895007"; };
  prefixed = final.fetchPypi { pname = "tabulate"; version = "0.8.7"; hash = "sha256:01shi7bmj09f0bcm5s0c9skys063lzp76p0n4a2xmg041ni269yv"; };
  joined = final.fetchPypi (fetch // { hash = "sha256-cuoMBjmesobZeP3ttpI6nrR+HEhs5j6bTmT8GDA5crU="; });
  one = final.fetchurl { url = "https://example.org/flat.txt"; hash = "sha256-L7SAAvO+NBc8wR/inPSrVK2B9vmuBpucdlv2xi7nt60="; }; two = builtins.fetchurl { url = "https://example.org/flat.txt"; sha256 = "1bdpwwpcdxjvfsf9n1mfz7v83balmgs9rqhzq4y1fd5yyc181d1g"; };
  fixedPoint = prev.stdenv.mkDerivation (finalAttrs: {
    pname = "hello";
    version = "1.0";
    src = final.fetchurl {
      url = "mirror://gnu/hello/${finalAttrs.pname}-${finalAttrs.version}.tar.gz";
      hash = "sha256-2BG0ubvDGtToSmLOaUhhkuk/bBAllg935yfDZLCwx5M=";
    };
  });
  perSystem = {
    x86_64-linux = final.fetchurl {
      url = "https://example.org/flat.txt";
      hash = "sha256-L7SAAvO+NBc8wR/inPSrVK2B9vmuBpucdlv2xi7nt60=";
    };
    aarch64-linux = final.fetchurl {
      url = "https://files.pythonhosted.org/packages/py2.py3/i/inflection/inflection-0.5.1-py2.py3-none-any.whl";
      hash = "sha256-84srZAk4pPNa3mmsPQUwQpWbYqDxB2pbuqG5UmYFqKI=";
    };
  }.${prev.stdenv.hostPlatform.system} or (throw "no source for this system");
  wheel = final.fetchPypi {
    pname = "inflection"; version = "0.5.1"; format = "wheel";
    hash = "sha256-84srZAk4pPNa3mmsPQUwQpWbYqDxB2pbuqG5UmYFqKI=";
  };
  r = final.fetchurl {
    urls = [
      "https://cran.r-project.org/src/contrib/moved_1.0.tar.gz"
      "https://cran.r-project.org/src/contrib/Archive/moved/moved_1.0.tar.gz"
    ];
    hash = "sha256-ohZ6OBQRLNaFSuH+WT4RrnbCgbeYig479iuZeqs70bI=";
  };
  rev = final.fetchFromGitHub { owner = "owner"; repo = "repo"; rev = "v1.0"; sha256 = "1dcrbdkplhhx1w6iw6ff3jvradx6ic1na71lfqxjkwa753fmbzrp"; };
  tag = final.fetchFromGitHub {
    owner = "owner";
    repo = "repo";
    tag = "v1.1";
    fetchSubmodules = false;
    hash = "sha256-E4k5LjXpRwfyVUIA8TaR/sAhdLOgfddvrNjAKd71ZP4=";
  };
  gitLab = final.fetchFromGitLab { owner = "group"; repo = "owner.repo"; rev = "v1/a"; hash = "sha256-IgN33PENyeT4aK8TQHfXMIbnC5U3BP/Iq4KhavmY+dw="; };
  gitea = final.fetchFromGitea { domain = "git.example.org"; owner = "owner"; repo = "repo"; tag = "v1"; hash = "sha256-IgN33PENyeT4aK8TQHfXMIbnC5U3BP/Iq4KhavmY+dw="; };
  codeberg = final.fetchFromCodeberg { owner = "owner"; repo = "repo"; rev = "v1"; hash = "sha256-IgN33PENyeT4aK8TQHfXMIbnC5U3BP/Iq4KhavmY+dw="; };
  sourcehut = final.fetchFromSourcehut { owner = "~owner"; repo = "repo"; rev = "v1"; hash = "sha256-IgN33PENyeT4aK8TQHfXMIbnC5U3BP/Iq4KhavmY+dw="; };
  zip = final.fetchzip { url = "https://example.org/files.zip"; stripRoot = false; hash = "sha256-e4w7AL80J47plr4kPzd+gQgpIhBTFQASpny5pzt0ElU="; };
  tarball = builtins.fetchTarball { url = "https://github.com/owner/repo/archive/v1.1.tar.gz"; sha256 = "1zk4ypg2kh6qmipxfzd0nds23h7yj4vg2022apr0fiz96lp3k28k"; };
}
