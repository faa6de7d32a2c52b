# 경로에 대해 망이 말하는 것: 이유, 거절, 짧은 답.

route-name = { $name }
route-between = { $from }–{ $to }
route-junction = 분기점
route-the-border = 국경 { $ends }
route-the-sea = 해상 구간 { $ends }
route-the-road = 도로 { $ends }
route-the-railway = 철도 { $ends }
route-and = { $first } 및 { $then }
route-or = { $first } 또는 { $then }
route-comma = { $first }, { $then }
route-semicolon = { $first }; { $then }
route-together = { $names } 합계

# 왜 닫혔는가
route-is = { $what }: { $why }
route-is-for = { $what }: { $why }
route-why-asked-closed = 요청에 따라 닫힌 것으로 봄
route-why-avoided = 요청에 따라 피함
route-why-proposed = 제안 단계이며 켜지 않음
route-why-not-yet = { $date } 이전에는 없음
route-why-ended = { $date }부터 폐쇄
route-why-shut = { $from }부터{ $until } 운행 중단: { $text } ({ $source })
route-until = { " " }{ $date }까지
route-event = { $text } ({ $source })
route-why-status = { $date }부터 { $status }: { $event }
route-why-before = { $date } 이전에는 없음: { $event }
route-too-much = { $what }의 한 해 처리량은 { $turned } t으로, 요청한 { $asked } t의 절반보다 적음
route-too-small = { $what }의 수송 능력은 연 { $capacity } t으로, 요청한 { $asked } t보다 적음
route-unstated = { $what }이(가) 연 { $asked } t을 수송한다는 출처가 없음; 다른 곳에 대해 알려진 최대치는 { $most } t

# 거절
route-no-amount = { $amount } t은 나를 수 없습니다. 0보다 큰 양을 적으십시오
route-no-amount-of-flow = { $amount }은(는) 양이 아닙니다
route-more-than-any = { $amount } t은 망의 어떤 항만이나 철도가 한 해에 나르는 양보다 많습니다. 더 적은 양을 적으십시오
route-too-early = 망은 { $first }부터 기록되어 있습니다. { $date }은(는) 너무 이릅니다
route-end-avoided = { $place }은(는) 요청이 피하는 { $country }에 있습니다. 다른 곳을 적거나 { $country }을(를) 피하지 마십시오
route-absurd = { $id } = { $value }(으)로는 계산할 수 없습니다. 0보다 큰 그럴듯한 수를 적으십시오
route-same-place = 화물이 이미 { $place }에 있습니다. 서로 다른 두 곳을 적으십시오
route-no-place = 망에 `{ $id }`(이)라는 곳이 없습니다
route-network-empty = 망이 비어 있어 { $place }이(가) 없습니다
route-off-network = { $place }은(는) 망의 철도·항만·도로에 있지 않습니다. 가장 가까운 곳은 { $near }, { $km } km입니다
route-over-capacity = 연 { $amount } t은 { $from }에서 { $to }까지의 어떤 길도 나를 수 없는 양입니다: { $reasons }
route-all-closed = { $date } 현재 { $from }에서 { $to }까지 열린 길이 없습니다: { $reasons }; 닫힌 것을 켜거나 다른 날짜를 고르십시오
route-nothing-there = { $place }에는 망에서 이 화물을 위한 철도·항만·도로가 없습니다
route-gap = 망에서 이 화물로는 { $from }와(과) { $to }이(가) 이어지지 않습니다: 가장 가까이 닿는 곳은 { $near }, { $to }에서 { $km } km
route-full = 가득 참: { $names }; 여유 있는 다른 길이 없음
route-no-open-way = 열린 길이 없음
route-no-date = `{ $text }`은(는) 날짜가 아닙니다. YYYY, YYYY-MM 또는 YYYY-MM-DD로 적으십시오
route-date-outside = { $text }은(는) 상태와 경로를 알 수 있는 날짜({ $first }–{ $last }) 밖입니다
route-no-parameter = `{ $id }`(이)라는 매개변수가 없습니다. `tumen route … --parameters`가 쓰이는 것을 보여 줍니다
route-taken-as = `{ $text }`을(를) { $name }(으)로 봄
route-several = `{ $text }`은(는) { $names }일 수 있습니다. 그중 하나를 적으십시오
route-name-a-place = 지도의 도시, 역 또는 항만을 적으십시오
route-nearest-names = 가장 가까운 이름은 { $names }
route-unknown = 망에 `{ $text }`(이)라는 곳이 없습니다; { $hint }

# 짧은 답
route-heading = { $from } → { $to }, { $cargo } { $amount } t, { $date } 기준; { $rests }
route-of-coal = 석탄
route-of-container = 컨테이너
route-of-oil = 석유
route-of-grain = 곡물
route-of-general = 일반 화물
route-rests-on = { $years }년 미국 달러; 첫 변형 비용의 { $percent } %가 가정
route-column-variant = 변형
route-column-km = km
route-column-days = 일
route-column-usd = 달러/t
route-column-co2 = kg CO₂/t
route-column-why = 여기 있는 이유
route-more-variants = 외 { $n }개, --legs 또는 --json
route-more-closed = 외 { $n }건, --json
route-equal = { $first }–{ $last }: { $by } ±{ $percent } % 안에서 같음; 순서는 뜻이 없음
route-by-cost = 비용
route-by-time = 시간
route-by-km = 길이
route-by-co2 = CO₂
route-why-cheapest = 가장 쌈
route-why-fastest = 가장 빠름
route-why-shortest = 가장 짧음
route-why-cleanest = CO₂ 최소
route-why-rail-alone = 철도만
route-why-service = 실제 서비스
route-why-wished = 요청한 것, 운행하지 않음
route-why-another = 다른 길
route-why-unbeaten = 모든 면에서 뒤지지 않음
route-title-sanctions = 제재
route-title-ice = 얼음
route-title-ports = 항만
route-title-closed = 폐쇄
route-title-parameters = 매개변수
route-over-turnover = { $port }: 이 양은 { $when } 처리량({ $tonnes } t)의 { $times }배; 처리 능력은 알려지지 않음 [{ $source }]
route-turned-over-in = { $date }년
route-turned-over-once = 한 해

# 구간
route-leg-haul = { $mode }
route-leg-transfer = 환적
route-leg-border = 국경
route-leg-gauge-change = 궤간 변경
route-leg-port = 항만
route-mode-rail = 철도
route-mode-sea = 해상
route-mode-road = 도로
route-merit-cost = 비용
route-merit-time = 시간
route-merit-km = 길이
route-merit-co2 = CO₂
route-merit-pareto = 파레토
route-merit-alternative = 다른 길
route-merit-rail-alone = 철도만
route-merit-service = 서비스
route-merit-as-asked = 요청
route-column-usd-whole = 달러
route-column-co2-whole = t CO₂
route-row-sum = 합계
route-row-low = 최저
route-row-high = 최고
route-undated = (?) 이 날짜에 열려 있는지 알려지지 않음: 모두 { $km } km
route-least-capacity = 최소 능력: { $what }, 연 { $tonnes } t [{ $source }]; 이 양은 그 { $days }일분
route-less-than = { $n } 미만
route-spread-rests = 분산을 가장 많이 좌우하는 것: { $drivers }
route-emissions = 배출: 연료 생산 { $wtt } t CO₂, 차량 { $ttw }
route-assumed = 비용의 { $percent } %가 가정
route-section = { $from } – { $to }: 전차선 { $wires }; 선로 { $tracks }; 축중 { $axle }; 열차 { $length }, { $weight }; 하루 열차 { $trains }
route-not-known = 알려지지 않음
route-trains = 이 양은 총중량 { $weight } t 열차 { $needed }편 이상; 알려진 가장 좁은 구간은 하루 { $trains }편 [{ $source }]
route-ends-note = 최저와 최고: 모든 매개변수가 가장 유리하거나 불리한 끝; 5 %와 95 %: 2,000회 추출
route-changed = , { $value }에서 바꿈
route-prices-of = , { $year }년 가격
route-parameter-range = { $low }–{ $high }

# 제재
route-sanction = { $verdict }: { $effect } ({ $title }{ $paragraph })
route-sanction-paragraph = , { $part }
route-sanction-number = { $number }항
route-sanction-not-examined = 검토하지 않음: 북한에서 이 화물에 대한 결의 내용
route-verdict-prohibited = 금지
route-verdict-license = 허가 또는 보고 필요
route-verdict-allowed = 허용
route-verdict-not-examined = 검토하지 않음

# 요청 표.
route-batch-no-column = 표에 `{ $name }` 열이 없음
route-batch-line = { $line }행: { $error }
route-batch-rows = { $rows }행
route-batch-done = { $rows }행, 답 없음 { $failed }행, { $path }
route-batch-no-origin = 출발지가 없음
route-batch-no-destination = 도착지가 없음
route-batch-no-cargo = `{ $cargo }`(이)라는 화물은 없음
route-batch-no-amount = `{ $text }`은(는) 수량이 아님
route-batch-no-way = 길이 없음
