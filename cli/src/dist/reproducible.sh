#!/bin/sh
# Builds all jars of the last commit twice, in two folders, and compares their bytes.
set -eu

root=$(CDPATH='' cd "$(dirname "$0")/../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# sums NAME: builds in a folder of that name, and lists its jars.
sums() {
  git -C "$root" archive --format=tar --prefix="$1/" HEAD | tar -xf - -C "$work"
  (cd "$work/$1" && mvn -B -q -ntp -Pcommand -Dmaven.test.skip -Dspotless.check.skip package \
    -pl runtime,dsl,cli,integrations/spring-boot-3,integrations/spring-boot-starter,integrations/maven-plugin >&2)
  (cd "$work/$1" && find . -name 'kmigrate-*.jar' -path '*/target/*' | sort | xargs sha256sum)
}

sums one >"$work/one.sums"
sums two >"$work/two.sums"
diff "$work/one.sums" "$work/two.sums" || {
  echo 'failed: these jars differ between two builds' >&2
  exit 1
}
printf 'ok: %s jars have the same bytes in two builds\n' "$(wc -l <"$work/one.sums")"
