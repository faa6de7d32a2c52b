# Tours: the list.
tours-title-n = Tour { $n }
tours-copy-of = { $title } (copy)
tours-invitation = A tour is a list of views with captions. Arrange the map, then add the view as a stop.
tours-open = Open…
tours-open-tip = Open a tour from a file, or any other file
tours-bundled = Bundled
tours-stops = { $n } { $n ->
    [one] stop
   *[other] stops
}
tours-row = Tour { $title }, { $stops }
tours-more = More for { $title }
tours-more-tip = What can be done with this tour
tours-own-tip = Show the stops; double-click to rename
tours-bundled-tip = Show the stops
tours-rename = Rename
tours-rename-tip = Call the tour something else
tours-duplicate = Duplicate
tours-duplicate-tip = Make a copy of the tour
tours-save = Save as file…
tours-save-tip = Save the tour as a text file of its own, or as KML for Google Earth
tours-export = Export…
tours-export-tip = The tour as a handout or moving pictures
tours-delete = Delete
tours-delete-tip = Remove the tour from the project
tours-copy = Copy to edit
tours-copy-tip = Make a copy of the tour that can be changed

# Tours: the stops.
stops-go = Go there
stops-go-tip = Show this stop on the map
stops-update = Update from this view
stops-update-tip = Let the stop show what the map shows now
stops-duplicate = Duplicate
stops-duplicate-tip = Put a copy behind the stop (Ctrl+D)
stops-up = Move up
stops-up-tip = Put the stop before the one above it (Alt+Up)
stops-down = Move down
stops-down-tip = Put the stop behind the one below it (Alt+Down)
stops-delete = Delete
stops-delete-tip = Take the stop out of the tour (Delete)
stops-added = Stop { $n } of { $tour }: { $title }
stops-updated = Stop { $n } shows this view now
stops-add = Add this view
stops-copy-tip = Bundled tours are not changed; make a copy of this one
stops-length = { $time } + flights
stops-length-tip = How long the tour takes by itself: all stops, and the flights between them
stops-about = About the tour
stops-about-tip = Title and summary of the tour
stops-name = Stop { $n }: { $title }
stops-row-tip = Click to edit, double-click to go there, drag to move
stops-more = More for stop { $n }
stops-more-tip = What can be done with this stop
stops-seconds = { $n } s
stops-untitled = Without a title
stops-new = New stop

# Tours: the editor of a stop.
editor-tour-title = Title of the tour
editor-summary = What the tour is about, Markdown
editor-title = Title
editor-caption = Caption, Markdown
editor-notes = Notes for the speaker
editor-shown = As it is shown
fields-as-of = As of
fields-today = Always today
fields-today-tip = Show the state of the day of the talk, not of a fixed day
fields-date = Date of the stop
fields-date-tip = Year-month-day, such as 2014-07-18
fields-flows = Cargo moves along the corridors
fields-flows-tip = Show what moved along each corridor in the year of the stop
fields-shown-for = Shown for
fields-shown-for-tip = When the tour runs by itself, the flight not included
fields-gets-there = Gets there
fields-gets-there-tip = How the map gets from the stop before to this one
fields-flight-tip = Length of the flight
fields-seconds = {" "}s
fields-fly = By a flight
fields-fly-for = By a flight of
fields-cut = At once
fields-beside = Beside the map
fields-nothing = Nothing
fields-card = Card of the selection
fields-beside-tip = A card or a plot beside the map
fields-layers-hidden = { $projection }, { $n } { $n ->
    [one] layer
   *[other] layers
} hidden
fields-layers-all = { $projection }, every layer
fields-own-none = None of your layers
fields-own = Your layers: { $names }
fields-selected-none = Nothing selected
fields-selected = Selected: { $name }
fields-words-today = Always today, shown for { $seconds } s
fields-words-date = As of { $date }, shown for { $seconds } s
fields-words-flight = By a flight of { $seconds } s

# The stage.
stage-no-plot = There is no plot “{ $name }”
stage-go = Go to { $n }, then Enter
stage-place = { $n } of { $all }
stage-wandering = { $place } · Space returns to it
stage-running = { $place } · runs by itself
stage-back = Back
stage-next = Next
stage-notes = Notes
stage-keys = Keys
stage-end = End
stage-stop = Stop { $n }: { $title }
stage-black = Black screen; B shows the map again
stage-white = White screen; W shows the map again
stage-notes-title = Notes – Tumen
stage-notes-place = Stop { $n } of { $all }
stage-no-notes = No notes for this stop
stage-last = This is the last stop
stage-next-is = Next: { $title }
stage-since = Since the talk began
stage-time = Time of day

# Keys on stage.
stage-sheet = Keys on stage
stagekey-next = Right, Down, Page Down, Enter, N
stagekey-next-tip = Next stop
stagekey-back = Left, Up, Page Up, Backspace
stagekey-back-tip = Stop before
stagekey-number = Digits, then Enter
stagekey-number-tip = Go to the stop of that number
stagekey-ends = Home, End
stagekey-ends-tip = First and last stop
stagekey-space = Space
stagekey-space-tip = Fly back to the stop after wandering; otherwise the next stop
stagekey-drag = Drag, wheel
stagekey-drag-tip = Wander off with the map
stagekey-move = Shift and arrows, + and −
stagekey-move-tip = The same by keys; moves the spotlight while it is on
stagekey-run = P
stagekey-run-tip = Let the tour run by itself, or stop it
stagekey-black = B or full stop
stagekey-black-tip = Black screen
stagekey-white = W or comma
stagekey-white-tip = White screen
stagekey-light = S or L
stagekey-light-tip = Spotlight around the pointer
stagekey-notes = M
stagekey-notes-tip = Window with notes and clock
stagekey-type = Ctrl and +, −, 0
stagekey-type-tip = Larger, smaller, usual type
stagekey-tab = Tab
stagekey-tab-tip = Walk through the controls; Enter or Space presses one
stagekey-full = F11
stagekey-full-tip = Full screen on or off
stagekey-sheet = ?
stagekey-sheet-tip = These keys
stagekey-escape = Esc
stagekey-escape-tip = Close what is open, the spotlight, the black screen; then end the talk
