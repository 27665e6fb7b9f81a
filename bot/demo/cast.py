"""Who is who in the made-up tree. No real office or person is meant."""

from __future__ import annotations

from dataclasses import dataclass

from clauses.model import BodyId, PostId
from clauses.naming import LevelId


@dataclass(frozen=True)
class DemoUnit:
    """An organisation with the one who holds its post.

    ``key`` and ``holder`` are the person, as the local messenger knows them. ``zeal``: of ten items so
    many are done in good time. ``below`` is the name of the organisation above; None: the first.
    """

    name: str
    body: BodyId
    level: LevelId
    post: PostId
    key: str
    holder: str
    zeal: int
    below: str | None


def _unit(
    name: str, kind: str, level: str, key: str, holder: str, zeal: int, below: str | None
) -> DemoUnit:
    post = PostId(f"{kind}-secretary")
    return DemoUnit(name, BodyId(kind), LevelId(level), post, key, holder, zeal, below)


ROOT = "省民政厅机关党委"
_BUREAU = "天江市民政局机关党委"

UNITS = (
    _unit(ROOT, "agency-committee", "province", "zhou", "周敏", 9, None),
    _unit("省民政厅机关纪委", "discipline-committee", "province", "wang", "王芳", 9, ROOT),
    _unit("省民政厅第一党支部", "branch", "province", "li", "李强", 10, ROOT),
    _unit("规划处党支部", "branch", "province", "zhang", "张伟", 6, ROOT),
    _unit("人事处党支部", "branch", "province", "liu", "刘洋", 6, ROOT),
    _unit("社会救助处党支部", "branch", "province", "sun", "孙丽", 9, ROOT),
    _unit("养老服务处与社会组织管理局联合党支部", "branch", "province", "he", "何静", 4, ROOT),
    _unit("离退休干部党支部", "branch", "province", "wu", "吴斌", 7, ROOT),
    _unit(_BUREAU, "agency-committee", "city", "zheng", "郑涛", 5, ROOT),
    _unit("天江市民政局第一党支部", "branch", "city", "qian", "钱勇", 8, _BUREAU),
    _unit("云溪县民政局党支部", "branch", "county", "feng", "冯芳", 5, _BUREAU),
)

LEFT_VACANT = "离退休干部党支部"
"""Its secretary leaves two weeks before the end of the history."""
EXCUSED = "社会救助处党支部"
EXTENDED = "养老服务处与社会组织管理局联合党支部"
"""Units that are let off an item, or given a later date for one."""
