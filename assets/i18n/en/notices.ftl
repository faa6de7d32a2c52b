# What is said of files: notices, errors, repairs. In files, JSON and logs they are always English.

## diag
notice-info = info
notice-warning = warning
notice-error = error
notice-also = and { $n } more
notice-also-lines = and { $n } more, in lines { $lines }
notice-left-out = and { $n } more of [{ $code }]

## geo
notice-choose-crs = choose the coordinate system yourself, such as EPSG:32652 for UTM 52N, or ask who made the file
notice-crs-code-unknown = EPSG:{ $code } is not in the register of coordinate systems
notice-crs-text-unknown = { $text } names no coordinate system that Tumen knows
notice-crs-unusable = the description of the coordinate system cannot be used: { $why }
notice-geocentric-off-map = geocentric positions are not places on a map
notice-eastings-begin-zone = the eastings begin with { $zone }, the zone of a Gauss-Krüger grid; { $what }
notice-pulkovo-1942-what = Pulkovo 1942 is what most Russian maps and Shapefiles use
notice-pulkovo-1995-use = Pulkovo 1995 was in use from 2002 to 2012
notice-gsk2011-russian-system = GSK-2011 is the Russian system of today
notice-cgcs2000-chinese-system = CGCS2000 is the Chinese system of today
notice-threedegree-zones-pulkovo = three-degree zones of Pulkovo 1942 go up to 64
notice-gsk2011-threedegree-zones = GSK-2011 has three-degree zones up to 64
notice-utm-zone-of-korea = eastings about 500,000 and these northings fit UTM; the numbers do not show the zone, and zone { $zone } is that of Korea and Primorye
notice-utm-zone-around = eastings about 500,000 and these northings fit UTM; the numbers do not show the zone, and zone { $zone } is one of those around
notice-fit-gausskrger-grid = they fit a Gauss-Krüger grid without the zone in the easting, too
notice-eastings-about-1000000 = eastings about 1,000,000 and northings about 2,000,000 are those of UTM-K, the grid of Korean maps
notice-same-grid-used = the same grid was used on the Korean datum of 1985
notice-eastings-about-200000 = eastings about 200,000 fit a belt of the Korean transverse Mercator grids
notice-numbers-large-those = the numbers are as large as those of web maps (Web Mercator)
notice-northing-stands-before = northing stands before easting; { $reason }
notice-too-long = it is too long
notice-nested-too-deep = it is nested too deep

## model
notice-repair-swap-axes = Exchange latitude and longitude
notice-repair-reproject = Take the coordinates as { $crs }
notice-repair-reproject-swapped = Take the coordinates as { $crs }, northing first
notice-repair-close-rings = Close the rings of areas
notice-repair-rewind-rings = Turn outer rings counterclockwise and holes clockwise
notice-repair-drop-duplicates = Leave out repeated positions
notice-repair-drop-broken = Leave out positions that are nowhere on Earth
notice-repair-drop-heights = Leave out heights that stand for no value
notice-repair-wrap-longitudes = Bring longitudes to −180° to 180°
notice-repair-cut-180 = Cut lines and areas at 180°
notice-repair-drop-empty = Take away empty shapes
notice-repair-encoding = Read the text as { $label }

## demands
notice-no-such-column = the table has no column { $missing }
notice-first-line-names = the first line names the columns: from,to,cargo,tonnes and perhaps year
notice-line-left-out = this line is left out; the rest is read
notice-empty = `{ $name }` is empty
notice-not-tonnes = `{ $written }` is not an amount in tonnes
notice-not-a-year = `{ $text }` is not a year

## doctor
notice-correct-where-file = correct it where the file was made
notice-without-number = { $n ->
    [one] { $n } position
   *[other] { $n } positions
} without a number, such as NaN or an infinity
notice-not-numbers-not-drawn = positions that are not numbers cannot be drawn
notice-latitude-exchanged = { $n ->
    [one] { $n } position
   *[other] { $n } positions
} with a latitude beyond 90°, such as { $worst }; latitude and longitude seem to be exchanged here
notice-latitude-beyond = { $n ->
    [one] { $n } position
   *[other] { $n } positions
} with a latitude beyond 90°, such as { $worst }
notice-beyond-poles-not-drawn = positions beyond the poles cannot be drawn
notice-nowhere = { $n ->
    [one] { $n } position
   *[other] { $n } positions
} nowhere on Earth, with a longitude such as { $worst }; not drawn
notice-nowhere-not-drawn = positions that are nowhere on Earth cannot be drawn
notice-at-zero = { $n ->
    [one] { $n } position
   *[other] { $n } positions
} at 0, 0, in the sea off Africa and far from all others: it was probably not known
notice-longitude-outside = { $n ->
    [one] { $n } position
   *[other] { $n } positions
} with a longitude outside −180° to 180°, such as { $worst }
notice-longitudes-0-360 = longitudes from 0° to 360° are brought to −180° to 180°
notice-crosses-180 = it crosses 180° { $n ->
    [one] and is drawn as one
   *[other] { $n } times and is drawn as one
}
notice-geojson-lines-areas = GeoJSON has lines and areas cut at 180°; some programs draw others around the globe
notice-no-heights = { $n ->
    [one] { $n } height
   *[other] { $n } heights
} standing for no value, such as { $worst }; left out of profile and totals
notice-heights-of-no-value = numbers by which devices say that they have no height are none
notice-without-positions = { $n ->
    [one] a shape without positions or a line of one
   *[other] { $n } parts without positions or lines of one
}
notice-empty-shapes-not-drawn = empty shapes and lines of one position cannot be drawn
notice-repeated = { $n ->
    [one] { $n } repeated position
   *[other] { $n } repeated positions
}, the first at { $lon }, { $lat }
notice-repeated-add-nothing = repeated positions add nothing to a line
notice-unclosed-rings = { $n ->
    [one] { $n } ring
   *[other] { $n } rings
} not ending where it begins
notice-rings-areas-end = rings of areas end where they begin
notice-small-rings = { $n ->
    [one] { $n } ring
   *[other] { $n } rings
} of fewer than four positions, which encloses nothing
notice-rings-other-way = { $n ->
    [one] { $n } ring
   *[other] { $n } rings
} running the other way round than the format wants
notice-some-programs-take = some programs take an area with a ring the wrong way round for its outside
notice-placeless = { $n ->
    [one] a feature without a geometry is in the table but not on the map
   *[other] { $n } features without a geometry are in the table but not on the map; this is the first
}
notice-offered-repair = offered repair: { $repair }
notice-no-datum-shift = no shift from the datum of { $crs } to WGS 84 is known, so that positions may be off by some hundred meters
notice-compare-known-place = compare a known place with the base map
notice-stated-crs-unusable = the coordinate system that the file states is not usable: { $error }
notice-too-large-for-degrees = the coordinates are too large for degrees, though the file says { $crs }
notice-grid-not-stated = the coordinates are meters of a grid, and the file does not say which
notice-no-grid-fits = { $why }; no grid that Tumen knows holds numbers such as { $x }, { $y }
notice-choose-coordinate-system = choose the coordinate system yourself, or ask who made the file
notice-taken = { $why }; taken as { $crs }{ $accuracy }: { $reason }
notice-compare-base-map = compare it with the base map; if it is off, try { $crs } or another grid
notice-compare-base-map-2 = compare it with the base map
notice-candidate = { $crs }{ $accuracy }: { $reason }
notice-file-says-coordinates = the file says { $stated }, but its coordinates are as small as degrees; taken as degrees WGS 84
notice-take-statement-file = take the statement of the file, { $stated }, by its word
notice-file-states-positions = in { $crs }, which the file states, the positions are far from where such files are; they fit { $other }: { $reason }
notice-latitude-beyond-90-all = { $crossed } of { $n ->
    [one] { $n } position
   *[other] { $n } positions
} have a latitude beyond 90°, and all are places on Earth once latitude and longitude are exchanged
notice-positions-lie-outside = the positions are outside the bounds that the file states, and inside once latitude and longitude are exchanged
notice-positions-lie-where = in { $crs } the positions are where it does not reach; with northing and easting exchanged they fit it

## files
notice-size-file-bytes = the size of the file, { $length } bytes or more,
notice-link-leads-nowhere = the link leads nowhere
notice-no-such-file = there is no such file
notice-check-spelling-whether = check the spelling, and whether the drive is connected
notice-esri-file-geodatabase = this is an ESRI file geodatabase, a folder
notice-save-layers-geopackage = save its layers as GeoPackage, for example with QGIS, and open that
notice-folder-not-file = this is a folder, not a file
notice-open-files = open the files in it
notice-save-what-gives = save what it gives to a file and open that
notice-pipe-not-file = this is a pipe, not a file
notice-socket-not-file = this is a socket, not a file
notice-device-not-file = this is a device, not a file

## archive
notice-archive-entries = an archive of { $count } entries
notice-entry-encrypted = The entry is encrypted and was not read
notice-unpack-password-first = unpack it with its password first
notice-entry-named-like = The entry is named like a path that leads out of the archive; it is taken as a name only
notice-distrust-where-archive = distrust where the archive comes from
notice-inner-archive-not-opened = An archive within the archive is not opened
notice-unpack-open-alone = unpack it and open it alone
notice-unpacked-content-bytes = the unpacked content ({ $bytes } bytes packed)
notice-download-copy-archive = download or copy the archive again
notice-archive-damaged-cut = the archive is damaged or cut off ({ $cause }) and no usable entry was found in it
notice-archive-damaged-cut-off = The archive is damaged or cut off ({ $cause }); what came before was read
notice-compression-unsupported = its compression is not supported
notice-data-ends-early = the data ends early
notice-packed-data-ends-early = the packed data ends early or is not valid
notice-entry-damaged-what = The entry is damaged ({ $cause }); what came before the damage was read
notice-entry-not-unpacked = The entry could not be unpacked: { $cause }
notice-pack-archive-again = pack the archive again with usual settings

## budget
notice-number-features = the number of features
notice-number-positions-parts = the number of positions, parts and values
notice-length-text = the length of a text
notice-shapes-lie-each = shapes are nested deeper than the limit of { $limit } (depth)
notice-more = { $what }, { $value } or more,

## csv
notice-odd-digit-among = there is an odd digit among the hexadecimal ones
notice-no-shape = there is no shape in it
notice-each-row-stands = Each row stands in quotes as a whole; they were taken away
notice-save-table-again = save the table again without quotes around rows
notice-read-decimal-points = they are read as decimal points; compare with the map; GeoJSON, KML and GPX are written with points
notice-text-utf8-letters-read = The text is not UTF-8; by its letters it is read as { $encoding }
notice-names-look-wrong = if names look wrong, name the encoding with --encoding; GeoJSON, KML and GPX are written as UTF-8
notice-characters-not-valid = { $replaced } characters are not valid { $encoding }
notice-shown-u-name = they are shown as { $sign }; name the encoding if another one is meant
notice-no-position-column = no column of the table holds positions
notice-no-position-column-of = no column of the table holds positions; its columns are { $listed }
notice-name-two-columns = name two columns lat and lon (or широта and долгота, 위도 and 경도), or one column wkt
notice-latitude-taken-longitude = latitude is taken from { $lat }, longitude from { $lon }
notice-positions-taken = positions are taken from { $at }
notice-no-column-named = No column is named as a position; by their values { $what }
notice-name-columns-lat = name the columns lat and lon if this is wrong
notice-quote-not-closed = A quote is opened and not closed; it is taken as a letter
notice-close-double-quote = close it, or double a quote within a quoted value
notice-comma-stands-both = The comma stands both between columns and before decimals; the parts are joined again
notice-write-table-between = write the table with ; between columns
notice-row-more-values = The row has more than { $columns } values; the rest is left out
notice-check-delimiter-line = check the delimiter and the line ends
notice-row-values-where = The row has { $found } values where the table has { $width } columns
notice-quote-values-hold = quote values that hold the delimiter; what is too much is kept in columns of its own
notice-missing-values-left = the missing values are left empty
notice-what-positions = positions
notice-what-rows = rows
notice-half-values = half values
notice-table-more = a table of { $count } { $what } or more
notice-row-kept-without = the row is kept without a position; correct it in the table
notice-row-without-position = The row has no position
notice-position-not-a-number = The position is not a number
notice-row-no-zone = { $text } is not a zone of the UTM grid, so the row has no position
notice-zones-stated = Eastings and northings are in the zones of the UTM grid that column { $column } states: { $zones }
notice-zones-else = rename the column if it means something else
notice-not-a-coordinate = { $text } is not a coordinate
notice-shape-broken = The shape is broken: { $why }
notice-value-longer-limit = The value of { $key } is longer than the limit of text-bytes
notice-left-out-you = it is left out; if you trust the file, raise it with --limit text-bytes=NUMBER
notice-number-position-written = A number of a position is written with a decimal comma
notice-numbers-positions-written = { $n } numbers of positions are written with a decimal comma

## flatgeobuf
notice-no-fgb-letters = the file does not begin with the letters fgb
notice-file-version-flatgeobuf = the file is of version { $version } of FlatGeobuf; Tumen knows version 3
notice-file-ends-within = the file ends within its header
notice-header-damaged = the header is damaged: { $error }
notice-copy-download-file-again = copy or download the file again, or export it anew
notice-counts-disagree = the counts in the header and the size of the index do not agree with the file
notice-file-ends-within-index = the file ends within its index or its first feature
notice-what-found-loaded = what was found is loaded; export the file anew
notice-what-came-before = what came before is loaded; copy or download the file again
notice-bytes-not-a-feature = { $at } bytes are not a feature and are left out
notice-export-file-anew = export the file anew
notice-file-ends-within-feature = the file ends within a feature
notice-feature-damaged = the feature is damaged: { $error }
notice-left-out-rest = it is left out; the rest is read
notice-feature-loaded-without = the feature is loaded without a shape
notice-other-properties-loaded-2 = its other properties are loaded
notice-header-states-features = the header states { $stated } features, the file holds { $found } that can be read
notice-rest-may-lost = the rest may be lost: copy or download the file again

## geojson
notice-texts-stand-single = Texts stand in single quotation marks, and JSON has only double ones
notice-read-double-ones = they are read as double ones; other programs may not do that
wanted-object-array = an object or array
wanted-array-features = an array of features
notice-comma-missing-between = A comma is missing between two features
notice-write-comma-both = write a comma; both are loaded
wanted-object = an object
notice-value-bytes-longer = A value of { $length } bytes is longer than the limit of { $limit }; it is left out
notice-you-trust-file = if you trust the file, raise it with --limit text-bytes=NUMBER
notice-geometry-not-an-object = The geometry is not an object
notice-correct-geometry-properties = correct the geometry; the properties of the feature are loaded
wanted-array-geometries = an array of geometries
notice-geometry-type-unknown = There is no type of geometry "{ $kind }"
notice-geometry-without-type = The geometry has no type
notice-coordinates-of-other-kind = The coordinates are not those of a { $kind }
notice-read = { $wrong }, { $kind }; read as { $read }
notice-check-shape-correct = check the shape and correct the type
notice-kind-without-position = The { $kind } has no position
notice-give-one-remove = give it one or remove it
notice-type-read = The type "{ $kind }" is read as { $close }
notice-correct-spelling = correct the spelling
wanted-properties = properties
notice-property-not-a-number = A property is { $word }, which is not a number
notice-read-nothing = it is read as nothing
notice-object-not-geojson = The object is not a feature, geometry or collection of GeoJSON
notice-correct-remove-left = correct or remove it; it is left out
notice-type-unknown-read-as = There is no type "{ $kind }"; it is read as { $wanted }
notice-object-without-type = The object has no type; it is read as { $wanted }
notice-write-type-other = write "type": "{ $wanted }"; other programs may leave it out
notice-json-nothing-geojson = this is JSON, but nothing in it is GeoJSON
notice-export-geojson-csv = export it as GeoJSON, or as CSV with columns lat and lon
notice-comma-stands-before = A comma stands before a closing bracket, which JSON does not allow
notice-comment-json-does = There is a comment, which JSON does not allow
notice-line-break-other = A line break or other control character stands within text
notice-values-json-does = There are values that JSON does not have, such as NaN or None
notice-tolerated-other-programs = it is tolerated; other programs may not
notice-text-broken-many = The text is broken at so many places that reading stops here
notice-export-file-again = export the file again
notice-file-ends-middle = The file ends in the middle of what begins in line { $begun }
notice-copy-download-file-again-what = copy or download the file again; what came before the end is loaded
notice-expected-found = { $wanted } expected, { $found } found
notice-correct-file-place = correct the file at that place; the other features are loaded
notice-values-lie-deeper = Values are nested deeper than the limit of { $depth }
notice-you-trust-file-raise = if you trust the file, raise it with --limit depth=NUMBER
notice-depth-values-each = the depth of values in each other
notice-end-line = the end of the line
notice-coordinates-mixed = The coordinates are not a list of positions of one kind
notice-correct-coordinates-properties = correct the coordinates; the properties of the feature are loaded
wanted-list-areas = a list of areas
wanted-list-lines = a list of lines
wanted-list-positions = a list of positions
wanted-position = a position
notice-empty-brackets-stand = Empty brackets stand in place of a position
notice-remove-them-passed = remove them; they are passed over
notice-position-one-number = A position has one number only
notice-write-longitude-latitude = write longitude and latitude; it is left out
notice-positions-more-three = Positions have more than three numbers; the fourth and later ones are not used
notice-number-too-large = The number is too large for a coordinate
notice-correct-position-left = correct it; the position is left out
notice-coordinate-instead-number = A coordinate is { $word } instead of a number
notice-correct-remove-position = correct or remove the position
wanted-number = a number
notice-coordinate-written-text = The coordinate "{ $text }" is written as text
notice-remove-quotation-marks = remove the quotation marks; it is used
notice-coordinate-decimal-comma = The coordinate "{ $text }" has a decimal comma
notice-write-point-read = write a point; it is read as one
notice-coordinate-not-a-number = The coordinate "{ $shown }" is not a number
notice-coordinates-one-bracket = The coordinates have one bracket too few for their type
notice-coordinates-one-bracket-too = The coordinates have one bracket too many for their type
wanted-rest-feature = the rest of the feature

## geopackage
notice-database-ends-within = the database ends within its header
notice-file-ends-after = the file ends after { $length } bytes of { $stated }: a part of it is missing
notice-what-can-still = what can still be read is loaded; copy or download the file again
notice-another-program-changes = another program has changes that it has not yet written into the file; they are not shown
notice-close-file-program = close the file in that program and open it here again
notice-database-damaged = the database is damaged: { $why }
notice-copy-download-file-again-export = copy or download the file again, or export its layers with the program that made it
notice-geopackage-not-built-in = this is a GeoPackage, and this build of Tumen was made without them
notice-use-usual-build = use the usual build, or save the layer as GeoJSON or FlatGeobuf
notice-none-feature-tables = none of its feature tables can be read
notice-table-without-geometry = a table without geometry
notice-kind-pictures = pictures
notice-kind = of the kind { $other }
notice-table-not-shown = the table is not shown: it is { $what }
notice-spatialite-not-geopackage = this is a SpatiaLite database, not a GeoPackage
notice-save-layers-geopackage-example = save its layers as GeoPackage, for example with QGIS
notice-mbtiles-not-geopackage = this is a map of tiles (MBTiles), not a GeoPackage
notice-ask-lines-themselves = ask for the lines themselves as GeoPackage or GeoJSON
notice-sqlite-not-geopackage = this is an SQLite database, but no GeoPackage: it lists no feature tables
notice-save-layers-geopackage-csv = save its layers as GeoPackage or as CSV with positions
notice-table-listed-not-there = the table is listed, but it is not there or is of a kind that Tumen does not run
notice-save-layer-ordinary = save the layer as an ordinary table
notice-column-computed = the column { $name } is computed by the file and is not read
notice-no-geometry-column = the table has no column with geometry
notice-table-damaged-after = the table is damaged after row { $row }: { $error }
notice-geometry-not-binary = the geometry is { $kind }, not binary
notice-binary-data-column = binary data in the column { $column } is kept as text only ({ $n ->
    [one] { $n } value
   *[other] { $n } values
})
notice-texts-column-utf8 = texts in the column { $column } are not UTF-8 ({ $n ->
    [one] { $n } value
   *[other] { $n } values
}); bad letters are replaced
notice-save-file-again = save the file again with the program that made it, in UTF-8
notice-view-takes-longer = the view takes longer than a file may ask for; what it gave until then is loaded
notice-view-cannot-run = the view cannot be run: { $error }
notice-crs-not-described = the coordinate reference system { $srs } is not described in the file
notice-taken-epsg-code = it is taken for the EPSG code of that number; check the place on the map

## gpx
notice-saving-gpx-writes = saving as GPX writes the namespace
notice-count-features = { $n } features
notice-not-a-height = { $text } is not a height
notice-correct-number = correct the number
notice-not-a-time = { $text } is not a time; the text was kept
notice-write-times-like = write times like 2024-05-01T12:00:00Z
notice-decimal-comma-taken = { $text } has a decimal comma; taken as a decimal point
notice-check-position-map = check the position on the map; saving writes points
notice-count-positions = { $n } positions
notice-given-twice-them = { $name } is given twice; which of them is meant nobody knows
notice-correct-line-position = correct this line; the position is left out
notice-latitude-lat = latitude (lat)
notice-longitude-lon = longitude (lon)
notice-correct-line-rest = correct this line; the rest was loaded
notice-element-lacks = <{ $name }> has no { $what }
notice-position-left-out = { $text } is not a { $what }; the position was left out
notice-stands-outside-any = <{ $name }> stands outside any track or route; it was loaded as one
notice-check-tags-before = check the tags before this line
notice-no-gpx-element = there is no <gpx> element and no waypoint, route or track in the file
notice-check-right-file = check that it is the right file
notice-gpx-element-missing = The <gpx> element is missing; the rest was read as GPX
notice-saving-gpx-writes-2 = saving as GPX writes it

## json
wanted-comma = a comma or the closing bracket
wanted-text = text in quotation marks
wanted-name = a name in quotation marks
wanted-colon = a colon
wanted-value = a value
notice-text-utf8-should = The text is not UTF-8 as it should be; read as { $encoding }
notice-names-look-wrong-choose = if names look wrong, choose another encoding
notice-damaged-characters-text = { $count } damaged characters in text that is { $encoding }; each is shown as { $sign }
notice-compare-original-other = compare with the original; other text is not affected

## kml
notice-one-archive-file-unused = One other file of the archive (a picture, a model) is not used
notice-archive-files-unused = { $n } other files of the archive (pictures, models) are not used
notice-no-kml-in-archive = there is no KML file in the archive
notice-kmz-holds-file = a KMZ holds a file doc.kml
notice-nothing-could-loaded = Nothing could be loaded: { $error }
notice-style-elsewhere-not-opened = The style is in another file; it is never opened
notice-choose-style-layer = choose a style for the layer
notice-saving-kml-writes = saving as KML writes the namespace
notice-read-one = it is read with this one
notice-picture-kept-file = the picture is kept with the file and not shown
notice-names-same-archive = <{ $name }> names { $shown } of the same archive; { $what }
notice-names-content-outside = <{ $name }> names content outside the file; it is kept but never opened
notice-names-content-outside-file = <{ $name }> names content outside the file, { $shown }; it is kept but never opened
notice-download-open-yourself = download and open it yourself if you need it
notice-picture-laid-ground = A picture laid on the ground is shown by the box that it fills
notice-style-names-picture = The style names a picture; Tumen draws its own symbols and never opens it
notice-no-kml-element = there is no <kml> element and no placemark in the file
notice-kml-element-missing = The <kml> element is missing; the rest was read as KML
notice-saving-kml-writes-2 = saving as KML writes it
notice-shapes-loaded = its shapes are loaded
notice-read-2 = read as <{ $name }>
notice-not-a-kml-element = <{ $local }> is not an element of KML; { $meant }
notice-saving-kml-writes-elements = saving as KML writes elements that other programs read
notice-position-written-longitudelatitudeheight = A position is not written as longitude,latitude,height; what is not a number was left out
notice-correct-coordinates-line = correct the coordinates on this line
notice-position-more-three = A position has more than three numbers; they are read as longitude, latitude and height, and what follows is left out
notice-check-position-map-decimal = check the position on the map: are there decimal commas?
notice-longitude-latitude-separated = Longitude and latitude are separated by spaces instead of commas; taken in pairs
notice-check-position-map-2 = check the position on the map
notice-geometries-lie-too = Geometries are nested too deep; this one was left out
notice-put-them-side = put them side by side
notice-track-times-positions = The track has { $times } times for { $points } positions
notice-times-without-position = times without position were left out
notice-track-time-unreadable = The time of a track position cannot be read; it was left out
notice-position-track-written = A position of the track is not written as longitude latitude height; it was left out
notice-3d-model-shown = A 3D model is shown as a point; what it names is never opened

## positions
notice-not-a-position = "{ $shown }" is not a position
notice-write-latitude-longitude = write latitude and longitude in degrees, such as 43.1, 131.9; the line is left out
notice-no-position-in-text = there is no position in the text
notice-write-latitude-longitude-degrees = write latitude and longitude in degrees, such as 43.1, 131.9
notice-numbers-decimal-commas = Numbers have decimal commas
notice-read-decimal-points-compare = they are read as decimal points; compare with the map
notice-longitude-read-first = Longitude is read first, as the heading says
notice-longitude-read-first-because = Longitude is read first, because the first numbers are beyond 90°
notice-latitude-read-first = Latitude is read first and then longitude, as people write them
notice-swap-axes-places = swap the axes if the places are wrong

## shapefile
notice-table-should-rows = The table should have { $stated } rows, and { $there } are there
notice-copy-download-file = copy or download the file again
notice-table-memo-fields = The table has memo fields; their text is in another file and is not read
notice-nothing-other-fields = nothing; the other fields are read
notice-text-said-reads = The text is said to be { $stated }, but reads as { $seen }
notice-read-what-seems = it is read as what it seems to be; name the encoding if the letters look wrong
notice-no-encoding-stated = No encoding is stated; by its letters the text is { $seen }
notice-names-look-wrong-name = if names look wrong, name the encoding with --encoding, or put a .cpg file beside it
notice-no-shapefile-in-archive = the archive holds no Shapefile (.shp)
notice-unpack-open-files = unpack it and open the files that it holds
notice-table-shapefile-without = this is the table of a Shapefile, without its shapes
notice-index-shapefile-without = this is the index of a Shapefile, without its shapes
notice-reference-system-shapefile = this is the reference system of a Shapefile, without its shapes
notice-names-encoding-shapefile = this names the encoding of a Shapefile and holds no shapes
notice-not-a-main-shapefile = this is not the main file of a Shapefile
notice-open-shp-file-other = open the .shp file, with the other files of the same name beside it
notice-shp-not-a-shapefile = the file is named .shp but does not begin as a Shapefile does (9994)
notice-dbf-missing = The table of attributes (.dbf) is missing; the shapes have no names and values
notice-put-dbf-file = put the .dbf file beside the .shp file
notice-prj-missing = The reference system (.prj) is missing
notice-check-where-layer = check where the layer is located; put the .prj file beside the .shp file
notice-dbf-header-unreadable = The table of attributes has no readable header; the shapes have no names and values
notice-copy-download-dbf = copy or download the .dbf file again
notice-rows-table-marked = { $deleted } rows of the table are marked as deleted; their shapes are left out
notice-nothing-unless-wanted = nothing, unless they are wanted
notice-table-rows-shapes = The table has { $rows } rows for { $last } shapes
notice-shapes-rows-taken = shapes and rows are taken in order; copy or download the files again
notice-positions-parts = positions and parts
notice-what-shapes = shapes
notice-shapefile-more = a Shapefile of { $count } { $what } or more
notice-shapefile-header-100 = a Shapefile has a header of 100 bytes, and here are { $bytes }
notice-file-should-bytes = The file should have { $stated } bytes and has { $there }: its end is missing
notice-what-comes-before = what comes before the cut is loaded; copy or download the file again
notice-header-says-bytes = The header says { $stated } bytes, but the file has { $there }
notice-nothing-records-themselves = nothing; the records themselves are read
notice-bytes-not-a-record = { $at } bytes at the end are not a record
notice-record-says-bytes = The record says it has { $stated } bytes, but its shape has { $own }
notice-shape-read-own = the shape is read by its own counts
notice-record-cut-off = The record is cut off or broken, and no other follows
notice-what-comes-before-loaded = what comes before it is loaded; copy or download the file again
notice-record-broken-reading = The record is broken; reading goes on { $from } bytes later
notice-record-comes-next = record { $number } comes next
notice-point-needs-20 = a point needs 20 bytes
notice-shape-longer-record = The shape is longer than its record: { $what }
notice-what-fits-loaded = what fits is loaded
notice-counts-positions = it counts { $stated } positions, and { $count } are there
notice-count-positions-negative = its count of positions is negative or missing
notice-counts-parts-fit = it counts { $stated } parts, and { $count } fit
notice-parts-not-in-order = The parts of the shape do not follow one another
notice-parts-make-sense = parts that make sense are loaded
notice-shape-surface-space = The shape is a surface in space (MultiPatch); it is loaded as areas seen from above
notice-nothing-heights-kept = nothing; heights are kept
notice-outer-ring-runs = The outer ring runs counterclockwise, which marks holes in a Shapefile
notice-taken-outer-save = it is taken as outer; save the layer anew

## topojson
wanted-topology = a topology
wanted-transform = a transform
wanted-array-arcs = an array of arcs
wanted-object-objects = an object of objects
wanted-shape = a shape
wanted-array-shapes = an array of shapes
notice-shape-without-arcs = A shape of type "{ $kind }" has no arcs or coordinates
notice-correct-properties-loaded = correct it; its properties are loaded
wanted-array = an array
wanted-whole-number-index = a whole number, the index of an arc,
notice-export-file-again-properties = export the file again; the properties of the shape and all other shapes are loaded
notice-no-such-arc = There is no arc { $number }; the file has { $count } arcs
notice-export-file-again-shape = export the file again; the shape is loaded without this arc
notice-topology-without-objects = the topology has no objects
notice-export-again = export it again

## tracks
notice-not-a-fit-recording = this is not a recording of a sports watch (FIT)
notice-recording-ends-early = The recording ends early; what came before is loaded
notice-copy-file-watch = copy the file from the watch again
notice-no-position-in-recording = there is no position in the recording
notice-not-a-fix = it is not a fix
notice-no-fix-in-log = there is no fix in the log
notice-choose-another-encoding = choose another encoding if names look wrong
notice-line-cannot-read = A line cannot be read: { $why }
notice-lines-cannot-read = { $n } lines cannot be read; of the first: { $why }
notice-correct-other-lines = correct it; the other lines are loaded
notice-record-export-again = record or export it again
notice-checksum-wrong = its checksum is wrong
notice-receiver-without-fix = the receiver had no fix: there is no position in the log
notice-no-position-in-ozi = there is no position in the file of OziExplorer
notice-datum-not-stated = The file does not say its datum as others do; taken as WGS 84
notice-without-latitude-longitude = it has no latitude and longitude
notice-no-position-in-training = there is no position in the training record

## wkt
notice-at-byte = { $what } at byte { $byte }
notice-more-text-after = there is more text after the geometry
notice-expected-found-2 = { $wanted } expected, { $found } found
notice-end-text = the end of the text
notice-srid-needs-number = SRID= needs a number
notice-collections-lie-deeper = collections are nested deeper than the limit of { $depth } (depth)
notice-known-geometry-found = no known geometry, { $found } found
notice-more-positions-limit = there are more positions than the limit (vertices)
notice-reading-stopped = reading was stopped
notice-number-expected-found = a number expected, { $found } found
notice-correct-geometry-others = correct the geometry; the others are loaded
notice-correct-text-place = correct the text at that place

## xml
notice-remove-what-stands = remove what stands before it; other programs refuse the file
notice-blanks-stand-before = Blanks stand before the XML declaration
notice-text-stands-before = Text stands before the XML declaration
notice-control-character-stands = A control character stands in the text, which XML does not allow
notice-control-characters-stand = { $n } control characters stand in the text, which XML does not allow; this is the first
notice-remove-other-programs = remove it; other programs refuse the file
notice-no-such-encoding = The file names an encoding that does not exist: { $named }
notice-file-says-utf8 = The file says that it is { $named }, but it is UTF-8; read as UTF-8
notice-not-utf8 = The file should be UTF-8 but is not; it was read as { $encoding }
notice-some-bytes-shown = Some bytes are not { $encoding } and are shown as { $sign }
notice-check-names-wrong = check the names; if they are wrong, open the file with another encoding
notice-text-outside-root = There is text outside the root element; it was passed over
notice-begins-behind-end = <{ $name }> begins behind the end of the root element; it was read, too
notice-save-both-one = save both in one root element, or as two files
notice-given-twice-first = { $name } is given twice in <{ $name_2 }>; the first is taken
notice-remove-one-them = remove one of them
notice-element-depth-line = an element at depth { $open } (line { $at })
notice-number-elements-more = the number of elements, { $elements } or more,
notice-begins = <{ $name }> begins
notice-closes-what-outside = </{ $name }> closes what is outside
notice-closes-nothing-left = </{ $name }> closes nothing and was left out
notice-check-tags-around = check the tags around this line
notice-not-closed = <{ $name }> of line { $line } is not closed before { $cause }; it was closed here
notice-check-elements-around = check the elements around this line; saving writes them closed
notice-file-ends-inside = The file ends inside { $inside }; what came before was loaded
notice-get-whole-file = get the whole file again if it was cut off; saving writes it closed
notice-check-text-around = check the text around this line
notice-not-an-entity = An & begins no entity that XML knows; it was kept as text
notice-write-amp-text = write &amp; for an & in text
notice-text-bytes = a text of { $len } bytes
notice-not-a-tag = A < begins no tag; it was kept as text
notice-closing-tag-lacks = A closing tag lacks its >
notice-tag-lacks-quote = A tag lacks its > or a quote; what could be read of it was taken
notice-cdata-without-end = A CDATA section has no end
notice-comment-without-end = A comment has no end; what follows was read
notice-file-declares-entities = The file declares entities of its own; they are not expanded

## input
notice-empty-file = the file is empty (0 bytes)
notice-over-limit = { $what } is more than the limit of { $limit } ({ $name })
notice-cancelled = cancelled
notice-time-limit = reading took longer than the limit of time
notice-unreadable = it could not be read: { $error }
notice-raise-limit = if you trust the file, raise it with --limit { $name }=NUMBER
notice-check-readable = check that the file exists and may be read

## open
notice-no-features = the file holds no features
notice-check-what-chosen = check what was chosen for export where the file was made

## packed
notice-packed-data-ends = The packed data ends early or is not valid; what came before was read
notice-download-copy-file = download or copy the file again
notice-gzip-not-unpacked = the file is packed with gzip, and nothing of it can be unpacked

## project
notice-style-layer-damaged = the style of the layer is damaged and left out: { $error }
notice-folder-without-parent = the folder { $name } is in one that is not there
notice-copy-file-again = copy the file again, or open an older copy of it
notice-end-project-missing = the end of the project is missing: the file was cut
notice-project-version-made = the project is of version { $tumen }, made by a newer Tumen; this one knows version { $version }
notice-open-newer-tumen = open it with the newer Tumen, or save its layers as GeoJSON there
notice-not-a-project = the first line does not say that this is a Tumen project: { $error }
notice-line-more-parts = the line has more than { $parts } parts or values, which no project has
notice-feature-left-out = this feature is left out; the rest is read
notice-line-damaged-column = the line is damaged at its column { $column }: { $error }
notice-head-layer-damaged = the head of a layer is damaged: { $error }
notice-features-loaded-layer = its features are loaded into a layer without its name and style
notice-rest-layer-read = the rest of the layer is read
notice-layer-should-features = the layer { $name } should have { $stated } features and has { $found }
notice-line-neither-layer = the line is neither a layer nor a feature
notice-passed-over = it is passed over
notice-property-damaged = the property { $name } is damaged: { $error }
notice-other-properties-loaded = the other properties are loaded
notice-features-stand-before = features stand before the first layer
notice-put-layer-own = they are put into a layer of their own
notice-collection-too-many = a collection has too many shapes
notice-part-geometry-damaged = a part of the geometry is damaged: { $error }
notice-geometry-longitude-without = the geometry has a longitude without a latitude
notice-heights = heights
notice-times = times
notice-geometry-series = the geometry has { $count } positions and { $there } { $what }
notice-not-a-number = { $text } is not a number
notice-head-tour-damaged = the head of a tour is damaged: { $error }
notice-stops-loaded-tour = its stops are loaded into a tour without its title
notice-stop-tour-damaged = a stop of a tour is damaged: { $error }
notice-stop-left-out = this stop is left out; the rest is read
notice-stop-loaded-without = the stop is loaded without it
notice-project-more-tours = the project has more than { $most_tours } tours
notice-first-ones-loaded = the first ones are loaded
notice-tour-should-stops = the tour { $title } should have { $stated } stops and has { $found }
notice-assumption-unknown = the assumption `{ $id }` is none of the network's parameters any more and has no effect
notice-assumption-unknown-do = set the parameters that took its place, such as co2.wtt.… and co2.ttw.… for co2.…
notice-assumptions-damaged = the assumptions are damaged: { $error }
notice-network-loaded-data = the network is loaded as the data has it
notice-assumption-not-a-number = the assumption `{ $id }` is not a number
notice-loupes-damaged = the loupes are damaged: { $error }
notice-no-loupe = `{ $text }` is no loupe
notice-loupes-left-out = it is left out
notice-more-loupes = there are more than { $most } loupes
notice-left-out-data = it is left out; the data is taken instead

## rows
notice-text-utf8-here = the text is not UTF-8 from here on
notice-save-file-utf8 = save the file as UTF-8
notice-record-left-out = this record is left out; the rest is read
notice-row-columns-header = the row has { $len } columns, the header has { $expected }
notice-column = column { $column }: { $error }
notice-row-left-out = this row is left out; the rest is read

## sniff
notice-every-byte-file = every byte of the file is zero: its content was lost
notice-binary-unknown = this is binary data of no format that Tumen knows
notice-export-geojson-gpx = export it as GeoJSON, GPX, KML or GeoPackage from the program that made it
notice-document-without-route = a document holds no route; ask for the route itself as GPX, KML or GeoJSON
notice-save-sheet-positions = save the sheet with the positions as CSV (UTF-8) and open that
notice-excel-workbook-xlsx = this is an Excel workbook (xlsx)
notice-word-document-docx = this is a Word document (docx)
notice-powerpoint-file-pptx = this is a PowerPoint file (pptx)
notice-opendocument-file-ods = this is an OpenDocument file (ods, odt)
notice-qgis-project-qgz = this is a QGIS project (qgz), which refers to data and holds none
notice-save-layers-qgis = save the layers from QGIS as GeoPackage and open that
notice-esri-file-geodatabase-2 = this is an ESRI file geodatabase
notice-zip-archive = this is a zip archive with { $inside } in it
notice-unpack-open-file = unpack it and open the file inside
notice-zip-archive-without = this is a zip archive without entries
notice-zip-archive-neither = this is a zip archive with neither KML nor Shapefile in it (but { $first })
notice-unpack-open-file-route = unpack it and open the file with the route
notice-picture-without-route = a picture holds no route; ask for the route itself as GPX, KML or GeoJSON
notice-tumen-reads-lines = Tumen reads lines, points and areas; ask for the route itself as GPX, KML or GeoJSON
notice-save-csv-utf8 = save it as CSV (UTF-8) and open that
notice-picture-png = this is a picture (PNG)
notice-picture-jpeg = this is a picture (JPEG)
notice-picture-gif = this is a picture (GIF)
notice-picture-tiff-geotiff = this is a picture (TIFF or GeoTIFF)
notice-picture-bigtiff-geotiff = this is a picture (BigTIFF or GeoTIFF)
notice-picture-photoshop = this is a picture (Photoshop)
notice-pdf-document = this is a PDF document
notice-ask-publisher-data = ask its publisher for the data as GeoJSON, KML or Shapefile
notice-postscript-document = this is a PostScript document
notice-text-document-rtf = this is a text document (RTF)
notice-old-office-document = this is an old Office document (xls, doc)
notice-7zip-archive = this is a 7-Zip archive
notice-rar-archive = this is a RAR archive
notice-gzip-archive = this is a gzip archive
notice-bzip2-archive = this is a bzip2 archive
notice-xz-archive = this is an xz archive
notice-zstandard-archive = this is a Zstandard archive
notice-autocad-drawing-dwg = this is an AutoCAD drawing (DWG)
notice-autocad-drawing-binary = this is an AutoCAD drawing (binary DXF)
notice-program-windows = this is a program for Windows
notice-no-route-find = it holds no route; find out what it was meant to be
notice-program-linux = this is a program for Linux
notice-program-macos = this is a program for macOS
notice-no-route = it holds no route
notice-program-macos-java = this is a program for macOS or Java
notice-scientific-grid-hdf5 = this is a scientific grid (HDF5 or netCDF)
notice-scientific-grid-netcdf = this is a scientific grid (netCDF)
notice-weather-grid-grib = this is a weather grid (GRIB)
notice-parquet-file = this is a Parquet file
notice-sound-file = this is a sound file
notice-font = this is a font
notice-index-shapefile-shx = the index of a Shapefile (.shx)
notice-open-shp-file = open the .shp file; the others are read with it when they are beside it
notice-only = this is only { $what }
notice-picture-webp = this is a picture (WebP)
notice-picture-bmp = this is a picture (BMP)
notice-picture-film-heic = this is a picture or film (HEIC, AVIF or MP4)
notice-tar-archive = this is a tar archive
notice-convert-geopackage-example = convert it to GeoPackage, for example with ogr2ogr
notice-raw-openstreetmap-data = this is raw OpenStreetMap data (PBF)
notice-attribute-table-shapefile = the attribute table of a Shapefile (.dbf), without shapes
notice-coordinate-reference-system = a coordinate reference system (.prj), without shapes
notice-companion-shapefile = a companion of a Shapefile (.{ $extension })
notice-json-neither-geojson = this is JSON, but neither GeoJSON nor TopoJSON: it has no type that they know
notice-export-geojson-program = export it as GeoJSON from the program that made it
notice-esri-json = this is JSON of an ESRI server, not GeoJSON
notice-ask-server-fgeojson = ask the server for it with f=geojson
notice-overpass-turbo-choose = in Overpass Turbo choose Export and then GeoJSON, or convert it with osmtogeojson
notice-overpass-answer = this is the answer of an Overpass server, not GeoJSON
notice-location-history-telephone = this is a location history of a telephone
notice-convert-gpx-geojson = convert it to GPX or GeoJSON first
notice-notebook-not-route = this is a notebook, not a route
notice-save-data-geojson = save the data in it as GeoJSON
notice-export-geojson-kml = export it as GeoJSON or KML from the program that made it
notice-cesium-scene-czml = this is a Cesium scene (CZML)
notice-json-array-without = this is a JSON array without features or positions
notice-nothing-blanks-file = there is nothing but blanks in the file
notice-copy-download-again = copy or download it again
notice-without-element = without an element
notice-picture-svg = this is a picture (SVG)
notice-picture-without-positions = a picture holds no positions on the Earth; ask for the route itself as GPX, KML or GeoJSON
notice-raw-openstreetmap-data-osm = this is raw OpenStreetMap data (OSM XML)
notice-convert-geojson-geopackage = convert it to GeoJSON or GeoPackage, for example with QGIS or ogr2ogr
notice-gml-not-read = this is GML, which Tumen does not read
notice-excel-sheet-xml = this is an Excel sheet (XML)
notice-qgis-project-refers = this is a QGIS project, which refers to data and holds none
notice-news-feed = this is a news feed
notice-error-message-server = this is the error message of a server (<{ $root }>)
notice-download-file-again = download the file again
notice-root-element = with the root element <{ $root }>
notice-web-page-probably = this is a web page, probably the download page of the file
notice-open-page-browser = open the page in a browser and save the file that it offers
notice-xml-neither-kml = this is XML { $which }, neither KML nor GPX
notice-text-neither-table = this is text, but neither a table nor a list of positions
notice-tumen-reads-geojson = Tumen reads GeoJSON, KML, GPX, CSV, WKT, Shapefile, GeoPackage, FlatGeobuf and lists of "lat, lon"
notice-mapinfo-table-tab = this is a MapInfo table (TAB)
notice-map-polish-format = this is a map in Polish format (MP)
notice-key-certificate = this is a key or a certificate
notice-autocad-drawing-dxf = this is an AutoCAD drawing (DXF)
notice-mapinfo-file-mif = this is a MapInfo file (MIF)

## table
notice-text-utf8-letters = the text is not UTF-8; by its letters it is read as { $encoding }
notice-save-table-utf8 = save the table as UTF-8 if names look wrong
notice-save-table-utf8-2 = save the table as UTF-8

## tour
notice-nothing-tour-can = nothing of the tour can be read
notice-tour-title-stop = a tour has a title, and [[stop]] blocks with title and bounds
notice-file-more-tours = the file has more than { $n } tours
notice-tour-head-lost = its stops are read; its title and files are not
notice-playlist-count = the playlist has { $flights } flights and the file { $stops } stops; the stops are taken as Tumen wrote them
notice-playlist-take = delete the placemarks of stops to take the playlist
notice-stop-look = where it looks
notice-stop-seconds = how long it lasts
notice-stop-caption = its caption
notice-stop-changed = another program has changed stop { $n }: { $what }
notice-change-taken = the change is taken over
notice-tour-tilted = { $n ->
    [one] { $n } view is tilted or turned; the map shows it from above
   *[other] { $n } views are tilted or turned; the map shows them from above
}
notice-tour-passed = { $n ->
    [one] { $n } position is passed without a stop
   *[other] { $n } positions are passed without a stop
}
notice-tour-no-wait = { $n ->
    [one] { $n } stop states no wait and is shown for { $seconds } s
   *[other] { $n } stops state no wait and are shown for { $seconds } s each
}
notice-tour-pauses = { $n ->
    [one] { $n } pause is left to the speaker
   *[other] { $n } pauses are left to the speaker
}
notice-tour-beyond = { $n ->
    [one] { $n } stop beyond the limit is left out
   *[other] { $n } stops beyond the limit are left out
}
notice-tour-sounds = { $n ->
    [one] { $n } sound is not played
   *[other] { $n } sounds are not played
}
notice-tour-updates = { $n ->
    [one] { $n } change of the map is left out
   *[other] { $n } changes of the map are left out
}
notice-tour-nowhere = { $n ->
    [one] { $n } flight leads nowhere and is left out
   *[other] { $n } flights lead nowhere and are left out
}
notice-tour-unknown-parts = { $n ->
    [one] { $n } unknown part is left out
   *[other] { $n } unknown parts are left out
}
notice-not-a-tour-block = [[{ $block }]] is not part of a tour
notice-tour-blocks = it is left out; a tour has [[stop]] blocks only
notice-tour-by-file = the tour is named after its file; its stops are read
notice-stop-bounds = the stop does not say what is seen: `bounds` is missing or not a box of degrees
notice-stop-bounds-write = write bounds = { $wanted }; this stop is left out; the rest is read
notice-bounds-no-box = the bounds are not a box of degrees
notice-stop-value-odd = `{ $name }` of a stop is odd and left out: { $text }
notice-field-not-wanted = `{ $name }` is not { $wanted }
notice-field-write = write { $wanted }; it is left out
notice-field-unknown = `{ $name }` is not a field of a { $what }
notice-field-known = it is left out; the fields are { $fields }
notice-in-stop-number = stop { $n }
notice-what-stop = stop
wanted-quoted = a text in quotes
wanted-texts = a list of texts, such as ["a", "b"]
wanted-loupes = a list of loupes, such as ["130,42,131,43@top-left"]
wanted-comparison = a date, or words such as "date=2013-09-22 hide=gas split=beside"
wanted-flag = true or false
wanted-day = a day, such as 2013-09-22
wanted-bounds = west, south, east, north in degrees, such as [130, 42, 131, 43]
wanted-one-of = one of { $words }
wanted-seconds = a number of seconds, 0 or more
wanted-transition = "fly", "cut" or a number of seconds

## gpx
notice-root-not-gpx = The root element does not say that it is GPX (xmlns is missing or another); read as GPX

## kml
notice-root-not-kml = The root element does not say that it is KML (xmlns is missing or another); read as KML

## xml
notice-not-closed-more = <{ $name }> of line { $line } and { $more } more is not closed before { $cause }; it was closed here

## app, saving
notice-saving = Saving { $path }…
notice-saved = Saved { $path }
notice-on-clipboard = The map is on the clipboard
notice-copy-not-written = The copy for recovery was not written: { $error }
notice-not-saved = Not saved: { $error }
notice-not-saved-changed = Not saved: { $path } has changed
notice-open-cancelled = Cancelled: { $name }
notice-opened = { $name }: { $content }
notice-not-opened = { $name } could not be opened
notice-changed-unreadable = { $name } has changed and could not be read
notice-read-again = { $name } has changed and was read again
notice-copy-unreadable = The copy could not be read; it is kept
notice-restored = Restored: { $layers } layers, { $tours } tours
notice-saving-plot = Saving the plot…
notice-saving-table = Saving the table…
notice-saving-report = Saving the report…
notice-copying-map = Copying the map…
notice-state-not-saved = The state of the window could not be saved: { $error }
notice-reading = Reading { $name }
notice-exporting = Exporting { $what }
notice-nothing-saved = Nothing saved
notice-nothing-opened = Nothing opened
notice-nothing-exported = Nothing exported
notice-table-not-opened = The table was not opened: { $error }
notice-export-cancelled = Export cancelled
notice-export-failed = Export failed: { $error }
notice-map-not-copied = The map was not copied: { $error }
notice-plot-not-saved = The plot was not saved: { $error }
notice-table-not-saved = The table was not saved: { $error }
notice-report-not-saved = The report was not saved: { $error }
notice-size-pixels = { $width } × { $height } pixels
notice-first-picture = The first of { $n } pictures, { $seconds } s
notice-pages = { $n ->
    [one] { $n } page
   *[other] The first of { $n } pages
}
notice-exported = Exported { $path }
notice-exported-without = Exported { $path }, without { $missing }
notice-exported-boxes = Exported { $path }; { $boxes }
notice-boxes = { $n ->
    [one] one letter is not in the bundled fonts and stands as a box
   *[other] { $n } letters are not in the bundled fonts and stand as boxes
}
notice-exported-frames = Exported { $n } pictures; as a film: { $command }
notice-job-picture = picture
notice-job-page = page
notice-job-handout = handout
notice-job-pictures = pictures
notice-job-gif = GIF
notice-lost-areas = GPX has no areas; they are left out ({ $n ->
    [one] { $n } feature
   *[other] { $n } features
})
notice-lost-placeless = Features without a place are left out ({ $n ->
    [one] { $n } feature
   *[other] { $n } features
})
notice-lost-several = Features of several shapes become separate waypoints, routes and tracks ({ $n ->
    [one] { $n } feature
   *[other] { $n } features
})
notice-lost-colors = Colors of points and fills are not kept ({ $n ->
    [one] { $n } feature
   *[other] { $n } features
})
notice-lost-controls = Control characters in texts are left out ({ $n ->
    [one] { $n } feature
   *[other] { $n } features
})
notice-lost-points = What the file said of single points beside height and time is lost where points were moved or deleted ({ $n ->
    [one] { $n } feature
   *[other] { $n } features
})
notice-lost-foreign = Parts of another format are not kept ({ $n ->
    [one] { $n } feature
   *[other] { $n } features
})
notice-lost-kml-times = KML has times for points and lines only; others are lost ({ $n ->
    [one] { $n } feature
   *[other] { $n } features
})
notice-lost-folders = Folders are dissolved ({ $n ->
    [one] { $n } folder
   *[other] { $n } folders
})
notice-lost-order = The order of features changes: KML writes folder by folder ({ $n ->
    [one] { $n } layer
   *[other] { $n } layers
})
notice-lost-gpx-order = The order changes: GPX keeps waypoints before routes before tracks
notice-lost-layers = The layers become one
notice-lost-documents = The layers become documents of one file
notice-lost-table-layers = A table is one layer: the layers become one
notice-lost-table-folders = A table has no folders
notice-lost-table-colors = A table has no colors and widths
notice-lost-table-times = The times of positions are not written
notice-lost-table-ids = The ids of features are not written
notice-lost-table-lists = Lists and objects among the properties become text
notice-lost-table-foreign = Foreign parts of the file are not written
notice-lost-geojson-layers = GeoJSON has one list of features: the names and order of layers are not kept
notice-lost-geojson-folders = GeoJSON has no folders: they are not kept
notice-lost-geojson-colors = Colors and widths of features from the file are not kept in GeoJSON
notice-lost-geojson-times = GeoJSON has no times of positions: they are not kept
notice-lost-geojson-foreign = Extension elements of GPX or KML are not kept in GeoJSON
notice-lost-geojson-null = Coordinates that are not numbers are written as null
notice-lost-tours = Tours are left out ({ $n ->
    [one] { $n } tour
   *[other] { $n } tours
}); { $others } holds them
notice-lost-assumptions = Assumptions about the network are left out; { $others } holds them
notice-lost-loupes = Loupes are left out; { $others } holds them
notice-scale-shows = 1 : { $scale } shows the box { $bbox }
notice-unknown-ending = cannot tell the format of { $file }; end the name in { $known }
notice-features = { $n ->
    [one] { $n } feature
   *[other] { $n } features
}
notice-tours = { $n ->
    [one] { $n } tour
   *[other] { $n } tours
}
notice-assumptions = { $n ->
    [one] { $n } assumption
   *[other] { $n } assumptions
}
notice-loupes = { $n ->
    [one] { $n } loupe
   *[other] { $n } loupes
}
notice-list = { $first }, { $then }
notice-because = { $what }: { $why }
notice-page-none = there is no page
notice-plot-ending = name a file that ends in one of { $known }
notice-some-time-ago = some time ago
notice-less-than-a-minute-ago = less than a minute ago
notice-minutes-ago = { $n ->
    [one] a minute ago
   *[other] { $n } minutes ago
}
notice-hours-ago = { $n ->
    [one] an hour ago
   *[other] { $n } hours ago
}
notice-days-ago = { $n ->
    [one] a day ago
   *[other] { $n } days ago
}
notice-cannot-create = cannot create { $path }
notice-cannot-lock = cannot lock { $path }
notice-no-data-folder = this account has no folder for program data
notice-pasted-text = pasted text
notice-table-too-large = it is larger than { $most } MB

## places
notice-input = input
notice-in-corridor = corridor { $id }
notice-in-entry = entry { $name }
notice-in-tour = tour { $title }
notice-in-record = record { $n }
notice-in-feature = feature { $n }
notice-in-feature-named = feature { $n } «{ $name }»
notice-in-table = table { $table }
notice-in-row = { $table }, row { $n }
notice-in-rate = rate { $id }
notice-in-parameter = parameter { $id }
notice-in-stop = stop { $n }, { $title }
notice-in-stop-of = stop { $n } of { $tour }

## data
notice-file-missing = the file is missing
notice-map-without-it = the map is drawn without it; reinstall Tumen to restore the file
notice-asset-version = this is not a { $kind } file of version 1
notice-asset-compressed = the compressed data is damaged: { $error }
notice-asset-cut = the data is cut short or a count is wrong at byte { $byte } of the unpacked data
notice-asset-text = a text is damaged at byte { $byte } of the unpacked data
notice-part-left-out = this part is left out; the rest is read
notice-id-twice = the id is used twice
notice-first-record-kept = the first record is kept
notice-corridor-short = a corridor needs at least two via points
notice-via-nowhere = the position of `{ $place }` is not on the Earth
notice-rail-line-missing = no line along the railway was built for these via points; straight lines are drawn
notice-rail-line-build = run tools/basemap/routes.py after changing via points
notice-source-missing = the record names no source
notice-source-add = add the id of a source from data/sources.csv
notice-id-unknown = there is no { $what } `{ $id }`
notice-id-correct = correct the id, or add the { $what }
notice-in-record-of = { $what } { $id }
notice-price-unusable = { $value } in { $unit } with { $low } to { $high } is not a price
notice-price-correct = name tariff.… or usd.…, a unit of money, and a value within its range; the rate is left out
notice-parameter-quantity = its id begins with no known quantity
notice-parameter-unit = its unit is { $unit }, but this quantity is counted in { $units }
notice-parameter-correct = correct it; the parameter is left out
notice-parameter-range = value { $value } with range { $low } to { $high } cannot be counted with
notice-parameter-numbers = numbers must be 0 or more and the value within its range; the parameter is left out
notice-what-source = source
notice-what-project = project
notice-what-kind = kind
notice-what-place = place
notice-what-corridor = corridor
notice-what-segment = segment
notice-what-corridor-or-segment = corridor or segment
notice-what-target = project, corridor or segment
notice-what-record = record
notice-what-carrier = record that carries the fact
notice-what-series-in = series in { $unit }
notice-what-series = series
notice-what-figure-in = figure in { $unit }
notice-what-flow = flow
notice-what-event = event
notice-what-figure = figure
notice-what-border-part = part
notice-what-constraint = constraint
notice-what-condition = condition
notice-what-agreement = agreement
notice-what-promise = promise
notice-what-fact = founding fact
notice-what-tour = tour
notice-what-parameter = parameter
notice-what-terminal = terminal
notice-what-link = link
notice-what-crossing = crossing
notice-what-service = service
notice-what-benchmark = benchmark
notice-what-country = country
notice-what-rule = rule
notice-what-rate = rate
notice-what-forty-foot = forty-foot ratio
notice-what-section = section
notice-what-section-of = corridor, segment, link, crossing or country
notice-what-distance = distance
notice-what-approach = approach
notice-what-channel = channel
notice-what-lane = lane
notice-what-waypoint = waypoint or port
notice-what-line = line
notice-what-gauge = gauge
notice-what-capacity = capacity
notice-what-place-or-terminal = place or terminal

## geometry
notice-property-column = a property belongs to column { $index } of { $n }
notice-property-cut = a property of { $length } bytes has only { $left } left
notice-column-kind = a column is of the unknown kind { $kind }
notice-geometry-kind = the geometry is of the unknown kind { $kind }
notice-geometry-kind-at = the geometry is of the unknown kind { $kind } at its byte { $byte }
notice-geometry-shared = parts of the geometry share the same bytes
notice-geometry-without-letters = the geometry does not begin with the letters GP
notice-geometry-header = the geometry is cut in its header
notice-geometry-extended = the geometry is of an extended kind that only its own program understands
notice-envelope-kind = the geometry states an envelope of the unknown kind { $kind }
notice-geometry-cut = the geometry is cut at its byte { $byte }
notice-geometry-parts = the geometry states { $n } parts at its byte { $byte }, more than its { $left } bytes left can hold
notice-no-byte-order = the geometry has no byte order at its byte { $byte } ({ $found })
notice-line-part = a line holds a part of kind { $kind }
notice-area-part = an area holds a part of kind { $kind }
notice-points-part = a set of points holds a part of kind { $kind }
notice-heights-count = the geometry has { $n } positions and { $heights } heights
notice-ring-end = a ring is to end at position { $end } of { $n }

## dates, pictures, scenarios
notice-date-unknown = `{ $text }` is not a date; write YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Qn, or a span of two with `/`
notice-date-asked = `{ $text }` is not a date; write YYYY, YYYY-MM or YYYY-MM-DD
notice-date-outside = { $text } is outside the dates for which statuses and routes are known: { $first } to { $last }
notice-picture-scale = a picture cannot be drawn at the scale { $scale }
notice-picture-scale-do = use a scale above 0, for example 2 for twice the resolution
notice-picture-too-large = a picture of { $width } × { $height } pixels is too large; { $most } pixels a side is the most
notice-picture-too-large-do = use a smaller scale or size, or export SVG, which has no limit
notice-picture-not-encoded = the picture could not be encoded as PNG
notice-picture-not-encoded-do = try a smaller scale, or export SVG
notice-gif-not-written = the pictures could not be written as GIF
notice-file-not-written = the file could not be written
notice-file-not-written-do = make sure that the folder can be written to and the disk is not full
notice-picture-none = there is no picture to write
notice-picture-none-do = the tour has no stops, or the map was not ready
notice-stopped = stopped before the end
notice-stopped-do = start it again
notice-pdf-not-written = the pages could not be written as PDF: { $error }
notice-pdf-not-written-do = export SVG or PNG instead
notice-picture-ending = cannot tell the format of { $file }; name a file that ends in { $known }
notice-map-not-prepared = the map could not be prepared
notice-cannot-write = cannot write { $path }
notice-cannot-write-do = cannot write { $path }: { $hint }
notice-several-years = { $file } holds several years ({ $years })
notice-scenario-damaged = this is not a scenario: { $error }
notice-scenario-not-written = the scenario cannot be written: { $error }
notice-no-such-parameter = there is no parameter `{ $id }`; `tumen route … --parameters` lists those in use

## session
notice-assumption-replaced = the assumption `{ $id }` was { $before } and is now { $now }
notice-undo-brings-back = undo brings it back
notice-words-write = write the message as `key = text`
notice-built-in-used = the built-in values are used instead
notice-demand-left-out = this line is left out; the rest is sent
notice-cargo-unknown = there is no cargo `{ $cargo }`; use { $known }
notice-one-place = `{ $from }` and `{ $to }` are one place
notice-other-year = the amounts are those of { $year }, the network is that of { $as_of }
notice-rest-of-stop = the rest of the stop is shown
notice-layer-not-open = The layer “{ $name }” is not open
notice-layer-not-open-from = The layer “{ $name }” is not open (from { $file })
notice-layer-not-open-of = The layer “{ $name }” is not open (one of { $files })
notice-not-in-data = “{ $word }” is not in the data
notice-missing-in-stop = open the file that has it, or correct the stop
notice-stop-lacks = stop { $n }: { $lack }

notice-scenario-not-opened = The scenario was not opened: { $error }
notice-check-is-the-file = check that it is the file that you mean
notice-text-utf8-not = the text is not UTF-8
