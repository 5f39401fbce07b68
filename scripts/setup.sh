# Sourced by scripts/run and scripts/test: installs what is missing, once, and builds.
# Nothing here touches the network when all is there.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/build/venv

packages=(
    g++ cmake ninja-build pkg-config ccache git python3-venv ca-certificates
    qt6-base-dev qt6-svg-dev qt6-charts-dev libqt6opengl6-dev libgl1-mesa-dev libegl1-mesa-dev
    libxkbcommon-dev libopencv-dev libjpeg-dev libpng-dev libwebp-dev libtiff-dev libgif-dev
    liblcms2-dev libheif-dev catch2
    libcli11-dev nlohmann-json3-dev libzip-dev libssl-dev libsqlite3-dev libmatio-dev
    libeigen3-dev libonnx-dev libprotobuf-dev fonts-dejavu-core
)

say() { printf '%s\n' "$*" >&2; }
stop() {
    say "$*"
    exit 1
}

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

missing_packages() {
    local package
    for package in "${packages[@]}"; do
        dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed' ||
            printf '%s\n' "$package"
    done
}

install_packages() {
    local missing command=() prefix=()
    mapfile -t missing < <(missing_packages)
    [ ${#missing[@]} -eq 0 ] && return
    command=(apt-get install -y --no-install-recommends "${missing[@]}")
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "These packages are missing. Install them as root, then run this again:
  apt-get update && ${command[*]}"
        prefix=(sudo)
    fi
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    "${prefix[@]}" apt-get update -q >&2
    "${prefix[@]}" env DEBIAN_FRONTEND=noninteractive "${command[@]}" >&2 ||
        stop "The packages could not be installed; see above."
}

# Where there is no apt, what is needed has to be there: name what is too old or absent.
check_tools() {
    local problems=() version
    version=$(g++ -dumpfullversion 2>/dev/null || echo 0)
    at_least "$version" 12 || problems+=("g++ $version, 12 is needed")
    version=$(cmake --version 2>/dev/null | awk 'NR==1 {print $3}')
    at_least "${version:-0}" 3.25 || problems+=("cmake ${version:-absent}, 3.25 is needed")
    version=$(pkg-config --modversion Qt6Core 2>/dev/null || qmake6 -query QT_VERSION 2>/dev/null)
    at_least "${version:-0}" 6.4 || problems+=("Qt ${version:-absent}, 6.4 is needed")
    command -v ninja >/dev/null || problems+=("ninja is absent")
    python3 -c 'import venv, ensurepip' 2>/dev/null || problems+=("python3 with venv is absent")
    [ ${#problems[@]} -eq 0 ] && return
    say "Sigscope is built on Debian 12 or newer by itself; here, install these first:"
    printf '  %s\n' "${problems[@]}" >&2
    exit 1
}

check_system() {
    [ "$(uname -s)" = Linux ] || stop "Sigscope builds on Linux; this is $(uname -s)."
    if command -v apt-get >/dev/null; then
        install_packages
    fi
    check_tools
}

# LibTorch (unless the user brings one), the EfficientNet-Lite0 weights, NumPy for the tests.
install_python_packages() {
    local wanted=$root/scripts/requirements.txt stamp=$venv/installed.txt
    if [ -n "${SIGSCOPE_TORCH_DIR:-}" ]; then
        wanted=$root/build/requirements-without-torch.txt
        mkdir -p "$root/build"
        grep -v '^torch==' "$root/scripts/requirements.txt" >"$wanted"
    fi
    cmp -s "$wanted" "$stamp" && return
    say "Installing into build/venv: $(tr '\n' ' ' <"$wanted")"
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
    "$venv/bin/python" -m pip install -q --disable-pip-version-check -r "$wanted" >&2 ||
        stop "The Python packages could not be installed; see above."
    cp "$wanted" "$stamp"
}

set_up() {
    check_system
    install_python_packages
}

# build PRESET [TARGET...]
build() {
    local preset=$1
    shift
    cd "$root"
    cmake --preset "$preset" >&2  # Each time: what a preset says may have changed.
    cmake --build --preset "$preset" ${1:+--target "$@"} >&2
}
