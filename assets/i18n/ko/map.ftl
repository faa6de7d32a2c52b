# Words drawn on the map and on exports.

legend = 범례
kinds = 종류
statuses = 상태
unknown = 날짜가 확인된 기록 없음
approximate = 개략 노선과 정확도
possible = 이 조건에서 가능
frontier = 러시아–북한 국경
places = 지점
city = 도시
port = 항만, 부두
station = 역
crossing = 국경 통과지점
bridge = 교량
field = 가스전, 변전소
as_of = 기준일
map_title = 러시아 극동과 한반도를 잇는 회랑
data_sources = 자료 출처: tumen info 참조, 정확도 표기
km = km
m = m
layers = 레이어
other = 기타
no_value = 값 없음
and_more = 그 외 { $n }개
tonnes_a_year = 연 { $n }백만 톤
load = 용량의 { $a }–{ $b } %
load_from = 용량의 { $a } % 이상
load_unknown = 용량 미확인
days = { $a }–{ $b }일

# Words of pages and handouts.
page_scale = 지도 중앙에서 1 : { $n }
page_scales = 지도 중앙에서 1 : { $n }, 위쪽 가장자리에서 1 : { $upper }, 아래쪽 가장자리에서 1 : { $lower }
sources = 출처
figures = 수치
since = { $date }부터
notes = 메모
stops = 정차 지점
missing_layer = 없어서 지도에 표시되지 않음: { $name }
flows = 화물 흐름
flow_train = 열차
flow_ship = 선박
flow_gas = 가스
flow_current = 전력
flow_truck = 화물차
flow_width = 너비: 연간 물량
flow_capacity = 윤곽: 용량
flow_nothing = { $year }년 이동 없음
flow_no_figure = { $year }년 수치 없음
unit_t = t
unit_kt = 천 t
unit_Mt = 백만 t
unit_bcm = 십억 m³
unit_TWh = TWh
a_year = 연간
capacity = 용량
also_stated = 다른 수치
flows_title = 화물 흐름
million_tonnes = 연간 백만 톤
coal = 석탄
container = 컨테이너
oil = 석유제품
grain = 곡물
general = 일반화물

# Since when a status holds, and how old its evidence is.
stretch = { $from }–{ $to }
section = { $section }: { $status } { $since }
last_evidence = 최근 근거 { $date }, { $age }
age_none = 표시된 달
age_span = 표시된 날짜까지
age_month = 표시된 날짜의 1개월 전
age_months = 표시된 날짜의 { $n }개월 전
age_years = 표시된 날짜의 { $n }년 전
stale = 오래된 근거
stale_lines = { "*" } 오래된 근거: 노선 { $all }개 중 { $n }개

# Projections, by their ids.
projection-mercator = 메르카토르
projection-conic = 원추
