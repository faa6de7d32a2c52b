# Functions of the window tests: a display of their own, software Vulkan, folders of their own. Sourced
# by tests that set `program`; everything is cleaned up when they end.

scratch=$(mktemp -d)
pids=()

clean() {
  local pid
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  rm -rf "$scratch"
}
trap clean EXIT

fail() {
  echo "${0##*/}: $*" >&2
  if [[ -s $scratch/log ]]; then
    echo "--- what the program printed" >&2
    cat "$scratch/log" >&2
  fi
  exit 1
}

# Waits until a command succeeds, for at most that many seconds.
within() {
  local until=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < until)) || return 1
    sleep 0.2
  done
}

display() {
  # Xvfb picks a free number itself and writes it when it is ready.
  Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$scratch/display" 2>"$scratch/xvfb" &
  pids+=($!)
  within 20 test -s "$scratch/display" || fail "Xvfb did not start: $(cat "$scratch/xvfb")"
  DISPLAY=:$(cat "$scratch/display")
  export DISPLAY
}

software_vulkan() {
  local icd
  for icd in /usr/share/vulkan/icd.d/lvp_icd*.json; do
    if [[ -e $icd ]]; then export VK_DRIVER_FILES=$icd VK_ICD_FILENAMES=$icd; fi
  done
}

running() {
  kill -0 "$app" 2>/dev/null
}

# Succeeds once there is a window, and at once if the program has ended.
window_or_end() {
  ! running || xdotool search --onlyvisible --name Tumen
}

stopped() {
  ! running
}

colors() {
  import -window root "$picture" && identify -format %k "$picture"
}

# Whether the map is drawn; the first frames may still be empty.
many_colors() {
  (($(colors) > 500))
}

# A display, a driver and empty folders.
prepare() {
  display
  software_vulkan
  mkdir -p "$scratch/data" "$scratch/config" "$scratch/cache" "$scratch/run"
  chmod 700 "$scratch/run"
  unset WAYLAND_DISPLAY WAYLAND_SOCKET
  export XDG_DATA_HOME=$scratch/data XDG_CONFIG_HOME=$scratch/config XDG_CACHE_HOME=$scratch/cache XDG_RUNTIME_DIR=$scratch/run
}

# Starts the program with files and waits until the map is drawn; sets app and window.
start() {
  "$program" "$@" >"$scratch/log" 2>&1 &
  app=$!
  pids+=("$app")
  within 60 window_or_end || fail "no window named Tumen appeared within 60 s"
  running || fail "the program ended instead of opening a window"
  window=$(xdotool search --onlyvisible --name Tumen | head -n 1)
  echo "window $window is open on $DISPLAY"
  within 30 many_colors || fail "the window shows $(colors) colors, more than 500 were expected"
}
