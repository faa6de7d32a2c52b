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
