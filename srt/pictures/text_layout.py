"""Words that must fit: how wide they are, about, and where a line breaks. All measures are units of the picture."""

# In em, after the common sans fonts. The page's own font is not known here and is mostly narrower, so lines come out
# a little early rather than over the edge.
_NARROW = frozenset("ijlíìïI.,:;'’!|()[]/ ")
_MIDDLE = frozenset('frtJ-"“”*·')
_WIDE = frozenset("mwMWOQG%@&—≤≥")
_HYPHEN = "-"
# In Dutch, and mostly in English, a syllable begins with the consonant before a vowel.
_VOWELS = frozenset("aeiouyáéíóúäëïöüàèêî")


def text_width(words: str, size: float) -> float:
    """The width of `words` on one line at a font of `size` units."""
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
    """The width under which `words` cannot be wrapped without breaking a word."""
    return max((text_width(word, size) for word in words.split()), default=0.0)


def wrap(words: str, size: float, room: float) -> list[str]:
    """`words` in lines no wider than `room`; a word that is wider by itself is broken with a hyphen."""
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
