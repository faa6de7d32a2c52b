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
