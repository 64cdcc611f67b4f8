"""`python -m hardware_sim.hospital --run-dir DIR --port N`: only the hospital, for a terminal that is elsewhere."""

import argparse
import json
import signal
import threading
from pathlib import Path

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.stand_in import HospitalStandIn


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    config = HospitalConfig(host=options.host, port=options.port, fund_includes_account=options.fund_includes_account)
    stand_in = HospitalStandIn(options.run_dir, config, terminal_ids=tuple(options.terminal or ["T01"]))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    stand_in.start()
    print(json.dumps({"url": stand_in.url, "certificates": str(stand_in.certificates.folder)}), flush=True)
    stop.wait()
    stand_in.stop()
    stand_in.ledger.export(options.run_dir / "ledger.json")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m hardware_sim.hospital", description=__doc__)
    parser.add_argument("--run-dir", type=Path, required=True, help="certificates go here, and ledger.json at the end")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8443)
    parser.add_argument("--terminal", action="append", default=None, help="terminal id (T01); repeat for more")
    parser.add_argument("--fund-includes-account", action="store_true", help="fund_pay_sumamt holds acct_pay")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
