# What the network says of routes: reasons, refusals, the short answer. JSON and files have these words, so the English ones stay as they are.

route-name = { $name }
route-between = { $from }–{ $to }
route-junction = a junction
route-the-border = the border { $ends }
route-the-sea = the sea leg { $ends }
route-the-road = the road { $ends }
route-the-railway = the railway { $ends }
route-and = { $first } and { $then }
route-or = { $first } or { $then }
route-comma = { $first }, { $then }
route-semicolon = { $first }; { $then }
route-together = { $names } together

# Why something is closed: behind "is"
route-is = { $what } is { $why }
route-is-for = { $what }: { $why }
route-why-asked-closed = taken as closed, as the request says
route-why-avoided = avoided, as the request says
route-why-proposed = proposed, and not switched on
route-why-not-yet = not there before { $date }
route-why-ended = closed since { $date }
route-why-shut = shut from { $from }{ $until }: { $text } ({ $source })
route-until = { " " }until { $date }
route-event = { $text } ({ $source })
route-why-status = { $status } since { $date }: { $event }
route-why-before = not there before { $date }: { $event }
route-too-much = { $what } turned over { $turned } t in a year, less than half of the { $asked } t asked for
route-too-small = { $what } carries { $capacity } t a year, less than the { $asked } t asked for
route-unstated = nobody states that { $what } carries { $asked } t a year; the most that is stated of another one is { $most } t

# Refusals
route-no-amount = { $amount } tonnes cannot be carried; name an amount above 0
route-no-amount-of-flow = { $amount } is not an amount
route-more-than-any = { $amount } t is more than any port or railway of the network carries in a year; name a smaller amount
route-too-early = the network is recorded from { $first } on; { $date } is too early
route-end-avoided = { $place } is located in { $country }, which the request avoids; name another place or do not avoid { $country }
route-absurd = { $id } = { $value } cannot be computed with; name a plausible number above 0
route-same-place = the cargo is in { $place } already; name two different places
route-no-place = there is no place `{ $id }` in the network
route-network-empty = { $place } is not on the network, which is empty
route-off-network = { $place } is not on a railway, port or road of the network; the nearest place that is: { $near }, { $km } km away
route-over-capacity = { $amount } t a year is more than any way from { $from } to { $to } carries: { $reasons }
route-all-closed = no way from { $from } to { $to } is open on { $date }: { $reasons }; switch on what is closed, or take another date
route-nothing-there = { $place } has neither railway, port nor road for this cargo in the network
route-gap = nothing joins { $from } and { $to } in the network for this cargo: the nearest it comes is { $near }, { $km } km from { $to }
route-full = full: { $names }; no other way has room
route-no-open-way = no open way
route-no-date = `{ $text }` is not a date; write YYYY, YYYY-MM or YYYY-MM-DD
route-date-outside = { $text } is outside the dates for which statuses and routes are known: { $first } to { $last }
route-no-parameter = there is no parameter `{ $id }`; `tumen route … --parameters` lists those in use
route-taken-as = `{ $text }` was taken as { $name }
route-several = `{ $text }` may mean { $names }; name one of them
route-name-a-place = name a town, station or port of the map
route-nearest-names = the nearest names are { $names }
route-unknown = there is no place `{ $text }` in the network; { $hint }

# The short answer
route-heading = { $from } to { $to }, { $amount } t { $cargo }, as of { $date }; { $rests }
route-of-coal = of coal
route-of-container = in containers
route-of-oil = of oil
route-of-grain = of grain
route-of-general = of general cargo
route-rests-on = USD of { $years }; { $percent } % of the first cost rests on assumptions
route-column-variant = variant
route-column-km = km
route-column-days = days
route-column-usd = USD/t
route-column-co2 = kg CO₂/t
route-column-why = why it is here
route-more-variants = and { $n } more, with --legs or --json
route-more-closed = and { $n } more, with --json
route-equal = { $first } to { $last }: equal by { $by } within ±{ $percent } %; their order says nothing
route-by-cost = cost
route-by-time = time
route-by-km = km
route-by-co2 = co2
route-why-cheapest = cheapest
route-why-fastest = fastest
route-why-shortest = shortest
route-why-cleanest = least CO₂
route-why-rail-alone = rail alone
route-why-service = real service
route-why-wished = as asked, not in service
route-why-another = another way
route-why-unbeaten = beaten by none
route-title-sanctions = Sanctions
route-title-ice = Ice
route-title-ports = Ports
route-title-closed = Closed
route-title-parameters = Parameters
route-over-turnover = { $port }: this amount is { $times } times what it turned over { $when } ({ $tonnes } t); its capacity is not known [{ $source }]
route-turned-over-in = in { $date }
route-turned-over-once = in a year

# Legs
route-leg-haul = { $mode }
route-leg-transfer = transfer
route-leg-border = border
route-leg-gauge-change = gauge-change
route-leg-port = port
route-mode-rail = rail
route-mode-sea = sea
route-mode-road = road
route-merit-cost = cost
route-merit-time = time
route-merit-km = km
route-merit-co2 = co2
route-merit-pareto = pareto
route-merit-alternative = alternative
route-merit-rail-alone = rail-alone
route-merit-service = service
route-merit-as-asked = as-asked
route-column-usd-whole = USD
route-column-co2-whole = t CO₂
route-row-sum = sum
route-row-low = low
route-row-high = high
route-undated = (?) whether it is open at the date is not known: { $km } km in all
route-least-capacity = least capacity: { $what }, { $tonnes } t a year [{ $source }]; this amount is { $days } days of it
route-less-than = less than { $n }
route-spread-rests = what the spread rests on most: { $drivers }
route-emissions = emissions: { $wtt } t CO₂ well to tank, { $ttw } tank to wheel
route-assumed = rests on assumptions: { $percent } % of the cost
route-section = { $from } – { $to }: overhead line { $wires }; tracks { $tracks }; axle load { $axle }; train { $length }, { $weight }; trains a day { $trains }
route-not-known = not known
route-trains = this amount is { $needed } trains or more of { $weight } t gross; { $trains } a day go over the narrowest section known [{ $source }]
route-ends-note = low and high: every parameter at its most and least favorable end; 5 % and 95 %: of 2,000 draws
route-changed = , changed from { $value }
route-prices-of = , prices of { $year }
route-parameter-range = { $low } to { $high }

# Sanctions
route-sanction = { $verdict }: { $effect } ({ $title }{ $paragraph })
route-sanction-paragraph = , { $part }
route-sanction-number = paragraph { $number }
route-sanction-not-examined = not examined: what the resolutions say of this cargo in the DPRK
route-verdict-prohibited = prohibited
route-verdict-license = needs a licence or a report
route-verdict-allowed = allowed
route-verdict-not-examined = not examined

# A table of requests.
route-batch-no-column = the table has no column `{ $name }`
route-batch-line = line { $line }: { $error }
route-batch-rows = { $rows } rows
route-batch-done = { $rows } rows, { $failed } without an answer, in { $path }
route-batch-no-origin = no origin
route-batch-no-destination = no destination
route-batch-no-cargo = no cargo is called `{ $cargo }`
route-batch-no-amount = `{ $text }` is no amount
route-batch-no-way = no way
