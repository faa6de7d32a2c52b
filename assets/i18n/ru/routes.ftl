# Что сеть говорит о маршрутах: причины, отказы, короткий ответ.

route-name = { $name }
route-between = { $from } — { $to }
route-junction = узел
route-the-border = граница { $ends }
route-the-sea = морской участок { $ends }
route-the-road = автодорога { $ends }
route-the-railway = железная дорога { $ends }
route-and = { $first } и { $then }
route-or = { $first } или { $then }
route-comma = { $first }, { $then }
route-semicolon = { $first }; { $then }
route-together = { $names } вместе

# Почему закрыто
route-is = { $what }: { $why }
route-is-for = { $what }: { $why }
route-why-asked-closed = считается закрытым, как указано в запросе
route-why-avoided = обходится, как указано в запросе
route-why-proposed = только предложено и не включено
route-why-not-yet = не существует до { $date }
route-why-ended = закрыто с { $date }
route-why-shut = движение остановлено с { $from }{ $until }: { $text } ({ $source })
route-until = { " " }до { $date }
route-event = { $text } ({ $source })
route-why-status = { $status } с { $date }: { $event }
route-why-before = не существует до { $date }: { $event }
route-too-much = { $what }: грузооборот за год { $turned } т, меньше половины запрошенных { $asked } т
route-too-small = { $what } пропускает { $capacity } т в год, меньше запрошенных { $asked } т
route-unstated = { $what }: нет источника, что за год проходит { $asked } т; наибольшее, что названо для других, — { $most } т

# Отказы
route-no-amount = нельзя перевезти { $amount } т; укажите количество больше 0
route-no-amount-of-flow = { $amount } — не количество
route-more-than-any = { $amount } т — больше, чем за год пропускает любой порт или дорога сети; укажите меньшее количество
route-too-early = сеть описана с { $first }; { $date } — слишком рано
route-end-avoided = { $place } находится в стране { $country }, которую запрос обходит; укажите другое место или не обходите { $country }
route-absurd = с { $id } = { $value } считать нельзя; укажите правдоподобное число больше 0
route-same-place = груз уже находится в пункте { $place }; укажите два разных места
route-no-place = в сети нет места «{ $id }»
route-network-empty = { $place } не в сети: она пуста
route-off-network = { $place } не лежит ни на железной дороге, ни у порта, ни на автодороге сети; ближайшее место сети — { $near }, { $km } км
route-over-capacity = { $amount } т в год — больше, чем пропускает любой путь { $from } — { $to }: { $reasons }
route-all-closed = ни один путь { $from } — { $to } не открыт на { $date }: { $reasons }; включите закрытое или возьмите другую дату
route-nothing-there = { $place }: в сети нет ни железной дороги, ни порта, ни автодороги для этого груза
route-gap = { $from } и { $to } в сети не соединены для этого груза: ближайшая достижимая точка — { $near }, { $km } км от { $to }
route-full = заполнено: { $names }; другого пути со свободной пропускной способностью нет
route-no-open-way = открытого пути нет
route-no-date = «{ $text }» — не дата; пишите ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД
route-date-outside = { $text } вне дат, для которых известны состояния и маршруты: с { $first } по { $last }
route-no-parameter = параметра `{ $id }` нет; `tumen route … --parameters` перечисляет используемые
route-taken-as = «{ $text }» понято как { $name }
route-several = «{ $text }» может означать: { $names }; укажите одно из них
route-name-a-place = укажите город, станцию или порт на карте
route-nearest-names = ближайшие названия: { $names }
route-unknown = места «{ $text }» в сети нет; { $hint }

# Короткий ответ
route-heading = { $from } — { $to }, { $amount } т { $cargo }, на { $date }; { $rests }
route-of-coal = угля
route-of-container = в контейнерах
route-of-oil = нефти
route-of-grain = зерна
route-of-general = генерального груза
route-rests-on = доллары США { $years }; { $percent } % цены первого варианта — допущения
route-column-variant = вариант
route-column-km = км
route-column-days = сут.
route-column-usd = долл./т
route-column-co2 = кг CO₂/т
route-column-why = почему здесь
route-more-variants = и ещё { $n }, с --legs или --json
route-more-closed = и ещё { $n }, с --json
route-equal = { $first }–{ $last }: равны ({ $by }) в пределах ±{ $percent } %; порядок ничего не значит
route-by-cost = по цене
route-by-time = по времени
route-by-km = по длине
route-by-co2 = по CO₂
route-why-cheapest = дешевле всех
route-why-fastest = быстрее всех
route-why-shortest = короче всех
route-why-cleanest = меньше всего CO₂
route-why-rail-alone = только поездом
route-why-service = действующий сервис
route-why-wished = по запросу, не действует
route-why-another = другой путь
route-why-unbeaten = не хуже других во всём
route-title-sanctions = Санкции
route-title-ice = Лёд
route-title-ports = Порты
route-title-closed = Закрыто
route-title-parameters = Параметры
route-over-turnover = { $port }: это количество в { $times } раза больше его грузооборота { $when } ({ $tonnes } т); мощность не известна [{ $source }]
route-turned-over-in = за { $date }
route-turned-over-once = за год

# Участки
route-leg-haul = { $mode }
route-leg-transfer = перегрузка
route-leg-border = граница
route-leg-gauge-change = смена колеи
route-leg-port = порт
route-mode-rail = ж/д
route-mode-sea = море
route-mode-road = авто
route-merit-cost = цена
route-merit-time = время
route-merit-km = длина
route-merit-co2 = CO₂
route-merit-pareto = Парето
route-merit-alternative = другой путь
route-merit-rail-alone = только поездом
route-merit-service = сервис
route-merit-as-asked = по запросу
route-column-usd-whole = долл.
route-column-co2-whole = т CO₂
route-row-sum = итого
route-row-low = наименьшее
route-row-high = наибольшее
route-undated = (?) открыто ли на эту дату, не известно: всего { $km } км
route-least-capacity = наименьшая пропускная способность: { $what }, { $tonnes } т в год [{ $source }]; это количество — { $days } сут. её работы
route-less-than = менее { $n }
route-spread-rests = разброс зависит больше всего от: { $drivers }
route-emissions = выбросы: { $wtt } т CO₂ от скважины до бака, { $ttw } — от бака до колеса
route-assumed = допущения: { $percent } % цены
route-section = { $from } – { $to }: контактная сеть { $wires }; пути { $tracks }; осевая нагрузка { $axle }; поезд { $length }, { $weight }; поездов в сутки { $trains }
route-not-known = не известно
route-trains = это не менее { $needed } поездов по { $weight } т брутто; через самый узкий из известных участков идёт { $trains } в сутки [{ $source }]
route-ends-note = наименьшее и наибольшее: все параметры на лучшем и на худшем конце; 5 % и 95 %: из 2000 розыгрышей
route-changed = , вместо { $value }
route-prices-of = , цены { $year }
route-parameter-range = от { $low } до { $high }

# Санкции
route-sanction = { $verdict }: { $effect } ({ $title }{ $paragraph })
route-sanction-paragraph = , { $part }
route-sanction-number = пункт { $number }
route-sanction-not-examined = не изучено: что резолюции говорят об этом грузе в КНДР
route-verdict-prohibited = запрещено
route-verdict-license = нужно разрешение или уведомление
route-verdict-allowed = разрешено
route-verdict-not-examined = не изучено

# Таблица запросов.
route-batch-no-column = в таблице нет столбца `{ $name }`
route-batch-line = строка { $line }: { $error }
route-batch-rows = строк: { $rows }
route-batch-done = строк: { $rows }, без ответа: { $failed }; файл { $path }
route-batch-no-origin = не указано, откуда
route-batch-no-destination = не указано, куда
route-batch-no-cargo = груза `{ $cargo }` нет
route-batch-no-amount = `{ $text }` — не количество
route-batch-no-way = пути нет
