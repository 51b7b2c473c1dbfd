"""What a sentence takes back, or sees in another light, of what it claimed before."""

from __future__ import annotations

from gxreport.claims import quantities as q
from gxreport.claims.quantities import Claim


def replaced(claims: list[Claim], old: Claim, new: Claim) -> Claim:
    """Put a claim in the place of another, which may not have counted; the new one."""
    for at in range(len(claims) - 1, -1, -1):
        if claims[at] is old:
            claims[at] = new
            break
    return new


def without_disputes(told: list[Claim]) -> list[Claim]:
    """The claims of a sentence whose disputes turn out to be about any matter."""
    return [one for one in told if one.quantity.name not in q.OF_DISPUTES]


def without_inferred(told: list[Claim]) -> list[Claim]:
    """收到40件，均已答复，答复39件，结转1件: what the sentence says itself is not inferred."""
    if any(map(_tells_settled, told)):
        return [one for one in told if not (one.basis and one.quantity.name == q.SETTLED)]
    return told


def _tells_settled(claim: Claim) -> bool:
    """Whether a figure says how many are settled, or that some are not."""
    return not claim.basis and (
        claim.quantity.name == q.SETTLED or (claim.quantity.name == q.CARRIED_OUT and claim.value > 0)
    )
