"""The list of single answers; Enter opens one as it was seen."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from trainer.core.inquiry import AnswerLine, Inquiry, Subjects
from trainer.core.rubric import Skill
from trainer.core.words import t
from trainer.ui.desk import Desk
from trainer.ui.pages.review.answers.state import (
    Preset,
    answer_row,
    answers_state,
    preset_inquiry,
    presets,
    skills,
    topics_and_sides,
)
from trainer.ui.pages.review.listing import Found, ListPart
from trainer.ui.pages.review.state import inquiry_of
from trainer.ui.places import Place, Where
from trainer.ui.plots import Listing
from trainer.ui.widgets.pickers import Picker


class AnswersPart(ListPart[AnswerLine]):
    """Answers across sessions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("Past answers"), t("Search in statements and titles"), wide=1)
        self.presets = Picker(desk.dress, t("Which answers"))
        self.presets.show_choices(presets(), Preset.ALL)
        self.skills = Picker(desk.dress, t("Skill"))
        self.skills.show_choices(skills(), None)
        self.subjects = Picker(desk.dress, t("Topic or side"))
        self.add_pickers(self.presets, self.skills, self.subjects)
        self.offer(Subjects())

    def offer(self, subjects: Subjects) -> None:
        """Offer these topics and sides."""
        choices = topics_and_sides(subjects.topics, subjects.sides)
        self.subjects.show_choices(choices, self.subjects.chosen)
        self.subjects.setVisible(len(choices) > 1)
        self.bar.flow_again()

    def show_preset(self, preset: Preset) -> None:
        """Ask for what this preset means."""
        self.presets.show_choices(presets(), preset)

    @property
    def inquiry(self) -> Inquiry:
        """Which answers are asked for."""
        preset, skill, subject = self.presets.chosen, self.skills.chosen, self.subjects.chosen
        topic, side = subject if isinstance(subject, tuple) else ("", "")
        asked = replace(
            inquiry_of(self.filters, self.now),
            words=self.search.text(),
            skill=skill if isinstance(skill, Skill) else None,
            topic=topic,
            side=side,
        )
        return preset_inquiry(asked, preset if isinstance(preset, Preset) else Preset.ALL)

    def first(self) -> Callable[[], Found[AnswerLine]]:
        """How many answers there are, and the first of them."""
        inquiry, lookback = self.inquiry, self.desk.services.lookback
        return lambda: Found(lookback.answer_count(inquiry), lookback.answers(inquiry))

    def more(self, lines: Sequence[AnswerLine]) -> Callable[[], tuple[AnswerLine, ...]]:
        """The next answers."""
        inquiry, lookback = self.inquiry, self.desk.services.lookback
        return lambda: lookback.answers(inquiry, lines[-1])

    def state(self, found: Found[AnswerLine]) -> Listing:
        """The first of them."""
        return answers_state(found.count, found.lines, self.inquiry, self.now)

    def row(self, line: AnswerLine) -> tuple[str, ...]:
        """The words of one answer."""
        return answer_row(line, self.now)

    def place(self, line: AnswerLine) -> Place:
        """The answer in its session."""
        return Place(Where.SESSION, session=line.session, position=line.position)
