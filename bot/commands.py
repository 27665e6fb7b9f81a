"""Every command of the bot, with its act.

Menus, ``/help`` and the handlers come from this table, and the README's tables are held to it. The
order is that of menus and help.
"""

from __future__ import annotations

from bot.conversation.commands import Command, Scope
from bot.conversation.context import Act
from bot.handlers.board.groups import show_board_here
from bot.handlers.board.outline import show_tree
from bot.handlers.calendar import offer_calendar
from bot.handlers.cancelling import cancel
from bot.handlers.closing.statements import start as export
from bot.handlers.duties.completion import list_open
from bot.handlers.duties.my_duties import list_duties
from bot.handlers.groups import only_in_private
from bot.handlers.help import explain
from bot.handlers.operating.admin import admin
from bot.handlers.people.forgetting import show_kept
from bot.handlers.people.handover import begin as hand_over
from bot.handlers.questions.clauses import look_up
from bot.handlers.questions.questions import ask
from bot.handlers.registering.registration import register
from bot.handlers.routes import commanded
from bot.handlers.settings import settings
from bot.handlers.start import start
from bot.handlers.study.lessons import show_study
from bot.handlers.study.quiz import ask_quiz
from bot.handlers.units.events import list_events
from bot.handlers.units.list_files import begin

PRIVATE, GROUP, GROUP_ADMINISTRATORS, OPERATORS = Scope

_TABLE: tuple[tuple[Command, Act], ...] = (
    (Command("ask", {PRIVATE: "command-ask", GROUP: "command-ask-group"}, is_question=True), ask),
    (
        Command("myduties", {PRIVATE: "command-myduties", GROUP: "command-myduties-group"}),
        only_in_private(list_duties),
    ),
    (Command("done", {PRIVATE: "command-done"}), only_in_private(list_open)),
    (Command("board", {PRIVATE: "command-board", GROUP: "command-board-group"}), show_board_here),
    (Command("org", {PRIVATE: "command-org"}), only_in_private(show_tree)),
    (Command("events", {PRIVATE: "command-events"}), only_in_private(list_events)),
    (Command("calendar", {PRIVATE: "command-calendar"}), only_in_private(offer_calendar)),
    (Command("export", {PRIVATE: "command-export"}), only_in_private(export)),
    (Command("import", {PRIVATE: "command-import"}), only_in_private(begin)),
    (Command("handover", {PRIVATE: "command-handover"}), only_in_private(hand_over)),
    (
        Command("clause", {PRIVATE: "command-clause", GROUP: "command-clause"}, is_question=True),
        look_up,
    ),
    (
        Command("quiz", {PRIVATE: "command-quiz", GROUP_ADMINISTRATORS: "command-quiz-group"}),
        ask_quiz,
    ),
    (Command("study", {PRIVATE: "command-study"}), only_in_private(show_study)),
    (
        Command(
            "register",
            {PRIVATE: "command-register", GROUP_ADMINISTRATORS: "command-register-group"},
        ),
        register,
    ),
    (
        Command(
            "settings",
            {PRIVATE: "command-settings", GROUP_ADMINISTRATORS: "command-settings-group"},
        ),
        settings,
    ),
    (Command("forgetme", {PRIVATE: "command-forgetme"}), only_in_private(show_kept)),
    (Command("start", {PRIVATE: "command-start"}), only_in_private(start)),
    (Command("help", {PRIVATE: "command-help", GROUP: "command-help"}), explain),
    # It ends the dialogue itself, and says whether there was one.
    (Command("cancel", {PRIVATE: "command-cancel"}, ends_dialogue=False), cancel),
    (Command("admin", {OPERATORS: "command-admin"}), admin),
)

COMMANDS = tuple(command for command, _ in _TABLE)

HANDLERS = [commanded(command, act) for command, act in _TABLE]
