"""What a deployment decides: where the data are, and under which base its IRIs stand."""

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_BASE = "https://standpunkt.example"
DEFAULT_DATA = "standpunkt-data"


@dataclass(frozen=True, slots=True)
class Settings:
    """`base` is the start, without a final slash, of the IRIs of responses and what hangs on them."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not self.base.startswith(("http://", "https://")) or self.base.endswith("/"):
            raise ValueError(f"The base must be an http or https address without a final slash, not {self.base!r}.")


def default_data_folder() -> Path:
    """The folder of the environment variable STANDPUNKT_DATA, else `standpunkt-data` in the current one."""
    return Path(os.environ.get("STANDPUNKT_DATA") or DEFAULT_DATA)
