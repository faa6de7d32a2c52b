# Words drawn on the map and on exports.

legend = Legend
kinds = Kind
statuses = Status
unknown = No dated record yet
approximate = approximate line and its accuracy
possible = possible under these conditions
frontier = Russia–DPRK border
places = Places
city = city, town
port = port, pier
station = station
crossing = border crossing
bridge = bridge
field = field, plant, substation
as_of = As of
map_title = Corridors between the Russian Far East and Korea
data_sources = Sources of facts: listed by tumen info; accuracy as stated
km = km
m = m
layers = Layers
other = other
no_value = no value
and_more = and { $n } more
tonnes_a_year = { $n } million t a year
load = load { $a }–{ $b } % of capacity
load_from = load { $a } % of capacity or more
load_unknown = no capacity known
days = { $a }–{ $b } days

# Words of pages and handouts.
page_scale = 1 : { $n } in the middle of the map
page_scales = 1 : { $n } in the middle of the map, 1 : { $upper } at its upper edge, 1 : { $lower } at its lower edge
sources = Sources
figures = Figures
since = since { $date }
notes = Notes
stops = Stops
missing_layer = Not on the map, because it is missing: { $name }
flows = Moving cargo
flow_train = trains
flow_ship = ships
flow_gas = gas
flow_current = current
flow_truck = trucks
flow_width = width: amount in the year
flow_capacity = outline: capacity
flow_nothing = nothing moved in { $year }
flow_no_figure = no figure for { $year }
unit_t = t
unit_kt = kt
unit_Mt = Mt
unit_bcm = bcm
unit_TWh = TWh
a_year = a year
capacity = capacity
also_stated = also stated
flows_title = Cargo flows
million_tonnes = Million tonnes a year
coal = coal
container = containers
oil = oil products
grain = grain
general = general cargo

# Since when a status holds, and how old its evidence is.
stretch = { $from }–{ $to }
section = { $section } { $status } { $since }
last_evidence = last evidence { $date }, { $age }
age_none = in the month shown
age_span = up to the date shown
age_month = 1 month before the date shown
age_months = { $n } months before the date shown
age_years = { $n } years before the date shown
stale = old evidence
stale_lines = { "*" } { $n } of { $all } lines on old evidence

# Projections, by their ids.
projection-mercator = Mercator
projection-conic = Conic
