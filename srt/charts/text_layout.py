"""Approximate text widths and line breaks, in units of the chart."""

# In em, based on common sans-serif fonts. The font of the page is unknown here and usually narrower, so lines break a
# little early rather than overflow.
_NARROW = frozenset("ijlíìïI.,:;'’!|()[]/ ")
_MIDDLE = frozenset('frtJ-"“”*·')
_WIDE = frozenset("mwMWOQG%@&—≤≥")
_HYPHEN = "-"
# In Dutch, and usually in English, a syllable begins with the consonant before a vowel.
_VOWELS = frozenset("aeiouyáéíóúäëïöüàèêî")


def text_width(words: str, size: float) -> float:
    """Return the width of `words` on one line at a font size of `size` units."""
    return sum(_em(character) for character in words) * size


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.28
    if character in _MIDDLE:
        return 0.37
    if character in _WIDE:
        return 0.86
    return 0.67 if character.isupper() else 0.55


def longest_word(words: str, size: float) -> float:
    """Return the width of the longest word: the least width at which no word has to be broken."""
    return max((text_width(word, size) for word in words.split()), default=0.0)


def wrap(words: str, size: float, room: float) -> list[str]:
    """Split `words` into lines no wider than `room`, breaking longer words with a hyphen."""
    pieces = [piece for word in words.split() for piece in _broken(word, size, room)]
    lines: list[str] = []
    for piece in pieces:
        joined = f"{lines[-1]} {piece}" if lines else piece
        if lines and text_width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.append(piece)
    return lines


def _broken(word: str, size: float, room: float) -> list[str]:
    pieces: list[str] = []
    while text_width(word, size) > room and len(word) > 3:
        fits = [cut for cut in range(2, len(word) - 1) if text_width(word[:cut] + _HYPHEN, size) <= room]
        syllables = [cut for cut in fits if cut > 2 and word[cut] not in _VOWELS and word[cut + 1] in _VOWELS]
        cut = max(syllables or fits, default=2)
        pieces.append(word[:cut] + _HYPHEN)
        word = word[cut:]
    return [*pieces, word]
