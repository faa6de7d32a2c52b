# Promise against reality.
promises-project = Проект
promises-promise = Обещание
promises-followed = Что последовало
promises-none = Нет обещаний для показа
promises-card-tip = Показать карточку этого проекта
promises-said = сказано { $date }
promises-for = на { $date }
promises-gap = Данных не найдено
promises-gap-of = Данных не найдено: { $what }
promises-share-tip = Доля обещанного; с двумя концами, если их два у обещания или значения

# Sanctions.
sanctions-labour = Труд
sanctions-trade = Торговля
sanctions-aid = Гуманитарная помощь
sanctions-bears = затрагивает
sanctions-exempt = затрагивает, с изъятием
sanctions-general = не называет проектов
sanctions-all = Показать все проекты
sanctions-all-tip = Снять фильтр по резолюции
sanctions-note = Последствия по областям — толкование мер самой программой, не цитаты. Источники прямо называют лишь изъятие для Раджин — Хасан.
sanctions-rule = Резолюция или правило
sanctions-date = Дата
sanctions-area-tip = { $name }: последствия в области «{ $area }»
sanctions-source = Источник
sanctions-ahead = { $title }, после даты показа
sanctions-filter = { $title }: фильтр карты
sanctions-names-none = Проекты не названы
sanctions-keep = Щёлкните, чтобы оставить только затронутые проекты
area-all = все
area-rail = железные дороги
area-port = порты
area-gas = газ
area-power = электроэнергия
area-labour = труд
area-trade = торговля
area-aid = помощь

# The attribute table.
attributes-fields = Поля
attributes-field-name = Имя поля
attributes-field-name-tip = Имя нового поля или новое имя выбранного
attributes-add = Добавить поле
attributes-add-tip = Добавить пустое поле с этим именем; значения вводятся в ячейки
attributes-fields-tip = Добавить, переименовать или удалить поле
attributes-field = Поле
attributes-choose = Выберите
attributes-field-tip = Поле, которое переименовать или удалить
attributes-rename = Переименовать { $name }
attributes-rename-tip = Назвать поле именем выше у всех объектов
attributes-remove = Удалить { $name }
attributes-remove-tip = Убрать поле у всех объектов
attributes-feature = Объект
attributes-zoom-tip = Двойной щелчок покажет на карте
attributes-feature-n = Объект { $n }
attributes-see = Показать объект на карте
attributes-delete-tip = Убрать объект из слоя
shape-none = без формы
shape-point = точка
shape-points = точки
shape-line = линия
shape-lines = линии
shape-area = область
shape-areas = области
shape-collection = набор
attributes-sort = Сортировать: { $name }
attributes-sort-tip = { $name }{ "\u000A" }Щёлкните для сортировки; третий щелчок вернёт порядок файла
attributes-of-feature = { $name } объекта
attributes-delete-selected-tip = Убрать выбранный объект из слоя
attributes-none = Откройте или начертите слой, чтобы увидеть его атрибуты
attributes-reading = Чтение атрибутов…
attributes-layer-tip = Слой, чьи атрибуты показаны
attributes-contains-tip = Показать объекты, в свойствах которых есть этот текст
attributes-sorting = Сортировка…
attributes-searching = Поиск…
attributes-count-tip = Показано строк и всего объектов
attributes-save = Сохранить как CSV…
attributes-save-tip = Сохранить показанные строки по порядку в файл CSV

# Reports of opened files.
reports-none = Отчётов нет: файлы не открывались
reports-file-tip = Открытый файл, чей отчёт показан
reports-dismiss = Закрыть отчёт
reports-dismiss-tip = Закрыть этот отчёт; слои останутся
reports-copy-tip = Копировать все строки отчёта, как их пишет tumen check
reports-errors-n = { $n } { $n ->
    [one] ошибка
    [few] ошибки
   *[other] ошибок
}
reports-warnings-n = { $n } { $n ->
    [one] предупреждение
    [few] предупреждения
   *[other] предупреждений
}
reports-notes-n = { $n } { $n ->
    [one] замечание
    [few] замечания
   *[other] замечаний
}
reports-errors = Ошибки
reports-warnings = Предупреждения
reports-notes = Полезно знать
reports-clean = Ошибок не найдено
reports-more = ещё { $n } вида { $code }
reports-line-column = Строка { $line }:{ $column }
reports-line = Строка { $line }
reports-byte = Байт { $byte }
repair-of = { $layer } · { $n } из { $all } объектов
repair-working = Работаю…
repair-encoding = Откройте файл снова в кодировке { $label }
repair-undo-tip = { $what }; можно отменить
repair-repair = Исправить
repair-dismiss = Оставить
repair-dismiss-tip = Оставить как есть
repair-keep = Оставить на месте
repair-system-tip = Считать числа файла координатами в выбранной системе
repair-system = Другая система…
repair-degrees-tip = Считать числа градусами, как в файле; можно отменить
repair-degrees = Оставить как в файле
repair-crs = Система координат
repair-crs-tip = Код системы координат, например EPSG:32652 или EPSG:28422
repair-place = Разместить
repair-place-north = Разместить, сначала север
repair-place-tip = Разместить слой по этой системе; можно отменить
repair-as-is = Показать как есть
repair-show = Показать исправленное
repair-show-tip = До и после на карте; пока ничего не изменено
