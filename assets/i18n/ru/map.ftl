# Words drawn on the map and on exports.

legend = Условные обозначения
kinds = Вид
statuses = Состояние
unknown = Датированных сведений ещё нет
approximate = приблизительная линия и её точность
possible = возможно при этих условиях
frontier = граница России и КНДР
places = Пункты
city = город, посёлок
port = порт, причал
station = станция
crossing = пограничный переход
bridge = мост
field = месторождение, узел
as_of = На дату
map_title = Коридоры между Дальним Востоком России и Кореей
data_sources = Источники сведений: tumen info; точность указана
km = км
m = м
layers = Слои
other = прочее
no_value = нет значения
and_more = и ещё { $n }
tonnes_a_year = { $n } млн т в год
load = загрузка { $a }–{ $b } % способности
load_from = загрузка { $a } % способности и выше
load_unknown = способность неизвестна
days = { $a }–{ $b } дней

# Words of pages and handouts.
page_scale = 1 : { $n } в середине карты
page_scales = 1 : { $n } в середине карты, 1 : { $upper } у верхнего края, 1 : { $lower } у нижнего края
sources = Источники
figures = Показатели
since = с { $date }
notes = Заметки
stops = Остановки
missing_layer = Нет на карте, так как отсутствует: { $name }
flows = Перевозки и поставки
flow_train = поезда
flow_ship = суда
flow_gas = газ
flow_current = электроэнергия
flow_truck = грузовики
flow_width = ширина — объём за год
flow_capacity = контур — мощность
flow_nothing = в { $year } г. ничего не перевезено
flow_no_figure = за { $year } г. данных нет
unit_t = т
unit_kt = тыс. т
unit_Mt = млн т
unit_bcm = млрд м³
unit_TWh = ТВт·ч
a_year = в год
capacity = мощность
also_stated = указано также
flows_title = Грузопотоки
million_tonnes = Миллионы тонн в год
coal = уголь
container = контейнеры
oil = нефтепродукты
grain = зерно
general = генеральные грузы

# Since when a status holds, and how old its evidence is.
stretch = { $from } — { $to }
section = { $section }: { $status } { $since }
last_evidence = последнее свидетельство { $date }, { $age }
age_none = в показанном месяце
age_span = по показанную дату
age_month = давность на показанную дату 1 мес.
age_months = давность на показанную дату { $n } мес.
age_years = давность на показанную дату, лет: { $n }
stale = сведения устарели
stale_lines = { "*" } устарели сведения: { $n } из { $all }

# Projections, by their ids.
projection-mercator = Меркатор
projection-conic = Коническая
