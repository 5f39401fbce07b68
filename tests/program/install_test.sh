#!/usr/bin/env bash
# Installs the program, moves the prefix, hides the build folder (and with it the weights and, where
# it was copied, the LibTorch it was built with) and runs what was installed:
# install_test.sh CMAKE BUILD_ROOT BINARY_DIR SAMPLES
set -euo pipefail

cmake=$1 build_root=$2 binary_dir=$3 samples=$4
scratch=$(mktemp -d)
hidden=$build_root.hidden-by-the-install-test
restore() {
    if [ -d "$hidden" ]; then mv -T "$hidden" "$build_root"; fi
    rm -rf "$scratch"
}
trap restore EXIT

"$cmake" --install "$binary_dir" --prefix "$scratch/first" >"$scratch/install.log"
mv "$scratch/first" "$scratch/moved here"
cp "$samples/chelsea.png" "$scratch/"
mv "$build_root" "$hidden"

program="$scratch/moved here/bin/sigscope"
cd "$scratch"
unset SIGSCOPE_RESOURCES
export XDG_CACHE_HOME=$scratch/cache  # Elsewhere than in the folder that is hidden.
"$program" --version
"$program" explain chelsea.png --steps 3 -o map.npz -o map.png
test -s map.npz
test -s map.png
test -s "$scratch/moved here/share/applications/sigscope.desktop"
test -s "$scratch/moved here/share/icons/hicolor/scalable/apps/sigscope.svg"
