# What the commands in this folder share: where the checkout is, JDK 25, Debian packages, the build. Sourced, never run.
# Everything said here goes to standard error; standard output belongs to the command.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
distribution=$checkout/appliance/server/target/petrascope
build_log=$checkout/target/build.log

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "petrascope: $*"
  exit 1
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

# Sets JAVA_HOME to a JDK 25: the one JAVA_HOME names, the one on the PATH, or one below /usr/lib/jvm or /opt.
need_jdk() {
  local on_path candidate
  on_path=$(command -v javac || true)
  [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/*; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  fail "JDK 25 was not found (looked at JAVA_HOME=${JAVA_HOME:-unset}, the PATH, /usr/lib/jvm and /opt): install a JDK 25, for example Temurin's package temurin-25-jdk, or set JAVA_HOME to one."
}

# Installs Debian packages that are missing. Each argument is "package=why", or "command:package=why" where any
# installation of the command will do.
need_packages() {
  local wanted package command missing=() reasons=()
  for wanted in "$@"; do
    package=${wanted%%=*}
    case $package in
      *:*)
        command=${package%%:*}
        package=${package#*:}
        command -v "$command" >/dev/null && continue
        ;;
      *)
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' && continue
        ;;
    esac
    missing+=("$package")
    reasons+=("  $package: ${wanted#*=}")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "These Debian packages are missing:"
  printf '%s\n' "${reasons[@]}" >&2
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2>/dev/null; then
      fail "may not install them here; run: sudo apt-get install -y ${missing[*]}"
    fi
    as_root=(sudo)
  fi
  say "Installing them."
  mkdir -p "$checkout/target"
  if ! {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
  } >"$checkout/target/packages.log" 2>&1 </dev/null; then
    tail -n 5 "$checkout/target/packages.log" >&2
    fail "the packages could not be installed; the whole log is target/packages.log; try: apt-get update && apt-get install -y ${missing[*]}"
  fi
}

need_build_packages() {
  need_packages \
    "mvn:maven=runs the build" \
    "g++:g++=compiles the bindings to Aravis" \
    "libaravis-dev=GigE Vision cameras are driven through Aravis" \
    "node:nodejs=builds the web page" \
    "npm:npm=builds the web page" "$@"
}

# Maven on JDK 25, without the warning about its own libraries.
maven() {
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" mvn -B -f "$checkout/pom.xml" "$@" </dev/null
}

# Copies the module lines of a Maven log from standard input to standard error, everything to the given file.
show_progress() {
  local step='^\[INFO\] Building (petrascope[a-z-]*) .*(\[[0-9]+/[0-9]+\])'
  mkdir -p "$(dirname "$1")"
  : >"$1"
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$1"
    if [[ $line =~ $step ]]; then
      say "  ${BASH_REMATCH[2]} ${BASH_REMATCH[1]#petrascope-}"
    fi
  done
}

is_built() {
  [ -f "$distribution/built" ] || return 1
  local newer
  newer=$(find "$checkout" \( -name target -o -name node_modules -o -name .git -o -name docs -o -path "$checkout/tests" \) -prune \
    -o \( -type f -o -type d \) -newer "$distribution/built" \
    \( -path '*/src/*' -o -name 'pom.xml' -o -path "$checkout/web-ui/*" \) -print -quit)
  [ -z "$newer" ]
}

# Builds what runs, without the tests, unless nothing has changed since.
build() {
  is_built && return
  say "Building Petrascope (a few minutes the first time)."
  local started
  started=$(mktemp)
  if ! (set -o pipefail; maven -DskipTests -pl appliance/server -am package 2>&1 | show_progress "$build_log"); then
    rm -f "$started"
    grep -m 8 '^\[ERROR\]' "$build_log" >&2
    fail "the build failed; the whole log is target/build.log"
  fi
  mkdir -p "$distribution"
  touch -r "$started" "$distribution/built"
  rm -f "$started"
}

# Replaces this process by the command line of the built checkout.
run_petrascope() {
  PETRASCOPE_RELEASE=$distribution PETRASCOPE_JAVA=$JAVA_HOME/bin/java exec "$checkout/provisioning/launcher" "$@"
}
