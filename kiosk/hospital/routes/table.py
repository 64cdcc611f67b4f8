"""The form of the tables."""

from typing import Any

Routes = dict[type[Any], str]
