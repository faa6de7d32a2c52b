# Menus, the line at the bottom, windows over everything.
menu-file = 파일
menu-edit = 편집
menu-view = 보기
menu-map = 지도
menu-logistics = 물류
menu-tour = 투어
menu-help = 도움말
menu-language = 언어
menu-more = 더 보기
menu-more-tip = 창이 좁아 보이지 않는 항목
close = 닫기
cancel = 취소
tab-tours-tip = 지도 위의 발표, 지점별로
tab-attributes = 속성
tab-attributes-tip = 내 레이어 하나의 객체와 속성
tab-reports = 보고서
tab-reports-tip = 연 파일에서 발견된 문제와 고칠 수 있는 것
status-position = 포인터 위치의 좌표, WGS 84 도
status-scale = 1픽셀 = { $ground }
status-closest = 최대 확대, 지도에 더 자세한 내용이 없음
status-scale-tip = 지도 중앙에서 한 픽셀의 실제 거리
status-as-of-tip = 상태와 수치는 이 날짜 기준
status-problems = 데이터 문제 { $n }개
action-undo-step = 실행 취소: { $step }
action-redo-step = 다시 실행: { $step }
edit-add-layers = 레이어 추가
edit-remove-layer = 레이어 제거
edit-reorder-layers = 레이어 순서
edit-rename-layer = 레이어 이름
edit-show = 표시
edit-hide = 숨기기
edit-restyle-layer = 레이어 스타일
edit-replace-content = 내용 교체
edit-draw = 그리기
edit-delete-features = 객체 삭제
edit-split-or-join = 나누기 또는 잇기
edit-change-shape = 모양 변경
edit-change-attribute = 속성 변경
edit-rename-field = 필드 이름
edit-remove-field = 필드 제거
edit-change-tour = 투어 변경
edit-remove-tour = 투어 제거
edit-change-assumption = 가정 변경
edit-change-loupes = 확대도 변경

# Search and commands.
palette-find = 지점, 사업, 회랑, 사실, 통계 또는 명령 찾기
palette-nothing = 결과 없음
palette-no-values = { $name }: 값 없음
found-project = 사업
found-corridor = 회랑
found-series = 통계
found-fact = 사실
found-command = 명령
found-city = 도시
found-town = 읍
found-port = 항만
found-station = 역
found-crossing = 국경 통과지점
found-bridge = 교량
found-pier = 부두
found-field = 가스전
found-plant = 공장
found-substation = 변전소

# The sheet of keys.
keys-title = 단축키
keys-arrows = 화살표
keys-drag = 끌기
keys-move = 지도 이동
keys-wheel = 휠, 두 손가락
keys-zoom = 포인터를 중심으로 확대·축소
keys-double-click = 두 번 클릭
keys-double-click-tip = 그곳을 확대, Shift와 함께 축소
keys-click = 클릭
keys-click-tip = 지점 또는 회랑 선택
keys-text = Ctrl+Plus, Ctrl+Minus
keys-text-tip = 글자 크게 또는 작게

# About, problems in the data.
about-title = Tumen 정보
about-what = 러시아 극동과 한반도를 잇는 회랑의 데스크톱 지도와 물류 도구
about-counts = 사업 { $projects }개, 회랑 { $corridors }개, 지점 { $places }개, 수치 { $figures }개, 사건 { $events }개, 출처 { $sources }개
about-painter-direct = 그리는 장치: { $device }, 지도는 프레임마다 새로 그림
about-painter-kept = 그리는 장치: { $device }, 지도는 보관하는 그림에 그림
about-assets = 바탕 지도와 글꼴: 패키지, 파일, 라이선스
problems-title = 데이터 문제
problems-none = 모두 읽었습니다
problems-copy = 텍스트로 복사

# Files: drops, progress, questions.
files-drop = 놓으면 파일 { $n }개를 엽니다
files-stop = 중지: { $task }
files-recent = 최근 파일 열기
question-recover = 저장하지 않은 작업이 있습니다
question-recover-text = Tumen이 저장하지 않고 끝났습니다. 레이어 복사본: { $when }.
question-recover-yes = 복구
question-recover-no = 복사본 버리기
question-unsaved = 변경 내용을 저장할까요?
question-unsaved-text = 레이어가 바뀌었지만 프로젝트에 저장되지 않았습니다.
question-unsaved-yes = 저장…
question-unsaved-no = 저장 안 함
question-losses = 이 형식에는 모두 담을 수 없습니다
question-losses-text = { $file }에 담기지 않는 것:{ "\u000A" }• { $losses }
question-losses-yes = 그래도 저장
question-changed = 파일이 바뀌었습니다
question-changed-text = { $file }이(가) 디스크에서 바뀌었고, 그 레이어는 여기서 편집되었습니다.
question-changed-yes = 다시 불러오기
question-changed-no = 지금 것을 유지

# Conditions of the outlook, the time bar, the list of projects.
conditions-title = 만약 … 라면
conditions-intro = 가정을 켜면 해당 회랑에 점선 윤곽이 생깁니다
conditions-rule = 규칙
conditions-judgment = 판단
conditions-tip = 이 조건에서 가능한 회랑으로 표시, 상태는 그대로
conditions-not-judged = 판단 없음
conditions-judged = 판단: { $likelihood } —
time-pause = 일시 정지
time-pace = { $n }년/초
time-speed = 속도, 초당 년
time-speed-tip = 재생 속도, 초당 년
time-as-of = 기준일
time-more = 그 외 { $n }개
projects-title = 사업
projects-find = 사업 찾기
projects-all = 모두 표시
projects-all-tip = 필터 해제
projects-country = 국가
tours-nothing-to-present = 발표할 지점이 있는 투어가 없습니다
found-junction = 분기점
found-boundary = 경계
found-waypoint = 경유점
question-overwrite = 다른 프로그램이 파일을 바꿨습니다
question-overwrite-text = { $file }이(가) 여기서 읽었을 때와 다릅니다. 저장하면 다른 프로그램이 한 일이 사라집니다.
question-overwrite-yes = 덮어쓰기
question-overwrite-as = 다른 이름으로 저장…

# 시스템 대화상자.
dialog-save-project = 프로젝트 저장
dialog-save-layer = 레이어 저장
dialog-save-tour = 투어 저장
dialog-save-plot = 그래프 저장
dialog-save-table = 표 저장
dialog-save-report = 보고서 저장
dialog-open = 경로 파일 열기
dialog-route-files = 경로 파일, 프로젝트, 투어
dialog-all-files = 모든 파일
dialog-open-demands = 수요 표 열기
dialog-pictures = 그림을 둘 폴더 선택
dialog-export = { $what } 내보내기

# What dialogs call the files of a format.
files-geojson-sequence = GeoJSON 시퀀스
files-kml = Google Earth용 KML
files-table = CSV 표
files-wkt = Well-known text(WKT)
files-positions = 좌표 목록
files-nmea = 수신기의 NMEA 기록
files-igc = 글라이더의 IGC 기록
files-tcx = TCX 운동 기록
files-fit = 시계의 FIT 기록
files-project = Tumen 프로젝트
files-tour = Tumen 투어
files-pdf = PDF 문서
files-png = PNG 그림
files-svg = SVG 도면

# 시나리오.
dialog-save-scenario = 시나리오 저장
dialog-open-scenario = 시나리오 열기
files-scenario = 시나리오
