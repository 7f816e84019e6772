#!/bin/sh
# Installs the command of this folder, its manual page and its completions, or removes them:
#   ./install.sh [--prefix FOLDER]              default: ~/.local
#   ./install.sh --uninstall [--prefix FOLDER]
set -eu

fail() {
  printf 'error: %s\n' "$1" >&2
  exit "${2:-1}"
}

usage='usage: install.sh [--uninstall] [--prefix FOLDER]'
prefix=${HOME:+$HOME/.local}
action=install
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || fail "$usage" 2; prefix=$2; shift ;;
    --prefix=*) prefix=${1#*=} ;;
    --uninstall) action=uninstall ;;
    -h | --help) printf '%s\n' "$usage"; exit 0 ;;
    *) fail "$1 is not known. $usage" 2 ;;
  esac
  shift
done
[ -n "$prefix" ] || fail 'there is no home folder: name one with --prefix FOLDER' 2
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac

place=$prefix/lib/kmigrate
# Links that lead to the same names in the folder of the command.
links='bin/migrate
share/man/man1/migrate.1
share/bash-completion/completions/migrate
share/zsh/site-functions/_migrate
share/fish/vendor_completions.d/migrate.fish'

ours() {
  [ -L "$1" ] && case $(readlink "$1") in "$place"/*) true ;; *) false ;; esac
}

if [ "$action" = uninstall ]; then
  [ -d "$place" ] || fail "there is no $place: Kmigrate is not installed under $prefix"
  for link in $links; do
    if ours "$prefix/$link"; then rm -f "$prefix/$link"; fi
  done
  rm -rf "$place"
  printf 'Removed %s and the links to it.\n' "$place"
  exit 0
fi

source=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
[ -x "$source/bin/migrate" ] || fail "$source holds no bin/migrate: run install.sh in the folder that the archive holds"
[ "$source" != "$place" ] || fail "$source is where it would be installed: it is installed already"
for link in $links; do
  target=$prefix/$link
  if [ -e "$target" ] || [ -L "$target" ]; then
    ours "$target" || fail "$target is not Kmigrate's: move it, or choose another --prefix"
  fi
done

# Beside, then renamed: a command that runs keeps the files that it started with. Archives of classes hold for files of
# one time, which -p keeps.
mkdir -p "$prefix/lib"
rm -rf "$place.new" "$place.old"
trap 'rm -rf "$place.new"' EXIT
cp -Rp "$source" "$place.new"
if [ "$(id -u)" = 0 ]; then chown -R 0:0 "$place.new"; fi
if [ -d "$place" ]; then mv "$place" "$place.old"; fi
mv "$place.new" "$place"
rm -rf "$place.old"
for link in $links; do
  target=$prefix/$link
  mkdir -p "${target%/*}"
  ln -sf "$place/$link" "$target"
done
printf 'Installed %s\n' "$prefix/bin/migrate"
case :${PATH:-}: in
  *:"$prefix/bin":*) ;;
  *) printf 'Next: add %s to your PATH.\n' "$prefix/bin" ;;
esac
