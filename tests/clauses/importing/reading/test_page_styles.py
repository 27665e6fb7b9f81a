"""What a page does not show is left out and named; what its styles show again is not."""

from __future__ import annotations

import pytest

from tests.clauses.importing.imports import imported

TEXT = "<h1>示例市渡口管理办法</h1><p>第一条　站长检查。</p>{}<p>第二条　船员登记。</p>"
OLD = "第二条　废弃。"
HIDDEN = {
    "for nobody who sees": f"<p aria-hidden='true'>{OLD}</p>",
    "a form for scripts": f"<template><p>{OLD}</p></template>",
    "without scripts": f"<noscript><p>{OLD}</p></noscript>",
    "a closed window": f"<dialog>{OLD}</dialog>",
    "commented out": f"<!-- {OLD} -->",
    "inside another": f"<style>.box > .old {{display:none}}</style><div class=box><p class=old>{OLD}</p></div>",
    "by an attribute": f"<style>p[data-old='1'] {{display:none}}</style><p data-old=1>{OLD}</p>",
    "for all its kind": f"<style>/* x */ del, u.old {{display:none!important}}</style><u class=old>{OLD}</u>",
    "no size": f"<p style='font-size: 0'>{OLD}</p>",
    "no height": f"<div style='height:0;overflow:hidden'><p>{OLD}</p></div>",
    "beside the window": f"<p style='position:absolute;left:-9999px'>{OLD}</p>",
    "transparent": f"<p style='opacity:0'>{OLD}</p>",
    "collapsed": f"<p style='visibility: collapse'>{OLD}</p>",
}


def read(inside: str, folder) -> tuple[list[list[str]], list[tuple[str, str]]]:
    pack, draft = imported(TEXT.format(inside), "html", folder)
    articles = [clause.text.split("\n") for clause in pack.clauses]
    return articles, [(line.role.value, line.text) for line in draft.left_out]


@pytest.mark.parametrize("inside", HIDDEN.values(), ids=HIDDEN)
def test_what_is_not_shown_is_left_out_and_named(inside, tmp_path):
    articles, named = read(inside, tmp_path / "page")

    assert articles == [["站长检查。"], ["船员登记。"]]
    assert named == [("hidden", "第二条 废弃。")]


@pytest.mark.parametrize("tag", ["s", "strike", "del", "span style='text-decoration:line-through'"])
def test_what_is_crossed_out_is_left_out_as_deleted(tag, tmp_path):
    articles, named = read(f"<{tag}>{OLD}</{tag.split()[0]}>", tmp_path / "page")

    assert articles == [["站长检查。"], ["船员登记。"]]
    assert named == [("deleted", "第二条 废弃。")]


SHOWN = {
    "the open one": "<style>.tab {display:none} .tab.on {display:block}</style><div class='tab on'>{}</div>",
    "by itself": "<style>.tab {display:none}</style><div class=tab style='display:block'>{}</div>",
    "another tag": "<style>span.tab {display:none}</style><div class=tab>{}</div>",
    "another place": "<style>.foot .tab {display:none}</style><div class=tab>{}</div>",
    "on paper only": "<style>@media print {.tab {display:none}}</style><div class=tab>{}</div>",
    "when pointed at": "<style>.tab:hover {display:none}</style><div class=tab>{}</div>",
    "by a script": "<div id=js_content style='visibility: hidden; opacity: 0;'>{}</div>",
}


@pytest.mark.parametrize("around", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_after_all_is_read(around, tmp_path):
    text = "<p>第一条　站长检查。</p><p>第二条　船员登记。</p>"
    page = "<h1>示例市渡口管理办法</h1>" + around.replace("{}", text)
    pack, draft = imported(page, "html", tmp_path / "page")

    assert [clause.text for clause in pack.clauses] == ["站长检查。", "船员登记。"]
    assert not draft.left_out
