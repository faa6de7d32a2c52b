# Что говорится о файлах: замечания, ошибки, исправления.

## diag
notice-info = сведения
notice-warning = предупреждение
notice-error = ошибка
notice-also = и ещё { $n }
notice-also-lines = и ещё { $n }, в строках { $lines }
notice-left-out = и ещё { $n } с кодом [{ $code }]

## geo
notice-choose-crs = выберите систему координат сами, например EPSG:32652 для UTM 52N, или спросите того, кто создал файл
notice-crs-code-unknown = EPSG:{ $code } нет в реестре систем координат
notice-crs-text-unknown = { $text } — не название системы координат, известной Tumen
notice-crs-unusable = описание системы координат непригодно: { $why }
notice-geocentric-off-map = геоцентрические координаты не являются местами на карте
notice-eastings-begin-zone = восточные координаты начинаются с { $zone } — номера зоны Гаусса — Крюгера; { $what }
notice-pulkovo-1942-what = Пулково-1942 используют большинство российских карт и шейп-файлов
notice-pulkovo-1995-use = Пулково-1995 использовали с 2002 по 2012 год
notice-gsk2011-russian-system = ГСК-2011 — современная российская система
notice-cgcs2000-chinese-system = CGCS2000 — современная китайская система
notice-threedegree-zones-pulkovo = трёхградусные зоны Пулково-1942 доходят до 64-й
notice-gsk2011-threedegree-zones = у ГСК-2011 трёхградусные зоны доходят до 64-й
notice-utm-zone-of-korea = восточные координаты около 500 000 и такие северные подходят к UTM; зоны числа не называют, а зона { $zone } — это Корея и Приморье
notice-utm-zone-around = восточные координаты около 500 000 и такие северные подходят к UTM; зоны числа не называют, а зона { $zone } — одна из соседних
notice-fit-gausskrger-grid = они подходят и к сетке Гаусса — Крюгера без номера зоны в восточной координате
notice-eastings-about-1000000 = восточные координаты около 1 000 000 и северные около 2 000 000 — это UTM-K, сетка корейских карт
notice-same-grid-used = ту же сетку применяли с корейским датумом 1985 года
notice-eastings-about-200000 = восточные координаты около 200 000 подходят к поясу корейской поперечной проекции Меркатора
notice-numbers-large-those = числа такой же величины, как на картах в интернете (Web Mercator)
notice-northing-stands-before = северная координата стоит перед восточной; { $reason }
notice-too-long = оно слишком длинное
notice-nested-too-deep = оно слишком глубоко вложено

## model
notice-repair-swap-axes = Поменять местами широту и долготу
notice-repair-reproject = Считать координаты заданными в { $crs }
notice-repair-reproject-swapped = Считать координаты заданными в { $crs }, сначала северная
notice-repair-close-rings = Замкнуть кольца площадей
notice-repair-rewind-rings = Направить внешние кольца против часовой стрелки, а отверстия — по часовой
notice-repair-drop-duplicates = Убрать повторяющиеся точки
notice-repair-drop-broken = Убрать точки, которых нет на Земле
notice-repair-drop-heights = Убрать высоты, обозначающие отсутствие значения
notice-repair-wrap-longitudes = Привести долготы к диапазону от −180° до 180°
notice-repair-cut-180 = Разрезать линии и площади по 180°
notice-repair-drop-empty = Убрать пустые фигуры
notice-repair-encoding = Прочитать текст как { $label }

## demands
notice-no-such-column = в таблице нет столбца { $missing }
notice-first-line-names = в первой строке стоят названия столбцов: from,to,cargo,tonnes и, возможно, year
notice-line-left-out = эта строка пропущена; остальное прочитано
notice-empty = поле `{ $name }` пусто
notice-not-tonnes = `{ $written }` — не количество в тоннах
notice-not-a-year = `{ $text }` — не год

## doctor
notice-correct-where-file = исправьте там, где файл был создан
notice-without-number = { $n ->
    [one] { $n } точка
    [few] { $n } точки
   *[other] { $n } точек
} без числа, например NaN или бесконечность
notice-not-numbers-not-drawn = точки, которые не являются числами, нельзя нарисовать
notice-latitude-exchanged = { $n ->
    [one] { $n } точка
    [few] { $n } точки
   *[other] { $n } точек
} с широтой больше 90°, например { $worst }; похоже, широта и долгота здесь переставлены
notice-latitude-beyond = { $n ->
    [one] { $n } точка
    [few] { $n } точки
   *[other] { $n } точек
} с широтой больше 90°, например { $worst }
notice-beyond-poles-not-drawn = точки за полюсами нельзя нарисовать
notice-nowhere = { $n ->
    [one] { $n } точки
    [few] { $n } точек
   *[other] { $n } точек
} нет на Земле: долгота, например, { $worst }; не нарисовано
notice-nowhere-not-drawn = точки, которых нет на Земле, нельзя нарисовать
notice-at-zero = { $n ->
    [one] { $n } точка
    [few] { $n } точки
   *[other] { $n } точек
} в 0, 0, в море у Африки и далеко от остальных: вероятно, место не было известно
notice-longitude-outside = { $n ->
    [one] { $n } точка
    [few] { $n } точки
   *[other] { $n } точек
} с долготой вне диапазона от −180° до 180°, например { $worst }
notice-longitudes-0-360 = долготы от 0° до 360° приводятся к диапазону от −180° до 180°
notice-crosses-180 = пересекает 180° ({ $n ->
    [one] { $n } раз
    [few] { $n } раза
   *[other] { $n } раз
}) и рисуется целиком
notice-geojson-lines-areas = в GeoJSON линии и площади разрезают по 180°; иначе некоторые программы ведут их вокруг всего шара
notice-no-heights = { $n ->
    [one] { $n } высота
    [few] { $n } высоты
   *[other] { $n } высот
} вместо отсутствующего значения, например { $worst }; не учтено в профиле и суммах
notice-heights-of-no-value = числа, которыми устройства сообщают, что высоты нет, — не высоты
notice-without-positions = { $n ->
    [one] { $n } часть
    [few] { $n } части
   *[other] { $n } частей
} без точек или линий из одной точки
notice-empty-shapes-not-drawn = пустые фигуры и линии из одной точки нельзя нарисовать
notice-repeated = { $n ->
    [one] { $n } повторяющаяся точка
    [few] { $n } повторяющиеся точки
   *[other] { $n } повторяющихся точек
}, первая — { $lon }, { $lat }
notice-repeated-add-nothing = повторяющиеся точки ничего не добавляют к линии
notice-unclosed-rings = { $n ->
    [one] { $n } кольцо не кончается
    [few] { $n } кольца не кончаются
   *[other] { $n } колец не кончаются
} там, где началось
notice-rings-areas-end = кольца площадей кончаются там, где начались
notice-small-rings = { $n ->
    [one] { $n } кольцо
    [few] { $n } кольца
   *[other] { $n } колец
} меньше чем из четырёх точек: ничего не охватывает
notice-rings-other-way = { $n ->
    [one] { $n } кольцо направлено
    [few] { $n } кольца направлены
   *[other] { $n } колец направлены
} не так, как требует формат
notice-some-programs-take = некоторые программы принимают площадь с кольцом обратного направления за всё, что снаружи
notice-placeless = { $n ->
    [one] { $n } объект
    [few] { $n } объекта
   *[other] { $n } объектов
} без геометрии — в таблице, но не на карте; это первый
notice-offered-repair = предлагаемое исправление: { $repair }
notice-no-datum-shift = сдвиг от датума { $crs } к WGS 84 неизвестен, поэтому точки могут быть смещены на сотни метров
notice-compare-known-place = сравните известное место с картой
notice-stated-crs-unusable = указанная в файле система координат непригодна: { $error }
notice-too-large-for-degrees = координаты слишком велики для градусов, хотя в файле указано { $crs }
notice-grid-not-stated = координаты — это метры сетки, но какой, в файле не сказано
notice-no-grid-fits = { $why }; среди известных Tumen сеток нет такой с числами вроде { $x }, { $y }
notice-choose-coordinate-system = выберите систему координат сами или спросите того, кто создал файл
notice-taken = { $why }; принято { $crs }{ $accuracy }: { $reason }
notice-compare-base-map = сравните с картой; если место неверно, попробуйте { $crs } или другую сетку
notice-compare-base-map-2 = сравните с картой
notice-candidate = { $crs }{ $accuracy }: { $reason }
notice-file-says-coordinates = в файле указано { $stated }, но координаты малы, как градусы; приняты градусы WGS 84
notice-take-statement-file = поверить указанному в файле: { $stated }
notice-file-states-positions = в { $crs }, как указано в файле, точки далеки от мест, где обычно бывают такие файлы; они подходят к { $other }: { $reason }
notice-latitude-beyond-90-all = { $crossed } из { $n ->
    [one] { $n } точки
    [few] { $n } точек
   *[other] { $n } точек
} имеют широту больше 90°, и все они оказываются на Земле, если поменять местами широту и долготу
notice-positions-lie-outside = точки лежат вне границ, указанных в файле, и внутри них, если поменять местами широту и долготу
notice-positions-lie-where = в { $crs } точки лежат там, куда она не простирается; если поменять местами северную и восточную координаты, они подходят

## files
notice-size-file-bytes = размер файла, { $length } байт или больше,
notice-link-leads-nowhere = ссылка никуда не ведёт
notice-no-such-file = такого файла нет
notice-check-spelling-whether = проверьте имя и подключён ли диск
notice-esri-file-geodatabase = это файловая база геоданных ESRI, папка
notice-save-layers-geopackage = сохраните её слои в GeoPackage, например в QGIS, и откройте его
notice-folder-not-file = это папка, а не файл
notice-open-files = откройте файлы в ней
notice-save-what-gives = сохраните то, что она даёт, в файл и откройте его
notice-pipe-not-file = это канал, а не файл
notice-socket-not-file = это сокет, а не файл
notice-device-not-file = это устройство, а не файл

## archive
notice-archive-entries = архив из { $count } записей
notice-entry-encrypted = Запись зашифрована и не прочитана
notice-unpack-password-first = сначала распакуйте её с паролем
notice-entry-named-like = Имя записи — путь, ведущий из архива; оно принято только как имя
notice-distrust-where-archive = не доверяйте источнику архива
notice-inner-archive-not-opened = Архив внутри архива не открывается
notice-unpack-open-alone = распакуйте его и откройте отдельно
notice-unpacked-content-bytes = распакованное содержимое (в архиве { $bytes } байт)
notice-download-copy-archive = скачайте или скопируйте архив ещё раз
notice-archive-damaged-cut = архив повреждён или обрезан ({ $cause }), и пригодных записей в нём нет
notice-archive-damaged-cut-off = Архив повреждён или обрезан ({ $cause }); прочитано то, что было до этого
notice-compression-unsupported = её сжатие не поддерживается
notice-data-ends-early = данные обрываются
notice-packed-data-ends-early = сжатые данные обрываются или неверны
notice-entry-damaged-what = Запись повреждена ({ $cause }); прочитано то, что было до повреждения
notice-entry-not-unpacked = Запись не удалось распаковать: { $cause }
notice-pack-archive-again = создайте архив заново с обычными настройками

## budget
notice-number-features = число объектов
notice-number-positions-parts = число точек, частей и значений
notice-length-text = длина текста
notice-shapes-lie-each = фигуры вложены глубже предела { $limit } (depth)
notice-more = { $what }, { $value } или больше,

## csv
notice-odd-digit-among = среди шестнадцатеричных цифр нечётное число знаков
notice-no-shape = в нём нет фигуры
notice-each-row-stands = Каждая строка целиком стоит в кавычках; они убраны
notice-save-table-again = сохраните таблицу заново без кавычек вокруг строк
notice-read-decimal-points = они читаются как десятичные точки; сравните с картой; GeoJSON, KML и GPX записываются с точками
notice-text-utf8-letters-read = Текст не в UTF-8; судя по буквам, он читается как { $encoding }
notice-names-look-wrong = если названия выглядят неверно, назовите кодировку через --encoding; GeoJSON, KML и GPX записываются в UTF-8
notice-characters-not-valid = { $replaced } символов недопустимы в { $encoding }
notice-shown-u-name = они показаны как { $sign }; назовите кодировку, если она другая
notice-no-position-column = ни в одном столбце таблицы нет координат
notice-no-position-column-of = ни в одном столбце таблицы нет координат; её столбцы: { $listed }
notice-name-two-columns = назовите два столбца lat и lon (или широта и долгота, 위도 и 경도) либо один столбец wkt
notice-latitude-taken-longitude = широта берётся из { $lat }, долгота из { $lon }
notice-positions-taken = координаты берутся из { $at }
notice-no-column-named = Ни один столбец не назван как координата; судя по значениям, { $what }
notice-name-columns-lat = если это неверно, назовите столбцы lat и lon
notice-quote-not-closed = Кавычка открыта и не закрыта; принята за букву
notice-close-double-quote = закройте её или удвойте кавычку внутри значения в кавычках
notice-comma-stands-both = Запятая стоит и между столбцами, и перед дробной частью; части снова соединены
notice-write-table-between = запишите таблицу с ; между столбцами
notice-row-more-values = В строке больше { $columns } значений; остальные пропущены
notice-check-delimiter-line = проверьте разделитель и концы строк
notice-row-values-where = В строке { $found } значений, а в таблице { $width } столбцов
notice-quote-values-hold = заключите в кавычки значения с разделителем; лишнее хранится в отдельных столбцах
notice-missing-values-left = недостающие значения оставлены пустыми
notice-what-positions = точек
notice-what-rows = строк
notice-half-values = половин значений
notice-table-more = таблица, в которой { $count } { $what } или больше,
notice-row-kept-without = строка сохранена без координат; исправьте её в таблице
notice-row-without-position = В строке нет координат
notice-position-not-a-number = Координата не является числом
notice-row-no-zone = { $text } — не зона сетки UTM, поэтому у строки нет координат
notice-zones-stated = Восточные и северные координаты взяты в зонах сетки UTM из столбца { $column }: { $zones }
notice-zones-else = переименуйте столбец, если он означает другое
notice-not-a-coordinate = { $text } — не координата
notice-shape-broken = Фигура испорчена: { $why }
notice-value-longer-limit = Значение { $key } длиннее предела text-bytes
notice-left-out-you = оно пропущено; если доверяете файлу, поднимите предел: --limit text-bytes=ЧИСЛО
notice-number-position-written = Число координаты записано с десятичной запятой
notice-numbers-positions-written = Чисел координат, записанных с десятичной запятой: { $n }

## flatgeobuf
notice-no-fgb-letters = файл не начинается с букв fgb
notice-file-version-flatgeobuf = версия FlatGeobuf в файле — { $version }; Tumen знает версию 3
notice-file-ends-within = файл кончается внутри заголовка
notice-header-damaged = заголовок повреждён: { $error }
notice-copy-download-file-again = скопируйте или скачайте файл ещё раз либо экспортируйте его заново
notice-counts-disagree = числа в заголовке и размер индекса не соответствуют файлу
notice-file-ends-within-index = файл кончается внутри индекса или первого объекта
notice-what-found-loaded = найденное загружено; экспортируйте файл заново
notice-what-came-before = загружено то, что было до этого; скопируйте или скачайте файл ещё раз
notice-bytes-not-a-feature = { $at } байт не являются объектом и пропущены
notice-export-file-anew = экспортируйте файл заново
notice-file-ends-within-feature = файл кончается внутри объекта
notice-feature-damaged = объект повреждён: { $error }
notice-left-out-rest = пропущено; остальное прочитано
notice-feature-loaded-without = объект загружен без фигуры
notice-other-properties-loaded-2 = остальные его свойства загружены
notice-header-states-features = в заголовке указано объектов: { $stated }, в файле читаются: { $found }
notice-rest-may-lost = остальное могло быть потеряно: скопируйте или скачайте файл ещё раз

## geojson
notice-texts-stand-single = Тексты стоят в одинарных кавычках, а в JSON бывают только двойные
notice-read-double-ones = они читаются как двойные; другие программы могут этого не делать
wanted-object-array = объект или массив
wanted-array-features = массив объектов
notice-comma-missing-between = Между двумя объектами нет запятой
notice-write-comma-both = поставьте запятую; оба загружены
wanted-object = объект
notice-value-bytes-longer = Значение из { $length } байт длиннее предела { $limit }; оно пропущено
notice-you-trust-file = если доверяете файлу, поднимите предел: --limit text-bytes=ЧИСЛО
notice-geometry-not-an-object = Геометрия — не объект
notice-correct-geometry-properties = исправьте геометрию; свойства объекта загружены
wanted-array-geometries = массив геометрий
notice-geometry-type-unknown = Типа геометрии "{ $kind }" не бывает
notice-geometry-without-type = У геометрии нет типа
notice-coordinates-of-other-kind = Координаты не соответствуют типу { $kind }
notice-read = { $wrong }, { $kind }; прочитано как { $read }
notice-check-shape-correct = проверьте фигуру и исправьте тип
notice-kind-without-position = У { $kind } нет координат
notice-give-one-remove = добавьте их или удалите её
notice-type-read = Тип "{ $kind }" прочитан как { $close }
notice-correct-spelling = исправьте написание
wanted-properties = свойства
notice-property-not-a-number = Свойство равно { $word }, а это не число
notice-read-nothing = прочитано как пустое
notice-object-not-geojson = Это не объект, не геометрия и не коллекция GeoJSON
notice-correct-remove-left = исправьте или удалите; пропущено
notice-type-unknown-read-as = Типа "{ $kind }" не бывает; прочитано как { $wanted }
notice-object-without-type = У объекта нет типа; прочитано как { $wanted }
notice-write-type-other = напишите "type": "{ $wanted }"; другие программы могут его пропустить
notice-json-nothing-geojson = это JSON, но GeoJSON в нём нет
notice-export-geojson-csv = экспортируйте как GeoJSON или как CSV со столбцами lat и lon
notice-comma-stands-before = Перед закрывающей скобкой стоит запятая, чего JSON не допускает
notice-comment-json-does = Есть комментарий, чего JSON не допускает
notice-line-break-other = Внутри текста стоит перевод строки или другой управляющий символ
notice-values-json-does = Есть значения, которых в JSON нет, например NaN или None
notice-tolerated-other-programs = это допущено; другие программы могут не принять
notice-text-broken-many = Текст испорчен в стольких местах, что чтение здесь прекращено
notice-export-file-again = экспортируйте файл ещё раз
notice-file-ends-middle = Файл обрывается посреди того, что начинается в строке { $begun }
notice-copy-download-file-again-what = скопируйте или скачайте файл ещё раз; то, что было до обрыва, загружено
notice-expected-found = ожидалось: { $wanted }; найдено: { $found }
notice-correct-file-place = исправьте файл в этом месте; остальные объекты загружены
notice-values-lie-deeper = Значения вложены глубже предела { $depth }
notice-you-trust-file-raise = если доверяете файлу, поднимите предел: --limit depth=ЧИСЛО
notice-depth-values-each = глубина вложенности значений
notice-end-line = конец строки
notice-coordinates-mixed = Координаты — не список точек одного рода
notice-correct-coordinates-properties = исправьте координаты; свойства объекта загружены
wanted-list-areas = список площадей
wanted-list-lines = список линий
wanted-list-positions = список точек
wanted-position = точка
notice-empty-brackets-stand = Вместо точки стоят пустые скобки
notice-remove-them-passed = удалите их; они пропущены
notice-position-one-number = У точки только одно число
notice-write-longitude-latitude = напишите долготу и широту; пропущено
notice-positions-more-three = У точек больше трёх чисел; четвёртое и следующие не используются
notice-number-too-large = Число слишком велико для координаты
notice-correct-position-left = исправьте; точка пропущена
notice-coordinate-instead-number = Координата равна { $word } вместо числа
notice-correct-remove-position = исправьте или удалите точку
wanted-number = число
notice-coordinate-written-text = Координата "{ $text }" записана как текст
notice-remove-quotation-marks = уберите кавычки; она использована
notice-coordinate-decimal-comma = В координате "{ $text }" десятичная запятая
notice-write-point-read = поставьте точку; прочитано как точка
notice-coordinate-not-a-number = Координата "{ $shown }" — не число
notice-coordinates-one-bracket = У координат на одну пару скобок меньше, чем нужно для их типа
notice-coordinates-one-bracket-too = У координат на одну пару скобок больше, чем нужно для их типа
wanted-rest-feature = остаток объекта

## geopackage
notice-database-ends-within = база данных кончается внутри заголовка
notice-file-ends-after = файл кончается после { $length } байт из { $stated }: части его нет
notice-what-can-still = загружено то, что ещё читается; скопируйте или скачайте файл ещё раз
notice-another-program-changes = у другой программы есть изменения, которые она ещё не записала в файл; они не показаны
notice-close-file-program = закройте файл в той программе и откройте его здесь снова
notice-database-damaged = база данных повреждена: { $why }
notice-copy-download-file-again-export = скопируйте или скачайте файл ещё раз либо экспортируйте слои программой, которая его создала
notice-geopackage-not-built-in = это GeoPackage, а эта сборка Tumen сделана без него
notice-use-usual-build = возьмите обычную сборку или сохраните слой как GeoJSON либо FlatGeobuf
notice-none-feature-tables = ни одну из её таблиц объектов нельзя прочитать
notice-table-without-geometry = таблица без геометрии
notice-kind-pictures = картинки
notice-kind = вид { $other }
notice-table-not-shown = таблица не показана: это { $what }
notice-spatialite-not-geopackage = это база SpatiaLite, а не GeoPackage
notice-save-layers-geopackage-example = сохраните её слои в GeoPackage, например в QGIS
notice-mbtiles-not-geopackage = это карта из тайлов (MBTiles), а не GeoPackage
notice-ask-lines-themselves = попросите сами линии как GeoPackage или GeoJSON
notice-sqlite-not-geopackage = это база SQLite, но не GeoPackage: в ней не перечислены таблицы объектов
notice-save-layers-geopackage-csv = сохраните её слои как GeoPackage или как CSV с координатами
notice-table-listed-not-there = таблица перечислена, но её нет или она такого вида, который Tumen не выполняет
notice-save-layer-ordinary = сохраните слой как обычную таблицу
notice-column-computed = столбец { $name } вычисляется самим файлом и не читается
notice-no-geometry-column = в таблице нет столбца с геометрией
notice-table-damaged-after = таблица повреждена после строки { $row }: { $error }
notice-geometry-not-binary = геометрия — { $kind }, а не двоичные данные
notice-binary-data-column = двоичные данные в столбце { $column } сохранены только как текст ({ $n ->
    [one] { $n } значение
    [few] { $n } значения
   *[other] { $n } значений
})
notice-texts-column-utf8 = тексты в столбце { $column } не в UTF-8 ({ $n ->
    [one] { $n } значение
    [few] { $n } значения
   *[other] { $n } значений
}); неверные буквы заменены
notice-save-file-again = сохраните файл ещё раз программой, которая его создала, в UTF-8
notice-view-takes-longer = представление выполняется дольше, чем позволено файлу; загружено то, что оно успело дать
notice-view-cannot-run = представление не выполняется: { $error }
notice-crs-not-described = система координат { $srs } в файле не описана
notice-taken-epsg-code = число принято за код EPSG; проверьте место на карте

## gpx
notice-saving-gpx-writes = при сохранении в GPX пространство имён записывается
notice-count-features = объектов: { $n }
notice-not-a-height = { $text } — не высота
notice-correct-number = исправьте число
notice-not-a-time = { $text } — не время; текст сохранён
notice-write-times-like = пишите время так: 2024-05-01T12:00:00Z
notice-decimal-comma-taken = в { $text } десятичная запятая; принята за точку
notice-check-position-map = проверьте место на карте; при сохранении пишутся точки
notice-count-positions = точек: { $n }
notice-given-twice-them = { $name } указано дважды; какое верно, неизвестно
notice-correct-line-position = исправьте эту строку; точка пропущена
notice-latitude-lat = широта (lat)
notice-longitude-lon = долгота (lon)
notice-correct-line-rest = исправьте эту строку; остальное загружено
notice-element-lacks = у <{ $name }> нет: { $what }
notice-position-left-out = { $text } — не { $what }; точка пропущена
notice-stands-outside-any = <{ $name }> стоит вне трека и маршрута; загружено как трек
notice-check-tags-before = проверьте теги перед этой строкой
notice-no-gpx-element = в файле нет элемента <gpx>, путевых точек, маршрутов и треков
notice-check-right-file = проверьте, тот ли это файл
notice-gpx-element-missing = Элемента <gpx> нет; остальное прочитано как GPX
notice-saving-gpx-writes-2 = при сохранении в GPX он записывается

## json
wanted-comma = запятая или закрывающая скобка
wanted-text = текст в кавычках
wanted-name = имя в кавычках
wanted-colon = двоеточие
wanted-value = значение
notice-text-utf8-should = Текст не в UTF-8, как должен быть; прочитан как { $encoding }
notice-names-look-wrong-choose = если названия выглядят неверно, выберите другую кодировку
notice-damaged-characters-text = { $count } повреждённых символов в тексте { $encoding }; каждый показан как { $sign }
notice-compare-original-other = сравните с оригиналом; остальной текст не затронут

## kml
notice-one-archive-file-unused = Ещё один файл архива (картинка, модель) не используется
notice-archive-files-unused = Не используются другие файлы архива (картинки, модели): { $n }
notice-no-kml-in-archive = в архиве нет файла KML
notice-kmz-holds-file = в KMZ лежит файл doc.kml
notice-nothing-could-loaded = Ничего не удалось загрузить: { $error }
notice-style-elsewhere-not-opened = Стиль лежит в другом файле; он никогда не открывается
notice-choose-style-layer = выберите стиль для слоя
notice-saving-kml-writes = при сохранении в KML пространство имён записывается
notice-read-one = он читается вместе с этим
notice-picture-kept-file = картинка хранится с файлом и не показывается
notice-names-same-archive = <{ $name }> называет { $shown } из того же архива; { $what }
notice-names-content-outside = <{ $name }> называет содержимое вне файла; оно сохраняется, но никогда не открывается
notice-names-content-outside-file = <{ $name }> называет содержимое вне файла, { $shown }; оно сохраняется, но никогда не открывается
notice-download-open-yourself = при необходимости скачайте и откройте его сами
notice-picture-laid-ground = Картинка, лежащая на земле, показана занимаемым прямоугольником
notice-style-names-picture = Стиль называет картинку; Tumen рисует свои знаки и никогда её не открывает
notice-no-kml-element = в файле нет элемента <kml> и меток
notice-kml-element-missing = Элемента <kml> нет; остальное прочитано как KML
notice-saving-kml-writes-2 = при сохранении в KML он записывается
notice-shapes-loaded = его фигуры загружены
notice-read-2 = прочитано как <{ $name }>
notice-not-a-kml-element = <{ $local }> — не элемент KML; { $meant }
notice-saving-kml-writes-elements = при сохранении в KML пишутся элементы, которые читают другие программы
notice-position-written-longitudelatitudeheight = Точка записана не как долгота,широта,высота; то, что не число, пропущено
notice-correct-coordinates-line = исправьте координаты в этой строке
notice-position-more-three = У точки больше трёх чисел; они читаются как долгота, широта и высота, остальное пропущено
notice-check-position-map-decimal = проверьте место на карте: нет ли десятичных запятых?
notice-longitude-latitude-separated = Долгота и широта разделены пробелами вместо запятых; взяты парами
notice-check-position-map-2 = проверьте место на карте
notice-geometries-lie-too = Геометрии слишком глубоко вложены; эта пропущена
notice-put-them-side = поместите их рядом
notice-track-times-positions = В треке { $times } отметок времени на { $points } точек
notice-times-without-position = отметки времени без точек пропущены
notice-track-time-unreadable = Время точки трека не читается; оно пропущено
notice-position-track-written = Точка трека записана не как долгота широта высота; она пропущена
notice-3d-model-shown = Трёхмерная модель показана точкой; то, что она называет, никогда не открывается

## positions
notice-not-a-position = "{ $shown }" — не координаты
notice-write-latitude-longitude = напишите широту и долготу в градусах, например 43.1, 131.9; строка пропущена
notice-no-position-in-text = в тексте нет координат
notice-write-latitude-longitude-degrees = напишите широту и долготу в градусах, например 43.1, 131.9
notice-numbers-decimal-commas = Числа записаны с десятичными запятыми
notice-read-decimal-points-compare = они читаются как десятичные точки; сравните с картой
notice-longitude-read-first = Сначала читается долгота, как сказано в заголовке
notice-longitude-read-first-because = Сначала читается долгота, потому что первые числа больше 90°
notice-latitude-read-first = Сначала читается широта, затем долгота, как обычно пишут
notice-swap-axes-places = если места неверны, поменяйте оси местами

## shapefile
notice-table-should-rows = В таблице должно быть строк: { $stated }, есть: { $there }
notice-copy-download-file = скопируйте или скачайте файл ещё раз
notice-table-memo-fields = В таблице есть поля memo; их текст лежит в другом файле и не читается
notice-nothing-other-fields = ничего; остальные поля прочитаны
notice-text-said-reads = Указано, что текст в { $stated }, но он читается как { $seen }
notice-read-what-seems = он прочитан так, как выглядит; назовите кодировку, если буквы неверны
notice-no-encoding-stated = Кодировка не указана; судя по буквам, это { $seen }
notice-names-look-wrong-name = если названия выглядят неверно, назовите кодировку через --encoding или положите рядом файл .cpg
notice-no-shapefile-in-archive = в архиве нет шейп-файла (.shp)
notice-unpack-open-files = распакуйте его и откройте файлы из него
notice-table-shapefile-without = это таблица шейп-файла без его фигур
notice-index-shapefile-without = это индекс шейп-файла без его фигур
notice-reference-system-shapefile = это система координат шейп-файла без его фигур
notice-names-encoding-shapefile = здесь названа кодировка шейп-файла, фигур нет
notice-not-a-main-shapefile = это не главный файл шейп-файла
notice-open-shp-file-other = откройте файл .shp, рядом с которым лежат другие файлы с тем же именем
notice-shp-not-a-shapefile = файл назван .shp, но начинается не так, как шейп-файл (9994)
notice-dbf-missing = Таблицы атрибутов (.dbf) нет; у фигур нет названий и значений
notice-put-dbf-file = положите файл .dbf рядом с файлом .shp
notice-prj-missing = Системы координат (.prj) нет
notice-check-where-layer = проверьте, где лежит слой; положите файл .prj рядом с файлом .shp
notice-dbf-header-unreadable = У таблицы атрибутов нечитаемый заголовок; у фигур нет названий и значений
notice-copy-download-dbf = скопируйте или скачайте файл .dbf ещё раз
notice-rows-table-marked = Строк таблицы, отмеченных как удалённые: { $deleted }; их фигуры пропущены
notice-nothing-unless-wanted = ничего, если они не нужны
notice-table-rows-shapes = В таблице { $rows } строк на { $last } фигур
notice-shapes-rows-taken = фигуры и строки берутся по порядку; скопируйте или скачайте файлы ещё раз
notice-positions-parts = точек и частей
notice-what-shapes = фигур
notice-shapefile-more = шейп-файл, в котором { $count } { $what } или больше,
notice-shapefile-header-100 = у шейп-файла заголовок из 100 байт, а здесь { $bytes }
notice-file-should-bytes = В файле должно быть { $stated } байт, а есть { $there }: конца нет
notice-what-comes-before = загружено то, что до обрыва; скопируйте или скачайте файл ещё раз
notice-header-says-bytes = В заголовке указано { $stated } байт, а в файле { $there }
notice-nothing-records-themselves = ничего; сами записи прочитаны
notice-bytes-not-a-record = последние { $at } байт — не запись
notice-record-says-bytes = В записи указано { $stated } байт, а в её фигуре { $own }
notice-shape-read-own = фигура прочитана по её собственным числам
notice-record-cut-off = Запись обрезана или испорчена, и за ней нет другой
notice-what-comes-before-loaded = загружено то, что перед ней; скопируйте или скачайте файл ещё раз
notice-record-broken-reading = Запись испорчена; чтение продолжается через { $from } байт
notice-record-comes-next = следующая запись — { $number }
notice-point-needs-20 = точке нужно 20 байт
notice-shape-longer-record = Фигура длиннее своей записи: { $what }
notice-what-fits-loaded = загружено то, что помещается
notice-counts-positions = указано точек: { $stated }, есть: { $count }
notice-count-positions-negative = число точек отрицательно или отсутствует
notice-counts-parts-fit = указано частей: { $stated }, помещается: { $count }
notice-parts-not-in-order = Части фигуры не следуют одна за другой
notice-parts-make-sense = осмысленные части загружены
notice-shape-surface-space = Фигура — поверхность в пространстве (MultiPatch); загружена как площади, видимые сверху
notice-nothing-heights-kept = ничего; высоты сохранены
notice-outer-ring-runs = Внешнее кольцо идёт против часовой стрелки, а так в шейп-файле отмечают отверстия
notice-taken-outer-save = оно принято за внешнее; сохраните слой заново

## topojson
wanted-topology = топология
wanted-transform = преобразование
wanted-array-arcs = массив дуг
wanted-object-objects = объект с объектами
wanted-shape = фигура
wanted-array-shapes = массив фигур
notice-shape-without-arcs = У фигуры типа "{ $kind }" нет дуг и координат
notice-correct-properties-loaded = исправьте; её свойства загружены
wanted-array = массив
wanted-whole-number-index = целое число, номер дуги,
notice-export-file-again-properties = экспортируйте файл ещё раз; свойства фигуры и все другие фигуры загружены
notice-no-such-arc = Дуги { $number } нет; дуг в файле: { $count }
notice-export-file-again-shape = экспортируйте файл ещё раз; фигура загружена без этой дуги
notice-topology-without-objects = в топологии нет объектов
notice-export-again = экспортируйте её ещё раз

## tracks
notice-not-a-fit-recording = это не запись спортивных часов (FIT)
notice-recording-ends-early = Запись обрывается; загружено то, что было до этого
notice-copy-file-watch = скопируйте файл с часов ещё раз
notice-no-position-in-recording = в записи нет координат
notice-not-a-fix = это не отметка положения
notice-no-fix-in-log = в журнале нет отметок положения
notice-choose-another-encoding = если названия выглядят неверно, выберите другую кодировку
notice-line-cannot-read = Строка не читается: { $why }
notice-lines-cannot-read = Строк, которые не читаются: { $n }; у первой: { $why }
notice-correct-other-lines = исправьте; остальные строки загружены
notice-record-export-again = запишите или экспортируйте ещё раз
notice-checksum-wrong = контрольная сумма неверна
notice-receiver-without-fix = приёмник не определил положение: в журнале нет координат
notice-no-position-in-ozi = в файле OziExplorer нет координат
notice-datum-not-stated = Датум в файле указан не так, как принято; принят WGS 84
notice-without-latitude-longitude = нет широты и долготы
notice-no-position-in-training = в записи тренировки нет координат

## wkt
notice-at-byte = { $what }, байт { $byte }
notice-more-text-after = после геометрии есть ещё текст
notice-expected-found-2 = ожидалось: { $wanted }; найдено: { $found }
notice-end-text = конец текста
notice-srid-needs-number = после SRID= нужно число
notice-collections-lie-deeper = коллекции вложены глубже предела { $depth } (depth)
notice-known-geometry-found = неизвестная геометрия; найдено: { $found }
notice-more-positions-limit = точек больше предела (vertices)
notice-reading-stopped = чтение остановлено
notice-number-expected-found = ожидалось число; найдено: { $found }
notice-correct-geometry-others = исправьте геометрию; остальные загружены
notice-correct-text-place = исправьте текст в этом месте

## xml
notice-remove-what-stands = уберите то, что стоит перед ним; другие программы файл не примут
notice-blanks-stand-before = Перед объявлением XML стоят пробелы
notice-text-stands-before = Перед объявлением XML стоит текст
notice-control-character-stands = В тексте стоит управляющий символ, чего XML не допускает
notice-control-characters-stand = В тексте стоят управляющие символы ({ $n }), чего XML не допускает; это первый
notice-remove-other-programs = уберите его; другие программы файл не примут
notice-no-such-encoding = В файле названа несуществующая кодировка: { $named }
notice-file-says-utf8 = В файле указано { $named }, но это UTF-8; прочитан как UTF-8
notice-not-utf8 = Файл должен быть в UTF-8, но это не так; прочитан как { $encoding }
notice-some-bytes-shown = Некоторые байты не являются { $encoding } и показаны как { $sign }
notice-check-names-wrong = проверьте названия; если они неверны, откройте файл с другой кодировкой
notice-text-outside-root = Вне корневого элемента есть текст; он пропущен
notice-begins-behind-end = <{ $name }> начинается после конца корневого элемента; он тоже прочитан
notice-save-both-one = сохраните оба в одном корневом элементе или двумя файлами
notice-given-twice-first = { $name } в <{ $name_2 }> указано дважды; взято первое
notice-remove-one-them = уберите одно из них
notice-element-depth-line = элемент на глубине { $open } (строка { $at })
notice-number-elements-more = число элементов, { $elements } или больше,
notice-begins = начинается <{ $name }>
notice-closes-what-outside = </{ $name }> закрывает внешний элемент
notice-closes-nothing-left = </{ $name }> ничего не закрывает и пропущен
notice-check-tags-around = проверьте теги около этой строки
notice-not-closed = <{ $name }> из строки { $line } не закрыто до этого места: { $cause }; закрыто здесь
notice-check-elements-around = проверьте элементы около этой строки; при сохранении они закрываются
notice-file-ends-inside = Файл кончается внутри { $inside }; загружено то, что было до этого
notice-get-whole-file = если файл был обрезан, получите его целиком ещё раз; при сохранении он закрывается
notice-check-text-around = проверьте текст около этой строки
notice-not-an-entity = Знак & не начинает известной XML сущности; оставлен как текст
notice-write-amp-text = вместо & в тексте пишите &amp;
notice-text-bytes = текст из { $len } байт
notice-not-a-tag = Знак < не начинает тега; оставлен как текст
notice-closing-tag-lacks = У закрывающего тега нет >
notice-tag-lacks-quote = У тега нет > или кавычки; взято то, что читается
notice-cdata-without-end = У раздела CDATA нет конца
notice-comment-without-end = У комментария нет конца; то, что за ним, прочитано
notice-file-declares-entities = В файле объявлены собственные сущности; они не раскрываются

## input
notice-empty-file = файл пуст (0 байт)
notice-over-limit = { $what } больше предела { $limit } ({ $name })
notice-cancelled = отменено
notice-time-limit = чтение длилось дольше предела времени
notice-unreadable = не удалось прочитать: { $error }
notice-raise-limit = если доверяете файлу, поднимите предел: --limit { $name }=ЧИСЛО
notice-check-readable = проверьте, что файл существует и его можно читать

## open
notice-no-features = в файле нет объектов
notice-check-what-chosen = проверьте, что было выбрано для экспорта там, где файл создан

## packed
notice-packed-data-ends = Сжатые данные обрываются или неверны; прочитано то, что было до этого
notice-download-copy-file = скачайте или скопируйте файл ещё раз
notice-gzip-not-unpacked = файл сжат gzip, и ничего из него не удаётся распаковать

## project
notice-style-layer-damaged = стиль слоя повреждён и пропущен: { $error }
notice-folder-without-parent = папка { $name } лежит в несуществующей
notice-copy-file-again = скопируйте файл ещё раз или откройте его более раннюю копию
notice-end-project-missing = конца проекта нет: файл обрезан
notice-project-version-made = проект версии { $tumen } создан более новым Tumen; этот знает версию { $version }
notice-open-newer-tumen = откройте его новым Tumen или сохраните там слои как GeoJSON
notice-not-a-project = в первой строке не сказано, что это проект Tumen: { $error }
notice-line-more-parts = в строке больше { $parts } частей или значений, чего в проектах не бывает
notice-feature-left-out = этот объект пропущен; остальное прочитано
notice-line-damaged-column = строка повреждена в столбце { $column }: { $error }
notice-head-layer-damaged = заголовок слоя повреждён: { $error }
notice-features-loaded-layer = его объекты загружены в слой без названия и стиля
notice-rest-layer-read = остальное в слое прочитано
notice-layer-should-features = в слое { $name } должно быть объектов: { $stated }, есть: { $found }
notice-line-neither-layer = строка — не слой и не объект
notice-passed-over = она пропущена
notice-property-damaged = свойство { $name } повреждено: { $error }
notice-other-properties-loaded = остальные свойства загружены
notice-features-stand-before = объекты стоят перед первым слоем
notice-put-layer-own = они помещены в отдельный слой
notice-collection-too-many = в коллекции слишком много фигур
notice-part-geometry-damaged = часть геометрии повреждена: { $error }
notice-geometry-longitude-without = в геометрии есть долгота без широты
notice-heights = высот
notice-times = отметок времени
notice-geometry-series = в геометрии точек: { $count }, { $what }: { $there }
notice-not-a-number = { $text } — не число
notice-head-tour-damaged = заголовок тура повреждён: { $error }
notice-stops-loaded-tour = его остановки загружены в тур без названия
notice-stop-tour-damaged = остановка тура повреждена: { $error }
notice-stop-left-out = эта остановка пропущена; остальное прочитано
notice-stop-loaded-without = остановка загружена без него
notice-project-more-tours = в проекте больше { $most_tours } туров
notice-first-ones-loaded = первые загружены
notice-tour-should-stops = в туре { $title } должно быть остановок: { $stated }, есть: { $found }
notice-assumption-unknown = допущение `{ $id }` больше не относится ни к одному параметру сети и не действует
notice-assumption-unknown-do = задайте параметры, которые его заменили, например co2.wtt.… и co2.ttw.… вместо co2.…
notice-assumptions-damaged = допущения повреждены: { $error }
notice-network-loaded-data = сеть загружена такой, как в данных
notice-assumption-not-a-number = допущение `{ $id }` — не число
notice-loupes-damaged = врезки повреждены: { $error }
notice-no-loupe = `{ $text }` — не врезка
notice-loupes-left-out = она пропущена
notice-more-loupes = врезок больше { $most }
notice-left-out-data = оно пропущено; взяты данные

## rows
notice-text-utf8-here = отсюда текст не в UTF-8
notice-save-file-utf8 = сохраните файл в UTF-8
notice-record-left-out = эта запись пропущена; остальное прочитано
notice-row-columns-header = в строке столбцов: { $len }, в заголовке: { $expected }
notice-column = столбец { $column }: { $error }
notice-row-left-out = эта строка пропущена; остальное прочитано

## sniff
notice-every-byte-file = все байты файла равны нулю: содержимое потеряно
notice-binary-unknown = это двоичные данные неизвестного Tumen формата
notice-export-geojson-gpx = экспортируйте из создавшей его программы как GeoJSON, GPX, KML или GeoPackage
notice-document-without-route = в документе нет маршрута; попросите сам маршрут как GPX, KML или GeoJSON
notice-save-sheet-positions = сохраните лист с координатами как CSV (UTF-8) и откройте его
notice-excel-workbook-xlsx = это книга Excel (xlsx)
notice-word-document-docx = это документ Word (docx)
notice-powerpoint-file-pptx = это презентация PowerPoint (pptx)
notice-opendocument-file-ods = это файл OpenDocument (ods, odt)
notice-qgis-project-qgz = это проект QGIS (qgz), который ссылается на данные и сам их не содержит
notice-save-layers-qgis = сохраните слои из QGIS как GeoPackage и откройте его
notice-esri-file-geodatabase-2 = это файловая база геоданных ESRI
notice-zip-archive = это архив zip, в котором { $inside }
notice-unpack-open-file = распакуйте его и откройте файл внутри
notice-zip-archive-without = это архив zip без записей
notice-zip-archive-neither = это архив zip, в котором нет ни KML, ни шейп-файла (но есть { $first })
notice-unpack-open-file-route = распакуйте его и откройте файл с маршрутом
notice-picture-without-route = в картинке нет маршрута; попросите сам маршрут как GPX, KML или GeoJSON
notice-tumen-reads-lines = Tumen читает линии, точки и площади; попросите сам маршрут как GPX, KML или GeoJSON
notice-save-csv-utf8 = сохраните как CSV (UTF-8) и откройте его
notice-picture-png = это картинка (PNG)
notice-picture-jpeg = это картинка (JPEG)
notice-picture-gif = это картинка (GIF)
notice-picture-tiff-geotiff = это картинка (TIFF или GeoTIFF)
notice-picture-bigtiff-geotiff = это картинка (BigTIFF или GeoTIFF)
notice-picture-photoshop = это картинка (Photoshop)
notice-pdf-document = это документ PDF
notice-ask-publisher-data = попросите у издателя данные как GeoJSON, KML или шейп-файл
notice-postscript-document = это документ PostScript
notice-text-document-rtf = это текстовый документ (RTF)
notice-old-office-document = это старый документ Office (xls, doc)
notice-7zip-archive = это архив 7-Zip
notice-rar-archive = это архив RAR
notice-gzip-archive = это архив gzip
notice-bzip2-archive = это архив bzip2
notice-xz-archive = это архив xz
notice-zstandard-archive = это архив Zstandard
notice-autocad-drawing-dwg = это чертёж AutoCAD (DWG)
notice-autocad-drawing-binary = это чертёж AutoCAD (двоичный DXF)
notice-program-windows = это программа для Windows
notice-no-route-find = в ней нет маршрута; выясните, чем она должна была быть
notice-program-linux = это программа для Linux
notice-program-macos = это программа для macOS
notice-no-route = маршрута в нём нет
notice-program-macos-java = это программа для macOS или Java
notice-scientific-grid-hdf5 = это научная сетка (HDF5 или netCDF)
notice-scientific-grid-netcdf = это научная сетка (netCDF)
notice-weather-grid-grib = это метеорологическая сетка (GRIB)
notice-parquet-file = это файл Parquet
notice-sound-file = это звуковой файл
notice-font = это шрифт
notice-index-shapefile-shx = индекс шейп-файла (.shx)
notice-open-shp-file = откройте файл .shp; остальные, если лежат рядом, читаются вместе с ним
notice-only = это только { $what }
notice-picture-webp = это картинка (WebP)
notice-picture-bmp = это картинка (BMP)
notice-picture-film-heic = это картинка или фильм (HEIC, AVIF или MP4)
notice-tar-archive = это архив tar
notice-convert-geopackage-example = преобразуйте в GeoPackage, например с помощью ogr2ogr
notice-raw-openstreetmap-data = это исходные данные OpenStreetMap (PBF)
notice-attribute-table-shapefile = таблица атрибутов шейп-файла (.dbf) без фигур
notice-coordinate-reference-system = система координат (.prj) без фигур
notice-companion-shapefile = спутник шейп-файла (.{ $extension })
notice-json-neither-geojson = это JSON, но не GeoJSON и не TopoJSON: нет известного им типа
notice-export-geojson-program = экспортируйте из создавшей его программы как GeoJSON
notice-esri-json = это JSON сервера ESRI, а не GeoJSON
notice-ask-server-fgeojson = запросите его у сервера с f=geojson
notice-overpass-turbo-choose = в Overpass Turbo выберите «Экспорт», затем GeoJSON, или преобразуйте с помощью osmtogeojson
notice-overpass-answer = это ответ сервера Overpass, а не GeoJSON
notice-location-history-telephone = это история местоположений телефона
notice-convert-gpx-geojson = сначала преобразуйте в GPX или GeoJSON
notice-notebook-not-route = это блокнот, а не маршрут
notice-save-data-geojson = сохраните данные из него как GeoJSON
notice-export-geojson-kml = экспортируйте из создавшей его программы как GeoJSON или KML
notice-cesium-scene-czml = это сцена Cesium (CZML)
notice-json-array-without = это массив JSON без объектов и координат
notice-nothing-blanks-file = в файле только пробелы
notice-copy-download-again = скопируйте или скачайте его ещё раз
notice-without-element = без элементов
notice-picture-svg = это картинка (SVG)
notice-picture-without-positions = в картинке нет координат на Земле; попросите сам маршрут как GPX, KML или GeoJSON
notice-raw-openstreetmap-data-osm = это исходные данные OpenStreetMap (OSM XML)
notice-convert-geojson-geopackage = преобразуйте в GeoJSON или GeoPackage, например в QGIS или с помощью ogr2ogr
notice-gml-not-read = это GML, который Tumen не читает
notice-excel-sheet-xml = это таблица Excel (XML)
notice-qgis-project-refers = это проект QGIS, который ссылается на данные и сам их не содержит
notice-news-feed = это лента новостей
notice-error-message-server = это сообщение сервера об ошибке (<{ $root }>)
notice-download-file-again = скачайте файл ещё раз
notice-root-element = с корневым элементом <{ $root }>
notice-web-page-probably = это веб-страница, вероятно страница загрузки файла
notice-open-page-browser = откройте страницу в браузере и сохраните предлагаемый файл
notice-xml-neither-kml = это XML { $which }, не KML и не GPX
notice-text-neither-table = это текст, но не таблица и не список координат
notice-tumen-reads-geojson = Tumen читает GeoJSON, KML, GPX, CSV, WKT, шейп-файлы, GeoPackage, FlatGeobuf и списки вида "lat, lon"
notice-mapinfo-table-tab = это таблица MapInfo (TAB)
notice-map-polish-format = это карта в польском формате (MP)
notice-key-certificate = это ключ или сертификат
notice-autocad-drawing-dxf = это чертёж AutoCAD (DXF)
notice-mapinfo-file-mif = это файл MapInfo (MIF)

## table
notice-text-utf8-letters = текст не в UTF-8; судя по буквам, он читается как { $encoding }
notice-save-table-utf8 = если названия выглядят неверно, сохраните таблицу в UTF-8
notice-save-table-utf8-2 = сохраните таблицу в UTF-8

## tour
notice-nothing-tour-can = в туре ничего нельзя прочитать
notice-tour-title-stop = у тура есть название и блоки [[stop]] с title и bounds
notice-file-more-tours = в файле больше { $n } показов
notice-tour-head-lost = остановки прочитаны, заголовок и файлы — нет
notice-playlist-count = перелётов в списке воспроизведения — { $flights }, остановок в файле — { $stops }; остановки взяты такими, какими их записал Tumen
notice-playlist-take = чтобы взять список воспроизведения, удалите метки остановок
notice-stop-look = что видно
notice-stop-seconds = сколько она длится
notice-stop-caption = её подпись
notice-stop-changed = другая программа изменила остановку { $n }: { $what }
notice-change-taken = изменение принято
notice-tour-tilted = { $n ->
    [one] { $n } вид наклонён или повёрнут; карта показывает его сверху
    [few] { $n } вида наклонены или повёрнуты; карта показывает их сверху
   *[other] { $n } видов наклонены или повёрнуты; карта показывает их сверху
}
notice-tour-passed = { $n ->
    [one] { $n } точка пролетается без остановки
    [few] { $n } точки пролетаются без остановки
   *[other] { $n } точек пролетаются без остановки
}
notice-tour-no-wait = { $n ->
    [one] для { $n } остановки время не указано; она длится { $seconds } с
    [few] для { $n } остановок время не указано; каждая длится { $seconds } с
   *[other] для { $n } остановок время не указано; каждая длится { $seconds } с
}
notice-tour-pauses = { $n ->
    [one] { $n } пауза оставлена докладчику
    [few] { $n } паузы оставлены докладчику
   *[other] { $n } пауз оставлены докладчику
}
notice-tour-beyond = { $n ->
    [one] { $n } остановка сверх предела пропущена
    [few] { $n } остановки сверх предела пропущены
   *[other] { $n } остановок сверх предела пропущены
}
notice-tour-sounds = { $n ->
    [one] { $n } звук не воспроизводится
    [few] { $n } звука не воспроизводятся
   *[other] { $n } звуков не воспроизводятся
}
notice-tour-updates = { $n ->
    [one] { $n } изменение карты пропущено
    [few] { $n } изменения карты пропущены
   *[other] { $n } изменений карты пропущены
}
notice-tour-nowhere = { $n ->
    [one] { $n } перелёт никуда не ведёт и пропущен
    [few] { $n } перелёта никуда не ведут и пропущены
   *[other] { $n } перелётов никуда не ведут и пропущены
}
notice-tour-unknown-parts = { $n ->
    [one] { $n } неизвестная часть пропущена
    [few] { $n } неизвестные части пропущены
   *[other] { $n } неизвестных частей пропущены
}
notice-not-a-tour-block = [[{ $block }]] — не часть показа
notice-tour-blocks = блок пропущен; в показе бывают только блоки [[stop]]
notice-tour-by-file = показ назван по имени файла; остановки прочитаны
notice-stop-bounds = у остановки не указано, что видно: `bounds` нет, или это не рамка в градусах
notice-stop-bounds-write = напишите bounds = { $wanted }; эта остановка пропущена, остальное прочитано
notice-bounds-no-box = границы — не рамка в градусах
notice-stop-value-odd = значение `{ $name }` остановки не понято и пропущено: { $text }
notice-field-not-wanted = `{ $name }`: ожидается { $wanted }
notice-field-write = напишите { $wanted }; значение пропущено
notice-field-unknown = `{ $name }` — неизвестное поле записи ({ $what })
notice-field-known = оно пропущено; допустимые поля: { $fields }
notice-in-stop-number = остановка { $n }
notice-what-stop = остановка
wanted-quoted = текст в кавычках
wanted-texts = список текстов, например ["a", "b"]
wanted-loupes = список врезок, например ["130,42,131,43@top-left"]
wanted-comparison = дата или слова, например "date=2013-09-22 hide=gas split=beside"
wanted-flag = true или false
wanted-day = день, например 2013-09-22
wanted-bounds = запад, юг, восток, север в градусах, например [130, 42, 131, 43]
wanted-one-of = одно из: { $words }
wanted-seconds = число секунд не меньше 0
wanted-transition = "fly", "cut" или число секунд

## gpx
notice-root-not-gpx = В корневом элементе не сказано, что это GPX (xmlns нет или другой); прочитано как GPX

## kml
notice-root-not-kml = В корневом элементе не сказано, что это KML (xmlns нет или другой); прочитано как KML

## xml
notice-not-closed-more = <{ $name }> из строки { $line } и ещё { $more } не закрыты до этого места: { $cause }; закрыты здесь

## app, saving
notice-saving = Сохраняется { $path }…
notice-saved = Сохранено: { $path }
notice-on-clipboard = Карта в буфере обмена
notice-copy-not-written = Копия для восстановления не записана: { $error }
notice-not-saved = Не сохранено: { $error }
notice-not-saved-changed = Не сохранено: { $path } изменился
notice-open-cancelled = Отменено: { $name }
notice-opened = { $name }: { $content }
notice-not-opened = Не удалось открыть { $name }
notice-changed-unreadable = { $name } изменился, и прочитать его не удалось
notice-read-again = { $name } изменился и прочитан заново
notice-copy-unreadable = Копию прочитать не удалось; она сохранена
notice-restored = Восстановлено: слоёв — { $layers }, туров — { $tours }
notice-saving-plot = Сохраняется график…
notice-saving-table = Сохраняется таблица…
notice-saving-report = Сохраняется отчёт…
notice-copying-map = Карта копируется…
notice-state-not-saved = Состояние окна сохранить не удалось: { $error }
notice-reading = Чтение: { $name }
notice-exporting = Экспорт: { $what }
notice-nothing-saved = Ничего не сохранено
notice-nothing-opened = Ничего не открыто
notice-nothing-exported = Ничего не экспортировано
notice-table-not-opened = Таблица не открыта: { $error }
notice-export-cancelled = Экспорт отменён
notice-export-failed = Экспорт не удался: { $error }
notice-map-not-copied = Карта не скопирована: { $error }
notice-plot-not-saved = График не сохранён: { $error }
notice-table-not-saved = Таблица не сохранена: { $error }
notice-report-not-saved = Отчёт не сохранён: { $error }
notice-size-pixels = { $width } × { $height } пикселей
notice-first-picture = Первый из кадров ({ $n }), { $seconds } с
notice-pages = { $n ->
    [one] Первая из страниц: { $n }
   *[other] Первая из страниц: { $n }
}
notice-exported = Экспортировано: { $path }
notice-exported-without = Экспортировано: { $path }, без: { $missing }
notice-exported-boxes = Экспортировано: { $path }; { $boxes }
notice-boxes = { $n ->
    [one] { $n } буквы нет в шрифтах программы, вместо неё стоит рамка
   *[other] { $n } букв нет в шрифтах программы, вместо них стоят рамки
}
notice-exported-frames = Экспортировано кадров: { $n }; как фильм: { $command }
notice-job-picture = картинка
notice-job-page = страница
notice-job-handout = раздаточный материал
notice-job-pictures = кадры
notice-job-gif = GIF
notice-lost-areas = В GPX нет площадей; они пропускаются (объектов: { $n })
notice-lost-placeless = Объекты без места пропускаются (объектов: { $n })
notice-lost-several = Объекты из нескольких фигур становятся отдельными точками, маршрутами и треками (объектов: { $n })
notice-lost-colors = Цвета точек и заливок не сохраняются (объектов: { $n })
notice-lost-controls = Управляющие символы в текстах пропускаются (объектов: { $n })
notice-lost-points = Сведения файла об отдельных точках, кроме высоты и времени, теряются там, где точки перемещены или удалены (объектов: { $n })
notice-lost-foreign = Части другого формата не сохраняются (объектов: { $n })
notice-lost-kml-times = В KML время бывает только у точек и линий; остальное теряется (объектов: { $n })
notice-lost-folders = Папки исчезают ({ $n })
notice-lost-order = Порядок объектов меняется: KML пишет папку за папкой (слоёв: { $n })
notice-lost-gpx-order = Порядок меняется: в GPX сначала точки, затем маршруты, затем треки
notice-lost-layers = Слои становятся одним
notice-lost-documents = Слои становятся документами одного файла
notice-lost-table-layers = Таблица — это один слой: слои становятся одним
notice-lost-table-folders = В таблице нет папок
notice-lost-table-colors = В таблице нет цветов и толщин
notice-lost-table-times = Время точек не записывается
notice-lost-table-ids = Идентификаторы объектов не записываются
notice-lost-table-lists = Списки и объекты среди свойств становятся текстом
notice-lost-table-foreign = Чужие части файла не записываются
notice-lost-geojson-layers = В GeoJSON один список объектов: названия и порядок слоёв не сохраняются
notice-lost-geojson-folders = В GeoJSON нет папок: они не сохраняются
notice-lost-geojson-colors = Цвета и толщины объектов из файла в GeoJSON не сохраняются
notice-lost-geojson-times = В GeoJSON нет времени точек: оно не сохраняется
notice-lost-geojson-foreign = Элементы расширений GPX и KML в GeoJSON не сохраняются
notice-lost-geojson-null = Координаты, не являющиеся числами, записываются как null
notice-lost-tours = Туры пропускаются ({ $n }); их хранит { $others }
notice-lost-assumptions = Допущения о сети пропускаются; их хранит { $others }
notice-lost-loupes = Врезки пропускаются; их хранит { $others }
notice-scale-shows = 1 : { $scale } показывает рамку { $bbox }
notice-unknown-ending = по имени { $file } формат неясен; допустимые окончания: { $known }
notice-features = { $n ->
    [one] { $n } объект
    [few] { $n } объекта
   *[other] { $n } объектов
}
notice-tours = { $n ->
    [one] { $n } тур
    [few] { $n } тура
   *[other] { $n } туров
}
notice-assumptions = { $n ->
    [one] { $n } допущение
    [few] { $n } допущения
   *[other] { $n } допущений
}
notice-loupes = { $n ->
    [one] { $n } врезка
    [few] { $n } врезки
   *[other] { $n } врезок
}
notice-list = { $first }, { $then }
notice-because = { $what }: { $why }
notice-page-none = страницы нет
notice-plot-ending = имя файла должно оканчиваться на одно из: { $known }
notice-some-time-ago = некоторое время назад
notice-less-than-a-minute-ago = меньше минуты назад
notice-minutes-ago = { $n ->
    [one] { $n } минуту назад
    [few] { $n } минуты назад
   *[other] { $n } минут назад
}
notice-hours-ago = { $n ->
    [one] { $n } час назад
    [few] { $n } часа назад
   *[other] { $n } часов назад
}
notice-days-ago = { $n ->
    [one] { $n } день назад
    [few] { $n } дня назад
   *[other] { $n } дней назад
}
notice-cannot-create = не удаётся создать { $path }
notice-cannot-lock = не удаётся заблокировать { $path }
notice-no-data-folder = у этой учётной записи нет папки для данных программ
notice-pasted-text = вставленный текст
notice-table-too-large = она больше { $most } МБ

## places
notice-input = ввод
notice-in-corridor = коридор { $id }
notice-in-entry = запись { $name }
notice-in-tour = тур { $title }
notice-in-record = запись { $n }
notice-in-feature = объект { $n }
notice-in-feature-named = объект { $n } «{ $name }»
notice-in-table = таблица { $table }
notice-in-row = { $table }, строка { $n }
notice-in-rate = ставка { $id }
notice-in-parameter = параметр { $id }
notice-in-stop = остановка { $n }, { $title }
notice-in-stop-of = остановка { $n } тура { $tour }

## data
notice-file-missing = файл отсутствует
notice-map-without-it = карта рисуется без него; чтобы восстановить файл, переустановите Tumen
notice-asset-version = это не файл { $kind } версии 1
notice-asset-compressed = сжатые данные повреждены: { $error }
notice-asset-cut = данные обрываются или неверно число на байте { $byte } распакованных данных
notice-asset-text = текст повреждён на байте { $byte } распакованных данных
notice-part-left-out = эта часть пропущена; остальное прочитано
notice-id-twice = идентификатор использован дважды
notice-first-record-kept = оставлена первая запись
notice-corridor-short = коридору нужны по меньшей мере две промежуточные точки
notice-via-nowhere = координаты `{ $place }` вне Земли
notice-rail-line-missing = для этих точек нет линии вдоль железной дороги; проведены прямые
notice-rail-line-build = после изменения точек запустите tools/basemap/routes.py
notice-source-missing = у записи не указан источник
notice-source-add = добавьте идентификатор источника из data/sources.csv
notice-id-unknown = нет такой записи ({ $what }): `{ $id }`
notice-id-correct = исправьте идентификатор или добавьте запись ({ $what })
notice-in-record-of = { $what } { $id }
notice-price-unusable = { $value } в { $unit } с диапазоном от { $low } до { $high } — не цена
notice-price-correct = укажите tariff.… или usd.…, денежную единицу и значение в пределах диапазона; ставка пропущена
notice-parameter-quantity = его идентификатор начинается с неизвестной величины
notice-parameter-unit = его единица — { $unit }, а эта величина измеряется в { $units }
notice-parameter-correct = исправьте его; параметр пропущен
notice-parameter-range = значение { $value } с диапазоном от { $low } до { $high } непригодно для расчёта
notice-parameter-numbers = числа должны быть не меньше 0, а значение — в пределах диапазона; параметр пропущен
notice-what-source = источник
notice-what-project = проект
notice-what-kind = вид
notice-what-place = место
notice-what-corridor = коридор
notice-what-segment = участок
notice-what-corridor-or-segment = коридор или участок
notice-what-target = проект, коридор или участок
notice-what-record = запись
notice-what-carrier = запись, которая содержит этот факт
notice-what-series-in = ряд в { $unit }
notice-what-series = ряд
notice-what-figure-in = показатель в { $unit }
notice-what-flow = поток
notice-what-event = событие
notice-what-figure = показатель
notice-what-border-part = отрезок границы
notice-what-constraint = ограничение
notice-what-condition = условие
notice-what-agreement = соглашение
notice-what-promise = обещание
notice-what-fact = исходный факт
notice-what-tour = показ
notice-what-parameter = параметр
notice-what-terminal = терминал
notice-what-link = связь
notice-what-crossing = пункт пропуска
notice-what-service = сервис
notice-what-benchmark = эталон
notice-what-country = страна
notice-what-rule = правило
notice-what-rate = ставка
notice-what-forty-foot = коэффициент сорокафутового контейнера
notice-what-section = перегон
notice-what-section-of = коридор, участок, связь, пункт пропуска или страна
notice-what-distance = расстояние
notice-what-approach = подход
notice-what-channel = канал
notice-what-lane = морской путь
notice-what-waypoint = путевая точка или порт
notice-what-line = линия
notice-what-gauge = колея
notice-what-capacity = пропускная способность
notice-what-place-or-terminal = место или терминал

## geometry
notice-property-column = свойство относится к столбцу { $index } из { $n }
notice-property-cut = от свойства длиной { $length } байт осталось только { $left }
notice-column-kind = столбец неизвестного типа { $kind }
notice-geometry-kind = геометрия неизвестного типа { $kind }
notice-geometry-kind-at = геометрия неизвестного типа { $kind } на её байте { $byte }
notice-geometry-shared = части геометрии занимают одни и те же байты
notice-geometry-without-letters = геометрия не начинается с букв GP
notice-geometry-header = геометрия обрывается в заголовке
notice-geometry-extended = геометрия расширенного типа, который понимает только создавшая её программа
notice-envelope-kind = у геометрии указана охватывающая рамка неизвестного типа { $kind }
notice-geometry-cut = геометрия обрывается на её байте { $byte }
notice-geometry-parts = число частей геометрии на её байте { $byte } — { $n }; в оставшиеся { $left } байт столько не поместится
notice-no-byte-order = у геометрии на байте { $byte } нет порядка байтов ({ $found })
notice-line-part = линия содержит часть типа { $kind }
notice-area-part = полигон содержит часть типа { $kind }
notice-points-part = набор точек содержит часть типа { $kind }
notice-heights-count = у геометрии координат — { $n }, а высот — { $heights }
notice-ring-end = контур должен кончаться на точке { $end } из { $n }

## dates, pictures, scenarios
notice-date-unknown = `{ $text }` — не дата; пишите ГГГГ, ГГГГ-ММ, ГГГГ-ММ-ДД, ГГГГ-Qn или две даты через `/`
notice-date-asked = `{ $text }` — не дата; пишите ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД
notice-date-outside = { $text } — вне дат, для которых известны статусы и маршруты: с { $first } по { $last }
notice-picture-scale = изображение нельзя нарисовать в масштабе { $scale }
notice-picture-scale-do = укажите масштаб больше 0, например 2 для двойного разрешения
notice-picture-too-large = изображение { $width } × { $height } пикселей слишком велико; наибольшая сторона — { $most } пикселей
notice-picture-too-large-do = уменьшите масштаб или размер либо экспортируйте SVG, у которого нет предела
notice-picture-not-encoded = изображение не удалось закодировать в PNG
notice-picture-not-encoded-do = попробуйте меньший масштаб или экспортируйте SVG
notice-gif-not-written = изображения не удалось записать как GIF
notice-file-not-written = файл не удалось записать
notice-file-not-written-do = проверьте, что в папку можно писать и на диске есть место
notice-picture-none = нечего записывать: изображения нет
notice-picture-none-do = в показе нет остановок, или карта была не готова
notice-stopped = остановлено до завершения
notice-stopped-do = запустите снова
notice-pdf-not-written = страницы не удалось записать как PDF: { $error }
notice-pdf-not-written-do = экспортируйте SVG или PNG
notice-picture-ending = не удаётся определить формат { $file }; имя файла должно оканчиваться на { $known }
notice-map-not-prepared = карту не удалось подготовить
notice-cannot-write = не удаётся записать { $path }
notice-cannot-write-do = не удаётся записать { $path }: { $hint }
notice-several-years = в { $file } несколько лет ({ $years })
notice-scenario-damaged = это не сценарий: { $error }
notice-scenario-not-written = сценарий нельзя записать: { $error }
notice-no-such-parameter = нет параметра `{ $id }`; используемые перечисляет `tumen route … --parameters`

## session
notice-assumption-replaced = допущение `{ $id }` было { $before }, стало { $now }
notice-undo-brings-back = отмена вернёт прежнее
notice-words-write = запишите сообщение как `ключ = текст`
notice-built-in-used = вместо них взяты встроенные значения
notice-demand-left-out = эта строка пропущена; остальное отправлено
notice-cargo-unknown = нет груза `{ $cargo }`; допустимые: { $known }
notice-one-place = `{ $from }` и `{ $to }` — одно место
notice-other-year = объёмы — за { $year } год, сеть — на { $as_of }
notice-rest-of-stop = остальное в остановке показано
notice-layer-not-open = Слой «{ $name }» не открыт
notice-layer-not-open-from = Слой «{ $name }» не открыт (из { $file })
notice-layer-not-open-of = Слой «{ $name }» не открыт (один из { $files })
notice-not-in-data = «{ $word }» нет в данных
notice-missing-in-stop = откройте нужный файл или исправьте остановку
notice-stop-lacks = остановка { $n }: { $lack }

notice-scenario-not-opened = Сценарий не открыт: { $error }
notice-check-is-the-file = проверьте, тот ли это файл
notice-text-utf8-not = текст не в кодировке UTF-8
