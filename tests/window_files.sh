#!/usr/bin/env bash
# Files in the window under Xvfb: opened by argument, by paste, by a drop and again when they change on
# disk; a line drawn; the program killed and the work restored.   tests/window_files.sh [PROGRAM]
# What the window holds is read from its recovery copy, which is made soon after every edit.
set -euo pipefail

program=$(realpath "${1:-target/release/tumen}")
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
# shellcheck source=tests/window.sh
source "$here/window.sh"
picture=$scratch/window.png

point() {
  printf '{"type":"Feature","properties":{"name":"%s"},"geometry":{"type":"Point","coordinates":[%s]}}' "$1" "$2"
}

# The names of all features in the newest recovery copy, sorted, in one line.
names() {
  local copy
  copy=$(find "$scratch/data" -path '*recovery*' -name '*.tumen' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2-)
  [[ -n $copy ]] || return 1
  "$program" check --json "$copy" | /usr/bin/python3 -c '
import json, sys
print(" ".join(sorted(json.load(sys.stdin)[0]["names"])))'
}

# Whether the copy holds these features and as many drawn ones without a name.
holds() {
  [[ $(names) == "$1" ]]
}

# A click with time for the window to see press and release.
click() {
  xdotool mousemove --window "$window" "$1" "$2"
  sleep 0.15
  xdotool click 1
  sleep 0.25
}

# Draws a line by its key, two clicks and Enter. The map is in the middle of the window.
draw() {
  xdotool key d
  sleep 0.3
  click "$1" 300
  click "$((${1} + 60))" 330
  xdotool key Return
  sleep 0.3
  xdotool key Escape
}

prepare
point argument 130.1,42.1 >"$scratch/a.geojson"
point dropped 131.2,43.2 >"$scratch/drop.geojson"

start "$scratch/a.geojson"
xdotool windowfocus "$window"
sleep 1

# Pasting: the text is offered by another program, as from a mail.
point pasted 132.3,43.3 | xclip -selection clipboard -quiet >/dev/null 2>&1 &
pids+=($!)
sleep 0.5
xdotool mousemove --window "$window" 560 320 key ctrl+v
sleep 1.5

/usr/bin/python3 "$here/drop_file.py" "$window" 560 320 "$scratch/drop.geojson" || fail "the window took no drop"
sleep 1

point changed 130.4,42.4 >"$scratch/a.new"
mv "$scratch/a.new" "$scratch/a.geojson"
sleep 2

draw 560
within 15 holds "changed dropped pasted" || fail "the copy holds: $(names || echo nothing)"
echo "argument, paste, drop and change on disk are there: $(names)"

before=$(date +%s)
draw 600
sleep 12
kill -9 "$app"
wait "$app" 2>/dev/null || true
echo "killed $(($(date +%s) - before)) s after the last edit"
copy=$(find "$scratch/data" -path '*recovery*' -name '*.tumen' | head -n 1)
lines() {
  "$program" check --json "$1" | /usr/bin/python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["geometry_counts"].get("LineString", 0))'
}
(($(lines "$copy") == 2)) || fail "the copy of the killed program holds $(lines "$copy") lines, not 2"

start
xdotool windowfocus "$window"
sleep 1.5
import -window root "$scratch/question.png"
xdotool key Return
restored() {
  local copy
  copy=$(find "$scratch/data" -path '*recovery*' -name "$app.tumen")
  [[ -n $copy ]] && (($(lines "$copy") == 2)) && holds "changed dropped pasted"
}
within 20 restored || fail "nothing was restored"
echo "restored after kill -9: $(names), $(lines "$(find "$scratch/data" -name "$app.tumen")") drawn lines"
