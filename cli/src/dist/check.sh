#!/bin/sh
# Uses each archive of a build as a user would: without Java, as another user, where nothing can be written. Needs root
# for the last two and for the Debian package; without, they are skipped and named.
#   check.sh FOLDER VERSION PLATFORM
set -eu

dist=$(CDPATH='' cd "$1" && pwd -P)
version=$2
platform=$3
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
work=$(mktemp -d)
chmod 755 "$work"
# No user has the folder that the archive was made from, and Java must not look there.
made=$dist/kmigrate-$version
[ ! -d "$made" ] || mv "$made" "$made.aside"
trap 'rm -rf "$work"; [ ! -d "$made.aside" ] || mv "$made.aside" "$made"' EXIT

say() { printf '%s\n' "$*"; }
fail() {
  printf 'failed: %s\n' "$*" >&2
  exit 1
}
root() { [ "$(id -u)" = 0 ]; }

# script FOLDER: one migration.
script() {
  mkdir -p "$1/migrations"
  cat >"$1/migrations/a1_create_users.migration.kts" <<'END'
revision = "a1"
message = "create users"
upgrade { createTable("users") { val id = long("id").autoIncrement(); primaryKey(id) } }
END
}

# upgraded NAME COMMAND…: a new project is migrated, and the database says so.
upgraded() {
  name=$1
  shift
  script "$work/$name"
  chmod 777 "$work/$name"
  (cd "$work/$name" && "$@" --url sqlite:app.db upgrade -q && "$@" --url sqlite:app.db current) >"$work/said" 2>&1 ||
    fail "$name: $(cat "$work/said")"
  grep -q '^a1  create users' "$work/said" || fail "$name: $(cat "$work/said")"
  say "ok: $name"
}

# archived COMMAND: command and compiler use their archives of classes, which Java says.
archived() {
  env -i HOME="$work" MIGRATE_JAVA_OPTS='-Xlog:aot=info:stdout' "$1" --version >"$work/said"
  grep -q 'Using AOT-linked classes: true' "$work/said" || fail "no archive of classes: $(cat "$work/said")"
  grep -q 'archives of classes: command, compiler' "$work/said" || fail "$(cat "$work/said")"
  rm -rf "$work/archived"
  script "$work/archived"
  (cd "$work/archived" && env -i "MIGRATE_CACHE=$work/archived/cache" \
    MIGRATE_JAVA_OPTS=-Dkmigrate.compiler.options=-Xlog:aot=info:file=compiler.log "$1" --url sqlite:app.db upgrade -q)
  grep -q 'Using AOT-linked classes: true' "$work/archived/compiler.log" || fail 'the compiler used no archive of classes'
}

# first NAME COMMAND: no compiler starts in the first minute of a user, since the scripts of the example come compiled. A
# script that was edited is compiled.
first() {
  rm -rf "$work/first"
  mkdir "$work/first"
  log=$work/first/compiler.log
  run() {
    env -i "MIGRATE_CACHE=$work/first/cache" "MIGRATE_JAVA_OPTS=-Dkmigrate.compiler.options=-Xlog:aot=info:file=$log" "$@"
  }
  (
    cd "$work/first" && run "$2" init --example library &&
      cd library && run "$2" upgrade && run "$2" check && run "$2" current
  ) >"$work/said" 2>&1 || fail "$1: $(cat "$work/said")"
  grep -q '^c05b9f7e31d8  add shelf to books' "$work/said" || fail "$1: $(cat "$work/said")"
  [ ! -e "$log" ] || fail "$1: a compiler ran for the example"
  (
    cd "$work/first/library" && run "$2" downgrade -1 &&
      sed -i.before 's/"new"/"recent"/' migrations/c05b9f7e31d8_*.kts && rm migrations/*.before &&
      run "$2" upgrade && run "$2" current
  ) >"$work/said" 2>&1 || fail "$1: $(cat "$work/said")"
  grep -q '^c05b9f7e31d8  add shelf to books' "$work/said" || fail "$1: $(cat "$work/said")"
  [ -e "$log" ] || fail "$1: an edited script ran without a compiler"
  say "ok: the first minute without a compiler, $1"
}

archive=$dist/kmigrate-$version-$platform.tar.gz
size=$(wc -c <"$archive")
[ "$size" -lt 120000000 ] || fail "$archive has $size bytes, and 120 MB are the limit"
(cd "$dist" && for sum in *.sha256; do sha256sum -c --quiet "$sum"; done) || fail 'a checksum is wrong'
tar -xf "$archive" -C "$work"
home=$work/kmigrate-$version
archived "$home/bin/migrate"
first 'without Java, variables and a home folder' "$home/bin/migrate"
upgraded 'without Java, variables and a home folder' env -i "MIGRATE_CACHE=$work/cache" "$home/bin/migrate"

"$home/install.sh" --prefix "$work/some prefix" >/dev/null
archived "$work/some prefix/bin/migrate"
first 'installed under a prefix' "$work/some prefix/bin/migrate"
upgraded 'installed under a prefix' env -i HOME="$work" "$work/some prefix/bin/migrate"
"$home/install.sh" --prefix "$work/some prefix" >/dev/null
"$work/some prefix/lib/kmigrate/install.sh" --uninstall --prefix "$work/some prefix" >/dev/null
[ -z "$(find "$work/some prefix" ! -type d)" ] || fail 'something is left after --uninstall'
say 'ok: installed twice, and removed'

mkdir "$work/zip"
(cd "$work/zip" && unzip -q "$dist/kmigrate-$version.zip")
upgraded 'the zip with the Java of this machine' env "MIGRATE_CACHE=$work/zip-cache" "$work/zip/kmigrate-$version/bin/migrate"

if root && unshare -m true 2>/dev/null; then
  # The steps of the Dockerfile, in a folder for the image. Nothing but the folder for temporary files can be written.
  mkdir -p "$work/image/opt/kmigrate" "$work/image/usr/local/bin"
  grep -q 'tar -xzf /tmp/kmigrate-\*-linux-\*.tar.gz -C /opt/kmigrate --strip-components=1 --no-same-owner' \
    "$here/docker/Dockerfile" || fail 'the Dockerfile unpacks in another way than this test'
  tar -xzf "$archive" -C "$work/image/opt/kmigrate" --strip-components=1 --no-same-owner
  script "$work/container"
  mkdir "$work/container/data"
  chmod 777 "$work/container/data"
  # shellcheck disable=SC2016
  unshare -m sh -euc '
    mount --bind "$1/image/opt" /opt && mount -o remount,bind,ro /opt
    mount --bind "$1/container" /mnt && mount -o remount,bind,ro /mnt
    mount --bind "$1/container/data" /mnt/data
    mount -t tmpfs tmpfs /tmp
    cd /mnt
    ! touch /opt/kmigrate/x 2>/dev/null
    ! touch /mnt/x 2>/dev/null
    run() { setpriv --reuid 10001 --regid 10001 --clear-groups env -i MIGRATE_CACHE=/tmp/kmigrate MIGRATE_URL=sqlite:data/app.db \
      MIGRATE_JAVA_OPTS=-Dkmigrate.compiler.options=-Xlog:aot=info:file=/tmp/compiler.log /opt/kmigrate/bin/migrate "$@"; }
    run init --example data/library
    (cd data/library && run --url sqlite:library.db upgrade -q)
    [ ! -e /tmp/compiler.log ]
    run upgrade -q
    run current
    [ -e /tmp/compiler.log ]
  ' sh "$work" >"$work/said" 2>&1 || fail "the steps of the Dockerfile: $(cat "$work/said")"
  grep -q '^a1  create users' "$work/said" || fail "the steps of the Dockerfile: $(cat "$work/said")"
  say 'ok: the steps of the Dockerfile, by another user with read-only folders (not by an engine for containers)'
else
  say 'skipped: the steps of the Dockerfile, which need root and unshare'
fi

deb=$(find "$dist" -name "kmigrate_*.deb" | head -n 1)
if [ -z "$deb" ]; then
  say 'skipped: the Debian package, which this platform does not build'
elif root && command -v dpkg >/dev/null && ! dpkg -s kmigrate >/dev/null 2>&1 && [ ! -e /usr/bin/migrate ]; then
  dpkg -i "$deb" >/dev/null
  archived /usr/bin/migrate
  first 'the Debian package' /usr/bin/migrate
  upgraded 'the Debian package' env -i HOME="$work" /usr/bin/migrate
  man -w migrate >/dev/null 2>&1 || [ -f /usr/share/man/man1/migrate.1 ] || fail 'the package has no manual page'
  [ -f /usr/share/bash-completion/completions/migrate ] || fail 'the package has no completion for bash'
  [ -f /usr/share/zsh/vendor-completions/_migrate ] || fail 'the package has no completion for zsh'
  dpkg -P kmigrate >/dev/null
  if [ -e /usr/bin/migrate ] || [ -e /usr/lib/kmigrate ]; then fail 'something is left after the package was removed'; fi
  say 'ok: the Debian package, installed and removed'
else
  say 'skipped: the Debian package, which needs root, dpkg and no other kmigrate'
fi
