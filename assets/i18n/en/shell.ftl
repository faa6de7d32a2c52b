# Menus, the line at the bottom, windows over everything.
menu-file = File
menu-edit = Edit
menu-view = View
menu-map = Map
menu-logistics = Logistics
menu-tour = Tour
menu-help = Help
menu-language = Language
menu-more = More
menu-more-tip = What the window is too narrow to show
close = Close
cancel = Cancel
tab-tours-tip = Talks over the map, stop by stop
tab-attributes = Attributes
tab-attributes-tip = The features of one of your layers with their properties
tab-reports = Reports
tab-reports-tip = What was found in opened files, and what can be repaired
status-position = Position under the pointer, degrees WGS 84
status-scale = 1 px = { $ground }
status-closest = closest view, the map has no more detail
status-scale-tip = Ground under one pixel in the middle of the map
status-as-of-tip = Statuses and figures are those of this day
status-problems = { $n } { $n ->
    [one] problem
   *[other] problems
} in the data
action-undo-step = Undo { $step }
action-redo-step = Redo { $step }
edit-add-layers = add layers
edit-remove-layer = remove layer
edit-reorder-layers = reorder layers
edit-rename-layer = rename layer
edit-show = show
edit-hide = hide
edit-restyle-layer = restyle layer
edit-replace-content = replace content
edit-draw = draw
edit-delete-features = delete features
edit-split-or-join = split or join
edit-change-shape = change shape
edit-change-attribute = change attribute
edit-rename-field = rename field
edit-remove-field = remove field
edit-change-tour = change tour
edit-remove-tour = remove tour
edit-change-assumption = change assumption
edit-change-loupes = change loupes

# Search and commands.
palette-find = Find a place, project, corridor, fact, series or command
palette-nothing = Nothing found
palette-no-values = { $name }: no values
found-project = project
found-corridor = corridor
found-series = series
found-fact = fact
found-command = command
found-city = city
found-town = town
found-port = port
found-station = station
found-crossing = border crossing
found-bridge = bridge
found-pier = pier
found-field = field
found-plant = plant
found-substation = substation

# The sheet of keys.
keys-title = Keys
keys-arrows = Arrows
keys-drag = Drag
keys-move = Move the map
keys-wheel = Wheel, pinch
keys-zoom = Zoom about the pointer
keys-double-click = Double-click
keys-double-click-tip = Zoom in there; with Shift, out
keys-click = Click
keys-click-tip = Select a place or corridor
keys-text = Ctrl+Plus, Ctrl+Minus
keys-text-tip = Larger or smaller text

# About, problems in the data.
about-title = About Tumen
about-what = A desktop map and logistics viewer for the corridors between the Russian Far East and Korea
about-counts = { $projects } projects, { $corridors } corridors, { $places } places, { $figures } figures, { $events } events from { $sources } sources
about-painter-direct = Painted by { $device }, the map anew in every frame
about-painter-kept = Painted by { $device }, the map into a picture that is kept
about-assets = Base map and fonts: packages, files, licences
problems-title = Problems in the data
problems-none = Everything was read
problems-copy = Copy as text

# Files: drops, progress, questions.
files-drop = { $n ->
    [one] Drop to open the file
   *[other] Drop to open the files
}
files-stop = Stop: { $task }
files-recent = Open recent
question-recover = Unsaved work was found
question-recover-text = Tumen ended without saving. A copy of the layers was made { $when }.
question-recover-yes = Restore
question-recover-no = Discard the copy
question-unsaved = Save the changes?
question-unsaved-text = Layers were changed and are not saved in a project.
question-unsaved-yes = Save…
question-unsaved-no = Do not save
question-losses = The format cannot hold everything
question-losses-text = { $file } would not hold:{ "\u000A" }• { $losses }
question-losses-yes = Save anyway
question-changed = The file has changed
question-changed-text = { $file } has changed on disk, and its layers were edited here.
question-changed-yes = Load it again
question-changed-no = Keep what is here

# Conditions of the outlook, the time bar, the list of projects.
conditions-title = If … then
conditions-intro = Switch on what to assume: the corridors it is about get a dashed outline
conditions-rule = Rule
conditions-judgment = Judgment
conditions-tip = Draw its corridors as possible under this condition; their status stays
conditions-not-judged = Not judged
conditions-judged = Judged { $likelihood } by
time-pause = Pause
time-pace = { $n } y/s
time-speed = Speed, years a second
time-speed-tip = Speed of playing, years a second
time-as-of = As-of date
time-more = and { $n } more
projects-title = Projects
projects-find = Find a project
projects-all = Show all
projects-all-tip = Remove the filter
projects-country = Country
tours-nothing-to-present = There is no tour with a stop to present
found-junction = junction
found-boundary = boundary
found-waypoint = waypoint
question-overwrite = Another program has changed the file
question-overwrite-text = { $file } is not what it was when it was read here. Saving would lose what the other has done.
question-overwrite-yes = Overwrite
question-overwrite-as = Save as…

# Dialogs of the system.
dialog-save-project = Save project
dialog-save-layer = Save layer
dialog-save-tour = Save tour
dialog-save-plot = Save plot
dialog-save-table = Save table
dialog-save-report = Save report
dialog-open = Open route files
dialog-route-files = Route files, projects and tours
dialog-all-files = All files
dialog-open-demands = Open demands
dialog-pictures = Choose a folder for the pictures
dialog-export = Export { $what }

# What dialogs call the files of a format.
files-geojson-sequence = GeoJSON sequence
files-kml = KML, for Google Earth
files-table = CSV table
files-wkt = Well-known text
files-positions = List of positions
files-nmea = NMEA log of a receiver
files-igc = IGC log of a glider
files-tcx = TCX training record
files-fit = FIT recording of a watch
files-project = Tumen project
files-tour = Tumen tour
files-pdf = PDF document
files-png = PNG picture
files-svg = SVG drawing

# Scenarios.
dialog-save-scenario = Save scenario
dialog-open-scenario = Open scenario
files-scenario = Scenario
