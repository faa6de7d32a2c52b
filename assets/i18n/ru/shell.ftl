# Menus, the line at the bottom, windows over everything.
menu-file = Файл
menu-edit = Правка
menu-view = Вид
menu-map = Карта
menu-logistics = Логистика
menu-tour = Тур
menu-help = Справка
menu-language = Язык
menu-more = Ещё
menu-more-tip = То, для чего окно слишком узкое
close = Закрыть
cancel = Отмена
tab-tours-tip = Доклады по карте, остановка за остановкой
tab-attributes = Атрибуты
tab-attributes-tip = Объекты одного из ваших слоёв и их свойства
tab-reports = Отчёты
tab-reports-tip = Что найдено в открытых файлах и что можно исправить
status-position = Координаты под указателем, градусы WGS 84
status-scale = 1 пикс. = { $ground }
status-closest = ближе некуда: на карте больше нет подробностей
status-scale-tip = Расстояние на местности под одним пикселем в середине карты
status-as-of-tip = Состояния и показатели — на этот день
status-problems = В данных { $n } { $n ->
    [one] ошибка
    [few] ошибки
   *[other] ошибок
}
action-undo-step = Отменить: { $step }
action-redo-step = Повторить: { $step }
edit-add-layers = добавление слоёв
edit-remove-layer = удаление слоя
edit-reorder-layers = порядок слоёв
edit-rename-layer = имя слоя
edit-show = показ
edit-hide = скрытие
edit-restyle-layer = стиль слоя
edit-replace-content = замена содержимого
edit-draw = рисование
edit-delete-features = удаление объектов
edit-split-or-join = разделение или соединение
edit-change-shape = форма
edit-change-attribute = атрибут
edit-rename-field = имя поля
edit-remove-field = удаление поля
edit-change-tour = правка тура
edit-remove-tour = удаление тура
edit-change-assumption = допущение
edit-change-loupes = врезки

# Search and commands.
palette-find = Найти пункт, проект, коридор, факт, ряд или команду
palette-nothing = Ничего не найдено
palette-no-values = { $name }: нет значений
found-project = проект
found-corridor = коридор
found-series = ряд
found-fact = факт
found-command = команда
found-city = город
found-town = посёлок
found-port = порт
found-station = станция
found-crossing = пограничный переход
found-bridge = мост
found-pier = причал
found-field = месторождение
found-plant = завод
found-substation = подстанция

# The sheet of keys.
keys-title = Клавиши
keys-arrows = Стрелки
keys-drag = Перетаскивание
keys-move = Двигать карту
keys-wheel = Колесо, щипок
keys-zoom = Масштаб вокруг указателя
keys-double-click = Двойной щелчок
keys-double-click-tip = Приблизить это место; с Shift — отдалить
keys-click = Щелчок
keys-click-tip = Выбрать пункт или коридор
keys-text = Ctrl+Plus, Ctrl+Minus
keys-text-tip = Крупнее или мельче текст

# About, problems in the data.
about-title = О программе Tumen
about-what = Настольная карта и логистика коридоров между Дальним Востоком России и Кореей
about-counts = Проектов: { $projects }, коридоров: { $corridors }, пунктов: { $places }, показателей: { $figures }, событий: { $events }; источников: { $sources }
about-painter-direct = Рисует { $device }, карта — заново в каждом кадре
about-painter-kept = Рисует { $device }, карта — в сохраняемую картинку
about-assets = Основа карты и шрифты: пакеты, файлы, лицензии
problems-title = Ошибки в данных
problems-none = Прочитано всё
problems-copy = Копировать как текст

# Files: drops, progress, questions.
files-drop = { $n ->
    [one] Отпустите, чтобы открыть файл
    [few] Отпустите, чтобы открыть файлы
   *[other] Отпустите, чтобы открыть файлы
}
files-stop = Остановить: { $task }
files-recent = Открыть недавние
question-recover = Найдена несохранённая работа
question-recover-text = Tumen завершился без сохранения. Копия слоёв сделана { $when }.
question-recover-yes = Восстановить
question-recover-no = Удалить копию
question-unsaved = Сохранить изменения?
question-unsaved-text = Слои изменены и не сохранены в проекте.
question-unsaved-yes = Сохранить…
question-unsaved-no = Не сохранять
question-losses = Формат вмещает не всё
question-losses-text = { $file } не вместит:{ "\u000A" }• { $losses }
question-losses-yes = Всё равно сохранить
question-changed = Файл изменился
question-changed-text = { $file } изменился на диске, а его слои правились здесь.
question-changed-yes = Загрузить заново
question-changed-no = Оставить как здесь

# Conditions of the outlook, the time bar, the list of projects.
conditions-title = Если … то
conditions-intro = Включите допущение: его коридоры получат пунктирный контур
conditions-rule = Правило
conditions-judgment = Оценка
conditions-tip = Показать его коридоры как возможные при этом условии; их состояние не меняется
conditions-not-judged = Оценки нет
conditions-judged = Оценка: { $likelihood } —
time-pause = Пауза
time-pace = { $n } г./с
time-speed = Скорость, лет в секунду
time-speed-tip = Скорость прокрутки, лет в секунду
time-as-of = Дата показа
time-more = и ещё { $n }
projects-title = Проекты
projects-find = Найти проект
projects-all = Показать все
projects-all-tip = Снять фильтр
projects-country = Страна
tours-nothing-to-present = Нет тура с остановкой, который можно показать
found-junction = узел
found-boundary = граница
found-waypoint = точка пути
question-overwrite = Файл изменён другой программой
question-overwrite-text = { $file } уже не тот, каким был прочитан здесь. При сохранении пропадёт сделанное другой программой.
question-overwrite-yes = Перезаписать
question-overwrite-as = Сохранить как…

# Системные диалоги.
dialog-save-project = Сохранить проект
dialog-save-layer = Сохранить слой
dialog-save-tour = Сохранить тур
dialog-save-plot = Сохранить график
dialog-save-table = Сохранить таблицу
dialog-save-report = Сохранить отчёт
dialog-open = Открыть файлы маршрутов
dialog-route-files = Файлы маршрутов, проекты и туры
dialog-all-files = Все файлы
dialog-open-demands = Открыть таблицу перевозок
dialog-pictures = Выберите папку для кадров
dialog-export = Экспорт: { $what }

# What dialogs call the files of a format.
files-geojson-sequence = Последовательность GeoJSON
files-kml = KML для Google Earth
files-table = Таблица CSV
files-wkt = Well-known text (WKT)
files-positions = Список координат
files-nmea = Журнал NMEA приёмника
files-igc = Журнал IGC планёра
files-tcx = Тренировка TCX
files-fit = Запись FIT с часов
files-project = Проект Tumen
files-tour = Показ Tumen
files-pdf = Документ PDF
files-png = Изображение PNG
files-svg = Рисунок SVG

# Сценарии.
dialog-save-scenario = Сохранить сценарий
dialog-open-scenario = Открыть сценарий
files-scenario = Сценарий
