"""Pictures for the sample newspapers: drawn from their name, so that none has to be stored."""

import hashlib

_SKIES = ("#cfe3ee", "#f3d9b8", "#dcd3e6", "#f0c9c0", "#c9dccb", "#e6e2d3")
_SEAS = ("#2f5d73", "#3d6b5c", "#4a4e69", "#26547c", "#52606d")
_SAILS = ("#c8553d", "#f4f1de", "#e9c46a", "#8d99ae")


def draw(name: str) -> str:
    """Return an SVG of a harbour; the same name gives the same picture."""
    chance = hashlib.sha256(name.encode()).digest()
    sky, sea = _SKIES[chance[0] % len(_SKIES)], _SEAS[chance[1] % len(_SEAS)]
    boats = "".join(
        _boat(60 + 180 * i + chance[2 + i] % 90, 240 + chance[6 + i] % 60, chance[10 + i])
        for i in range(1 + chance[14] % 3)
    )
    sun = f'<circle cx="{80 + chance[15] * 2}" cy="90" r="34" fill="#fff" opacity=".7"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">'
        f'<rect width="640" height="360" fill="{sky}"/>{sun}'
        f'<rect y="220" width="640" height="140" fill="{sea}"/>{boats}</svg>'
    )


def _boat(x: int, y: int, chance: int) -> str:
    sail = _SAILS[chance % len(_SAILS)]
    return (
        f'<path d="M{x} {y}h90l-16 22h-58z" fill="#3b2f2f"/>'
        f'<path d="M{x + 44} {y - 8}v-92l46 92z" fill="{sail}"/>'
    )
