"""The checks of `pack.toml`, of an article's credit, and of each excerpt as a text."""

import re

from trainer.core.questions import ArticleKind
from trainer.core.words import t, tn
from trainer.packs.caps import MAX_EXCERPT, is_device, shown
from trainer.packs.findings import Findings
from trainer.packs.lines import Where
from trainer.packs.question_checks import LEVELS, check_question
from trainer.packs.quotations import Passage
from trainer.packs.wording import Wording, check_id, check_letters, check_line, check_wordings
from trainer.packs.written import WrittenArticle, WrittenExcerpt, WrittenFile, WrittenHead

SHORTEST, LONGEST = 40, 180
"""Words of an excerpt."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,31}")


def check_head(head: WrittenHead, findings: Findings) -> None:
    """Note every problem of `pack.toml`."""
    lines: list[Wording] = [
        ((name,), text)
        for name, text in (
            ("id", head.id),
            ("title", head.title),
            ("version", head.version),
            ("language", head.language),
            ("licence", head.licence),
        )
        if text is not None
    ]
    lines += [(("authors", i), author) for i, author in enumerate(head.authors or ())]
    about: list[Wording] = [] if head.about is None else [(("about",), head.about)]
    check_wordings((*lines, *about), findings)
    for where, text in lines:
        check_line(where, text, findings)
    _check_head_values(head, findings)


def _check_head_values(head: WrittenHead, findings: Findings) -> None:
    if head.id:
        check_id(("id",), head.id, findings)
        if is_device(head.id):
            message = t("`{id}` is the name of a device on Windows.", id=head.id)
            findings.error(("id",), message, t("Choose another id."))
    if head.version and not _VERSION.fullmatch(head.version):
        message = t("The version `{version}` is no version.", version=shown(head.version))
        findings.error(("version",), message, t('Write it like "1.0".'))
    if head.language and not _LANGUAGE.fullmatch(head.language):
        message = t("The language `{language}` is no language code.", language=shown(head.language))
        findings.error(("language",), message, t('Write it like "en" or "pt-BR".'))
    if head.level is not None and head.level not in LEVELS:
        message = t("There is no level {level}.", level=head.level)
        findings.error(("level",), message, t("Use 1, 2 or 3."))
    if head.authors == ():
        hint = t('Write authors = ["Your name"].')
        findings.error(("authors",), t("The pack names no author."), hint)


def check_file(file: WrittenFile, findings: Findings) -> None:
    """Note every problem of a file with an article, except ids used twice in the pack."""
    if file.article is not None:
        _check_article(file.article, findings)
    if file.excerpt == ():
        hint = t("Begin one with [[excerpt]] on its own line.")
        findings.error(("excerpt",), t("The article has no excerpt."), hint)
    for i, excerpt in enumerate(file.excerpt or ()):
        _check_excerpt(excerpt, ("excerpt", i), findings)


def _check_article(article: WrittenArticle, findings: Findings) -> None:
    wordings = [
        (("article", name), text)
        for name, text in (
            ("title", article.title),
            ("outlet", article.outlet),
            ("genre", article.genre),
            ("topic", article.topic),
        )
        if text is not None
    ]
    check_wordings(wordings, findings)
    for where, text in wordings:
        check_line(where, text, findings)
    if (
        article.kind is ArticleKind.REPORTED
        and article.date is None
        and not findings.said(("article", "date"))
    ):
        hint = t("Add date = 2022-03-03, the day it was published, if it is known.")
        findings.warning(("article",), t("A reported article should carry its date."), hint)


def _check_excerpt(excerpt: WrittenExcerpt, at: Where, findings: Findings) -> None:
    if excerpt.id is not None:
        check_wordings([((*at, "id"), excerpt.id)], findings)
        check_id((*at, "id"), excerpt.id, findings)
    if not excerpt.question:
        hint = t("Add an [[excerpt.question]], or take the excerpt out.")
        findings.warning(at, t("This excerpt has no question."), hint)
    text = text_of(excerpt)
    if text is None:
        return
    where = (*at, "text")
    if len(text) > MAX_EXCERPT:
        message = tn(
            "The excerpt is {number} character long; {most} are the most.",
            "The excerpt is {number} characters long; {most} are the most.",
            len(text),
            most=MAX_EXCERPT,
        )
        findings.error(where, message, t("Its questions are checked once it is shorter."))
        return
    check_letters(where, text, findings)
    words = len(text.split())
    if not SHORTEST <= words <= LONGEST:
        findings.error(
            where,
            tn(
                "The excerpt has {number} word; it should have {least} to {most}.",
                "The excerpt has {number} words; it should have {least} to {most}.",
                words,
                least=SHORTEST,
                most=LONGEST,
            ),
            t("Give the reader a little more of the text.")
            if words < SHORTEST
            else t("Cut what no question needs, or split it into two excerpts."),
        )
    passage = Passage(text)
    for i, question in enumerate(excerpt.question or ()):
        if findings.patience.spent:
            return
        check_question(question, passage, (*at, "question", i), findings)


def text_of(excerpt: WrittenExcerpt) -> str | None:
    """The text of an excerpt: all that was written, without the line break before the marks."""
    return None if excerpt.text is None else excerpt.text.removesuffix("\n")
