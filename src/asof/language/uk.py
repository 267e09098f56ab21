"""How Ukrainian says it.

After the Український правопис of 2019, ДСТУ 4163:2020 for dates and numbers in documents, ДСТУ
3651 for units, and CLDR for what stands in a number. The page's own words ask for no case of what
follows them: « зростання: 5 осіб »; dates say « року » in full, which no full stop ends twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from asof.language.cases import Cases
from asof.language.collation import LAST
from asof.language.grammar import (
    DASH,
    NBSP,
    SPACE,
    Counting,
    Currency,
    Dating,
    Grammar,
    PlaceWords,
    Rules,
    TypedWords,
    every_three,
)
from asof.language.text_setting import TextSetting
from asof.quantity import Hedge

_WORDS: Mapping[str, str] = {
    "as_of": "Станом на",
    "situation": "Ситуація: {day}, відомо станом на {known}",
    "figures_dated": "Дати показників: {span}",
    "numbered": "№\u00a0{number}",
    "numbered_in": "{series} №\u00a0{number}",
    "edition_number": "№\u00a0{number}",
    "period_covered": "Звітний період",
    "supersedes": "Замінює №\u00a0{number}",
    "text_of": "Дата тексту: {day}",
    "question": "Питання",
    "pressed": "На уточнювальні питання {on}",
    "key_findings": "Головні висновки",
    "tone_note": "Примітка",
    "tone_important": "Важливо",
    "tone_warning": "Застереження",
    "annex": "Додаток {letter}. {title}",
    "continued": "(продовження)",
    "sources": "Джерела",
    "sources_and_notes": "Джерела та примітки",
    "notes": "Примітки",
    "principals": "Відповідальні",
    "contact": "Контакти",
    "next_update": "Наступне оновлення",
    "allowed": "На що зважати",
    "reference": "Номер справи",
    "also": "Також українською",
    "page": "{page} із {pages}",
    "not_public": "не оприлюднено",
    "none": "немає",
    "unknown": "невідомо",
    "ended": "кінець: {day}; продовження у справі немає",
    "ended_perhaps": "кінець: {day}; початок наступного: {time}",
    "lapsed": "завершено",
    "stale": "потребує підтвердження",
    "stale_in_public": "останній оприлюднений показник",
    "stale_since": "не підтверджено від {day}",
    "have_reported": "отримані звіти: {reported} із {expected}",
    "rest_reported": "для решти останні відомі дані",
    "total": "усього",
    "disputed": "спірне",
    "withheld": "не повідомлено",
    "current": "чинне",
    "or": "або",
    "label": "Показник",
    "labelled": "{label}: {value}",
    "value": "Значення",
    "target": "Мета: {value}",
    "in_unit": "{head} ({unit})",
    "on": "Дата",
    "until": "Кінець",
    "reported": "Повідомлено",
    "by": "Хто повідомляє",
    "source": "Джерело",
    "source_named": "Джерело: {names}.",
    "sources_named": "Джерела: {names}.",
    "as_of_day": "Станом на {day}",
    "figure": "Рисунок {number}.",
    "contents": "Зміст",
    "figures": "Перелік рисунків",
    "standing": "Стан",
    "counts": "Що враховано",
    "reason": "Причина",
    "date": "Дата",
    "change": "Зміна",
    "before": "Раніше",
    "after": "Пізніше",
    "claim": "{by}, не підтверджено",
    "hedged": "неточне значення",
    "no_figure": "показника немає",
    "areas_without": "Показника немає: {names}",
    "class_range": "від {low} до менше ніж {high}",
    "map_credit": "Карта: {credit}",
    "scale_of_middle": "{length} у центрі карти",
    "quoted": "«{words}»",
    "reported_speech": "Переказ, не цитата",
    "partly_reported_speech": "Без лапок: переказ, не цитата",
    "not_reported": "не повідомлено",
    "not_collected": "не збирають",
    "our_calculation": "власний розрахунок",
    "quarter_lowest": "найнижча чверть рядків",
    "quarter_second": "друга чверть",
    "quarter_third": "третя чверть",
    "quarter_highest": "найвища чверть",
    "inferred": "дату виведено",
    "date_assumed": "дату припущено",
    "remarked": "{words} ({remark})",
    "source_number": "джерело {number}",
    "source_label": "Джерело {number}",
    "back": "назад до тексту",
    "undated": "без дати, {day}",
    "accessed": "дата звернення: {day}",
    "flag_provisional": "п",
    "flag_revised": "у",
    "flag_estimate": "о",
    "status_provisional": "попередні дані",
    "status_revised": "уточнені дані",
    "status_estimate": "оцінка",
    "progress_not_started": "не розпочато",
    "progress_on_track": "за планом",
    "progress_at_risk": "під загрозою",
    "progress_late": "із запізненням",
    "progress_paused": "призупинено",
    "progress_done": "виконано",
    "progress_cancelled": "скасовано",
    "estimate_by": "оцінка: {by}",
    "added": "нове",
    "updated": "оновлення",
    "corrected": "виправлення",
    "revised": "уточнення",
    "withdrawn": "відкликання",
    "removed": "вилучення",
    "gone_stale": "без підтвердження",
    "now_disputed": "суперечність",
    "no_changes": "Без змін від {day}.",
    "changes_since": "Зміни від {day}",
    "change_head": "Зміна {days}",
    "change_of_value": "Зміна",
    "change_unchanged": "без змін",
    "change_restated": "про зміну не повідомлено",
    "up_by": "зростання: {value}",
    "down_by": "зменшення: {value}",
    "change_first_reported": "повідомлено вперше",
    "change_not_reported": "не повідомлено ({day})",
    "change_not_all_reported": "повідомлено не все ({day})",
    "change_not_reported_between": "не повідомлено {days}",
    "change_not_all_reported_between": "повідомлено не все {days}",
    "change_nothing_later": "показника немає {since}",
    "change_not_public": "не оприлюднено ({day})",
    "change_disputed": "спірне ({day})",
    "change_ended": "завершено",
    "change_series_break": "розрив ряду",
    "change_too_inexact": "надто неточно для порівняння",
    "series_break_told": "розрив ряду ({day}): {reason}",
    "base_corrected": "попередній показник виправлено ({reported})",
    "base_revised": "попередній показник уточнено ({reported})",
    "bars": "Стовпчики: зміни від {day}",
    "errata": "Виправлення: {title}",
    "what_changed": "Що змінилося: {title}",
    "errata_for": "Для тих, хто має випуск від {day}: що тепер інакше ({now}).",
    "errata_new": "Нове відтоді",
    "facts_changed": "змінені показники від {was} до {now}: {count}",
    "clocks": "{day}, відомо станом на {known}",
    "diff_corrected": "виправлення: значення було хибним",
    "diff_withdrawn": "відкликання: джерело відмовилося від своїх слів",
    "diff_removed": "вилучення: у справі вже немає, а джерело нічого не відкликало",
    "diff_revised": "уточнення, як передбачено",
    "diff_now_disputed": "суперечність: джерела суперечать одне одному",
    "diff_updated": "оновлення: змінився світ або відомо більше",
    "diff_lapsed": "кінець: завершено, пізнішого нічого не відомо",
    "diff_gone_stale": "потребує підтвердження: уже не підтверджено",
    "diff_added": "нове: раніше нічого не було відомо",
    "was": "Було",
    "is_now": "Є тепер",
    "why": "Чому",
    "why_added": "джерело від {reported}",
    "why_updated": "{on}; джерело від {reported}",
    "why_corrected": "попереднє значення було хибним; джерело від {reported}",
    "why_revised": "як передбачено; джерело від {reported}",
    "why_removed": "у справі вже немає, а джерело нічого не відкликало",
    "why_withdrawn": "джерело відмовилося від своїх слів: {reason}",
    "why_gone_stale": "останнє джерело від {reported}",
    "why_now_disputed": "джерела суперечать одне одному; останнє від {reported}",
    "page_of": "Сторінка {page} із {pages}",
    "draft": "Проєкт",
    "embargo": "Ембарго {until}",
    "span_reported": "як повідомлено",
    "span_announced": "оголошено",
    "span_doubt": "початок непевний",
    "span_onward": "кінця не оголошено",
    "span_presumed": "не підтверджено",
    "span_past": "минуле",
    "span_day": "день цього випуску",
    "nothing_stated": "нічого не зазначено",
    "trend_rising": "зростання: спершу {first}, наприкінці {last}",
    "trend_falling": "зменшення: спершу {first}, наприкінці {last}",
    "trend_level": "без змін: спершу {first}, наприкінці {last}",
    "trend_varying": "зростання та зменшення: спершу {first}, наприкінці {last}",
    "trend_between": "проміжні значення: {values}",
    "trend_extremes": "найвище значення {highest}, найнижче {lowest}",
    "trend_count": "кількість значень: {number}",
    "time_of_value": "ситуація: {time}",
    "not_exact": "значення неточне",
    "part_missing": "частини немає, вона спірна або не оприлюднена",
    "own_scales": "кожне поле має власну шкалу",
    "log_scale": "логарифмічна шкала",
    "not_received": "пунктир: не отримано",
    "least_to_most": "від найнижчого значення до найвищого",
    "release": "Випуск {number}",
    "holds": "Чи ця сторінка ще чинна? Видавець скаже це за цим кодом.",
    "holds_at": "Чи ця сторінка ще чинна? Скануйте зображення або відкрийте {url}",
    "qr": "QR-код до {url}",
    "record": "Дані цього випуску, їхні джерела та чим його створено",
}
_SHORT = r"(?<![\w’-])(?P<it>[авзійоуяАВЗІЙОУЯ])"  # a word of one letter ends no line


_HANDOUTS: Mapping[str, str] = {
    "copy_of": "Примірник {number} із {total}",
    "pre_release": "Примірник до оприлюднення",
    "copies_of": "Видані примірники: {title}",
    "pre_release_access": "Доступ до оприлюднення: {title}",
    "copies_count": "Кількість примірників",
    "copy": "Примірник",
    "name": "Ім’я та прізвище",
    "organisation": "Установа",
    "received": "Отримано",
    "effective_pages": "Перелік чинних сторінок",
    "effective_told": (
        "Сторінка, якої цей перелік не називає або називає в іншому виданні, не чинна."
    ),
    "tab": "Закладка {number}",
    "pages": "Сторінки",
    "edition": "Видання",
    "code": "Код",
    "not_issued": "без офіційного випуску",
    "front_pages": "Обкладинка, зміст і цей перелік",
    "divider": "Роздільник",
    "blank_page": "Цю сторінку навмисно залишено порожньою",
    "exchange": "Заміна сторінок: {title}",
    "exchange_how": "Згори донизу: сторінки ліворуч вийняти, сторінки праворуч вставити.",
    "remove": "Вийняти",
    "insert": "Вставити",
    "pages_to": "від {first} до {last}",
    "errata_attached": "Аркуш виправлень додано.",
}


WORDS = {key: re.sub(rf"{_SHORT} (?=\S)", rf"\g<it>{NBSP}", told) for key, told in _WORDS.items()}
HANDOUTS = {
    key: re.sub(rf"{_SHORT} (?=\S)", rf"\g<it>{NBSP}", told) for key, told in _HANDOUTS.items()
}


def _money(numbers: Sequence[str], scale: str, currency: Currency) -> tuple[Sequence[str], str]:
    """Numbers with their currency: « 75 грн », « 5 мільйонів гривень »."""
    return numbers, f"{scale}{NBSP}{currency.name}" if scale else currency.sign


_GENITIVE = {"one": "other", "few": "many"}  # « 1,5 особи » has the genitive of one особа
_MANY = {"one": "many", "few": "many", "other": "many"}

COUNTING = Counting(
    hedges={
        Hedge.NONE: "",
        Hedge.EXACTLY: "рівно",
        Hedge.ABOUT: "близько",
        Hedge.SOME: "приблизно",
        Hedge.NEARLY: "майже",
        Hedge.OVER: "більш як",  # « понад » would ask for an accusative: 21 особу
        Hedge.MORE_THAN: "більше ніж",
        Hedge.AT_LEAST: "щонайменше",
        Hedge.UP_TO: "до",
        Hedge.AT_MOST: "щонайбільше",
        Hedge.AS_MANY_AS: "аж",
        Hedge.FEWER_THAN: "менше ніж",
        Hedge.RANGE: "від",
        Hedge.TENS: "",
        Hedge.HUNDREDS: "",
        Hedge.THOUSANDS: "",
    },
    amount_hedges={},
    collectives={
        Hedge.TENS: "десятки",
        Hedge.HUNDREDS: "сотні",
        Hedge.THOUSANDS: "тисячі",
    },
    before_collective="",
    range="до",
    scales={
        10**6: {"one": "мільйон", "few": "мільйони", "many": "мільйонів", "other": "мільйона"},
        10**9: {"one": "мільярд", "few": "мільярди", "many": "мільярдів", "other": "мільярда"},
        10**12: {
            "one": "трильйон",
            "few": "трильйони",
            "many": "трильйонів",
            "other": "трильйона",
        },
    },
    scales_are_nouns=True,
    folded={10**3: 1},
    per_cent="%",
    points={
        "one": "відсотковий пункт",
        "few": "відсоткові пункти",
        "many": "відсоткових пунктів",
        "other": "відсоткового пункту",
    },
    thousands=every_three,
    currencies={"UAH": "гривень"},
    countryless=lambda name: name.split()[-1],
    of=str,
    money=_money,
    signs={"UAH": "грн", "EUR": "євро"},
    plurals=("few", "many", "other"),
    governed={
        **dict.fromkeys((Hedge.ABOUT, Hedge.UP_TO, Hedge.RANGE), _GENITIVE),
        **dict.fromkeys((Hedge.TENS, Hedge.HUNDREDS, Hedge.THOUSANDS), _MANY),
    },
)

_MONTHS = (  # alone, and in the genitive, the instrumental, the locative and the accusative
    ("січень", "січня", "січнем", "січні"),
    ("лютий", "лютого", "лютим", "лютому"),
    ("березень", "березня", "березнем", "березні"),
    ("квітень", "квітня", "квітнем", "квітні"),
    ("травень", "травня", "травнем", "травні"),
    ("червень", "червня", "червнем", "червні"),
    ("липень", "липня", "липнем", "липні"),
    ("серпень", "серпня", "серпнем", "серпні"),
    ("вересень", "вересня", "вереснем", "вересні"),
    ("жовтень", "жовтня", "жовтнем", "жовтні"),
    ("листопад", "листопада", "листопадом", "листопаді"),
    ("грудень", "грудня", "груднем", "грудні"),
)
_OTHERS = (
    ("весна", "весни", "весною", "весні", "весну"),
    ("літо", "літа", "літом", "літі"),
    ("осінь", "осені", "осінню", "осені"),
    ("зима", "зими", "зимою", "зимі", "зиму"),
    ("квартал", "кварталу", "кварталом", "кварталі"),
    ("тиждень", "тижня", "тижнем", "тижні"),
    ("день", "дня", "днем", "дні"),
    ("рік", "року", "роком", "році"),
    ("бюджетний рік", "бюджетного року", "бюджетним роком", "бюджетному році"),
)
CASES = Cases(_MONTHS + _OTHERS)

_PATTERNS = {
    "day": "{d} {m} {y} року",
    "short day": "{d} {m} {y}",
    "week": "{w}-й тиждень {y} року",
    "short week": "тиж. {w}/{y}",
    "month": "{a} {y} року",
    "short month": "{a} {y}",
    "season": "{s} {y} року",
    "short season": "{s} {y}",
    "quarter": "{q} квартал {y} року",
    "short quarter": "{q} кв. {y}",
    "year": "{y} рік",
    "short year": "{y}",
    "fiscal year": "бюджетний рік {y}",
    "first of days in a month": "{d}",
    "first of days in a year": "{d} {m}",
    "first of months in a year": "{a}",
    "first of weeks in a year": "{w}-й",
    "short first of weeks in a year": "тиж. {w}",
    "first of seasons in a year": "{s}",
    "first of quarters in a year": "{q}",
    "short first of quarters in a year": "{q} кв.",
}

SITE: Mapping[str, str] = {
    "skip": "Перейти до змісту",
    "navigation": "Сторінки цього сайту",
    "briefings": "Довідки",
    "figures": "Дані",
    "releases": "Календар оприлюднення",
    "policy": "Виправлення та перегляди",
    "accessibility": "Доступність",
    "feed": "Стрічка новин (Atom)",
    "policy_default": "Кожен хибний показник виправляють, щойно про помилку стає відомо. Новий "
    "випуск замінює той, де він був; попередній лишається за своєю адресою й повідомляє про це "
    "на початку, а перелік випусків називає, що виправлено, якого дня і о котрій "
    "хвилині.\n\nПоказник, який був правильним, а тепер інший, — це оновлення. Показник, який "
    "джерело за планом установлює наново, наприклад попередній, — це перегляд. Усюди, де "
    "перелічено зміни, обидва відокремлено від виправлень.\n\nВипуск відкликають, коли на нього "
    "зовсім не слід покладатися. Тоді його адреса повідомляє, коли й чому, а текст і показники "
    "більше не оприлюднюються.",
    "access_pages": "Сторінки цього сайту — простий HTML. Вони працюють без JavaScript, крім "
    "пошуку та перевірки коду, з клавіатури й зі зчитувачем екрана, на телефоні, у темному "
    "режимі, збільшені та надруковані. Сторінки в тому вигляді, у якому їх створює програма, "
    "перевірено засобом axe-core у Chromium за ширини 390 і 1280 пікселів, світлі й темні, без "
    "зауважень; це виявляє частину можливих вад. Люди з інвалідністю їх не перевіряли.",
    "access_files": "Як правило, файли PDF заявляють відповідність PDF/UA-1 (ISO 14289-1), "
    "стандарту PDF, які можна прочитати вголос; кожен перевіряється перед записом. Кожен випуск "
    "є також сторінкою цього сайту й текстом у Markdown. Зміст кожного графіка подано словами.",
    "access_ask": "Інший формат",
    "access_whom": "Хто потребує випуску в іншому форматі або не може скористатися сторінкою, "
    "може звернутися сюди: {contact}",
    "access_pages_head": "Сторінки цього сайту",
    "access_files_head": "Файли",
    "home_about": "Кожна довідка повідомляє, на який день вона чинна, звідки кожен показник і що "
    "змінилося від попереднього випуску.",
    "next_edition": "Наступний випуск: {day}",
    "withdrawn_editions": "Відкликані випуски",
    "nothing_published": "Цією мовою ще нічого не оприлюднено.",
    "search": "Пошук",
    "search_label": "Шукати в довідках і даних",
    "search_script": "Для пошуку потрібен JavaScript. Усі довідки й дані доступні з цієї "
    "сторінки й без нього.",
    "search_found": "Знайдено: {number}",
    "search_none": "Нічого не знайдено.",
    "search_failed": "Пошук не вдалося завантажити. Спробуйте ще раз, коли буде зв’язок.",
    "edition_update": "Оновлення з тим, що стало відомо відтоді.",
    "edition_term": "Випуск",
    "published_term": "Оприлюднено",
    "standing_latest": "Це найновіший випуск.",
    "standing_superseded": "Цей випуск замінено пізнішим, {moment}: {edition}.",
    "standing_withdrawn": "Цей випуск відкликано {moment}: {reason}",
    "tombstone": "Його текст, дані та файли більше не оприлюднюються.",
    "withdrawn_edition": "Відкликано: {title}",
    "corrected_because": "Виправлено: {reason}",
    "printing_number": "друк {number}",
    "edition_code": "Код цього випуску",
    "downloads": "Цей випуск файлом",
    "form_large": "великий шрифт",
    "form_clear": "чіткий шрифт",
    "form_duplex": "двосторонній",
    "as_text": "текст (Markdown)",
    "as_record": "запис (JSON)",
    "earlier_edition": "Попередній випуск: {edition}",
    "later_edition": "Наступний випуск: {edition}",
    "all_editions": "Усі випуски",
    "editions_of_year": "Випуски {year} року",
    "about_edition": "Про цей випуск",
    "permanent_address": "Постійна адреса цього випуску",
    "latest_address": "Адреса найновішого випуску",
    "changes_to_edition": "Що змінилося від попереднього випуску",
    "no_figure_changed": "Жоден показник, що є в обох випусках, не змінився.",
    "newly_printed": "Надруковано вперше",
    "no_longer_printed": "Більше не друкується",
    "in_words": "Графік словами",
    "table_number": "Таблиця",
    "figures_on_page": "Дані на цій сторінці",
    "figures_on_page_about": "Кожен показник із джерелом, часом, коли він був правдивим, днем "
    "повідомлення і всім, що про нього повідомили до {known}.",
    "history": "Історія: {label}",
    "what_became": "Що з ним сталося",
    "computed_by": "Обчислення: {formula}",
    "parts": "Обчислено з",
    "back_to_text": "Назад до тексту",
    "figure_page": "Усе, що оприлюднено про цей показник",
    "state_current": "чинне",
    "verdict_title": "Чи ця сторінка ще чинна?",
    "verdict_lead": "На кожній виданій сторінці надруковано код. Введіть його тут або "
    "відскануйте зображення поруч камерою телефона.",
    "verdict_code": "Код зі сторінки",
    "verdict_ask": "Перевірити",
    "verdict_loading": "Перевіряємо…",
    "verdict_current": "Чинна",
    "verdict_unsettled": "Останнє видання",
    "verdict_superseded": "Замінена",
    "verdict_withdrawn": "Відкликана",
    "verdict_contested": "Спірна",
    "verdict_unknown": "Невідомий",
    "verdict_mistyped": "Введено з помилкою",
    "verdict_current_why": "Це останнє видання цього документа, і жодне відкрите видання не "
    "подає його даних інакше.",
    "verdict_unsettled_why": "Пізнішого видання цього документа не було. Не вдалося перевірити, "
    "чи виправлено відтоді його дані.",
    "verdict_superseded_why": "Вийшло пізніше видання: {moment}",
    "verdict_corrected_why": "Дані цієї сторінки відтоді виправлено у відкритому виданні.",
    "verdict_corrections": "Виправлено в пізнішому виданні: {reason}",
    "verdict_withdrawn_why": "Відкликано: {day}. Причина: {reason}",
    "verdict_contested_why": "Під тим самим номером видано іншу сторінку, з кодом {code}. Яка з "
    "них чинна, може сказати лише видавець.",
    "verdict_unknown_why": "Жодне видання на цьому сайті не має коду {code}. Сторінку видав "
    "хтось інший, або вона не відкрита.",
    "verdict_character": "Жоден код не містить знака {character}.",
    "verdict_length": "Кількість знаків у коді: {wanted}; у цьому: {number}.",
    "verdict_check": "Один знак введено неправильно або два помінялися місцями. Порівняйте код "
    "зі сторінкою.",
    "verdict_issued": "Видано: {moment}",
    "verdict_read": "Читати це видання",
    "verdict_latest": "Читати останнє видання",
    "verdict_changed": "Дані, які тепер інші",
    "verdict_says": "Що сказано на сторінці з цим кодом",
    "verdict_compare": "Порівняйте з тією сторінкою, що у вас у руках, насамперед числа: "
    "підроблена сторінка може мати справжній код. Якщо на вашій сказано щось інше, це не та "
    "сторінка, яку видано.",
    "verdict_not_compared": "У пізніших виданнях немає, тому не порівняно: {labels}",
    "verdict_checked": "Відповідь із реєстру цього сайту. Прочитано: {moment}",
    "verdict_offline": "Немає з’єднання. Реєстр міг змінитися відтоді, як його читали востаннє: "
    "{moment}",
    "verdict_last_change": "Остання зміна: {moment}",
    "verdict_ready": "Готово до роботи без з’єднання.",
    "verdict_failed": "Реєстр недоступний, а цей пристрій ще жодного не зберігає. Спробуйте "
    "знову зі з’єднанням; потім коди перевірятимуться і без нього.",
    "verdict_written": "Станом на час публікації: {moment}",
    "verdict_noscript": "Без JavaScript перевірити код тут не можна. Натомість відкрийте {url} "
    "із кодом наприкінці.",
    "verdict_seal": "Адреса має печатку після #. Ця сторінка печаток не перевіряє: це робить "
    "«asof verify» із ключем видавця.",
    "verdict_no_page": "Такої сторінки на цьому сайті немає",
    "verdict_home": "На головну сторінку",
    "open_data": "Відкриті дані",
    "open_data_lead": "Кожна оприлюднена цифра із застереженням, часом, коли вона була "
    "правильною, часом повідомлення і джерелом, яке це стверджує.",
    "licence": "Ліцензія",
    "cover": "Обкладинка",
    "sheet": "Аркуш",
    "holds": "Що містить",
    "observations": "Повідомлені значення",
    "unit": "Одиниця",
    "known": "Відомо станом на",
    "key": "Ключ",
    "lower": "Нижня межа",
    "upper": "Верхня межа",
    "true_from": "Правильно від",
    "became": "Що з ним сталося",
    "list_latest": "найновіший випуск",
    "list_superseded": "замінено {moment}",
    "list_withdrawn": "відкликано {moment}: {reason}",
    "list_changes": "Змінені показники",
    "list_about": "Кожен випуск цієї довідки, починаючи з найновішого: коли його оприлюднено, що "
    "його замінило й чому.",
    "facts_about": "Кожен показник оприлюднених довідок, яким його подає останній випуск, що "
    "його містить.",
    "fact_as_in": "За випуском {edition}",
    "fact_lines": "Усе, що про нього повідомлено",
    "releases_about": "Що має вийти протягом наступних дванадцяти місяців. Перенесений день "
    "залишається тут із причиною й новим днем.",
    "releases_none": "Оприлюднень не заплановано.",
    "releases_file": "Календар файлом (iCalendar)",
    "releases_moved": "Перенесено на {day}: {reason}",
    "releases_from": "Перенесено з {day}: {reason}",
    "status": "Характер даних",
    "place": "Місце в джерелі",
    "remark": "Примітка",
    "publisher": "Видавець",
    "published": "Опубліковано",
    "state_superseded": "змінено пізнішим значенням",
    "state_corrected": "виправлено пізнішим повідомленням",
    "state_disputed": "оскаржене іншим джерелом",
    "state_retracted": "відкликано його джерелом",
    "state_claim": "твердження, не підтверджене",
    "state_possible": "можливо, вже правдиве",
    "sheet_facts": "Що останній оприлюднений випуск каже про кожну цифру.",
    "sheet_observations": "Кожне значення, яке повідомило джерело, зокрема й попередні.",
    "sheet_all_but_superseded": "Усі значення, крім замінених: вони у файлі observations.csv.",
    "sheet_sources": "Документи, з яких узято значення.",
    "sheet_notes": "Як читати таблиці.",
    "note_clocks": "Кожне значення має дві дати: коли воно було правильним і коли про нього "
    "повідомили. Пізніше повідомлення не скасовує попереднього.",
    "note_hedges": "Значення із застереженням, як-от «близько» або «до», є текстом. Стовпці поруч "
    "показують найменше і найбільше, чим воно може бути; якщо один порожній, межі немає.",
    "note_bounds": "Вважається, що приблизне значення відрізняється від написаного числа не більш "
    "як на десяту частину.",
    "note_empty": "Якщо клітинка порожня, нічого не зазначено. Дати записано як рік, місяць, день.",
}
_LINKS: Mapping[str, tuple[str, str]] = {
    "from": ("від {}", "genitive"),
    "to": ("до {}", "genitive"),
    "between": ("між {}", "instrumental"),
    "and": ("та {}", "instrumental"),
    "since": ("від {}", "genitive"),
    "until": ("до {}", "genitive"),
    "by": ("не пізніше {}", "genitive"),
    "not before": ("не раніше {}", "genitive"),
    "around": ("близько {}", "genitive"),
    "as of": ("станом на {}", "accusative"),
}
_ORDINALS = {"genitive": "-го", "instrumental": "-м"}  # 5-го тижня, між 5-м та 8-м тижнем


def _link(role: str, text: str) -> str:
    """A date with its preposition, in the case that it asks for: « від травня до липня »."""
    words, case = _LINKS[role]
    told = re.sub("(?<=[0-9])-й", _ORDINALS.get(case, "-й"), CASES.put(text, case))
    return words.format(told)


DATING = Dating(
    patterns={"": _PATTERNS},
    seasons={3: "весна", 6: "літо", 9: "осінь", 12: "зима"},
    quarters=("I", "II", "III", "IV"),
    day=str,
    two_years=lambda first: f"{first}/{first + 1}",
    link=_link,
    some_day="день {}".format,
    loosely="{} (приблизно)".format,
    uncertain="{} (дата непевна)".format,
    clock=lambda hour, minute: f"{hour}:{minute:02}",
)

MONTHS = tuple(genitive for _, genitive, *_ in _MONTHS)
_ANY_MONTH = (
    f"(?:{'|'.join(form for forms in _MONTHS for form in forms)}"
    "|січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд)"
)
_DAY = r"\d{1,2}(?:-го)?"
_YEAR = rf"\d{{4}}(?:{SPACE}(?:р\.|року|рік|році))?"

_MARK = "[’'ʼ]"
_UNITS_OF_TENS = f"п{_MARK}ят|шіст|сім|вісім"
_TEENS = f"(?:оди|два|три|чотир|{_UNITS_OF_TENS}|дев{_MARK}ят)надцят"
_NUMERAL = "(?:ь|и|ьох|ьом|ьома|ьма)"
_ADJECTIVE = "(?:ий|а|е|ого|ої|ому|ій|им|у|ою|і|их|ими)"

READING = TypedWords(
    cardinals=(
        "нул(?:ь|я) дв(?:а|і|ох|ом|ома|оє) тр(?:и|ьох|ьом|ьома|оє) чотир(?:и|ьох|ьом|ма) четверо"
        f" п{_MARK}ят(?:{_NUMERAL}|еро) шіст{_NUMERAL} шест(?:и|еро) сім(?:ох|ом|ома)?(?!{_MARK})"
        f" сем(?:и|еро) вісім восьми вісьм(?:ох|ом|ома) дев{_MARK}ят{_NUMERAL} десят{_NUMERAL}"
        f" {_TEENS}{_NUMERAL} (?:два|три)дцят{_NUMERAL} сорок[а]?"
        f" (?:{_UNITS_OF_TENS})десят(?:и|ьох|ьом|ьома)? дев{_MARK}яност[оа] ст[оа] двісті двохсот"
        " (?:три|чотири)ста (?:трьох|чотирьох)сот"
        f" (?:{_UNITS_OF_TENS}|дев{_MARK}ят)сот (?:п{_MARK}яти|шести|семи|восьми|дев{_MARK}яти)сот"
        " тисяч(?:а|і|у|ею|ами|ам|ах)? (?:міль(?:йон|ярд)|трильйон)(?:и|ів|а|у|ом|ами|ам|ах)?"
        " сотн(?:я|і|ю|ею|ями|ям|ях) сотень десят(?:ок|ка|ки|ків|кам|ками|ках) дюжин(?:а|и|у)?"
        " половин(?:а|и|у|ою|і) півтор(?:а|и) кілька(?:надцять|десят|сот)"
    ),
    ordinals=(
        f"друг{_ADJECTIVE} трет(?:ій|я|є|ього|ьої|ьому|ім|ю|ьою|і|іх|іми)"
        f" (?:четверт|п{_MARK}ят|шост|сьом|восьм|дев{_MARK}ят|десят|{_TEENS}){_ADJECTIVE}"
        f" (?:(?:два|три)дцят|сороков|(?:{_UNITS_OF_TENS})десят|дев{_MARK}яност){_ADJECTIVE}"
        f" (?:двох)?сот{_ADJECTIVE} тисячн{_ADJECTIVE} мільйонн{_ADJECTIVE}"
    ),
    ones="од(?:ин|на|не|ного|нієї|ному|ній|ним|ну|нією)",
    joints="і|й|та",
    lists="і|й|та|або|чи|до",
    idioms=(
        r"по-(?:друге|третє|четверте)|з другого боку|друг\w+ світов\w+"
        r"|трет\w+ (?:сторон|особ|світ)\w*|од\w+ одн\w+|друг друга|в[’']ятеро"
    ),
    scales=(
        r"тисяч[аі]?|тис\.|мільйон(?:и|ів|а)?|млн|мільярд(?:и|ів|а)?|млрд|трильйон(?:и|ів|а)?|трлн"
        "|відсот(?:ок|ки|ків|ка)"
    ),
    endings="-?(?:й|го|му|ї|а|я|е|х|ма)|км|м|кг|г|т|га|л|хв|год|тис|млн|млрд",
    prefixes="початок|кінець|середина|до|після|перед|від|екс",
    fiscal=r"БР ?",
    parts=(
        "[Рр]озділ(?:у|и|і|ів)?|[Чч]астин(?:а|и|і|у)|[Дд]одат(?:ок|ка|ку|ки)|[Сс]татт(?:я|і|ю)"
        r"|[Сс]т\.|[Пп]ункт(?:у|і|и)?|[Рр]исун(?:ок|ка|ку|ки)|[Тт]аблиц(?:я|і|ю)|[Пп]римітк(?:а|и|у)"
        "|[Фф]аз(?:а|и|у|і)|[Ее]тап(?:у|і|и)?|[Рр]езолюці(?:я|ї|ю)|[Тт]ом(?:у|і|и)?|[Нн]омер(?:а|у|и)?"
        "|[Аа]бзац(?:у|і|и)?|[Кк]рок(?:у|и)?|[Сс]торін(?:ка|ки|ці|ку)|№"
    ),
    dates=(
        (
            rf"{_DAY}(?:{SPACE}?(?:{DASH}|і|й|та|або|чи|до|по){SPACE}?{_DAY})?{SPACE}+{_ANY_MONTH}"
            rf"\b\.?(?:{SPACE}+{_YEAR})?"
        ),
        rf"{_ANY_MONTH}\.?{SPACE}+{_YEAR}",
    ),
    months=MONTHS,
    seasons=("весн|навесн", "літ|влітку", "осін|осен|восен", "зим|взимку"),
    hedges={
        "орієнтовно": Hedge.ABOUT,
        "бл.": Hedge.ABOUT,
        "десь": Hedge.SOME,
        "ледь не": Hedge.NEARLY,
        "без малого": Hedge.NEARLY,
        "понад": Hedge.OVER,
        "більше як": Hedge.OVER,
        "більш ніж": Hedge.MORE_THAN,
        "менш як": Hedge.FEWER_THAN,
        "менш ніж": Hedge.FEWER_THAN,
        "принаймні": Hedge.AT_LEAST,
        "мінімум": Hedge.AT_LEAST,
        "не менше ніж": Hedge.AT_LEAST,
        "не менше": Hedge.AT_LEAST,
        "максимум": Hedge.AT_MOST,
        "не більше ніж": Hedge.AT_MOST,
        "не більше": Hedge.AT_MOST,
        "точно": Hedge.EXACTLY,
    },
    trailing={
        "або більше": Hedge.AT_LEAST,
        "і більше": Hedge.AT_LEAST,
        "або менше": Hedge.AT_MOST,
    },
    nothing=r"немає(?: даних)?|нічого|невідомо|не застосовується|н/д|даних немає",
    minus="мінус",
    limits=("лише", "тільки"),
    scale_words={
        "тисяча": "thousand",
        "тисячі": "thousand",
        "тисяч": "thousand",
        "тис.": "thousand",
        "тис": "thousand",
        "мільйон": "million",
        "мільйони": "million",
        "мільйонів": "million",
        "мільйона": "million",
        "млн": "million",
        "мільярд": "billion",
        "мільярди": "billion",
        "мільярдів": "billion",
        "мільярда": "billion",
        "млрд": "billion",
        "трильйон": "trillion",
        "трильйони": "trillion",
        "трильйонів": "trillion",
        "трильйона": "trillion",
        "трлн": "trillion",
    },
    per_cent="відсот(?:ок|ки|ків|ка)",
    totals="разом|усього|всього|сума|загалом",
    remarks="примітк[аи]|коментарі?|зауваження",
    ranges=("між N та N", "між N і N"),
    notations=(
        (r"(?:у |в |на )?D(?: р\.| року| рік| році)?", "{}"),
        (r"(?:близько|приблизно|бл\.) D(?: р\.| року)?", "{}~"),
        (r"(?:від|з|із|зі) D(?: р\.| року)?", "{}/.."),
        (r"до D(?: р\.| року)?", "../{}"),
        (r"(?:від|з|із|зі) D(?: р\.| року)? (?:до|по) D(?: р\.| року)?", "{}/{}"),
        (r"між D(?: р\.| року)? (?:та|і|й) D(?: р\.| року)?", "{}/{}"),
        (r"([0-9]{1,2})-й тиждень D(?: р\.| року)?", "{1}-W{0:0>2}"),
        (r"(?:I|1-й|перший) квартал D(?: р\.| року)?", "{}-Q1"),
        (r"(?:II|2-й|другий) квартал D(?: р\.| року)?", "{}-Q2"),
        (r"(?:III|3-й|третій) квартал D(?: р\.| року)?", "{}-Q3"),
        (r"(?:IV|4-й|четвертий) квартал D(?: р\.| року)?", "{}-Q4"),
    ),
)

TYPOGRAPHY = TextSetting(
    quotes="«»",
    within="„“",
    opening="„«‹",
    closing="“»›",
    single=True,
    apostrophes="'ʼ",
    after="€£₴",
    before=r"\b(?:EUR|UAH|USD|CHF)",
    units=(
        r"хв|с|год|м|м[²³2]|г|т|л|В|Вт|Гц|дБ|грн|євро|тис\.|млн|млрд|трлн|р\.|року|рік|році"
        r"|відсот(?:ок|ки|ків|ка)|тисяч[аі]?|(?:міль(?:йон|ярд)|трильйон)(?:и|ів|а)?"
    ),
    long_units="км/год|км²|км2|км|см|мм|кг|мг|мл|га|°C|кВт|МВт|ГВт|кВт·год",
    months=_ANY_MONTH,
    titles=r"[Пп]ан(?:а|у|і)?|п\.|д-р[ау]?|проф\.|акад\.|доц\.|ген\.|ім\.|м\.|смт|вул\.|просп\.",
    capitals="А-ЯҐЄІЇ",
    parts=(
        r"№|(?:с|ст|пп?|рис|табл|розд|дод|гл|абз)\.|§§?|[Дд]одат(?:ок|ка|ку)|[Сс]татт(?:я|і|ю)"
        "|[Тт]аблиц(?:я|і|ю)|[Рр]исун(?:ок|ка|ку)|[Рр]озділ(?:у|і)?|[Пп]ункт(?:у|і)?"
    ),
    own=(("№(?=[0-9])", f"№{NBSP}"), (rf"{_SHORT} (?=\S)", rf"\g<it>{NBSP}")),
).rules

# A date behind a preposition stands in its case: « у травні 2020 року », « від травня ».
JOINING: Rules = CASES.joining(
    {
        "genitive": (
            "від|з|із|зі|до|без|для|близько|після|протягом|упродовж|пізніше|раніше|початку|кінця"
            "|середини|щодо"
        ),
        "instrumental": "між|перед",
        "locative": "у|в|при",
        "accusative": "на|за|про|через",
    }
)

ABBREVIATIONS = (
    "р рр ст т.д т.п тощо напр див ім вул просп м с смт обл р-н тис грн коп проф акад доц ген д-р п"
    " пп рис табл розд дод гл абз год хв т.зв н.е"
)

PLACES = {
    "page": PlaceWords(typed="с стор сторінка сторінки", one="с. {}", several="с. {}"),
    "paragraph": PlaceWords(typed="абз абзац абзаци", one="абз. {}", several="абз. {}"),
    "line": PlaceWords(typed="лінія лінії", one="лінія {}", several="лінії {}"),
    "chapter": PlaceWords(typed="розд розділ розділи", one="розділ {}", several="розділи {}"),
    "section": PlaceWords(typed="п пункт пункти", one="п. {}", several="пп. {}"),
    "article": PlaceWords(typed="ст стаття статті", one="ст. {}", several="ст. {}"),
    "annex": PlaceWords(typed="дод додаток додатки", one="додаток {}", several="додатки {}"),
    "table": PlaceWords(typed="табл таблиця таблиці", one="таблиця {}", several="таблиці {}"),
    "figure": PlaceWords(typed="рис рисунок рисунки", one="рис. {}", several="рис. {}"),
    "note": PlaceWords(typed="прим примітка примітки", one="примітка {}", several="примітки {}"),
    "slide": PlaceWords(typed="слайд слайди", one="слайд {}", several="слайди {}"),
    "row": PlaceWords(typed="рядок рядки", one="рядок {}", several="рядки {}"),
}

LANGUAGE = Grammar(
    tag="uk-UA",
    name="Ukrainian",
    words=WORDS,
    site=SITE,
    handouts=HANDOUTS,
    counting=COUNTING,
    dating=DATING,
    reading=READING,
    typography={"": TYPOGRAPHY},
    joining=JOINING,
    abbreviations=ABBREVIATIONS,
    places=PLACES,
    annexes="АБВГДЕЖИКЛМНПРСТУФХЦШЩЮЯ",  # ДСТУ 3008 leaves some out
    own_letters={
        "ґ": "г",
        "є": "е",
        "і": "и",
        "ї": f"и{LAST}",  # behind і
        "й": f"и{LAST}{LAST}",
    },
)
