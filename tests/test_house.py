"""House rules that no linter knows: a walk over our own syntax trees, and what Qt must stand."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parents[1]
TRAINER = PROGRAM / "trainer"
MODULES = sorted(TRAINER.rglob("*.py"))

LABEL = Path("trainer/ui/widgets/label.py")
"""The one place that makes labels and message boxes: there they are told to show plain text."""

WIDGETS = Path("trainer/ui/widgets")
"""Where tooltips are set, with text that cannot be taken for rich text."""

LONGEST_MODULE = 400

RICH_TEXT = {"RichText", "AutoText", "MarkdownText"}
HTML = {"setHtml", "insertHtml", "toHtml", "appendHtml", "setMarkdown", "insertMarkdown"}


@dataclass(frozen=True)
class Rule:
    """A thing that our code must not do, why, where it may, and code that breaks the rule."""

    name: str
    why: str
    broken: Callable[[ast.AST], bool]
    examples: tuple[str, ...]
    harmless: tuple[str, ...]
    allowed: Path | None = None

    def binds(self, module: Path) -> bool:
        """Whether the rule holds in this module (its path from the program's folder)."""
        return self.allowed is None or (
            module != self.allowed and self.allowed not in module.parents
        )


def called(node: ast.AST) -> str:
    """The last name of what a node calls, "" where it calls nothing by name."""
    if not isinstance(node, ast.Call):
        return ""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def calls(*names: str) -> Callable[[ast.AST], bool]:
    return lambda node: called(node) in names


def mentions(*names: str) -> Callable[[ast.AST], bool]:
    """Whether a node is one of these names, however it is reached, also in an import."""

    def broken(node: ast.AST) -> bool:
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name):
                return name in names
        return False

    return broken


def connects_a_throwaway(node: ast.AST) -> bool:
    if called(node) != "connect" or not isinstance(node, ast.Call):
        return False
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    return any(isinstance(slot, ast.Lambda) or called(slot) == "partial" for slot in given)


def makes_a_bare_label(node: ast.AST) -> bool:
    if isinstance(node, ast.ClassDef):
        return any(mentions("QLabel", "QMessageBox")(base) for base in node.bases)
    if called(node) in {"QLabel", "QMessageBox"}:
        return True
    # QMessageBox.warning(…) and its kin make one too.
    match node:
        case ast.Call(func=ast.Attribute(value=owner)):
            return mentions("QMessageBox")(owner)
    return False


def gives_a_button_a_shortcut(node: ast.AST) -> bool:
    """Any setShortcut but an action's: which widget it is called on cannot be seen here."""
    match node:
        case ast.Call(func=ast.Attribute(attr="setShortcut", value=owner)):
            return "action" not in ast.unparse(owner).lower()
    return False


RULES = (
    Rule(
        "no nested event loop by exec",
        "a dialog is opened and tells when it is finished; only the program's one loop is executed",
        calls("exec", "exec_"),
        ("dialog.exec()", "menu.exec_(pos)", "QDialog(self).exec()"),
        ("dialog.open()", "executor.execute(sql)"),
        Path("trainer/app.py"),
    ),
    Rule(
        "no processEvents",
        "slots would run in the middle of another",
        mentions("processEvents"),
        ("app.processEvents()", "QCoreApplication.processEvents()", "go = app.processEvents"),
        ("app.process()",),
    ),
    Rule(
        "no HTML in or out of a widget",
        "text of a pack is not to be trusted, and a long one freezes the window",
        mentions(*HTML),
        ("view.setHtml(text)", "cursor.insertHtml(text)", "doc.toHtml()", "f = view.setHtml"),
        ("view.setPlainText(text)",),
    ),
    Rule(
        "only bound methods are connected",
        "a lambda runs on the emitter's thread and keeps its widget alive",
        connects_a_throwaway,
        (
            "b.clicked.connect(lambda: self.go(1))",
            "b.clicked.connect(functools.partial(self.go, 1))",
            "b.clicked.connect(partial(self.go, 1), Qt.QueuedConnection)",
            "b.clicked.connect(slot=lambda: None)",
        ),
        ("b.clicked.connect(self.go)", "sorted(x, key=lambda y: y)"),
    ),
    Rule(
        "no rich text",
        "plain text cannot load files or freeze the window",
        mentions(*RICH_TEXT),
        ("label.setTextFormat(Qt.RichText)", "f = Qt.TextFormat.AutoText", "TextFormat.RichText"),
        ("label.setTextFormat(Qt.TextFormat.PlainText)",),
    ),
    Rule(
        "labels are our own",
        "Qt's guess rich text; ours show what they are given",
        makes_a_bare_label,
        (
            "label = QLabel('x')",
            "QtWidgets.QLabel()",
            "QMessageBox.warning(self, 'a', 'b')",
            "QMessageBox(self)",
            "class Title(QLabel): pass",
            "class Title(QtWidgets.QLabel): pass",
        ),
        ("label = Label('x')", "if isinstance(w, QLabel): pass"),
        LABEL,
    ),
    Rule(
        "tooltips are set in one place",
        "they guess rich text as well",
        mentions("setToolTip"),
        ("button.setToolTip(note)", "tip = button.setToolTip"),
        ("button.setAccessibleName(note)",),
        WIDGETS,
    ),
    Rule(
        "no shortcut on a button",
        "its animation swallows fast keys; a QShortcut calls the slot",
        gives_a_button_a_shortcut,
        ("self.verified.setShortcut('1')", "QPushButton('x').setShortcut(QKeySequence('1'))"),
        ("self.quit_action.setShortcut('Ctrl+Q')", "QShortcut(QKeySequence('1'), self)"),
    ),
    Rule(
        "no drop shadow effect",
        "it costs 20 ms a repaint",
        mentions("QGraphicsDropShadowEffect"),
        (
            "w.setGraphicsEffect(QGraphicsDropShadowEffect(w))",
            "from PySide6.QtWidgets import QGraphicsDropShadowEffect",
        ),
        ("w.setGraphicsEffect(None)",),
    ),
)
by_name = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def breaches(rule: Rule, source: str) -> Iterator[int]:
    """The lines of a source that break the rule."""
    for node in ast.walk(ast.parse(source)):
        if rule.broken(node):
            yield getattr(node, "lineno", 0)


@by_name
def test_our_code_keeps_the_rule(rule: Rule) -> None:
    broken = [
        f"{module.relative_to(PROGRAM)}:{line}: {rule.why}"
        for module in MODULES
        if rule.binds(module.relative_to(PROGRAM))
        for line in breaches(rule, module.read_text(encoding="utf-8"))
    ]

    assert not broken, "\n".join(broken)


@by_name
def test_the_rule_notices_code_that_breaks_it(rule: Rule) -> None:
    assert [bad for bad in rule.examples if not list(breaches(rule, bad))] == []


@by_name
def test_the_rule_lets_good_code_pass(rule: Rule) -> None:
    assert [good for good in rule.harmless if list(breaches(rule, good))] == []


def test_a_rule_is_lifted_only_where_it_says() -> None:
    tooltips = next(rule for rule in RULES if rule.allowed == WIDGETS)

    assert not tooltips.binds(WIDGETS / "tooltip.py")
    assert tooltips.binds(Path("trainer/ui/pages/practice/page.py"))
    assert tooltips.binds(Path("trainer/ui/widgets.py"))


def test_there_is_code_to_look_at() -> None:
    assert TRAINER / "core" / "rubric.py" in MODULES


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(TRAINER)))
def test_a_module_is_one_thing_short_and_named(module: Path) -> None:
    source = module.read_text(encoding="utf-8")

    assert len(source.splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(source)), "it begins with a sentence that says what it is"


def test_the_set_up_needs_nothing_but_the_standard_library() -> None:
    """Bootstrap runs before anything is installed, and so does all of core that it reads."""
    start = "import sys; import trainer.bootstrap; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(PROGRAM)!r}); {start}",
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split()

    roots = {name.partition(".")[0] for name in loaded}
    assert roots - sys.stdlib_module_names - {"__main__", "__mp_main__"} == {"trainer"}


MANY_CALLS = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

class Owner(QObject):
    happened = Signal(int)

app = QApplication([])
owner, line, seen = Owner(), QLineEdit(), []
owner.happened.connect(seen.append)
for number in range(20_000):
    line.setModified(number % 2 == 0)
    owner.happened.emit(number)
print(len(seen), line.isModified())
"""


def test_qt_stands_twenty_thousand_calls_and_signals() -> None:
    """One release of PySide6 lost a reference to None or True at each, until Python gave up."""
    done = subprocess.run(
        [sys.executable, "-c", MANY_CALLS],
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stdout.strip()) == (0, "20000 False"), done.stderr[-2000:]
