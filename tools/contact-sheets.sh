#!/bin/bash
# Contact sheets of the Tumen mouth to look at: five views in three themes, three languages and two sizes.
# usage: tools/contact-sheets.sh TUMEN FOLDER   (the program, and where the sheets go; needs montage of ImageMagick)
set -e
tumen=$1 out=$2
mkdir -p "$out/single"
declare -A view=(
  [tumen]="--view tumen" [primorye]="--view primorye" [rajin]="--bbox 130.25,42.2,130.35,42.28"
  [khasan]="--bbox 130.6,42.395,130.68,42.44" [vladivostok]="--bbox 131.6,42.9,132.3,43.4"
)
for name in tumen rajin khasan vladivostok primorye; do
  for theme in light dark projector; do
    pictures=()
    for lang in en ru ko; do
      for size in 1280x800 600x400; do
        picture=$out/single/$name-$theme-$lang-$size.png
        # The view is a list of words.
        # shellcheck disable=SC2086
        "$tumen" export ${view[$name]} --theme $theme --lang $lang --size $size -o "$picture"
        pictures+=("$picture")
      done
    done
    montage "${pictures[@]}" -tile 2x3 -geometry 900x+4+4 "$out/$name-$theme.png"
  done
done
