"""What everything here draws: blue green red, eight bits each."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # (height, width, 3)
Scene = Callable[[float], Picture]  # what is in front of the camera, seconds after it came there
