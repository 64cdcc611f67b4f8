"""The memory of a turn and of the keeper is nobody's to read: no core dump of them, no other process looks in.

The units say so too (`LimitCORE=0`, `MemorySwapMax=0`). But a limit of 0 stops no dump that the kernel hands to a
program (core(5)), and a unit is not the only way to start us.
"""

import ctypes
import resource

PR_SET_DUMPABLE = 4  # prctl(2)


def close_memory(lab: bool) -> None:
    """What it starts inherits the limit. A lab machine is for looking in: there nobody is kept out. Root never is."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not lab and ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_DUMPABLE)")
