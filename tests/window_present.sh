#!/usr/bin/env bash
# A talk in the window under Xvfb by keys alone: `tumen present TOUR` from the first stop to the last, with
# a picture of each, the keys of the stage on the way, and its end by Escape.
#   tests/window_present.sh [PROGRAM [TOUR [FOLDER [WIDTHxHEIGHT]]]]
# TOUR is the id of a bundled tour or a file; FOLDER gets the pictures.
set -euo pipefail

program=$(realpath "${1:-target/release/tumen}")
tour=${2:-tumen-border}
folder=${3:-}
size=${4:-1280x800}
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
# shellcheck source=tests/window.sh
source "$here/window.sh"
picture=$scratch/window.png
folder=${folder:-$scratch/pictures}
mkdir -p "$folder"

# The display of window.sh with a size of our choice.
display() {
  Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$scratch/display" 2>"$scratch/xvfb" &
  pids+=($!)
  within 20 test -s "$scratch/display" || fail "Xvfb did not start: $(cat "$scratch/xvfb")"
  DISPLAY=:$(cat "$scratch/display")
  export DISPLAY
}

# A key, and the time that a flight takes and a frame after it.
key() {
  xdotool key --clearmodifiers "$1"
  sleep "${2:-0.4}"
}

shot() {
  import -window root "$folder/$1.png"
  echo "$folder/$1.png"
}

# Whether the screen is (nearly) one color.
covered() {
  (($(colors) < 8))
}

# Seconds that the program has been computing.
computed() {
  local stat
  stat=$(sed 's/.*) //' "/proc/$app/stat")
  awk -v hz="$(getconf CLK_TCK)" '{ printf "%.2f", ($12 + $13) / hz }' <<<"$stat"
}

prepare
stops=$("$program" tour "$tour" | grep -oE '[0-9]+ stops' | grep -oE '[0-9]+' | tail -n 1)
[[ -n $stops ]] || fail "$tour is no tour"

start present "$tour"
# Without a window manager nobody makes the window as large as the screen.
xdotool windowmove "$window" 0 0 windowsize "$window" "${size%x*}" "${size#*x}"
xdotool windowfocus "$window"
sleep 2

key Home 4
shot "$(printf '%s-%02d' "$(basename "${tour%.*}")" 1)"
for ((stop = 2; stop <= stops; stop++)); do
  key Next 5
  shot "$(printf '%s-%02d' "$(basename "${tour%.*}")" "$stop")"
  running || fail "the program ended at stop $stop"
done

key b
within 5 covered || fail "B shows no black screen but $(colors) colors"
key b
within 5 many_colors || fail "B does not bring the map back"
key s 1
shot spotlight
key s
key shift+slash 1
shot keys
key Escape
key 1
key Return 5
shot back-at-first

# Nobody moves, so nothing is computed.
before=$(computed)
sleep 5
used=$(awk -v a="$before" -v b="$(computed)" 'BEGIN { printf "%.2f", b - a }')
awk -v used="$used" 'BEGIN { exit !(used < 0.25) }' || fail "a resting stage computed for $used s of 5 s"

# Escape leaves the stage: the bar of the window with its many controls is there again.
shot before-end >/dev/null
key Escape 3
running || fail "Escape ended the program and not the talk"
shot after
differing=$(compare -metric AE "$folder/before-end.png" "$folder/after.png" null: 2>&1 || true)
awk -v pixels="${differing%% *}" 'BEGIN { exit !(pixels > 10000) }' ||
  fail "Escape did not leave the stage"
echo "$tour: $stops stops by keys, a resting stage computed for $used s of 5 s, Escape leaves"
