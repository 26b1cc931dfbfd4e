#!/usr/bin/env bash
# The page's build as Maven calls it: web-ui/build.sh page|test. Does nothing when nothing has changed.
set -eu
cd "$(dirname "$0")"
mkdir -p target

# Vite needs Node 20.19; where the system's is older, npm brings a newer one for this build alone.
node_is_new_enough() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

use_node() {
  node_is_new_enough && return
  if [ ! -x target/node/node_modules/node/bin/node ]; then
    npm install --silent --no-save --no-package-lock --prefix target/node node@22.23.3
  fi
  PATH=$PWD/target/node/node_modules/node/bin:$PATH
  export PATH
  node_is_new_enough || {
    echo "web-ui: Node $(node --version) is too old for the page's build, 20.19 or newer is needed: install the package nodejs of Debian 13 or newer" >&2
    exit 1
  }
}

# Whether anything the step reads is newer than the step's stamp.
is_stale() {
  [ ! -f "target/$1.stamp" ] || [ -n "$(find src index.html package-lock.json ./*.json ./*.ts ./*.js build.sh -newer "target/$1.stamp" -print -quit)" ]
}

install_packages() {
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.stamp ]; then
    npm ci --silent
    touch node_modules/.stamp
  fi
}

# Runs a command and shows what it says only when it fails.
quietly() {
  "$@" >target/test.log 2>&1 || {
    cat target/test.log >&2
    exit 1
  }
}

case "${1:-}" in
  page)
    if is_stale page || [ ! -f target/classes/web/index.html ]; then
      use_node
      install_packages
      npm run --silent build -- --logLevel warn
      touch target/page.stamp
    fi
    ;;
  test)
    use_node
    install_packages
    quietly npm run --silent check
    quietly npm run --silent test
    ;;
  *)
    echo "web-ui: build.sh takes page or test" >&2
    exit 2
    ;;
esac
