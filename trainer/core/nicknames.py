"""Names made up for players who shall not be known: a quality and an animal, kindly meant."""

import random
from collections.abc import Iterable

from trainer.core.names import folded
from trainer.core.words import t


def nickname(used: Iterable[str], chance: random.Random) -> str:
    """A name that looks like none of those in `used`.

    Once all pairs are used up a number is put behind one.
    """
    taken = {folded(name) for name in used}
    qualities, animals = _qualities(), _animals()
    for _ in range(200):
        name = f"{chance.choice(qualities)} {chance.choice(animals)}"
        if folded(name) not in taken:
            return name
    free = (f"{quality} {animal}" for quality in qualities for animal in animals)
    left = next((name for name in free if folded(name) not in taken), None)
    if left is not None:
        return left
    base = f"{chance.choice(qualities)} {chance.choice(animals)}"
    number = next(n for n in range(2, len(taken) + 3) if folded(f"{base} {n}") not in taken)
    return f"{base} {number}"


def _qualities() -> list[str]:
    """What a name begins with; a translation may have another number of them."""
    return t(
        "Able Alert Amber Autumn Brave Bright Brisk Calm Careful Cheerful Clear Clever Copper "
        "Curious Daring Dawn Early Fair Fleet Frosty Gentle Golden Happy Hardy Helpful Honest "
        "Humble Jolly Keen Kind Lively Lucky Lunar Merry Mighty Misty Nimble Noble Patient Plucky "
        "Polar Proud Quick Quiet Rapid Ready River Rosy Royal Sandy Silver Sincere Snowy Solar "
        "Spring Steady Summer Sunny Swift Tidy Upland Velvet Warm Winter Wise Witty"
    ).split()


def _animals() -> list[str]:
    """What a name ends with; a translation may have another number of them."""
    return t(
        "Badger Beaver Bison Blackbird Bream Buzzard Camel Cheetah Condor Crane Curlew Deer "
        "Dolphin Dove Eagle Egret Falcon Ferret Finch Fox Gazelle Gecko Goldfinch Hare Hawk "
        "Hedgehog Heron Ibex Jackdaw Kestrel Kingfisher Koala Lapwing Lark Leopard Linnet Lizard "
        "Lynx Magpie Marten Meerkat Nuthatch Ocelot Orca Oriole Osprey Otter Owl Panda Pelican "
        "Penguin Plover Puffin Puma Raven Robin Salmon Seal Sparrow Starling Stork Swallow Swan "
        "Swift Tapir Tern Thrush Tiger Toad Trout Turtle Vole Wagtail Walrus Weasel Wolf Wren Yak"
    ).split()
