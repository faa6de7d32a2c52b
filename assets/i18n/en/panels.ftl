# Promise against reality.
promises-project = Project
promises-promise = Promise
promises-followed = What followed
promises-none = There are no promises to show
promises-card-tip = Show the card of this project
promises-said = said { $date }
promises-for = for { $date }
promises-gap = No figure found
promises-gap-of = No figure found: { $what }
promises-share-tip = Part of the promise; with two ends where the promise or the value has two

# Sanctions.
sanctions-labour = Labour
sanctions-trade = Trade
sanctions-aid = Humanitarian aid
sanctions-bears = bears on it
sanctions-exempt = bears on it, with an exemption
sanctions-general = names no project
sanctions-all = Show all projects
sanctions-all-tip = Remove the filter by resolution
sanctions-note = The effects by area are this program's own reading of the measures, not quotations. Only the exemption of Rajin–Khasan is stated by sources.
sanctions-rule = Resolution or rule
sanctions-date = Date
sanctions-area-tip = { $name }: effects in the area “{ $area }”
sanctions-source = Source
sanctions-ahead = { $title }, after the as-of date
sanctions-filter = { $title }: filter the map
sanctions-names-none = It names no project
sanctions-keep = Click to keep only the projects it bears on
area-all = all
area-rail = rail
area-port = port
area-gas = gas
area-power = power
area-labour = labour
area-trade = trade
area-aid = aid

# The attribute table.
attributes-fields = Fields
attributes-field-name = Name of the field
attributes-field-name-tip = Name of a new field, or the new name of the chosen one
attributes-add = Add field
attributes-add-tip = Add an empty field of this name; type values into its cells
attributes-fields-tip = Add, rename or remove a field
attributes-field = Field
attributes-choose = Choose
attributes-field-tip = The field to rename or remove
attributes-rename = Rename { $name }
attributes-rename-tip = Call the field by the name above in all features
attributes-remove = Remove { $name }
attributes-remove-tip = Take the field away from all features
attributes-feature = Feature
attributes-zoom-tip = Double click to see it on the map
attributes-feature-n = Feature { $n }
attributes-see = See the feature on the map
attributes-delete-tip = Take the feature out of the layer
shape-none = no shape
shape-point = point
shape-points = points
shape-line = line
shape-lines = lines
shape-area = area
shape-areas = areas
shape-collection = collection
attributes-sort = Sort by { $name }
attributes-sort-tip = { $name }{ "\u000A" }Click to sort; a third click restores the order of the file
attributes-of-feature = { $name } of feature
attributes-delete-selected-tip = Take the selected feature out of the layer
attributes-none = Open or draw a layer to see its attributes
attributes-reading = Reading the attributes…
attributes-layer-tip = The layer whose attributes are shown
attributes-contains-tip = Show the features of which a property holds this text
attributes-sorting = Sorting…
attributes-searching = Searching…
attributes-count-tip = Rows shown, and features in all
attributes-save = Save as CSV…
attributes-save-tip = Save the rows shown, in their order, as a CSV file

# Reports of opened files.
reports-none = Nothing to report: no file was opened
reports-file-tip = The opened file whose report is shown
reports-dismiss = Dismiss
reports-dismiss-tip = Close this report; the layers stay
reports-copy-tip = Copy every line of the report, as `tumen check` says them
reports-errors-n = { $n } { $n ->
    [one] error
   *[other] errors
}
reports-warnings-n = { $n } { $n ->
    [one] warning
   *[other] warnings
}
reports-notes-n = { $n } { $n ->
    [one] note
   *[other] notes
}
reports-errors = Errors
reports-warnings = Warnings
reports-notes = Worth knowing
reports-clean = Nothing was found to be wrong
reports-more = { $n } more of { $code }
reports-line-column = Line { $line }:{ $column }
reports-line = Line { $line }
reports-byte = Byte { $byte }
repair-of = { $layer } · { $n } of { $all } features
repair-working = Working…
repair-encoding = Open the file again with the encoding { $label }
repair-undo-tip = { $what }; can be undone
repair-repair = Repair
repair-dismiss = Dismiss
repair-dismiss-tip = Leave it as it is
repair-keep = Keep as placed
repair-system-tip = Take the numbers of the file as positions in a system of your choice
repair-system = Another system…
repair-degrees-tip = Take the numbers as degrees, as they stand in the file; can be undone
repair-degrees = Leave as in the file
repair-crs = Coordinate system
repair-crs-tip = Code of a coordinate system, such as EPSG:32652 or EPSG:28422
repair-place = Place
repair-place-north = Place, northing first
repair-place-tip = Place the layer by this system; can be undone
repair-as-is = Show as it is
repair-show = Show repaired
repair-show-tip = Before and after on the map; nothing is changed yet
