#!/usr/bin/env bash
# Builds a native shim for this machine.
#   tools/build-native.sh                    in the repository: the OpenCV shim, into artifacts/native/<runtime identifier>
#   sh build-native.sh                       in a published program: the OpenCV shim, beside the program
#   tools/build-native.sh <folder with CMakeLists.txt> <output folder>
# The build tree lies beside the output; a lock keeps two builds of the same shim apart.
if [ -z "${BASH_VERSION:-}" ]; then exec bash "$0" "$@"; fi
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

fail() { echo "build-native: $*" >&2; exit 1; }

runtime_identifier() {
  case "$(uname -m)" in
    x86_64) echo linux-x64 ;;
    aarch64) echo linux-arm64 ;;
    *) fail "expected an x86_64 or aarch64 machine, found $(uname -m)." ;;
  esac
}

announce=false
case $# in
  0)
    announce=true
    if [ -d "$here/native/denseedge_opencv" ]; then
      set -- "$here/native/denseedge_opencv" "$here"
    elif [ -d "$here/denseedge_opencv" ]; then
      set -- "$here/denseedge_opencv" "$(pwd)"
    else
      set -- "$here/../sdk/bindings/OpenCvSharp/native" "$here/../artifacts/native/$(runtime_identifier)"
    fi ;;
  2) ;;
  *) fail "expected no argument, or a folder with CMakeLists.txt and an output folder, found $# argument(s)." ;;
esac
for program in cmake c++; do
  command -v "$program" >/dev/null || fail "expected '$program' on the PATH, found none: sudo apt-get install cmake g++ libopencv-dev"
done
[ -f "$1/CMakeLists.txt" ] || fail "expected CMakeLists.txt in '$1', found none."

source_dir=$(cd "$1" && pwd)
mkdir -p "$2"
output_dir=$(cd "$2" && pwd)
name=$(basename "$(dirname "$source_dir")")
build_dir="$output_dir/build-$name"
mkdir -p "$build_dir"
exec 9>"$build_dir/.lock"
flock 9
# A build tree knows its own place: one that was copied from elsewhere starts anew.
if [ -f "$build_dir/CMakeCache.txt" ] && ! { grep -qxF "CMAKE_CACHEFILE_DIR:INTERNAL=$build_dir" "$build_dir/CMakeCache.txt" \
    && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$source_dir" "$build_dir/CMakeCache.txt"; }; then
  rm -rf "$build_dir/CMakeCache.txt" "$build_dir/CMakeFiles"
fi
# A build tree keeps its generator; Ninja is quicker, make is on every board.
generator=()
if [ ! -f "$build_dir/CMakeCache.txt" ] && command -v ninja >/dev/null; then generator=(-G Ninja); fi
cmake -S "$source_dir" -B "$build_dir" "${generator[@]}" -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_LIBRARY_OUTPUT_DIRECTORY="$output_dir" --log-level=WARNING
cmake --build "$build_dir"
# Up-to-date checks compare file times: a build that changed nothing still counts as done now.
touch -c "$output_dir"/lib*.so
if $announce; then echo "build-native: built $output_dir/libdenseedge_opencv.so"; fi
