"""The colours of one look, read from a theme file."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from trainer.core.rubric import Verdict
from trainer.core.settings import Look


@dataclass(frozen=True, slots=True)
class Tokens:
    """The named colours of a look, each as `#RRGGBB`; `assets/themes` has one file a look."""

    dark: bool
    paper: str
    card: str
    line: str
    edge: str
    ink: str
    soft: str
    accent: str
    on_accent: str
    marker: str
    track: str
    verified: str
    verified_tint: str
    claim: str
    claim_tint: str
    propaganda: str
    propaganda_tint: str

    def verdict(self, verdict: Verdict) -> str:
        """The colour of a verdict and of the cues that point to it."""
        return {
            Verdict.VERIFIED: self.verified,
            Verdict.CLAIM: self.claim,
            Verdict.PROPAGANDA: self.propaganda,
        }[verdict]

    def tint(self, verdict: Verdict) -> str:
        """The pale ground that goes with a verdict's colour."""
        return {
            Verdict.VERIFIED: self.verified_tint,
            Verdict.CLAIM: self.claim_tint,
            Verdict.PROPAGANDA: self.propaganda_tint,
        }[verdict]


def read_tokens(folder: Path, look: Look) -> Tokens:
    """The tokens of `look`, which is not `SYSTEM`, from its file in `folder`."""
    theme = tomllib.loads((folder / f"{look.value}.toml").read_text(encoding="utf-8"))
    named = {field.name: theme["tokens"][field.name] for field in fields(Tokens)[1:]}
    return Tokens(dark=theme["dark"], **named)
