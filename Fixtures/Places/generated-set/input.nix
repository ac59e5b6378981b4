{
  lib,
  buildGamePlugin,
  fetchFromGitHub,
}:

final: prev: {

}
