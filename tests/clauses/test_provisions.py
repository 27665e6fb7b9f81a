from __future__ import annotations

from bot.conversation.buttons.questions import ClauseButton
from bot.handlers.questions.clauses import stated_as
from bot.texts.catalogue import texts
from bot.views.questions.statements import clause_screen
from bot.views.screen import CALLBACK_BYTES
from clauses.cadence import NotStated
from clauses.library import Library
from clauses.loading import load_packs
from clauses.model import Citation, Clause, ClauseRef, Document, Known, Strength
from clauses.provisions import provisions

DOCUMENT = Document("example", "示例市公共自行车管理办法", "自行车办法")
TEXT = "\n".join(
    [
        "运营单位负责下列事项：",
        "（一）检查车辆；",
        "（二）维修：",
        "1.刹车；",
        "2.车灯。",
        "运营单位每月公布结果。",
        "（一）公布在站点；",
    ]
)


def article(id_: str = "12", text: str = TEXT) -> Clause:
    return Clause(
        ref=ClauseRef("example", id_),
        subject=None,
        duty="运营单位的事项",
        text=text,
        cadence=NotStated(),
        strength=Strength.MUST,
        known=Known.TEXT,
        citations=(Citation(DOCUMENT, "第12条"),),
    )


def test_paragraphs_items_and_sub_items_have_ids_and_places():
    found = {p.ref.local: p for p in provisions(article())}

    assert list(found) == [
        "12(1)",
        "12(1)(1)",
        "12(1)(2)",
        "12(1)(2)(1)",
        "12(1)(2)(2)",
        "12(2)",
        "12(2)(1)",
    ]
    assert found["12(2)"].text == "运营单位每月公布结果。\n（一）公布在站点；"
    assert found["12(1)(2)"].text == "（二）维修：\n1.刹车；\n2.车灯。"
    assert found["12(1)(2)(2)"].citations == (Citation(DOCUMENT, "第12条第1款第2项第2目"),)


def test_only_articles_are_taken_apart():
    assert provisions(article("A14")) == ()
    assert [p.ref.local for p in provisions(article("12-1", "一款。"))] == ["12-1(1)"]


def test_items_that_repeat_a_number_still_have_ids_of_their_own():
    repeated = "甲：\n（一）子；\n（一）丑；\n（二）寅。"

    ids = [p.ref.local for p in provisions(article(text=repeated))]
    assert ids == ["12(1)", "12(1)(1)", "12(1)(2)", "12(1)(3)"]


def test_a_paragraph_is_found_by_its_id_and_fits_a_button(tmp_path):
    folder = tmp_path / ("x" * 36)
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        f"id: {folder.name}\ntitle: 示例\nshort_title: 示例\nedition: 一\n"
        "documents: [{id: source, title: 示例, short_title: 示例}]\n",
        "utf-8",
    )
    (folder / "clauses.yaml").write_text(
        "- id: '12'\n  duty: 检查\n  text: |-\n    每天检查。\n    每月公布：\n    （一）结果。\n"
        "  cadence: not-stated\n  strength: must\n  known: text\n"
        "  sources: [{document: source, place: 第12条}]\n",
        "utf-8",
    )
    library = Library(load_packs([folder]))
    ref = ClauseRef.parse(f"{folder.name}:12(2)(1)")

    assert library.get(ref).text == "（一）结果。"
    shown = clause_screen(library.get(ref), library, texts("zh-Hans")).text
    assert "第12条第2款第1项" in shown
    assert "频次" not in shown
    assert stated_as("12(2)(1)", library) == library.find(ref)
    assert stated_as(f"{folder.name}:12(9)", library) is None
    assert len(ClauseButton(ref).pack().encode()) <= CALLBACK_BYTES
