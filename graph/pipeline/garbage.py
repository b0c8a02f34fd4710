"""How seldom a process that reads many documents looks for garbage."""

import gc

_ALLOCATIONS_BETWEEN_LOOKS = 1_000_000


def settle() -> None:
    """Take everything that is loaded by now for what stays, and look for further garbage seldom.

    What is loaded serves every document, and a document's values live until it is written and refer to each other in
    no circles: looking through both again and again would cost a tenth of the time.
    """
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_BETWEEN_LOOKS)
