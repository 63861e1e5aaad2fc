"""The card where a teacher says what a quiz is about: packs, levels, skills and how many."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot

from trainer.core.catalogue import Entry, PackCard
from trainer.core.glossary import skill_name
from trainer.core.rubric import Skill
from trainer.core.words import t
from trainer.services.classroom.quizzes import QUIZ_SIZE, Choice, Quizzes
from trainer.ui.pages.classroom.fields import Named, Tick, button, flow
from trainer.ui.pages.classroom.offers import (
    offer_words,
    pack_choices,
    size_choices,
    skill_choices,
)
from trainer.ui.theme.dress import Dress
from trainer.ui.widgets.flow import FlowRow
from trainer.ui.widgets.frames import Card
from trainer.ui.widgets.label import Label
from trainer.ui.widgets.pickers import Picker


class ChoosingCard(Card):
    """Ticks for what to draw from.

    `changed` says that another choice holds, `asked` that a pick of it is wanted.
    """

    changed = Signal()
    asked = Signal()

    def __init__(self, dress: Dress, quizzes: Quizzes) -> None:
        super().__init__(dress, gap=10)
        self._dress, self._quizzes = dress, quizzes
        self.packs, self.levels, self.skills = FlowRow(dress), FlowRow(dress), FlowRow(dress)
        self._offer(self.levels, [(level, t("Level {level}", level=level)) for level in (1, 2, 3)])
        self.size_picker = Picker(dress, t("Number of questions"))
        self.size_picker.show_choices(size_choices(), QUIZ_SIZE)
        self.size_picker.picked.connect(self._tell)
        self.says = Label(role="soft")
        self.pick = button(t("Pick questions"), self.asked.emit)
        for part in (
            Label(t("What to ask"), role="heading"),
            Label(t("From everything there is, or from what you choose."), role="soft"),
            Named(t("Packs"), self.packs),
            Named(t("Levels"), self.levels),
            Named(t("Skills"), self.skills),
            flow(dress, Named(t("Number of questions"), self.size_picker)),
            self.says,
            flow(dress, self.pick),
        ):
            self.column.addWidget(part)

    @property
    def choice(self) -> Choice:
        """What is ticked."""
        return Choice(
            packs=tuple(str(pack) for pack in _ticked(self.packs)),
            skills=tuple(one for one in _ticked(self.skills) if isinstance(one, Skill)),
            levels=tuple(one for one in _ticked(self.levels) if isinstance(one, int)),
        )

    @property
    def wanted(self) -> int:
        """How many questions are wanted."""
        size = self.size_picker.chosen
        return size if isinstance(size, int) else QUIZ_SIZE

    def offer(self, cards: Sequence[PackCard], entries: Sequence[Entry]) -> None:
        """Offer what there is by now; what was ticked stays so."""
        packs = pack_choices(cards, entries)
        self._offer(self.packs, [(card.id, card.title) for card in packs])
        self._offer(self.skills, [(skill, skill_name(skill)) for skill in skill_choices(entries)])
        self._say()

    def take_up(self, choice: Choice, size: int) -> None:
        """Tick what a kept quiz was drawn from; what is not offered any more is left out."""
        for row, wanted in (
            (self.packs, choice.packs),
            (self.levels, choice.levels),
            (self.skills, choice.skills),
        ):
            for tick in _ticks(row):
                tick.setChecked(tick.value in wanted)
        self.size_picker.show_choices(size_choices(), size)
        self._say()

    def flow_again(self) -> None:
        """Make room in another look."""
        for row in (self.packs, self.levels, self.skills):
            row.flow_again()

    def _offer(self, row: FlowRow, offered: Sequence[tuple[object, str]]) -> None:
        if [tick.value for tick in _ticks(row)] == [value for value, _ in offered]:
            return
        chosen = _ticked(row)
        ticks = [Tick(words, value, self._dress) for value, words in offered]
        for tick in ticks:
            tick.setChecked(tick.value in chosen)
            tick.toggled.connect(self._tell)
        row.show_buttons(ticks)

    @Slot()
    def _tell(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        choice = self.choice
        self.says.setText(offer_words(self._quizzes.candidates(choice), choice, self.wanted))


def _ticks(row: FlowRow) -> tuple[Tick, ...]:
    return tuple(tick for tick in row.buttons if isinstance(tick, Tick))


def _ticked(row: FlowRow) -> tuple[object, ...]:
    return tuple(tick.value for tick in _ticks(row) if tick.isChecked())
