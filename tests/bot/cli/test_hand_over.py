from __future__ import annotations

from typer.testing import CliRunner

from bot.cli import app
from bot.cli.sole_use import sole_use


def test_a_database_is_not_handed_over_while_a_bot_runs_on_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUTYBOT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("DUTYBOT_TOKEN", "999999:" + "A" * 35)
    with sole_use(f"sqlite+aiosqlite:///{tmp_path / 'dutybot.db'}") as alone:
        assert alone
        refused = CliRunner().invoke(app, ["hand-over"])
    assert refused.exit_code == 1
    assert "Stop it first" in refused.output
    assert not (tmp_path / "dutybot.db").exists()

    assert CliRunner().invoke(app, ["hand-over"]).exit_code == 0
