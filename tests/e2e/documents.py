"""Documents as people have them, made anew: a register in a spreadsheet, a regulation from a web page."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

_DUTIES = (
    ("组织消防演练 Fire drill", "安全主任", "每季度首月10日前"),
    ("检查特种设备", None, "每月5日前"),
    ("Submit the VAT return", "Finance manager", "by the 15th of each month"),
    ("更新应急预案", "安全主任", "适时"),
    ("检查仓库 Warehouse check", "安全主任", "隔周周三"),
    ("旧项目 Old item", "安全主任", "每月20日前"),
    ("提交环保报告", "安全主任", None),
    ("评估供应商 Review suppliers", "Compliance officer", "每年3月、9月"),
)
_HIDDEN, _FORMULA = 5, 6

REGULATION = """\
<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>江岸渡口管理办法_某某市人民政府</title>
<style>.hide { display: none }</style></head>
<body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/zc">政策</a> &gt; <a href="/zc/gz">规章</a></div>
<div class="tools">【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印本页</a> <a>关闭窗口</a></div>
<h1>江岸渡口管理办法</h1>
<p>（2026年3月1日某某市人民政府令第12号公布　自2026年5月1日起施行）</p>
<p class="hide">内部草稿</p>
<p>第一条　为了加强渡口管理，保障安全，制定本办法。</p>
<p>第二条　渡口管理站站长应当每月5日前向市交通局报送安全情况报告。</p>
<p>第三条　渡口管理站应当每季度至少组织一次应急演练。</p>
<p>第四条　渡船在汛期前应当全面检查。</p>
<p>第五条　渡口管理站应当定期检修码头设施。</p>
<p>第六条　违反本办法的，处五百元以下罚款。</p>
<p>第七条　本办法自2026年5月1日起施行。</p>
<div>责任编辑：王某</div><div>扫一扫在手机打开当前页</div><div>分享到：微信 微博</div>
</body></html>
"""


def messy_register(path: Path) -> Path:
    """Titles above a header of two rows, merged cells, two languages, a hidden row, a formula without value."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("EHS")
        wrap = book.add_format({"text_wrap": True, "valign": "vcenter", "border": 1})
        sheet.set_column(1, 1, 32)
        sheet.set_column(2, 5, 20)
        sheet.merge_range("A1:F1", "2026年度EHS合规清单", wrap)
        sheet.merge_range("A2:F2", "填报单位：华川机械　Date: 2026-11-20", wrap)
        for column, name in ((0, "序号\nNo."), (1, "合规义务\nObligation"), (4, "频次\nFrequency")):
            sheet.merge_range(2, column, 3, column, name, wrap)
        sheet.merge_range(2, 2, 2, 3, "责任 Responsibility", wrap)
        sheet.write_row(3, 2, ("责任人 Owner", "配合部门 Support"), wrap)
        sheet.merge_range(2, 5, 3, 5, "备注 Remarks", wrap)
        for at, (duty, owner, often) in enumerate(_DUTIES):
            row = 4 + at
            sheet.write_row(row, 0, (at + 1, duty), wrap)
            if owner is not None and at:
                sheet.write(row, 2, owner, wrap)
            if often is not None:
                sheet.write(row, 4, often, wrap)
        sheet.merge_range(4, 2, 5, 2, _DUTIES[0][1], wrap)
        sheet.write_formula(4 + _FORMULA, 4, '=IF(B11="","","每年6月30日前")', wrap, "")
        sheet.set_row(4 + _HIDDEN, None, None, {"hidden": True})
    return path


def regulation_page(path: Path) -> Path:
    """A page of a government's site, as a browser saves it."""
    path.write_text(REGULATION, "utf-8")
    return path
