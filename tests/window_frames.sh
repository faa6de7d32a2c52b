#!/bin/bash
# What a frame costs the processor: with the map kept as a picture it must be well below painting it anew.
# usage: tests/window_frames.sh TUMEN   (needs Xvfb and a software Vulkan driver)
set -e
tumen=$(realpath "$1")
# Kept, a frame takes a sixth to a third; a busy machine is allowed two thirds.
most_percent=66
command -v Xvfb >/dev/null || { echo "skipped: Xvfb is not installed"; exit 0; }
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
Xvfb -displayfd 3 -screen 0 1600x1000x24 3>"$folder/display" 2>/dev/null &
server=$!
for _ in $(seq 100); do [ -s "$folder/display" ] && break; sleep 0.1; done
export DISPLAY=":$(cat "$folder/display")" XDG_RUNTIME_DIR=$folder LIBGL_ALWAYS_SOFTWARE=1
export HOME=$folder XDG_CONFIG_HOME=$folder XDG_DATA_HOME=$folder XDG_STATE_HOME=$folder

# Processor time of so many frames painted in a mode, milliseconds.
cost() {
  local times
  TIMEFORMAT='%U %S'
  times=$({ time "$tumen" --renderer "$1" --frames "$2" >/dev/null 2>"$folder/said"; } 2>&1)
  awk '{ printf "%d", 1000 * ($1 + $2) }' <<<"$times"
}
# Of one frame: 30 frames more, by the 30.
frame() { echo $((($(cost "$1" 38) - $(cost "$1" 8)) / 30)); }

cost kept 4 >/dev/null # the driver keeps its shaders from now on
kept=$(frame kept) anew=$(frame direct)
echo "a frame: $kept ms of processor time with the map kept, $anew ms painted anew"
if grep -qi "no graphics driver\|no display" "$folder/said"; then
  echo "skipped: no graphics driver"
  exit 0
fi
[ "$anew" -gt 0 ] || { echo "the frames were not painted"; exit 1; }
[ $((100 * kept)) -le $((most_percent * anew)) ] || { echo "that is more than $most_percent %"; exit 1; }
