#!/usr/bin/env bash
# Check that Pango, which sets the text of the PDF, can be loaded, or install it; usage: tools/pango.sh PYTHON
set -euo pipefail

python=$1
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# WeasyPrint also loads without the subsetter, but then warns, embeds whole fonts, and gives other bytes
loads() {
  "$python" -W ignore -c 'import sys
from weasyprint.text.ffi import harfbuzz_subset
sys.exit(harfbuzz_subset is None)' >/dev/null 2>&1
}

loads && exit 0
as_root=
if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
  echo "installing $packages" >&2
  $as_root apt-get update -qq >&2
  # shellcheck disable=SC2086 # one word a package
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $packages >/dev/null
  loads && exit 0
fi
cat >&2 <<MESSAGE
Error: Pango is missing in this system: expected a Pango that WeasyPrint can load; found none.
Install it, then run the same command again:
  Debian, Ubuntu   sudo apt-get install $packages
  Fedora           sudo dnf install pango harfbuzz
  macOS            brew install pango
MESSAGE
exit 1
