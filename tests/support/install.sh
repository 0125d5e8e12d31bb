# SPDX-License-Identifier: MIT
# Sourced by tests/run, tests/long and examples/run: asks for programs, installs them where that is possible.

skips=
updated=

skip() {  # loud, and repeated at the end
    echo "== SKIP: $*" >&2
    skips="$skips$*\n"
}

install_package() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    if [ -z "$updated" ]; then
        apt-get -qq update >/dev/null 2>&1 || true
        updated=1
    fi
    echo "== installing $*" >&2
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null 2>&1
}

need() {  # program, package: without it nothing goes on
    command -v "$1" >/dev/null || install_package "$2" || { echo "missing: $1 (Debian package $2)" >&2; exit 1; }
}

need_file() {  # file, package
    [ -e "$1" ] || install_package "$2" || { echo "missing: $1 (Debian package $2)" >&2; exit 1; }
}

fetch_validator() {  # folder: ajv as tests/schema/package-lock.json has it; without it tests/schema/test_schema skips
    export HOTLINE_AJV=$1/node_modules
    mkdir -p "$1"
    cp tests/schema/package.json tests/schema/package-lock.json "$1"
    (cd "$1" && npm ci --no-audit --no-fund --ignore-scripts) >/dev/null 2>&1 || skip "schemas: npm ci brought no ajv"
}

wish() {  # program, package: without it a part is skipped
    command -v "$1" >/dev/null || install_package "$2" || true
}

wish_file() {  # file, package, part: without it that part is skipped, and it is said
    [ -e "$1" ] || install_package "$2" || skip "$3: no $1 (Debian package $2)"
}

wish_host() {  # what examples/sqlite is built on
    wish_file /usr/include/sqlite3.h libsqlite3-dev "hotline desk and verify"
    wish_file /usr/include/openssl/evp.h libssl-dev "hotline desk and verify"
}
