#!/usr/bin/env bash
# Builds one native shim. Usage: build-native.sh <folder with CMakeLists.txt> <output folder>
# The build tree lies beside the output; a lock keeps two builds of the same shim apart.
set -euo pipefail
source_dir=$(cd "$1" && pwd)
mkdir -p "$2"
output_dir=$(cd "$2" && pwd)
name=$(basename "$(dirname "$source_dir")")
build_dir="$output_dir/build-$name"
mkdir -p "$build_dir"
exec 9>"$build_dir/.lock"
flock 9
cmake -S "$source_dir" -B "$build_dir" -G Ninja -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_LIBRARY_OUTPUT_DIRECTORY="$output_dir" --log-level=WARNING
cmake --build "$build_dir"
# Up-to-date checks compare file times: a build that changed nothing still counts as done now.
touch -c "$output_dir"/lib*.so
