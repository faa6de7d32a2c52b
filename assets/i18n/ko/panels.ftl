# Promise against reality.
promises-project = 사업
promises-promise = 약속
promises-followed = 결과
promises-none = 표시할 약속이 없습니다
promises-card-tip = 이 사업의 카드 보기
promises-said = { $date } 발표
promises-for = { $date } 목표
promises-gap = 수치를 찾지 못함
promises-gap-of = 수치를 찾지 못함: { $what }
promises-share-tip = 약속 대비 비율, 약속이나 값이 범위면 범위로 표시

# Sanctions.
sanctions-labour = 노동
sanctions-trade = 무역
sanctions-aid = 인도적 지원
sanctions-bears = 영향을 줌
sanctions-exempt = 영향을 주되 예외 있음
sanctions-general = 사업을 지목하지 않음
sanctions-all = 모든 사업 표시
sanctions-all-tip = 결의별 필터 해제
sanctions-note = 분야별 영향은 이 프로그램의 해석이며 인용이 아닙니다. 라진–하산의 예외만 출처가 명시합니다.
sanctions-rule = 결의 또는 규칙
sanctions-date = 날짜
sanctions-area-tip = { $name }: ‘{ $area }’ 분야의 영향
sanctions-source = 출처
sanctions-ahead = { $title }, 기준일 이후
sanctions-filter = { $title }: 지도 필터
sanctions-names-none = 사업을 지목하지 않음
sanctions-keep = 클릭하면 영향을 받는 사업만 남김
area-all = 전체
area-rail = 철도
area-port = 항만
area-gas = 가스
area-power = 전력
area-labour = 노동
area-trade = 무역
area-aid = 원조
