"""The sentences of the phone page, and why something that a player wished is refused."""

from collections.abc import Mapping

from trainer.core.glossary import verdict_name
from trainer.core.room import Refusal
from trainer.core.rubric import Verdict
from trainer.core.words import t


def phone_words() -> Mapping[str, str]:
    """The page's sentences by the names that its script has for them."""
    verdicts = {verdict.value: verdict_name(verdict) for verdict in Verdict}
    return {
        **verdicts,
        **_coming_in(),
        **_answering(),
        **_looking_back(),
        **_connection(),
    }


def _coming_in() -> dict[str, str]:
    return {
        "one_moment": t("One moment …"),
        "join_title": t("Come in"),
        "code": t("Code"),
        "code_hint": t("The six letters and digits on the board"),
        "go_on": t("Go on"),
        "wrong_link": t("This picture code is not that of the quiz. Type the code on the board."),
        "made_up": t("You get a made-up name. Only your teacher can tell who answers what."),
        "come_in": t("Join the quiz"),
        "your_name": t("Your name"),
        "name_hint": t("Your teacher sees it before you come in."),
        "pick_name": t("Who are you?"),
        "pick_hint": t("Choose your name"),
        "choose_again": t("Choose your name again"),
        "choose_hint": t(
            "Your teacher has taken the other name back. What you answered under it does not count."
        ),
        "no_cookies": t(
            "This browser keeps nothing of this page, so the quiz cannot know you. Leave private "
            "browsing, or try another browser."
        ),
        "you_are": t("You are"),
        "waiting": t("You are in. Look at the board: it starts soon."),
        "not_admitted": t("Your teacher looks at your name first. One moment …"),
        "removed": t("You are no longer in this quiz. If that is a mistake, ask your teacher."),
        "check_good": t("It works: this phone reaches the classroom computer."),
        "check_next": t("Close this page. For the quiz, scan the code on the board."),
    }


def _answering() -> dict[str, str]:
    return {
        "excerpt": t("The text"),
        "marked": t("marked statement"),
        "answers": t("Your answer"),
        "your_answer": t("your answer"),
        "first_answer": t("your first answer"),
        "second_vote": t("Second vote"),
        "second_hint": t("You have heard the others. What do you say now?"),
        "choose": t("Tap your answer."),
        "sending": t("Sending …"),
        "saved": t("Saved. You can change it until your teacher closes."),
        "saved_closed": t("Answers are closed. Yours is saved."),
        "closed_without": t("Answers are closed. You did not answer this one."),
        "kept": t("Not sent yet. It is kept here and goes out when you are connected again."),
        "too_late": t("Your answer came too late: the question was closed already."),
        "paused": t("Your teacher has paused the quiz."),
        "time_left": t("Time left"),
        "look": t("Look at the board"),
        "look_hint": t("There you see how the class has answered."),
    }


def _looking_back() -> dict[str, str]:
    return {
        "deciding": t("The words that decide"),
        "more_words": t("The words that decide light up on the board, one after the other."),
        "best_case": t("The best case for each"),
        "end_title": t("That was the quiz"),
        "end_hint": t("Thank you for reading with care. You can close this page."),
    }


def _connection() -> dict[str, str]:
    return {
        "connected": t("connected"),
        "connecting": t("connecting …"),
        "offline": t("no connection"),
        "gone": t(
            "The classroom computer does not answer. Stay in the classroom’s Wi-Fi; this page "
            "tries again by itself."
        ),
    }


def why(refusal: Refusal) -> str:
    """Why something that a player wished did not happen."""
    return {
        Refusal.NOT_OPEN: t("Your answer came too late: the question was closed already."),
        Refusal.PAUSED: t("Your teacher has paused the quiz."),
        Refusal.OTHER_QUESTION: t("Your answer came too late: the class is at another question."),
        Refusal.STRANGER: t("The quiz does not know this phone. Come in once more."),
        Refusal.REMOVED: t(
            "You are no longer in this quiz. If that is a mistake, ask your teacher."
        ),
        Refusal.WAITING: t("Your teacher looks at your name first. One moment …"),
        Refusal.ENDED: t("The quiz has ended."),
        Refusal.NAME_TAKEN: t("Somebody has this name already. Choose one that looks different."),
        Refusal.NAME_PICKED: t(
            "Somebody has picked this name already. Look again; if it is yours, come in all the "
            "same, and your teacher sorts it out."
        ),
        Refusal.NAME_BAD: t("This cannot be a name here. Write 1 to 40 letters or digits."),
        Refusal.FULL: t("The quiz is full. Ask your teacher."),
    }[refusal]


def door_words() -> tuple[str, str]:
    """What is said to those who have the wrong key, and to those who must wait their turn."""
    return (
        t("This is not the code on the board. Look again, and type it once more."),
        t("Many are trying just now. Wait a little; it goes on by itself."),
    )
