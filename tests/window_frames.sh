#!/bin/bash
# What a frame costs the processor: with the map kept as a picture it must be well below painting it anew, and
# a frame and the start must be in proportion to those of a bare window: thirty lines of text, by the same toolkit
# and driver.
# usage: tests/window_frames.sh TUMEN BARE-WINDOW   (needs Xvfb and a software Vulkan driver)
set -e
tumen=$(realpath "$1")
bare=$(realpath "$2")
# Kept, a frame takes a sixth to a third; a busy machine is allowed two thirds.
most_percent=66
# A frame with all panels takes about 1.6 times one of a window with thirty lines of text, the first eight frames,
# with reading and preparing all data, about 2.7 times those; a busy machine is allowed more than twice as much.
most_frames=4 most_starts=7
command -v Xvfb >/dev/null || { echo "skipped: Xvfb is not installed"; exit 0; }
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
Xvfb -displayfd 3 -screen 0 1600x1000x24 3>"$folder/display" 2>/dev/null &
server=$!
for _ in $(seq 100); do [ -s "$folder/display" ] && break; sleep 0.1; done
export DISPLAY=":$(cat "$folder/display")" XDG_RUNTIME_DIR=$folder LIBGL_ALWAYS_SOFTWARE=1
export HOME=$folder XDG_CONFIG_HOME=$folder XDG_DATA_HOME=$folder XDG_STATE_HOME=$folder

# Processor time of a command, milliseconds.
cost() {
  local times
  TIMEFORMAT='%U %S'
  times=$({ time "$@" >/dev/null 2>"$folder/said"; } 2>&1)
  awk '{ printf "%d", 1000 * ($1 + $2) }' <<<"$times"
}
at_most() { # WHAT TIME FACTOR OTHER
  [ "$2" -le $(($3 * $4)) ] || { echo "$1: more than $3 times as much"; exit 1; }
}

cost "$tumen" --renderer kept --frames 4 >/dev/null # the driver keeps its shaders from now on
cost "$bare" 4 >/dev/null
kept_start=$(cost "$tumen" --renderer kept --frames 8) kept=$((($(cost "$tumen" --renderer kept --frames 38) - kept_start) / 30))
anew=$((($(cost "$tumen" --renderer direct --frames 38) - $(cost "$tumen" --renderer direct --frames 8)) / 30))
if grep -qi "no graphics driver\|no display" "$folder/said"; then
  echo "skipped: no graphics driver"
  exit 0
fi
bare_start=$(cost "$bare" 8) bare=$((($(cost "$bare" 68) - bare_start) / 60))
echo "a frame: $kept ms of processor time with the map kept, $anew ms painted anew, $bare ms in a bare window"
echo "eight frames from the start: $kept_start ms, $bare_start ms in a bare window"
[ "$anew" -gt 0 ] || { echo "the frames were not painted"; exit 1; }
[ $((100 * kept)) -le $((most_percent * anew)) ] || { echo "that is more than $most_percent %"; exit 1; }
at_most "a frame" "$kept" "$most_frames" $((bare > 0 ? bare : 1))
at_most "the start" "$kept_start" "$most_starts" "$bare_start"
