#!/usr/bin/env bash
# Kills the program with SIGKILL at random moments while it saves, and checks that the file is always
# the old one or the new one, whole. Usage: tests/kill_during_save.sh TUMEN [TIMES]
set -euo pipefail
tumen=$(realpath "$1")
times=${2:-200}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# Two routes of some megabytes, so that writing takes a while.
route() {
  awk -v lines=400 -v points=250 -v shift="$1" 'BEGIN {
    print "{\"type\":\"FeatureCollection\",\"features\":["
    for (i = 0; i < lines; i++) {
      printf "%s{\"type\":\"Feature\",\"properties\":{\"n\":%d},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[", i ? ",\n" : "", i
      for (j = 0; j < points; j++) printf "%s[%.6f,%.6f]", j ? "," : "", 130 + shift + i * 0.01 + j * 0.003, 42 + j * 0.002
      printf "]}}"
    }
    print "]}"
  }'
}
route 0 >old.geojson
route 1 >new.geojson
"$tumen" convert old.geojson old.tumen
start=$(date +%s%N)
"$tumen" convert new.geojson new.tumen
whole=$((($(date +%s%N) - start) / 1000))

cp old.tumen file.tumen
as_old=0 as_new=0 killed=0
for ((i = 0; i < times; i++)); do
  if cmp -s file.tumen old.tumen; then source=new.geojson; else source=old.geojson; fi
  "$tumen" convert "$source" file.tumen 2>/dev/null &
  pid=$!
  sleep "$(awk -v t=$((RANDOM * 32768 + RANDOM)) -v w="$whole" 'BEGIN { printf "%.6f", (t / 1073741824) * w / 1000000 }')"
  if kill -9 "$pid" 2>/dev/null; then killed=$((killed + 1)); fi
  wait "$pid" 2>/dev/null || true
  if cmp -s file.tumen old.tumen; then
    as_old=$((as_old + 1))
  elif cmp -s file.tumen new.tumen; then
    as_new=$((as_new + 1))
  else
    echo "after kill $i the file is neither the old nor the new one" >&2
    exit 1
  fi
done
rm -f .tumen-*.new
echo "$times saves, $killed killed: $as_old times the one, $as_new times the other, never half a file"
