"""How Portuguese says it, in Brazil and in Portugal, as after the spelling agreement of 1990.

After the Manual de Redação da Presidência da República (Brazil, 2018), the EU's Código de Redação
Interinstitucional (Portugal, and the countries of Africa and Asia that write as it does), and CLDR
for what stands in a number. The page's own words are those that both sides of the sea write alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from asof.language.grammar import (
    DASH,
    NBSP,
    OPEN,
    SPACE,
    Counting,
    Currency,
    Dating,
    Grammar,
    PlaceWords,
    Rules,
    TypedWords,
    priced,
)
from asof.language.text_setting import TextSetting
from asof.quantity import Hedge

EUROPE = ("AO", "CH", "CV", "GQ", "GW", "LU", "MO", "MZ", "PT", "ST", "TL")

WORDS: Mapping[str, str] = {
    "as_of": "Data de atualização",
    "situation": "Situação em {day}, conforme conhecida em {known}",
    "figures_dated": "Números: {span}",
    "numbered": "N.º\u00a0{number}",
    "numbered_in": "{series} n.º\u00a0{number}",
    "edition_number": "n.º\u00a0{number}",
    "period_covered": "Período abrangido",
    "supersedes": "Substitui o n.º\u00a0{number}",
    "text_of": "Texto de {day}",
    "question": "Pergunta",
    "pressed": "Se houver insistência {on}",
    "key_findings": "Conclusões principais",
    "tone_note": "Nota",
    "tone_important": "Importante",
    "tone_warning": "Atenção",
    "annex": "Anexo {letter}. {title}",
    "continued": "(continuação)",
    "sources": "Fontes",
    "sources_and_notes": "Fontes e notas",
    "notes": "Notas",
    "principals": "Responsáveis",
    "contact": "Informações",
    "next_update": "Próxima atualização",
    "allowed": "A considerar",
    "reference": "Referência",
    "also": "Também em português",
    "page": "{page} de {pages}",
    "not_public": "não público",
    "none": "nenhum",
    "unknown": "não se sabe",
    "ended": "termo: {day}; nenhuma renovação no processo",
    "ended_perhaps": "termo: {day}; o que se seguiu começou {time}",
    "lapsed": "vencido",
    "stale": "a confirmar",
    "stale_in_public": "último número publicado",
    "stale_since": "sem confirmação desde {day}",
    "have_reported": "{reported} de {expected} informaram",
    "rest_reported": "últimos dados conhecidos para o restante",
    "total": "total",
    "disputed": "contestado",
    "withheld": "não divulgado",
    "current": "vigente",
    "or": "ou",
    "label": "Item",
    "labelled": "{label}: {value}",
    "value": "Valor",
    "target": "meta: {value}",
    "in_unit": "{head} ({unit})",
    "on": "Data",
    "until": "Termo",
    "reported": "Comunicação",
    "by": "Quem o diz",
    "source": "Fonte",
    "source_named": "Fonte: {names}.",
    "sources_named": "Fontes: {names}.",
    "as_of_day": "Situação em\u00a0{day}",
    "figure": "Figura {number}.",
    "contents": "Índice",
    "figures": "Lista de figuras",
    "standing": "Estado",
    "counts": "O que se conta",
    "reason": "Motivo",
    "date": "Data",
    "change": "Variação",
    "before": "Antes",
    "after": "Depois",
    "claim": "{by}, sem confirmação",
    "hedged": "não exato",
    "no_figure": "sem número",
    "areas_without": "Sem número: {names}",
    "class_range": "de {low} a menos de {high}",
    "map_credit": "Mapa: {credit}",
    "scale_of_middle": "{length} no centro do mapa",
    "quoted": "“{words}”",
    "reported_speech": "Palavras relatadas, não citadas",
    "partly_reported_speech": "Sem aspas: palavras relatadas, não citadas",
    "not_reported": "não comunicado",
    "not_collected": "não apurado",
    "our_calculation": "cálculo nosso",
    "quarter_lowest": "quarto mais baixo das linhas",
    "quarter_second": "segundo quarto",
    "quarter_third": "terceiro quarto",
    "quarter_highest": "quarto mais alto",
    "inferred": "data deduzida",
    "date_assumed": "data presumida",
    "remarked": "{words} ({remark})",
    "source_number": "fonte {number}",
    "source_label": "Fonte {number}",
    "back": "voltar ao texto",
    "undated": "sem data, {day}",
    "accessed": "consultado em {day}",
    "flag_provisional": "p",
    "flag_revised": "r",
    "flag_estimate": "e",
    "status_provisional": "dado provisório",
    "status_revised": "dado revisto",
    "status_estimate": "estimativa",
    "progress_not_started": "não iniciado",
    "progress_on_track": "conforme previsto",
    "progress_at_risk": "em risco",
    "progress_late": "em atraso",
    "progress_paused": "suspenso",
    "progress_done": "concluído",
    "progress_cancelled": "cancelado",
    "estimate_by": "segundo {by}, estimativa",
    "added": "novidade",
    "updated": "atualização",
    "corrected": "correção",
    "revised": "revisão",
    "withdrawn": "retirada",
    "removed": "supressão",
    "gone_stale": "sem confirmação",
    "now_disputed": "contestação",
    "no_changes": "Sem alterações desde {day}.",
    "changes_since": "Alterações desde {day}",
    "change_unchanged": "sem alteração",
    "change_restated": "sem alteração comunicada",
    "up_by": "{value} a mais",
    "down_by": "{value} a menos",
    "change_head": "Variação {days}",
    "change_of_value": "Variação",
    "change_first_reported": "primeira comunicação",
    "change_not_reported": "sem dados em {day}",
    "change_not_all_reported": "dados incompletos em {day}",
    "change_not_reported_between": "sem dados {days}",
    "change_not_all_reported_between": "dados incompletos {days}",
    "change_nothing_later": "nenhum dado {since}",
    "change_not_public": "não público ({day})",
    "change_disputed": "contestado ({day})",
    "change_ended": "terminado",
    "change_series_break": "quebra da série",
    "change_too_inexact": "inexato demais para comparar",
    "series_break_told": "quebra da série em {day}: {reason}",
    "base_corrected": "dado anterior corrigido em {reported}",
    "base_revised": "dado anterior revisto em {reported}",
    "bars": "Barras: alterações desde {day}",
    "errata": "Errata: {title}",
    "what_changed": "O que mudou: {title}",
    "errata_for": "Para quem tem a cópia de {day}: o que em {now} se lê de outro modo.",
    "errata_new": "Novo desde então",
    "facts_changed": "dados que mudaram de {was} a {now}: {count}",
    "clocks": "{day}, conforme conhecido em {known}",
    "diff_corrected": "correção: o valor estava errado",
    "diff_withdrawn": "retirada: a fonte retirou o valor",
    "diff_removed": "supressão: já não consta do processo; a fonte não o retirou",
    "diff_revised": "revisão, conforme previsto",
    "diff_now_disputed": "contestação: as fontes contradizem-se",
    "diff_updated": "atualização: o mundo mudou ou sabe-se mais",
    "diff_lapsed": "termo: acabou e nada posterior é conhecido",
    "diff_gone_stale": "a confirmar: já não é confirmado",
    "diff_added": "novidade: antes nada se sabia",
    "was": "Dizia",
    "is_now": "Diz",
    "why": "Razão",
    "why_added": "fonte de {reported}",
    "why_updated": "{on}; fonte de {reported}",
    "why_corrected": "o valor anterior estava errado; fonte de {reported}",
    "why_revised": "conforme previsto; fonte de {reported}",
    "why_removed": "já não consta do processo; a fonte não o retirou",
    "why_withdrawn": "a fonte retirou o valor: {reason}",
    "why_gone_stale": "última fonte de {reported}",
    "why_now_disputed": "as fontes contradizem-se; a última é de {reported}",
    "page_of": "página {page} de {pages}",
    "draft": "Rascunho",
    "embargo": "Sob embargo {until}",
    "span_reported": "conforme comunicado",
    "span_announced": "anunciado",
    "span_doubt": "início incerto",
    "span_onward": "sem fim anunciado",
    "span_presumed": "sem confirmação",
    "span_past": "passado",
    "span_day": "dia desta edição",
    "nothing_stated": "sem indicação",
    "trend_rising": "em alta: primeiro {first}, por fim {last}",
    "trend_falling": "em queda: primeiro {first}, por fim {last}",
    "trend_level": "sem alteração: primeiro {first}, por fim {last}",
    "trend_varying": "com altas e baixas: primeiro {first}, por fim {last}",
    "trend_between": "entretanto {values}",
    "trend_extremes": "máximo {highest}, mínimo {lowest}",
    "trend_count": "{number} valores ao todo",
    "time_of_value": "situação: {time}",
    "not_exact": "valor não exato",
    "part_missing": "uma parte falta, é contestada ou não é pública",
    "own_scales": "cada painel tem a sua própria escala",
    "log_scale": "escala logarítmica",
    "not_received": "pontilhado: não recebido",
    "least_to_most": "do mínimo ao máximo",
    "release": "Edição {number}",
    "holds": "Esta página ainda é válida? Quem a publica informa-o com este código.",
    "holds_at": "Esta página ainda é válida? Leia a imagem ou consulte {url}",
    "qr": "Código QR que leva a {url}",
    "record": "Os dados desta edição, as suas fontes e o que a produziu",
}
HANDOUTS: Mapping[str, str] = {
    "copy_of": "Exemplar {number} de {total}",
    "pre_release": "Exemplar anterior à divulgação",
    "copies_of": "Exemplares entregues: {title}",
    "pre_release_access": "Acesso anterior à divulgação: {title}",
    "copies_count": "Número de exemplares",
    "copy": "Exemplar",
    "name": "Nome",
    "organisation": "Organização",
    "received": "Recebido",
    "effective_pages": "Lista de páginas em vigor",
    "effective_told": (
        "Uma página que esta lista não indica, ou indica em outra edição, não está em vigor."
    ),
    "tab": "Separador {number}",
    "pages": "Páginas",
    "edition": "Edição",
    "code": "Código",
    "not_issued": "não emitida",
    "front_pages": "Capa, índice e esta lista",
    "divider": "Divisória",
    "blank_page": "Página deixada em branco intencionalmente",
    "exchange": "Substituição de páginas: {title}",
    "exchange_how": "De cima para baixo: retirar as páginas à esquerda, inserir as da direita.",
    "remove": "Retirar",
    "insert": "Inserir",
    "pages_to": "{first} a {last}",
    "errata_attached": "A folha de errata segue em anexo.",
}

SITE: Mapping[str, str] = {
    "skip": "Ir para o conteúdo",
    "navigation": "Páginas deste site",
    "briefings": "Notas informativas",
    "figures": "Dados",
    "releases": "Calendário de divulgação",
    "policy": "Correções e revisões",
    "accessibility": "Acessibilidade",
    "feed": "Feed de novidades (Atom)",
    "policy_default": "Todo dado errado é corrigido logo que o erro é conhecido. Uma nova edição "
    "substitui aquela em que estava; a anterior continua no seu endereço, di-lo no início, e a "
    "lista de edições indica o que foi corrigido, em que dia e a que minuto.\n\nUm dado que "
    "estava certo e agora é outro é uma atualização. Um dado que a sua fonte estabelece de novo "
    "como previsto, por exemplo um dado provisório, é uma revisão. Onde se listam alterações, "
    "ambas se distinguem das correções.\n\nUma edição é retirada quando não se deve confiar nela "
    "de todo. O seu endereço diz então quando e porquê, e o texto e os dados já não são "
    "publicados.",
    "access_pages": "As páginas deste site são em HTML simples. Funcionam sem JavaScript, exceto "
    "a pesquisa e a consulta de um código, com o teclado e com um leitor de ecrã, num telefone, "
    "em modo escuro, ampliadas e impressas. As páginas tal como o programa as produz foram "
    "testadas com axe-core, no Chromium com larguras de 390 e 1280 píxeis, claras e escuras, sem "
    "anomalias; isso encontra uma parte do que pode falhar. Não foram testadas por pessoas com "
    "deficiência.",
    "access_files": "Em regra, os ficheiros PDF declaram conformidade com PDF/UA-1 (ISO "
    "14289-1), a norma dos PDF que podem ser lidos em voz alta; cada um é verificado antes de "
    "ser escrito. Cada edição existe também como página deste site e como texto em Markdown. O "
    "conteúdo de cada gráfico é dado em palavras.",
    "access_ask": "Outro formato",
    "access_whom": "Quem precisar de uma edição noutro formato, ou não conseguir usar uma "
    "página, pode perguntar aqui: {contact}",
    "access_pages_head": "Páginas deste site",
    "access_files_head": "Ficheiros",
    "home_about": "Cada nota diz em que dia está atualizada, de onde vem cada dado e o que mudou "
    "desde a edição anterior.",
    "next_edition": "Próxima edição: {day}",
    "withdrawn_editions": "Edições retiradas",
    "nothing_published": "Ainda nada foi publicado nesta língua.",
    "search": "Pesquisar",
    "search_label": "Pesquisar nas notas e nos dados",
    "search_script": "A pesquisa requer JavaScript. Todas as notas e dados são acessíveis a "
    "partir desta página sem ele.",
    "search_found": "Resultados: {number}",
    "search_none": "Nada encontrado.",
    "search_failed": "Não foi possível carregar a pesquisa. Tente de novo com ligação.",
    "edition_update": "Uma atualização, com o que entretanto se soube.",
    "edition_term": "Edição",
    "published_term": "Publicação",
    "standing_latest": "Esta é a edição mais recente.",
    "standing_superseded": "Uma edição posterior substituiu esta em {moment}: {edition}.",
    "standing_withdrawn": "Esta edição foi retirada em {moment}: {reason}",
    "tombstone": "O texto, os dados e os ficheiros já não são publicados.",
    "withdrawn_edition": "Retirada: {title}",
    "corrected_because": "Correção: {reason}",
    "printing_number": "impressão {number}",
    "edition_code": "Código desta edição",
    "downloads": "Esta edição em ficheiro",
    "form_large": "letras grandes",
    "form_clear": "letras claras",
    "form_duplex": "frente e verso",
    "as_text": "texto (Markdown)",
    "as_record": "registo (JSON)",
    "earlier_edition": "Edição anterior: {edition}",
    "later_edition": "Edição seguinte: {edition}",
    "all_editions": "Todas as edições",
    "editions_of_year": "Edições de {year}",
    "about_edition": "Sobre esta edição",
    "permanent_address": "Endereço permanente desta edição",
    "latest_address": "Endereço da edição mais recente",
    "changes_to_edition": "O que mudou desde a edição anterior",
    "no_figure_changed": "Nenhum dado presente nas duas edições mudou.",
    "newly_printed": "Presentes pela primeira vez",
    "no_longer_printed": "Já não constam",
    "in_words": "O gráfico em palavras",
    "table_number": "Tabela",
    "figures_on_page": "Dados desta página",
    "figures_on_page_about": "Cada dado com a sua fonte, quando era verdadeiro, quando foi "
    "comunicado, e tudo o que dele se tinha comunicado até {known}.",
    "history": "Histórico: {label}",
    "what_became": "O que lhe aconteceu",
    "computed_by": "Cálculo: {formula}",
    "parts": "Calculado a partir de",
    "back_to_text": "Voltar ao texto",
    "figure_page": "Tudo o que está publicado sobre este dado",
    "state_current": "em vigor",
    "verdict_title": "Esta página continua válida?",
    "verdict_lead": "Cada página emitida traz um código. Digite-o aqui, ou leia a imagem ao "
    "lado com a câmera de um telefone.",
    "verdict_code": "Código da página",
    "verdict_ask": "Verificar",
    "verdict_loading": "Procurando…",
    "verdict_current": "Válida",
    "verdict_unsettled": "Última edição",
    "verdict_superseded": "Substituída",
    "verdict_withdrawn": "Retirada",
    "verdict_contested": "Contestada",
    "verdict_unknown": "Desconhecido",
    "verdict_mistyped": "Mal digitado",
    "verdict_current_why": "É a última edição emitida deste documento, e nenhuma edição pública "
    "apresenta outros valores.",
    "verdict_unsettled_why": "Não foi emitida nenhuma edição posterior deste documento. Não foi "
    "possível verificar se os seus valores foram corrigidos desde então.",
    "verdict_superseded_why": "Foi emitida uma edição posterior: {moment}",
    "verdict_corrected_why": "Valores desta página foram corrigidos desde então, numa edição "
    "pública.",
    "verdict_corrections": "Corrigido numa edição posterior: {reason}",
    "verdict_withdrawn_why": "Retirada: {day}. Motivo: {reason}",
    "verdict_contested_why": "Foi emitida outra página com o mesmo número e o código {code}. Só "
    "o editor pode dizer qual delas é válida.",
    "verdict_unknown_why": "Nenhuma edição deste site tem o código {code}. A página é de outra "
    "entidade, ou não é pública.",
    "verdict_character": "Nenhum código contém o caractere {character}.",
    "verdict_length": "Um código tem {wanted} caracteres; este tem {number}.",
    "verdict_check": "Um caractere está mal digitado, ou dois trocaram de lugar. Compare o "
    "código com a página.",
    "verdict_issued": "Emitida: {moment}",
    "verdict_read": "Ler esta edição",
    "verdict_latest": "Ler a última edição",
    "verdict_changed": "Valores que hoje são outros",
    "verdict_says": "O que diz a página com este código",
    "verdict_compare": "Compare com a página que tem na mão, primeiro os números: uma página "
    "falsa pode trazer um código verdadeiro. Se a sua diz outra coisa, não é a página que foi "
    "emitida.",
    "verdict_not_compared": "Não constam de nenhuma edição posterior e por isso não são "
    "comparados: {labels}",
    "verdict_checked": "Resposta segundo o registo deste site, lido: {moment}",
    "verdict_offline": "Sem ligação. O registo pode ter mudado desde a última leitura: {moment}",
    "verdict_last_change": "Última alteração: {moment}",
    "verdict_ready": "Pronto para uso sem ligação.",
    "verdict_failed": "Não é possível aceder ao registo, e este aparelho ainda não guarda "
    "nenhum. Tente de novo com ligação; depois os códigos terão resposta também sem ela.",
    "verdict_written": "Tal como publicado: {moment}",
    "verdict_noscript": "Sem JavaScript não é possível verificar aqui nenhum código. Abra antes "
    "{url} seguido do código.",
    "verdict_seal": "O endereço traz um selo depois do #. Esta página não verifica selos; “asof "
    "verify” verifica, com a chave do editor.",
    "verdict_no_page": "Essa página não existe neste site",
    "verdict_home": "Ir para a página inicial",
    "open_data": "Dados abertos",
    "open_data_lead": "Cada número público com a sua ressalva, quando era verdadeiro, quando foi "
    "comunicado e a fonte que o afirma.",
    "licence": "Licença",
    "cover": "Capa",
    "sheet": "Folha",
    "holds": "O que contém",
    "observations": "Valores comunicados",
    "unit": "Unidade",
    "known": "Conhecido em",
    "key": "Chave",
    "lower": "Limite inferior",
    "upper": "Limite superior",
    "true_from": "Verdadeiro desde",
    "became": "O que lhe aconteceu",
    "list_latest": "edição mais recente",
    "list_superseded": "substituída em {moment}",
    "list_withdrawn": "retirada em {moment}: {reason}",
    "list_changes": "Dados alterados",
    "list_about": "Cada edição desta nota, da mais recente para a mais antiga: quando foi "
    "publicada, o que a substituiu e porquê.",
    "facts_about": "Cada dado das notas publicadas, tal como o dá a última edição que o contém.",
    "fact_as_in": "Segundo {edition}",
    "fact_lines": "Tudo o que dele foi comunicado",
    "releases_about": "O que está previsto para os próximos doze meses. Uma data adiada fica "
    "aqui, com o motivo e a nova data.",
    "releases_none": "Nenhuma divulgação está prevista.",
    "releases_file": "O calendário em ficheiro (iCalendar)",
    "releases_moved": "Adiada para {day}: {reason}",
    "releases_from": "Adiada de {day}: {reason}",
    "status": "Natureza do dado",
    "place": "Onde está",
    "remark": "Observação",
    "publisher": "Editor",
    "published": "Publicação",
    "state_superseded": "seguido de um valor posterior",
    "state_corrected": "corrigido por uma comunicação posterior",
    "state_disputed": "contestado por outra fonte",
    "state_retracted": "retirado pela sua fonte",
    "state_claim": "uma afirmação, não confirmada",
    "state_possible": "talvez já verdadeiro",
    "sheet_facts": "O que a última edição pública diz de cada número.",
    "sheet_observations": "Cada valor comunicado por uma fonte, incluindo os anteriores.",
    "sheet_all_but_superseded": "Todos os valores exceto os "
    "substituídos, que estão em observations.csv.",
    "sheet_sources": "Os documentos de onde vêm os valores.",
    "sheet_notes": "Como ler as tabelas.",
    "note_clocks": "Cada valor tem duas datas: quando era verdadeiro e quando foi comunicado. Uma "
    "comunicação posterior não apaga a anterior.",
    "note_hedges": "Um valor com ressalva, como «cerca de» ou «até», é texto. As colunas ao lado "
    "dão o mínimo e o máximo possíveis; onde uma está vazia, não há limite.",
    "note_bounds": "Supõe-se que um valor aproximado dista no máximo um décimo do número indicado.",
    "note_empty": "Onde uma célula está vazia, nada é indicado. As datas escrevem-se como ano, "
    "mês, dia.",
}


def _of(noun: str) -> str:
    """The noun after a noun that counts it: « milhões de pessoas »."""
    return f"de{NBSP}{noun}"


def _money(numbers: Sequence[str], scale: str, currency: Currency) -> tuple[Sequence[str], str]:
    """Numbers with their currency: « R$ 75 », in Portugal « 75 € », « milhões de reais »."""
    if scale:
        return numbers, f"{scale}{NBSP}{_of(currency.name)}"
    if currency.leads:
        return [priced(number, f"{currency.sign}{NBSP}") for number in numbers], ""
    return numbers, currency.sign


def _thousands(sign: str) -> tuple[str, int]:
    """A point, or in Portugal a space, which four digits do not take."""
    return (sign, 5) if sign == NBSP else (sign, 4)


# « 600 mil pessoas » is right, and would be « 600 mil de pessoas » among scales that take « de ».
COUNTING = Counting(
    hedges={
        Hedge.NONE: "",
        Hedge.EXACTLY: "exatamente",
        Hedge.ABOUT: "cerca de",
        Hedge.SOME: "em torno de",
        Hedge.NEARLY: "quase",
        Hedge.OVER: "mais de",
        Hedge.MORE_THAN: "mais de",
        Hedge.AT_LEAST: "pelo menos",
        Hedge.UP_TO: "até",
        Hedge.AT_MOST: "no máximo",
        Hedge.AS_MANY_AS: "até",
        Hedge.FEWER_THAN: "menos de",
        Hedge.RANGE: "entre",
        Hedge.TENS: "",
        Hedge.HUNDREDS: "",
        Hedge.THOUSANDS: "",
    },
    amount_hedges={},
    collectives={
        Hedge.TENS: "dezenas",
        Hedge.HUNDREDS: "centenas",
        Hedge.THOUSANDS: "milhares",
    },
    before_collective="",
    range="e",
    scales={
        10**6: {"one": "milhão", "other": "milhões"},
        10**9: {"one": "bilhão", "other": "bilhões"},
        10**12: {"one": "trilhão", "other": "trilhões"},
    },
    scales_are_nouns=True,
    folded={10**3: 1},
    per_cent="%",
    points={"one": "ponto percentual", "other": "pontos percentuais"},
    thousands=_thousands,
    currencies={"BRL": "reais"},
    countryless=lambda name: name.split()[0],
    of=_of,
    money=_money,
    in_a_sentence=lambda name: name[:1].lower() + name[1:],
)
# In Portugal a thousand millions have no word of their own, and a bilião is a million millions.
COUNTING_OF_EUROPE = replace(
    COUNTING,
    scales={
        10**6: {"one": "milhão", "other": "milhões"},
        10**12: {"one": "bilião", "other": "biliões"},
    },
    folded={10**3: 1, 10**9: 10**6},
    currencies={},
)

_PATTERNS = {
    "day": "{d} de {m} de {y}",
    "short day": "{d} {m} {y}",
    "week": "semana {w} de {y}",
    "short week": "sem. {w} {y}",
    "month": "{m} de {y}",
    "short month": "{m} {y}",
    "season": "{s} de {y}",
    "short season": "{s} {y}",
    "quarter": "{q} trimestre de {y}",
    "short quarter": "T{n} {y}",
    "year": "{y}",
    "fiscal year": "exercício {y}",
    "short fiscal year": "exerc. {y}",
    "first of days in a month": "{d}",
    "first of days in a year": "{d} de {m}",
    "short first of days in a year": "{d} {m}",
    "first of months in a year": "{m}",
    "first of weeks in a year": "semana {w}",
    "short first of weeks in a year": "sem. {w}",
    "first of seasons in a year": "{s}",
    "first of quarters in a year": "{q}",
    "short first of quarters in a year": "T{n}",
}
_QUARTERS = ("primeiro", "segundo", "terceiro", "quarto")


def _links(the: str, a: str, de: str, em: str) -> Mapping[str, str]:
    """The words for the roles of a date, by its article: alone, after « a », « de » and « em »."""
    return {
        "from": f"{de}{{}}",
        "to": f"{a}{{}}",
        "between": f"entre {the}{{}}",
        "and": f"e {the}{{}}",
        "since": f"desde {the}{{}}",
        "until": f"até {the}{{}}",
        "by": f"não depois {de}{{}}",
        "not before": f"não antes {de}{{}}",
        "around": f"por volta {de}{{}}",
        "as of": f"{em}{{}}",
    }


_LINKS = (  # what a date begins with, and the words for it; a day, a month and a year have none
    (re.compile("primavera|sem"), _links("a ", "à ", "da ", "na ")),
    (
        re.compile("verão|outono|inverno|exerc|T[1-4]|" + "|".join(_QUARTERS)),
        _links("o ", "ao ", "do ", "no "),
    ),
    (re.compile(""), _links("", "a ", "de ", "em ")),
)


def _link(role: str, text: str) -> str:
    """A date with its preposition and its article: « do outono », « desde a primavera »."""
    return next(links for begins, links in _LINKS if begins.match(text))[role].format(text)


def _link_of_europe(role: str, text: str) -> str:
    """The same where « até » takes « a » before an article: « até ao outono »."""
    linked = _link(role, text)
    return re.sub("^até (?P<it>[ao]) ", lambda m: f"até {_A_WITH[m['it']]} ", linked)


_A_WITH = {"o": "ao", "a": "à"}

DATING = Dating(
    patterns={"": _PATTERNS},
    seasons={3: "primavera", 6: "verão", 9: "outono", 12: "inverno"},
    quarters=_QUARTERS,
    day=lambda day: "1º" if day == 1 else str(day),
    two_years=lambda first: f"{first}-{first + 1}",
    link=_link,
    some_day="uma data {}".format,
    loosely="{} aproximadamente".format,
    uncertain="{} (data incerta)".format,
    clock=lambda hour, minute: f"{hour}h{minute:02}" if minute else f"{hour}h",
)
DATING_OF_EUROPE = replace(
    DATING, day=str, link=_link_of_europe, clock=lambda hour, minute: f"{hour}h{minute:02}"
)

MONTHS = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)
_MONTHS = "|".join(MONTHS)
_ANY_MONTH = rf"(?:{_MONTHS}|jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)"
_DAY = r"\d{1,2}(?:\.?[º°])?"
_AFTER_ARTICLE = "|".join(rf"(?<=\b{the}\s)" for the in ("o", "um", "do", "ao", "no", "pelo"))

READING = TypedWords(
    cardinals=(
        "zero dois duas três quatro cinco seis sete oito nove dez onze doze treze catorze quatorze"
        " quinze dez[ae]sseis dez[ae]ssete dezoito dez[ae]nove vinte trinta quarenta cinquenta"
        " sessenta setenta oitenta noventa cem cento (?:duz|trez)ent[oa]s"
        " (?:quatroc|quinh|seisc|setec|oitoc|novec)ent[oa]s mil milhar(?:es)? milh(?:ão|ões)"
        " bilh(?:ão|ões) bili(?:ão|ões) trilh(?:ão|ões) dezenas? dúzias? quinzenas? vintenas?"
        " trintenas? centenas? metade terços?"
    ),
    # « Segundo o ministério » is a preposition, and « segunda-feira » a day.
    ordinals=(
        f"(?:{_AFTER_ARTICLE})segundo (?:segund|quart|quint|sext)as?(?!-feira) terceir[oa]s?"
        " (?:quart|quint|sext)os? (?:sétim|oitav|non|décim|vigésim|trigésim|quadragésim)[oa]s?"
        " (?:quinquagésim|centésim|milésim)[oa]s?"
    ),
    ones="um|uma",
    joints="e",
    lists="e|a",
    idioms=(
        r"em (?:segundo|terceiro) (?:lugar|plano)|segund[oa] mão|terceira idade|terceiro setor"
        r"|(?:de|a|por) terceiros|terceiros(?=$|[^\w\s])|por[ \u00a0]cento|mil (?:vezes|desculpas)"
        r"|quartos? de (?:banho|hotel|hora|dormir)|de segunda a (?:sexta|domingo|sábado)"
        r"|(?:\b[oa]s|d[oa]s|aos|às|n[oa]s|ess[ea]s|est[ea]s) d(?:oi|ua)s(?! (?:mil|terços))"
        r"(?=\W|$)"
    ),
    scales=(
        "mil|milhar(?:es)?|milh(?:ão|ões)|bilh(?:ão|ões)|bili(?:ão|ões)|trilh(?:ão|ões)|por cento"
    ),
    endings=r"\.?[ºª]",
    prefixes="pré|pós|ex|desde|até",
    fiscal="EF",
    parts=(
        "[Cc]apítulo|[Ss]ec?ç(?:ão|õe)|[Pp]arte|[Aa]nexo|[Aa]pêndice|[Aa]rtigo|[Ff]igura|[Qq]uadro"
        "|[Tt]abela|[Gg]ráfico|[Nn]ota|[Pp]arágrafo|[Rr]esoluç(?:ão|õe)|[Ff]ase|[Ee]tapa|[Vv]olume"
        "|[Rr]egra|[Pp]onto|[Tt]omo"
    ),
    dates=(
        (
            rf"{_DAY}(?:{SPACE}?(?:{DASH}|a|e|ou){SPACE}?{_DAY})?{SPACE}+(?:de{SPACE}+)?"
            rf"{_ANY_MONTH}\b\.?(?:{SPACE}+(?:de{SPACE}+)?\d{{4}})?"
        ),
        rf"{_ANY_MONTH}\.?{SPACE}+(?:de{SPACE}+)?\d{{4}}",
    ),
    months=MONTHS,
    seasons=("primavera", "verão", "outono", "inverno"),
    hedges={
        "mais de": Hedge.MORE_THAN,
        "aproximadamente": Hedge.ABOUT,
        "aprox.": Hedge.ABOUT,
        "por volta de": Hedge.ABOUT,
        "à volta de": Hedge.ABOUT,
        "perto de": Hedge.ABOUT,
        "mais ou menos": Hedge.ABOUT,
        "uns": Hedge.SOME,
        "umas": Hedge.SOME,
        "pouco mais de": Hedge.OVER,
        "acima de": Hedge.MORE_THAN,
        "superior a": Hedge.MORE_THAN,
        "abaixo de": Hedge.FEWER_THAN,
        "inferior a": Hedge.FEWER_THAN,
        "no mínimo": Hedge.AT_LEAST,
        "ao menos": Hedge.AT_LEAST,
        "não menos de": Hedge.AT_LEAST,
        "um mínimo de": Hedge.AT_LEAST,
        "quando muito": Hedge.AT_MOST,
        "não mais de": Hedge.AT_MOST,
        "não mais que": Hedge.AT_MOST,
        "um máximo de": Hedge.AT_MOST,
    },
    trailing={
        "aproximadamente": Hedge.ABOUT,
        "ou mais": Hedge.AT_LEAST,
        "no mínimo": Hedge.AT_LEAST,
        "ou menos": Hedge.AT_MOST,
        "no máximo": Hedge.AT_MOST,
    },
    nothing="nada|nenhuma?|desconhecid[oa]|s\\.d\\.|n\\.d\\.|a definir|por determinar",
    minus="menos",
    limits=("só", "somente", "apenas", "unicamente"),
    scale_words={
        "mil": "thousand",
        "mil milhões": "billion",
        "milhão": "million",
        "milhões": "million",
        "bilhão": "billion",
        "bilhões": "billion",
        "bilião": "trillion",
        "biliões": "trillion",
        "trilhão": "trillion",
        "trilhões": "trillion",
        "mi": "million",
        "bi": "billion",
    },
    per_cent="por ?cento",
    totals="tota(?:l|is)|soma|conjunto",
    remarks="notas?|observaç(?:ão|ões)|comentários?",
    ranges=("de N a N",),
    notations=(
        ("(?:o |a |em |no |na )D", "{}"),
        ("(?:(?:por volta|cerca) d[eoa] |aproximadamente )(?:o |a )?D|D aproximadamente", "{}~"),
        ("desde (?:o |a )?D", "{}/.."),
        ("até (?:ao? |à |o )?D", "../{}"),
        ("(?:d[eoa]|desde) (?:o |a )?D (?:ao?|à|até) (?:o |a )?D", "{}/{}"),
        ("(?:a )?semana ([0-9]{1,2})(?:,| de)? D", "{1}-W{0:0>2}"),
        ("(?:([1-4])\\.?[ºo]|T([1-4]))(?: trimestre)?(?: de)? D", "{1}-Q{0}"),
        *((f"{q} trimestre(?: de)? D", f"{{}}-Q{n}") for n, q in enumerate(_QUARTERS, 1)),
    ),
)

_PARTS = (
    r"n\.[ºo]s?|n[º°]|núms?\.|(?:págs?|pp?|arts?|caps?|vols?|figs?|tabs?)\."
    "|(?:página|artigo|capítulo|anexo|apêndice|figura|quadro|tabela|parágrafo|número|ponto)s?"
    "|sec?ção|volume"
)
_SETTING = TextSetting(
    quotes="“”",
    within="‘’",
    opening="«“",
    closing="»”",
    before=r"\b(?:R|US)\$",
    lead=" ?",
    signs=r"(?:R\$ ?)?",
    units=(
        "min|s|h|m|m[²³2]|g|t|L|l|V|W|Hz|dB|mil|milh(?:ão|ões)|bilh(?:ão|ões)|bili(?:ão|ões)"
        "|trilh(?:ão|ões)|mi|bi|reais|euros?"
    ),
    months=_ANY_MONTH,
    day="(?<=[0-9º]) ",
    titles=r"Sr[ºª]?a?s?\.|Dr[ºª]?a?s?\.|Eng\.|Prof\.|Profa\.|Gen\.|Cel\.",
    capitals="A-ZÀÁÂÃÉÊÍÓÔÕÚÇ",
    parts=f"(?i:{_PARTS})",
    first=(("(?<=[0-9 \u00a0])º(?=C\\b)", "°"),),
    years="-",
    dates=(
        (rf"(?<=[0-9º]) (?=de[ \u00a0](?:{_MONTHS})\b)", NBSP),
        (rf"(?<=[0-9º]\u00a0de) (?=(?:{_MONTHS})\b)", NBSP),
        (rf"\b(?P<it>{_ANY_MONTH}\.?) (?=de[ \u00a0][0-9]{{4}}\b)", rf"\g<it>{NBSP}"),
        (rf"(?P<it>\b{_ANY_MONTH}\.?\u00a0de) (?=[0-9]{{4}}\b)", rf"\g<it>{NBSP}"),
    ),
)
TYPOGRAPHY: Mapping[str, Rules] = {
    "": _SETTING.rules,
    **dict.fromkeys(EUROPE, _SETTING.quoting("«»", "“”").rules),
}

# A preposition takes along the article that a fact begins with: « do ministro », « às equipes ».
# « A » alone may be a preposition of the fact's own, « a partir de », and is let be.
JOINING: Rules = (
    *(
        (rf"\b(?P<it>[Dd])e{SPACE}(?={OPEN}{article}{SPACE})", rf"\g<it>{article} ")
        for article in ("o", "os", "as")
    ),
    *(
        (rf"\b{em}{SPACE}(?={OPEN}{article}{SPACE})", f"{n}{article} ")
        for em, n in (("em", "n"), ("Em", "N"))
        for article in ("o", "os", "as")
    ),
    *(
        (rf"\b(?P<it>[Pp])or{SPACE}(?={OPEN}{article}{SPACE})", rf"\g<it>el{article} ")
        for article in ("o", "os", "as")
    ),
    (rf"\b(?P<it>[Aa]){SPACE}(?={OPEN}o{SPACE})", r"\g<it>o "),
    (rf"\b(?P<it>[Aa]){SPACE}(?={OPEN}os{SPACE})", r"\g<it>os "),
    (rf"\ba{SPACE}(?={OPEN}as{SPACE})", "às "),
    (rf"\bA{SPACE}(?={OPEN}as{SPACE})", "Às "),
    *(
        (
            "(?:"
            + "|".join(
                rf"(?<=\b{before}{article}{SPACE}{OPEN})"
                for before in ("", "[Dd]", "[Nn]", "[Aa]", "[Pp]el")
            )
            + f"){article}{SPACE}",
            "",
        )
        for article in ("o", "os")
    ),
    (
        "(?:"
        + "|".join(
            rf"(?<=\b{before}s{SPACE}{OPEN})"
            for before in ("[Aa]", "[Dd]a", "[Nn]a", "[Àà]", "[Pp]ela")
        )
        + f")as{SPACE}",
        "",
    ),
)

ABBREVIATIONS = (
    "sr sra srs dr dra eng prof profa gen cel cap ten etc ex aprox cf pág págs art arts n vol fig"
    " ltda cia ed"
)

PLACES = {
    "page": PlaceWords(typed="p pp pág págs página páginas", one="p. {}", several="pp. {}"),
    "paragraph": PlaceWords(
        typed="par parágrafo parágrafos paragrafo", one="parágrafo {}", several="parágrafos {}"
    ),
    "line": PlaceWords(typed="", one="linha {}", several="linhas {}"),
    "chapter": PlaceWords(
        typed="cap capítulo capítulos capitulo", one="capítulo {}", several="capítulos {}"
    ),
    "section": PlaceWords(
        typed="sec seção seções secção secções secao", one="sec. {}", several="secs. {}"
    ),
    "article": PlaceWords(typed="art artigo artigos", one="artigo {}", several="artigos {}"),
    "annex": PlaceWords(typed="anexo anexos", one="anexo {}", several="anexos {}"),
    "table": PlaceWords(
        typed="tab tabela tabelas quadro quadros", one="tabela {}", several="tabelas {}"
    ),
    "figure": PlaceWords(typed="fig figura figuras", one="figura {}", several="figuras {}"),
    "note": PlaceWords(typed="nota notas", one="nota {}", several="notas {}"),
    "slide": PlaceWords(typed="slide slides", one="slide {}", several="slides {}"),
    "row": PlaceWords(typed="linha linhas", one="linha {}", several="linhas {}"),
}

_BRAZIL = Grammar(
    tag="pt-BR",
    name="Portuguese",
    words=WORDS,
    site=SITE,
    handouts=HANDOUTS,
    counting=COUNTING,
    dating=DATING,
    reading=READING,
    typography=TYPOGRAPHY,
    joining=JOINING,
    abbreviations=ABBREVIATIONS,
    places=PLACES,
)
_EUROPE = replace(
    _BRAZIL,
    tag="pt-PT",
    words={**WORDS, "quoted": "«{words}»"},
    counting=COUNTING_OF_EUROPE,
    dating=DATING_OF_EUROPE,
)
LANGUAGE = replace(_BRAZIL, regions=dict.fromkeys(EUROPE, _EUROPE))
