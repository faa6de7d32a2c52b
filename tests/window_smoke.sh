#!/usr/bin/env bash
# Opens the window under Xvfb with software Vulkan, looks at it, closes it, and checks that its state
# was saved.   tests/window_smoke.sh [PROGRAM] [PICTURE.png]
set -euo pipefail

program=${1:-target/release/tumen}
# shellcheck source=tests/window.sh
source "$(dirname "${BASH_SOURCE[0]}")/window.sh"
picture=${2:-$scratch/window.png}

saved() {
  [[ -n $(find "$scratch/data" "$scratch/config" -type f -size +0c -name '*.json') ]]
}

[[ -x $program ]] || fail "$program is not there; run cargo build --release"
prepare

start
echo "the window shows $(colors) colors"

# A change that is worth saving, then Quit by its key: there is no window manager to ask.
xdotool windowfocus "$window" mousemove --window "$window" 640 400 click --repeat 3 --delay 60 4
sleep 1
xdotool key ctrl+q
within 20 stopped || fail "the program did not end within 20 s of Ctrl+Q"
code=0
wait "$app" || code=$?
((code == 0)) || fail "the program ended with exit code $code"
saved || fail "no state was saved below $scratch/data or $scratch/config"
echo "closed, exit code 0, state saved: $(cd "$scratch" && find data config -type f -name '*.json' | tr '\n' ' ')"
