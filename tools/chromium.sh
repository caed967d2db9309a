#!/usr/bin/env bash
# Print the path of the Chromium for `make browser`; as root on Debian, install it if it is missing.
# The headless shell is preferred: a full browser draws its own frame for every page, which takes time.
set -euo pipefail

found() {
  local name
  for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
  return 1
}

found && exit 0
as_root=
if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
  echo "installing chromium" >&2
  $as_root apt-get update -qq >&2
  for package in chromium-headless-shell chromium; do
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq "$package" >/dev/null && break
  done
  found && exit 0
fi
cat >&2 <<MESSAGE
Error: no browser in this system: expected chromium-headless-shell, chromium, chromium-browser or google-chrome on PATH; found none.
Install one, then run the same command again:
  Debian           sudo apt-get install chromium
  Ubuntu           sudo snap install chromium
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
MESSAGE
exit 1
