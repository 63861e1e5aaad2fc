"""The style sheet: what each role looks like, made from tokens and the text size."""

from collections.abc import Callable

from trainer.ui.theme.tokens import Tokens

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"
SERIF_SEMIBOLD = "Source Serif Pro Semibold"
SANS_SEMIBOLD = "Source Sans Pro Semibold"


def style_sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """Qt style rules for all roles. `px` turns a size in drawing pixels into one on the screen."""
    return "\n".join((_texts(tokens, px), _grounds(tokens, px), _controls(tokens, px)))


def _texts(tokens: Tokens, px: Callable[[float], int]) -> str:
    return f"""
* {{ color: {tokens.ink}; font-family: "{SANS}"; font-size: {px(16)}px; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-family: "{SERIF_SEMIBOLD}"; font-size: {px(30)}px;
    font-weight: 600; }}
QLabel[role="heading"] {{ font-family: "{SERIF_SEMIBOLD}"; font-size: {px(20)}px;
    font-weight: 600; }}
QLabel[role="lead"] {{ font-family: "{SERIF_SEMIBOLD}"; font-size: {px(23)}px;
    font-weight: 600; }}
QLabel[role="brand"] {{ font-family: "{SERIF}"; font-size: {px(21)}px; font-weight: 700; }}
QLabel[role="brand-end"] {{ font-family: "{SERIF}"; font-size: {px(21)}px;
    font-style: italic; color: {tokens.accent}; }}
QLabel[role="strong"] {{ font-size: {px(18)}px; font-weight: 600; }}
QLabel[role="bold"] {{ font-weight: 600; }}
QLabel[role="soft"] {{ color: {tokens.soft}; }}
QLabel[role="small"] {{ color: {tokens.soft}; font-size: {px(14.5)}px; }}
QLabel[role="scope"] {{ font-family: "{SERIF}"; font-size: {px(18)}px; font-style: italic;
    color: {tokens.soft}; }}
QLabel[role="statement"] {{ font-family: "{SERIF}"; font-size: {px(20)}px; }}
QLabel[role="verified"] {{ color: {tokens.verified}; font-weight: 600; }}
QLabel[role="claim"] {{ color: {tokens.claim}; font-weight: 600; }}
QLabel[role="propaganda"] {{ color: {tokens.propaganda}; font-weight: 600; }}
QLabel[lead="verified"] {{ color: {tokens.verified}; }}
QLabel[lead="claim"] {{ color: {tokens.claim}; }}
QLabel[lead="propaganda"] {{ color: {tokens.propaganda}; }}
QLabel[role="key"] {{ color: {tokens.soft}; background: {tokens.card}; font-size: {px(13)}px;
    font-weight: 600; border: 1px solid {tokens.edge}; border-radius: {px(4)}px;
    padding: 0 {px(5)}px; }}
"""


def _grounds(tokens: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QMainWindow, QWidget[role="page"], QDialog {{ background: {tokens.paper}; }}
QWidget[role="sidebar"] {{ background: {tokens.paper}; border-right: 1px solid {tokens.line}; }}
QWidget[role="bar"] {{ background: {tokens.card}; border-top: 1px solid {tokens.line}; }}
QFrame[role="card"] {{ background: {tokens.card}; border: 1px solid {tokens.line};
    border-radius: {px(10)}px; }}
QFrame[role="rule"] {{ background: {tokens.line}; border: none; }}
QFrame[role="banner"] {{ background: {tokens.marker}; border: 1px solid {tokens.edge};
    border-radius: {px(9)}px; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent;
    border: none; }}
QScrollBar:vertical {{ background: transparent; width: {px(12)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {tokens.edge}; border-radius: {px(4)}px;
    min-height: {px(36)}px; margin: {px(2)}px; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {tokens.edge}; border-radius: {px(4)}px;
    min-width: {px(36)}px; margin: {px(2)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {tokens.card}; color: {tokens.ink}; border: 1px solid {tokens.edge};
    padding: {px(5)}px; }}
"""


def _controls(tokens: Tokens, px: Callable[[float], int]) -> str:
    side, inner = min(px(18), 22), min(px(14), 17)  # enlarged words need the room themselves
    return f"""
QPushButton {{ background: {tokens.card}; border: 1px solid {tokens.edge}; font-weight: 600;
    border-radius: {px(9)}px; padding: {px(9)}px {side}px; }}
QPushButton:hover {{ border-color: {tokens.ink}; }}
QPushButton:focus {{ border: 2px solid {tokens.accent}; padding: {px(9) - 1}px {side - 1}px; }}
QPushButton:disabled {{ color: {tokens.soft}; border-color: {tokens.line}; }}
QPushButton[role="primary"] {{ background: {tokens.accent}; color: {tokens.on_accent};
    border: 1px solid {tokens.accent}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {tokens.ink}; }}
QPushButton[role="primary"]:disabled {{ background: {tokens.track}; color: {tokens.soft};
    border-color: {tokens.track}; }}
QPushButton[role="quiet"], QPushButton[role="row"] {{ background: transparent;
    border: 1px solid transparent; font-weight: 400; color: {tokens.soft};
    padding: {px(6)}px {px(10)}px; }}
QPushButton[role="quiet"]:hover, QPushButton[role="row"]:hover {{ color: {tokens.ink};
    background: {tokens.card}; }}
QPushButton[role="quiet"]:focus, QPushButton[role="row"]:focus {{
    border: 2px solid {tokens.accent}; padding: {px(6) - 1}px {px(10) - 1}px; }}
QPushButton[role="row"] {{ text-align: left; color: {tokens.ink}; }}
QPushButton[role="place"] {{ background: transparent; border: 1px solid transparent;
    font-weight: 400; text-align: left; color: {tokens.soft}; padding: {px(9)}px {px(12)}px; }}
QPushButton[role="place"]:hover {{ color: {tokens.ink}; }}
QPushButton[role="place"]:checked {{ background: {tokens.card}; border: 1px solid {tokens.line};
    color: {tokens.ink}; font-weight: 600; }}
QPushButton[role="place"]:focus {{ border: 2px solid {tokens.accent};
    padding: {px(9) - 1}px {px(12) - 1}px; }}
QPushButton[role="choice"] {{ padding: {px(7)}px {inner}px; font-weight: 400; }}
QPushButton[role="choice"]:checked {{ background: {tokens.ink}; color: {tokens.paper};
    border-color: {tokens.ink}; font-weight: 600; }}
QPushButton[role="choice"]:focus {{ border: 2px solid {tokens.accent};
    padding: {px(7) - 1}px {inner - 1}px; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {tokens.card}; padding: {px(8)}px;
    border: 1px solid {tokens.edge}; border-radius: {px(9)}px;
    selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{
    border: 2px solid {tokens.accent}; padding: {px(8) - 1}px; }}
QComboBox {{ padding-right: {px(34)}px; }}
QComboBox::drop-down {{ border: none; width: 0; }}
QComboBox QAbstractItemView {{ background: {tokens.card}; border: 1px solid {tokens.edge};
    selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
QFrame[role="chart"] {{ border: 2px solid transparent; border-radius: {px(6)}px; }}
QFrame[role="chart"]:focus {{ border-color: {tokens.accent}; }}
QTableView {{ background: {tokens.card}; alternate-background-color: {tokens.paper}; padding: 1px;
    border: 1px solid {tokens.line}; gridline-color: {tokens.line};
    selection-background-color: {tokens.marker}; selection-color: {tokens.ink}; outline: none; }}
QTableView:focus {{ border: 2px solid {tokens.accent}; padding: 0; }}
QTableView::item {{ padding: 0 {px(10)}px; }}
QHeaderView {{ background: transparent; border: none; }}
QTableCornerButton::section {{ background: {tokens.card}; border: none;
    border-bottom: 1px solid {tokens.line}; }}
QHeaderView::section {{ background: {tokens.card}; color: {tokens.soft}; border: none;
    border-bottom: 1px solid {tokens.line}; padding: {px(8)}px {px(10)}px; }}
QMenu {{ background: {tokens.card}; border: 1px solid {tokens.edge}; padding: {px(6)}px; }}
QMenu::item {{ padding: {px(8)}px {px(20)}px; border-radius: {px(6)}px; background: transparent; }}
QMenu::item:selected {{ background: {tokens.marker}; }}
QMenu::item:checked {{ font-weight: 600; }}
QMenu::separator {{ height: 1px; background: {tokens.line}; margin: {px(6)}px {px(10)}px; }}
QTextEdit {{ background: transparent; border: none;
    selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
"""
