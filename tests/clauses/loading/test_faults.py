"""Every kind of fault is found, at its own line, beside all others."""

from __future__ import annotations

import pytest

from clauses.loading import check_pack


def test_ten_faults_in_one_pack_are_reported_together_with_their_lines(write_pack, brief, tmp_path):
    folder = write_pack(
        pack="""\
id: works
title: 某厂安全生产责任清单
short_title: 安全清单
edition: 2025
announced:
  total: 6
  parts:
    - {id: plant, title: 厂部责任, subjects: [plant], count: 3}
    - {id: manager, title: 厂长责任, subjects: [manager], count: 2}
documents:
  - {id: rules, title: 某厂安全生产规则, short_title: 安全规则}
""",
        subjects="""\
bodies:
  - {id: plant, name: 厂部}
posts:
  - {id: manager, name: 厂长, body: plant, owed: once-by-body, answers_for_body: true}
  - {id: deputy, name: 副厂长, body: plants, owed: by-each-holder}
""",
        clauses="""\
- id: A1
  subject: plant
  duty: 研究安全生产工作
  duty: 研究安全工作
  text: 廠部每季度至少研究1次安全生产工作。
  cadence: {at_least: 1, per: quarter}
  strength: must
  known: text
  sources: [{document: rules}]
- id: A2
  subject: director
  duty: 主持安全会议
  text: 厂长主持
    安全会议，机关(guān)不必到会。
  cadence: {at_least: 0, per: month}
  strength: must
  known: text
  sources: [{document: rules}]
- id: A3
  subject: plant
  duty: 检查
  text: "没有结束的引号
  cadence: regular
  strength: must
  known: text
  sources: [{document: rules}]
- id: A1
  subject: plant
  duty: 检查灭火器
  text: 厂部检查灭火器。
  cadence: regular
  strength: strongly
  known: text
  sources: [{document: law}]
""",
        questions="""\
- {id: Q1, question: 谁主持？, answer: 厂长。, known: text, refs: [A2, A9]}
""",
        terms=None,
    )

    assert brief(check_pack(folder)) == [
        ("clauses.yaml", 4, "duplicate-key"),
        ("clauses.yaml", 5, "traditional"),
        ("clauses.yaml", 11, "unknown-subject"),
        ("clauses.yaml", 14, "pinyin-debris"),
        ("clauses.yaml", 15, "cadence"),
        ("clauses.yaml", 22, "yaml"),
        ("clauses.yaml", 27, "duplicate-id"),
        ("clauses.yaml", 32, "wrong-value"),
        ("clauses.yaml", 34, "unknown-document"),
        ("pack.yaml", 4, "wrong-type"),
        ("pack.yaml", 6, "sum"),
        ("questions.yaml", 1, "unknown-ref"),
        ("subjects.yaml", 5, "unknown-body"),
    ]


CLAUSE = """\
- id: A1
  subject: plant
  duty: 检查灭火器
  text: 厂部检查灭火器。
  cadence: regular
  strength: must
  known: text
  sources: [{document: rules}]
"""

ONE_LINE_CHANGED = {
    "unknown key": (
        "duty: 检查灭火器",
        "dutty: 检查灭火器",
        [(1, "missing-key"), (3, "unknown-key")],
    ),
    "number for text": ("text: 厂部检查灭火器。", "text: 12", [(4, "wrong-type")]),
    "full stop in the duty": ("duty: 检查灭火器", "duty: 检查灭火器。", [(3, "wrong-form")]),
    "long duty": ("duty: 检查灭火器", f"duty: {'检' * 31}", [(3, "too-long")]),
    "long text": ("text: 厂部检查灭火器。", f"text: {'检' * 8001}", [(4, "too-long")]),
    "a cadence that is nobody's": ("  subject: plant\n", "", [(1, "no-subject")]),
    "empty text": ("text: 厂部检查灭火器。", "text: ''", [(4, "empty")]),
    "no value": ("text: 厂部检查灭火器。", "text:", [(4, "wrong-type")]),
    "unknown cadence": ("regular", "sometimes", [(5, "cadence")]),
    "season of a quarter": (
        "regular",
        "{at_least: 1, per: quarter, season: {first_month: 1, last_month: 2}}",
        [(5, "cadence")],
    ),
    "day of no month": (
        "regular",
        "{at_least: 1, per: quarter, due: {day: 10}}",
        [(5, "cadence")],
    ),
    "fourth month of a quarter": (
        "regular",
        "{at_least: 1, per: quarter, due: {day: 10, month: 4}}",
        [(5, "cadence")],
    ),
    "day and weekday": (
        "regular",
        "{at_least: 1, per: month, due: {day: 10, weekday: 5}}",
        [(5, "cadence")],
    ),
    "no Friday": (
        "regular",
        "{at_least: 1, per: month, due: {weekday: 5, nth: 0}}",
        [(5, "cadence")],
    ),
    "day of a term": (
        "regular",
        "{at_least: 1, per: term, term_years: 3, due: {day: 10, month: 1}}",
        [(5, "cadence")],
    ),
    "months of a quarter": (
        "regular",
        "{at_least: 1, per: quarter, months: [3, 9]}",
        [(5, "cadence")],
    ),
    "month 13": (
        "regular",
        "{at_least: 1, per: year, season: {first_month: 10, last_month: 13}}",
        [(5, "cadence")],
    ),
    "term without years": ("regular", "{at_least: 1, per: term}", [(5, "cadence")]),
    "years without term": ("regular", "{at_least: 1, per: year, term_years: 5}", [(5, "cadence")]),
    "preparing longer than the term": (
        "regular",
        "{at_least: 1, per: term, term_years: 1, prepare_months: 12}",
        [(5, "cadence")],
    ),
    "unknown period": ("regular", "{at_least: 1, per: fortnight}", [(5, "cadence")]),
    "quota without a period": ("regular", "{at_least: 1}", [(5, "missing-key")]),
    "no number": ("regular", "{per: year}", [(5, "cadence")]),
    "two numbers": ("regular", "{at_least: 1, times: 1, per: year}", [(5, "cadence")]),
    "two offsets": ("regular", "{event: 会前, offset_days: 1, offset_months: 1}", [(5, "cadence")]),
    "carried by nobody known": (
        "known: text",
        "known: text\n  carried_by: [board]",
        [(8, "unknown-body")],
    ),
    "also owed by nobody known": (
        "known: text",
        "known: text\n  also: [director]",
        [(8, "unknown-post")],
    ),
    "event and quota": ("regular", "{event: 会前, per: year}", [(5, "unknown-key")]),
    "unverified": ("known: text", "known: unverified", [(7, "unverified")]),
    "no sources": ("[{document: rules}]", "[]", [(8, "empty")]),
    "unknown part": ("known: text", "known: text\n  part: deputies", [(8, "unknown-part")]),
    "part about somebody else": (
        "known: text",
        "known: text\n  part: manager",
        [(8, "part-subject")],
    ),
    "replacement character": ("厂部检查灭火器", "厂部检查\ufffd火器", [(4, "broken-characters")]),
    "unfinished duty": ("duty: 检查灭火器", "duty: 〔待补〕", [(3, "unfinished")]),
    "unfinished subject": ("subject: plant", "subject: unknown", [(2, "unfinished")]),
    "damaged text": ("检查灭火器。", "检查〔此处原文损坏〕。", [(4, "damaged")]),
    "alias": ("sources: [{document: rules}]", "sources: *s", [(8, "alias")]),
    "tag": ("text: 厂部", "text: !!binary 厂部", [(4, "tag")]),
    "id with a space": ("id: A1", "id: A 1", [(1, "wrong-form")]),
    "meets itself": ("known: text", "known: text\n  meets: [A1]", [(8, "meets")]),
    "meets nothing known": ("known: text", "known: text\n  meets: [B7]", [(8, "unknown-ref")]),
    "meets in a pack not used": (
        "known: text",
        "known: text\n  meets: ['other:B7']",
        [(8, "unknown-ref")],
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "expected"), ONE_LINE_CHANGED.values(), ids=ONE_LINE_CHANGED
)
def test_a_clause_with_one_fault(write_pack, brief, old, new, expected):
    assert old in CLAUSE
    folder = write_pack(clauses=CLAUSE.replace(old, new), questions=None, terms=None)

    assert brief(check_pack(folder)) == [("clauses.yaml", line, code) for line, code in expected]


def clause(id_: str, subject: str, cadence: str, meets: str = "[]") -> str:
    return (
        f"- {{id: {id_}, subject: {subject}, duty: 检查, text: 检查。, cadence: {cadence}, strength: must,"
        f" known: text, sources: [{{document: rules}}], meets: {meets}}}\n"
    )


MEETING = {
    "the body's answering post": ("manager", "{at_least: 1, per: year}", "plant", None),
    "more often than asked": ("plant", "{at_least: 2, per: year}", "plant", None),
    "another post": ("deputy", "{at_least: 1, per: year}", "plant", "meets-subject"),
    "just as often": ("plant", "{times: 1, per: year}", "plant", None),
    "less often": ("plant", "regular", "plant", "meets-cadence"),
    "in another period": ("plant", "{at_least: 4, per: month}", "plant", "meets-cadence"),
    "in another unit": ("plant", "{at_least: 4, per: year, unit: 学时}", "plant", "meets-cadence"),
}


@pytest.mark.parametrize(("ours", "cadence", "theirs", "code"), MEETING.values(), ids=MEETING)
def test_a_clause_meets_another_only_by_doing_it(write_pack, brief, ours, cadence, theirs, code):
    clauses = clause("A1", ours, cadence, "[A2]") + clause("A2", theirs, "{at_least: 1, per: year}")
    folder = write_pack(clauses=clauses, questions=None)

    assert brief(check_pack(folder)) == ([("clauses.yaml", 1, code)] if code else [])


def test_a_circle_of_clauses_that_meet_each_other_is_reported_once(write_pack, brief):
    clauses = (
        clause("A1", "plant", "regular", "[A2]")
        + clause("A2", "plant", "regular", "[A3]")
        + clause("A3", "plant", "regular", "[A1]")
    )
    folder = write_pack(clauses=clauses, questions=None)

    assert brief(check_pack(folder)) == [("clauses.yaml", 3, "meets-cycle")]


SUBJECT_FAULTS = {
    "two posts answer for one body": (
        "owed: by-each-holder}",
        "owed: by-each-holder, answers_for_body: true}",
        [(6, "two-answer")],
    ),
    "a post and a body share an id": ("id: deputy", "id: workshop", [(6, "duplicate-id")]),
    "unknown body stands in": ("carried_by: [plant]", "carried_by: [board]", [(9, "unknown-body")]),
    "unknown body is absent": ("absent: workshop", "absent: board", [(9, "unknown-body")]),
    "a body stands in for itself": ("[plant]}", "[workshop]}", [(9, "acting")]),
    "unknown way of owing": ("by-each-holder", "by-everyone", [(6, "wrong-value")]),
    "truth as text": ("answers_for_body: true}", "answers_for_body: yes}", [(5, "wrong-type")]),
}


@pytest.mark.parametrize(("old", "new", "expected"), SUBJECT_FAULTS.values(), ids=SUBJECT_FAULTS)
def test_subjects_with_one_fault(write_pack, brief, subjects, old, new, expected):
    folder = write_pack(subjects=subjects.replace(old, new, 1), clauses=None, questions=None)

    assert brief(check_pack(folder)) == [("subjects.yaml", line, code) for line, code in expected]


def test_a_body_that_owes_something_needs_a_post_that_answers_for_it(write_pack, brief, subjects):
    folder = write_pack(subjects=subjects.replace(", answers_for_body: true}\nacting", "}\nacting"))

    assert brief(check_pack(folder)) == [("clauses.yaml", 21, "nobody-answers")]


def test_more_clauses_published_than_announced(write_pack, brief):
    clauses = "".join(
        clause(f"A{n}", "manager", "regular").replace("}\n", ", part: manager}\n") for n in range(3)
    )
    folder = write_pack(clauses=clauses, questions=None)

    assert brief(check_pack(folder)) == [("pack.yaml", 9, "count")]


def test_terms_with_faults(write_pack, brief):
    folder = write_pack(
        terms="""\
terms:
  - {name: 班前会, synonyms: [早会, 碰头会]}
  - {name: 安全会议, synonyms: [早会]}
  - {name: 班前会}
distinctions:
  - {id: D1, terms: [班前会, 碰头会], difference: 不同。}
  - {id: D2, terms: [班前会, 晚会], difference: 不同。}
  - {id: D3, terms: [班前会, 安全会议], difference: ''}
  - {id: D4, terms: [班前会], difference: 不同。}
"""
    )

    assert brief(check_pack(folder)) == [
        ("terms.yaml", 3, "ambiguous-word"),
        ("terms.yaml", 4, "duplicate-id"),
        ("terms.yaml", 6, "merged-terms"),
        ("terms.yaml", 7, "unknown-term"),
        ("terms.yaml", 8, "empty"),
        ("terms.yaml", 9, "empty"),
    ]


def test_people_may_ask_in_traditional_script(write_pack):
    question = "- {id: Q1, question: 谁主持？, known: text, asked_as: [廠長主持嗎]}\n"

    assert check_pack(write_pack(questions=question)) == []


def test_an_answer_needs_a_source(write_pack, brief):
    question = "- id: Q1\n  question: 谁主持？\n  known: text\n  answer: 厂长。\n"

    assert brief(check_pack(write_pack(questions=question))) == [("questions.yaml", 4, "no-source")]


FOLDERS = {
    "unknown file": ({"clause": "[]"}, [("clause.yaml", 1, "unknown-file")]),
    "no manifest": ({"pack": None}, [("pack.yaml", 1, "missing-file")]),
    "two documents": ({"topics": "not_covered: []\n---\n"}, [("topics.yaml", 2, "yaml")]),
    "a mapping for a list": (
        {"questions": "question: []\n"},
        [("questions.yaml", 1, "wrong-type")],
    ),
    "nesting": ({"topics": "not_covered:\n  - " + "[" * 30}, [("topics.yaml", 2, "too-deep")]),
    "a megabyte": ({"topics": "#" * 1_000_001}, [("topics.yaml", 1, "too-large")]),
    "empty files": ({"questions": "", "terms": "# nothing yet\n"}, []),
    "a control character": (
        {"topics": "not_covered:\n  - 工资\x00\n"},
        [("topics.yaml", 2, "yaml")],
    ),
}


@pytest.mark.parametrize(("files", "expected"), FOLDERS.values(), ids=FOLDERS)
def test_a_folder_with_one_fault_gets_no_follow_on_faults(write_pack, brief, files, expected):
    assert brief(check_pack(write_pack(**files))) == expected


def test_a_file_in_another_encoding_is_named_with_its_line(write_pack, brief):
    folder = write_pack()
    (folder / "topics.yaml").write_bytes("not_covered:\n  - ok\n  - 工资\n".encode("gb18030"))

    assert brief(check_pack(folder)) == [("topics.yaml", 3, "encoding")]


def test_a_folder_that_is_not_there(tmp_path, brief):
    assert brief(check_pack(tmp_path / "none")) == [("none", 1, "no-such-folder")]


def test_a_misspelt_key_gets_a_suggestion(write_pack):
    [fault] = check_pack(write_pack(topics="not_coverd: []\n"))

    assert "did you mean 'not_covered'?" in fault.message


# --- packs that use packs ------------------------------------------------------------------------


def test_a_pack_builds_on_the_subjects_of_the_packs_it_uses(write_pack):
    write_pack()
    city = write_pack(
        "city",
        pack="id: city\ntitle: 市\nshort_title: 市\nedition: '1'\nuses: [works]\n"
        "documents:\n  - {id: rules, title: 规则, short_title: 规则}\n",
        subjects=None,
        terms=None,
        questions=None,
        clauses=clause("C1", "manager", "{at_least: 2, per: quarter}", "['works:P1']"),
    )

    assert check_pack(city) == []


def test_a_used_pack_is_found_in_the_folders_given(write_pack, tmp_path):
    used = write_pack()
    user = write_pack(
        "deeper/user",
        pack="id: user\ntitle: 市\nshort_title: 市\nedition: '1'\nuses: [works]\n"
        "documents:\n  - {id: rules, title: 规则, short_title: 规则}\n",
        subjects=None,
        terms=None,
        questions=None,
        clauses=clause("C1", "manager", "regular"),
    )

    assert [fault.code for fault in check_pack(user)] == ["unknown-pack"]
    assert check_pack(user, search=[tmp_path]) == []
    assert check_pack(user, search=[used]) == []


MANIFEST = "id: {id}\ntitle: 市\nshort_title: 市\nedition: '1'\nuses: [{uses}]\n"


def test_faults_of_a_used_pack_count_as_one(write_pack, brief):
    write_pack(clauses="- {}\n- {}\n")
    user = write_pack(
        "user",
        pack=MANIFEST.format(id="user", uses="works"),
        subjects=None,
        clauses=None,
        terms=None,
        questions=None,
    )

    assert brief(check_pack(user)) == [("pack.yaml", 5, "used-pack-faulty")]


def test_packs_that_use_each_other_are_refused(write_pack, brief):
    nothing = dict.fromkeys(("subjects", "clauses", "terms", "questions"))
    one = write_pack("one", pack=MANIFEST.format(id="one", uses="two"), **nothing)
    write_pack("two", pack=MANIFEST.format(id="two", uses="one"), **nothing)

    assert ("pack.yaml", 5, "uses-cycle") in brief(check_pack(one))


def test_the_id_of_a_pack_is_the_name_of_its_folder(write_pack, brief):
    folder = write_pack()

    assert brief(check_pack(folder.rename(folder.with_name("factory")))) == [
        ("pack.yaml", 1, "id-not-folder")
    ]


FACTS = """\
facts:
  - id: members
    kind: number
    name: {zh-Hans: 人数, zh-Hant: 人數, en: members}
    question: {zh-Hans: 有多少人？, zh-Hant: 有多少人？, en: How many?}
    choices: [3, 7]
  - id: committee
    kind: yes-no
    name: {zh-Hans: 委员会, zh-Hant: 委員會, en: committee}
    question: {zh-Hans: 是否设有？, zh-Hant: 是否設有？, en: Is there one?}
events:
  - {id: fire, name: {zh-Hans: 失火, zh-Hant: 失火, en: fire}}
"""


def with_last(clauses: str, line: str) -> str:
    """The clauses, with a further line in the last one; it is line 37."""
    return f"{clauses}  {line}\n"


@pytest.mark.parametrize(
    "wanted",
    ["{members: {at_least: 7}}", "{members: {at_least: 3, at_most: 6}, committee: true}"],
)
def test_conditions_on_declared_facts_are_sound(write_pack, subjects, clauses, wanted):
    folder = write_pack(
        subjects=subjects + FACTS, clauses=with_last(clauses, f"applies_when: {wanted}")
    )
    assert check_pack(folder) == []


@pytest.mark.parametrize(
    ("wanted", "code", "words"),
    [
        ("{size: true}", "unknown-fact", "no fact has the id 'size'"),
        ("{members: true}", "condition", "is a number: write at_least or at_most"),
        ("{committee: {at_least: 1}}", "condition", "is yes or no: write true or false"),
        ("{members: {}}", "condition", "needs at_least or at_most"),
        ("{members: {at_least: 7, at_most: 3}}", "condition", "at least 7 and at most 3"),
        ("{members: {above: 7}}", "unknown-key", "above"),
        ("{members: 7}", "wrong-type", "must be true or false"),
        ("{}", "empty", "must not be empty"),
    ],
)
def test_a_condition_that_cannot_be_decided_is_refused(
    write_pack, subjects, clauses, wanted, code, words
):
    folder = write_pack(
        subjects=subjects + FACTS, clauses=with_last(clauses, f"applies_when: {wanted}")
    )
    [fault] = check_pack(folder)
    line = clauses.count("\n") + 1
    assert (fault.file.name, fault.line, fault.code) == ("clauses.yaml", line, code)
    assert words in fault.message


def test_an_event_has_to_be_declared(write_pack, brief, subjects, clauses):
    hung = clauses.replace("event: 新工人报到,", "event: 新工人报到, kind: flood,")
    folder = write_pack(subjects=subjects + FACTS, clauses=hung)
    line = clauses[: clauses.index("新工人报到")].count("\n") + 1
    assert brief(check_pack(folder)) == [("clauses.yaml", line, "unknown-event")]
    folder = write_pack(subjects=subjects + FACTS, clauses=hung.replace("flood", "fire"))
    assert check_pack(folder) == []


def test_a_quota_names_no_event_as_its_period(write_pack, brief, clauses):
    wrong = clauses.replace("per: month", "per: event")
    line = clauses[: clauses.index("per: month")].count("\n") + 1
    assert brief(check_pack(write_pack(clauses=wrong))) == [("clauses.yaml", line, "cadence")]


def test_choices_are_for_numbers_and_ids_are_there_once(write_pack, brief, subjects):
    twice = FACTS.replace("id: committee\n", "id: members\n    choices: [1]\n")
    faults = brief(check_pack(write_pack(subjects=subjects + twice)))
    assert sorted(code for _, _, code in faults) == ["choices", "duplicate-id"]
