"""How wide the letters of the PDF standard fonts are, in thousandths of the font size (Adobe's published metrics)."""

from collections.abc import Mapping

_REGULAR_LETTERS: Mapping[int, str] = {
    191: "'",
    222: "ijl’",
    260: "|",
    278: " !,./:;I[\\]ft·",
    333: "()-`r“”",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu«»–§åéöüäó",
    584: "+<=>~",
    611: "FTZø",
    667: "&ABEKPSVXYÅÉ",
    722: "CDHNRUw",
    778: "GOQØÖ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1000: "—Æ…",
    1015: "@",
}
_BOLD_LETTERS: Mapping[int, str] = {
    238: "'",
    278: " ,./I\\ijl·’",
    280: "|",
    333: "!()-:;[]`ft",
    389: "*r{}",
    474: '"',
    500: "z“”",
    556: "#$0123456789J_aceksvxy«»–§åéä",
    584: "+<=>^~",
    611: "?FLTZbdghnopquøöüó",
    667: "EPSVXYÉ",
    722: "&ABCDHKNRUÅ",
    778: "GOQwØÖ",
    833: "M",
    889: "%mæ",
    944: "W",
    975: "@",
    1000: "—Æ…",
}
REGULAR: Mapping[str, int] = {letter: width for width, letters in _REGULAR_LETTERS.items() for letter in letters}
BOLD: Mapping[str, int] = {letter: width for width, letters in _BOLD_LETTERS.items() for letter in letters}


def width(text: str, size: float, letters: Mapping[str, int]) -> float:
    """How wide a line of text is, in points.

    Raises:
        KeyError: for a letter that the table lacks.
    """
    return sum(letters[letter] for letter in text) * size / 1000
