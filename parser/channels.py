"""Which channel a listing of steps describes: told by who signs in and acts there, and by what its clause says."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from parser.languages.matching import Mention, mentions
from parser.listings import COUNTER, STAFF, Listing
from spec.model import Channel, Language

ACTOR: dict[str, Channel] = {"role:consumer": "portal", "role:employee": "provider", "role:psc_worker": "psc"}
"""Who signs in and chooses the service tells the channel."""

NAMED: dict[str, Channel] = {
    "system:portal": "portal",
    "role:provider": "provider",
    "role:employee": "provider",
    "role:psc": "psc",
    "role:psc_worker": "psc",
    "system:psc_workstation": "psc",
}
"""What the opening of the clause names."""

ENTRANCE = {"authorise", "login", "password", "choose", "enter"}
"""What is done where a channel begins."""


BELONGINGS = {"data", "document", "attorney"}
"""What is somebody's, and what the staff enters for him."""


def tell_channels(listings: Sequence[Listing], language: Language) -> list[Channel]:
    """The channel of each listing. Of two that look alike, the likelier keeps its channel and the other takes its next."""
    votes = [_votes(listing, language) for listing in listings]
    told: dict[int, Channel] = {}
    ranked = sorted(
        ((weight, -index, channel) for index, vote in enumerate(votes) for channel, weight in vote.items()),
        key=lambda entry: (-entry[0], -entry[1], entry[2]),
    )
    for weight, index, channel in ranked:
        if -index not in told and (channel not in told.values() or weight >= 3):
            told[-index] = channel
    return [told.get(index, _best(votes[index])) for index in range(len(listings))]


def _best(votes: Counter[Channel]) -> Channel:
    return max(sorted(votes), key=lambda channel: votes[channel]) if votes else "internal"


def _votes(listing: Listing, language: Language) -> Counter[Channel]:
    """Evidence for each channel: 2 for each staff sentence's share, 3 for who enters, 1 for what the opening names."""
    votes: Counter[Channel] = Counter()
    opening = [NAMED[m.concept] for m in mentions(listing.opening, language) if m.concept in NAMED]
    for channel in set(opening):
        votes[channel] += 2 if channel == "psc" else 1
    sentences = [entry.body.text for entry in listing.entries]
    entering = Counter([actor for text in sentences[:6] if (actor := _entering(text, language))])
    total = sum(entering.values())
    for channel, count in entering.items():
        votes[channel] += round(3 * count / total)
    if listing.labelled:
        return votes
    staff, counter = (sum(1 for text in sentences if _names(text, language, who)) for who in ("staff", "counter"))
    ends = any(_names(text, language, "consumer") for text in (sentences[0], sentences[-1]))
    if "psc" in opening and 3 * counter >= len(sentences):
        votes["psc"] += 6
    elif "portal" in opening and ends:
        votes["portal"] += 6
    elif 2 * staff >= len(sentences):
        votes["internal"] += 5
    elif 2 * counter >= len(sentences):
        votes["psc"] += 3
    elif not entering:  # nobody signs in to a system: the provider's own procedure
        votes["internal"] += 1 + votes.pop("provider", 0)
    return votes


@lru_cache(maxsize=16384)
def _names(text: str, language: Language, who: Literal["staff", "counter", "consumer"]) -> bool:
    """Whether a sentence names the provider's staff, a public service centre, or the applicant."""
    roles = {"staff": STAFF, "counter": COUNTER, "consumer": {"role:consumer"}}[who]
    return any(mention.concept in roles for mention in mentions(text, language))


@lru_cache(maxsize=16384)
def _entering(text: str, language: Language) -> Channel | None:
    """Who enters the system in this sentence: the first of the three who is named beside signing in or choosing."""
    found = mentions(text, language)
    if not any(m.concept in ENTRANCE for m in found):
        return None
    if any(NAMED.get(m.concept) == "psc" for m in found):
        return "psc"
    return next((ACTOR[m.concept] for n, m in enumerate(found) if m.concept in ACTOR and not _owns(found, n)), None)


def _owns(found: Sequence[Mention], index: int) -> bool:
    """Whether whoever is named at `index` is named for the data only: «данные потребителя», «алушының деректері»."""
    actor = found[index]
    if actor.concept != "role:consumer":
        return False
    near = (index - 1, index + 1)
    things = [found[n] for n in near if 0 <= n < len(found) and _belonging(found[n])]
    return any(thing.last == actor.first - 1 or thing.first == actor.last + 1 for thing in things)


def _belonging(mention: Mention) -> bool:
    """Whether a mention is of what somebody owns; «внесение данных», «деректерін енгізу» name it with its entry."""
    return mention.concept in BELONGINGS or (mention.concept == "enter" and mention.last > mention.first)
