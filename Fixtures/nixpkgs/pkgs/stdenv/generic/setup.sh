# Sourced by builders, which then call genericBuild, and by nix-shell.

PATH=/usr/bin:/bin:/usr/sbin:/sbin
SHELL=/bin/bash
if [ -n "${NIX_ATTRS_SH_FILE:-}" ]; then
  # Structured attributes: lists are arrays, and programs see only what is in `env`.
  for name in "${!outputs[@]}"; do export "$name=${outputs[$name]}"; done
  for name in "${!env[@]}"; do export "$name=${env[$name]}"; done
else
  : "${outputs:=out}"
fi
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-315532800}"
shopt -s nullglob

declare -ga envHooks=() inputs=()
declare -gA inputsSeen=()

runHook() {
  local name=$1 hook
  shift
  local -n functions="${name}Hooks"
  for hook in "${functions[@]}"; do _call "$hook" "$@"; done
  if [ "$(type -t "$name")" = function ]; then "$name" "$@"; else eval "${!name:-}"; fi
}

# Runs a function, or text of shell code.
_call() {
  if [ "$(type -t "$1")" = function ]; then "$@"; else eval "$1"; fi
}

addToSearchPath() {
  if [ -d "$2" ]; then
    local -n variable=$1
    case ":${variable:-}:" in
      *":$2:"*) ;;
      *) export "$1=${variable:-}${variable:+:}$2" ;;
    esac
  fi
}

addEnvHooks() {
  shift
  envHooks+=("$@")
}

_addInput() {
  local path=$1 propagated
  [ -z "${inputsSeen[$path]:-}" ] || return 0
  inputsSeen[$path]=1
  inputs+=("$path")
  if [ -e "$path/nix-support/propagated-build-inputs" ]; then
    for propagated in $(< "$path/nix-support/propagated-build-inputs"); do
      _addInput "$propagated"
    done
  fi
}

_activateInputs() {
  local path hook searched=""
  for path in ${depsBuildBuild[*]:-} ${nativeBuildInputs[*]:-} ${buildInputs[*]:-} \
    ${propagatedNativeBuildInputs[*]:-} ${propagatedBuildInputs[*]:-}; do
    _addInput "$path"
  done
  for path in "${inputs[@]}"; do
    if [ -d "$path/bin" ]; then searched+="$path/bin:"; fi
    if [ -f "$path/nix-support/setup-hook" ]; then
      source "$path/nix-support/setup-hook"
    elif [ -f "$path" ]; then
      source "$path"
    fi
  done
  export PATH="$searched$PATH"
  for path in "${inputs[@]}"; do
    for hook in "${envHooks[@]}"; do "$hook" "$path"; done
  done
}

_activateInputs

# substituteInPlace FILE… (--replace-fail|--replace|--replace-warn|--replace-quiet OLD NEW)…
substituteInPlace() {
  local files=()
  while [ $# -gt 0 ] && [ "${1#--}" = "$1" ]; do
    files+=("$1")
    shift
  done
  if [ "${1:-}" = "--" ]; then shift; fi
  local file text kind old new
  for file in "${files[@]}"; do
    text=$(cat "$file"; printf x)
    text=${text%x}
    local arguments=("$@")
    while [ ${#arguments[@]} -gt 0 ]; do
      kind=${arguments[0]} old=${arguments[1]}
      case $kind in
        --subst-var) new=${!old} old="@$old@" arguments=("${arguments[@]:2}") ;;
        --subst-var-by) old="@$old@" new=${arguments[2]} arguments=("${arguments[@]:3}") ;;
        *) new=${arguments[2]} arguments=("${arguments[@]:3}") ;;
      esac
      if [[ $text != *"$old"* ]]; then
        case $kind in
          --replace-fail)
            echo "substituteInPlace: '$old' is not in $file" >&2
            return 1
            ;;
          --replace | --replace-warn) echo "substituteInPlace: '$old' is not in $file" >&2 ;;
        esac
      fi
      text=${text//"$old"/"$new"}
    done
    printf %s "$text" > "$file"
  done
}

substitute() {
  local from=$1 to=$2
  shift 2
  cp "$from" "$to"
  chmod u+w "$to"
  substituteInPlace "$to" "$@"
}

substituteAll() {
  local name arguments=()
  for name in $(compgen -e); do arguments+=(--subst-var "$name"); done
  substitute "$1" "$2" "${arguments[@]}" 2> /dev/null
}

wrapProgram() { :; }

# patchShebangs PATH…: executable scripts below the paths get an interpreter that is on PATH. It is
# named by a link beside the sources, by which `checkShebang` knows it; what is installed keeps the
# host's, since the links go with the build.
patchShebangs() {
  local file line words interpreter found
  while [ $# -gt 0 ] && [ "${1#--}" != "$1" ]; do shift; done
  while IFS= read -r -d '' file; do
    case $(realpath "$file") in "${out:-/nonexistent}"/*) continue ;; esac
    IFS= read -r line < "$file" 2> /dev/null || continue
    [ "${line#"#!"}" != "$line" ] || continue
    read -r -a words <<< "${line#"#!"}"
    interpreter=${words[0]##*/} words=("${words[@]:1}")
    if [ "$interpreter" = env ]; then
      if [ "${words[0]:-}" = -S ]; then words=("${words[@]:1}"); fi
      interpreter=${words[0]:-} words=("${words[@]:1}")
    fi
    found=$(type -P "$interpreter") || continue
    mkdir -p "$NIX_BUILD_TOP/.interpreters"
    ln -sfn "$found" "$NIX_BUILD_TOP/.interpreters/$interpreter"
    echo "$file: interpreter directive changed to $found"
    line="#!$NIX_BUILD_TOP/.interpreters/$interpreter ${words[*]}"
    { printf '%s\n' "${line% }"; tail -n +2 "$file"; } > "$file.patched"
    cat "$file.patched" > "$file"
    rm "$file.patched"
  done < <(find "$@" -type f -perm -0100 -print0)
}

# checkShebang FILE: fails as a sandbox would, which has /bin/sh and no other interpreter.
checkShebang() {
  local line interpreter
  [ -x "$1" ] || return 0
  IFS= read -r line < "$1" 2> /dev/null || return 0
  [ "${line#"#!"}" != "$line" ] || return 0
  read -r interpreter line <<< "${line#"#!"}"
  case $interpreter in
    /bin/sh | "$NIX_BUILD_TOP"/* | /nix/store/*) ;;
    *)
      echo "./$1: $interpreter: bad interpreter: No such file or directory" >&2
      return 1
      ;;
  esac
}

unpackFile() {
  local source=$1 name
  name=${source##*/}
  [[ $name =~ ^[a-z0-9]{32}- ]] && name=${name:33}
  echo "unpacking $source"
  if [ -d "$source" ]; then
    cp -r --no-preserve=ownership "$source" "$name"
  else
    case $name in
      *.zip) /usr/bin/python3 -m zipfile -e "$source" . ;;
      *) tar --no-same-owner -xf "$source" ;;
    esac
  fi
}

unpackPhase() {
  runHook preUnpack
  local source entry
  declare -A before=()
  for entry in *; do before[$entry]=1; done
  for source in ${srcs[*]:-${src:?neither src nor srcs is set}}; do unpackFile "$source"; done
  if [ -z "${sourceRoot:-}" ]; then
    for entry in *; do
      if [ -d "$entry" ] && [ -z "${before[$entry]:-}" ]; then
        if [ -n "${sourceRoot:-}" ]; then
          echo "several folders were unpacked; set sourceRoot" >&2
          return 1
        fi
        sourceRoot=$entry
      fi
    done
  fi
  if [ -z "${sourceRoot:-}" ]; then
    echo "nothing was unpacked into a folder" >&2
    return 1
  fi
  chmod -R u+w -- "$sourceRoot"
  runHook postUnpack
}

patchPhase() {
  runHook prePatch
  local patch
  for patch in ${patches[*]:-}; do
    echo "applying $patch"
    patch ${patchFlags[*]:--p1} < "$patch"
  done
  runHook postPatch
}

configurePhase() {
  runHook preConfigure
  if [ -x ./configure ]; then ./configure "--prefix=$out" ${configureFlags[*]:-}; fi
  runHook postConfigure
}

buildPhase() {
  runHook preBuild
  if [ -e Makefile ]; then make ${makeFlags[*]:-} ${buildFlags[*]:-}; fi
  runHook postBuild
}

checkPhase() {
  runHook preCheck
  runHook postCheck
}

installPhase() {
  runHook preInstall
  if [ -e Makefile ]; then make ${makeFlags[*]:-} ${installTargets[*]:-install}; fi
  runHook postInstall
}

installCheckPhase() {
  runHook preInstallCheck
  runHook postInstallCheck
}

fixupPhase() {
  runHook preFixup
  local propagated="${propagatedNativeBuildInputs[*]:-} ${propagatedBuildInputs[*]:-}"
  if [ -n "${propagated// /}" ]; then
    mkdir -p "$out/nix-support"
    echo "$propagated" > "$out/nix-support/propagated-build-inputs"
  fi
  if [ -n "${setupHook:-}" ]; then
    mkdir -p "$out/nix-support"
    cp "$setupHook" "$out/nix-support/setup-hook"
  fi
  runHook postFixup
}

_runPhase() {
  local phase=$1 skip=$2
  if [ -n "${!skip:-}" ]; then return 0; fi
  echo "Running phase: $phase"
  if [ -n "${!phase:-}" ]; then _call "${!phase}"; else "$phase"; fi
}

genericBuild() {
  set -e
  # As a home, Nix names a directory that does not exist; this one nobody can create.
  export HOME=/proc/homeless-shelter LC_ALL=C.UTF-8
  if [ -n "${buildCommand:-}" ]; then
    eval "$buildCommand"
    return
  fi
  local phase list
  list=${phases[*]:-${prePhases[*]:-} unpackPhase patchPhase ${preConfigurePhases[*]:-} configurePhase \
    ${preBuildPhases[*]:-} buildPhase checkPhase ${preInstallPhases[*]:-} installPhase \
    ${preFixupPhases[*]:-} fixupPhase installCheckPhase ${preDistPhases[*]:-}}
  for phase in $list; do
    case $phase in
      checkPhase) if [ -z "${doCheck:-}" ]; then continue; fi ;;
      installCheckPhase) if [ -z "${doInstallCheck:-}" ]; then continue; fi ;;
    esac
    local words=${phase%Phase}
    _runPhase "$phase" "dont${words^}"
    if [ "$phase" = unpackPhase ] && [ -n "${sourceRoot:-}" ]; then cd "$sourceRoot"; fi
  done
}
