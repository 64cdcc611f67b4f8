"""What people have paid: the settlements made here, and older ones from before this stand-in was started."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hardware_sim.hospital.bills import Bills
from hardware_sim.hospital.channels import Channels
from hardware_sim.hospital.clock import text
from hardware_sim.hospital.settlements import Settlement
from hardware_sim.hospital.values import Json, Text


@dataclass(frozen=True, slots=True)
class OldPayment:
    """Paid elsewhere long ago. `refunded`: it was given back."""

    number: str
    person_key: str
    at: datetime
    title: Text
    total_fen: int
    fund_fen: int
    account_fen: int
    refunded: bool = False

    def json(self) -> Json:
        own_fen = self.total_fen - self.fund_fen - self.account_fen
        return {
            "settlement_no": self.number,
            "settled_at": text(self.at),
            "title": self.title.json(),
            "bill_count": 1,
            "total": {"fen": self.total_fen},
            "fund": {"fen": self.fund_fen},
            "account": {"fen": self.account_fen},
            "patient_part": {"fen": own_fen},
            "channel": "wechat" if own_fen else "none",
            "state": "refunded" if self.refunded else "paid",
            "setl_id": f"330200{self.at:%Y%m%d}{self.number[-10:]}",
            "invoice_number": "",
            "here": False,
        }


def record(
    settlement: Settlement, bills: Bills, channels: Channels, terminal: str, fund_includes_account: bool
) -> Json:
    split = settlement.preview.split
    order = channels.find(settlement.request.order_no or "")
    return {
        "settlement_no": settlement.request.settlement_no,
        "settled_at": text(settlement.at),
        "title": title_of(bills, list(settlement.preview.weights)).json(),
        "bill_count": len(settlement.preview.weights),
        "total": {"fen": split.medfee_sumamt},
        "fund": {"fen": split.fund_pay_sumamt - (split.acct_pay if fund_includes_account else 0)},
        "account": {"fen": split.acct_pay},
        "patient_part": {"fen": split.psn_cash_pay},
        "channel": order.channel.value if order and order.channel else "none",
        "state": "refunded" if settlement.cancelled_at else "paid",
        "setl_id": settlement.setl_id,
        "invoice_number": settlement.invoice_no,
        "here": settlement.preview.lock.terminal == terminal,
    }


def title_of(bills: Bills, bill_ids: list[str]) -> Text:
    """The first bill's, and that there are others."""
    first = bills.get(bill_ids[0]).title
    if len(bill_ids) == 1:
        return first
    return Text(f"{first.zh}等 {len(bill_ids)} 项", f"{first.en} and {len(bill_ids) - 1} more")


def seed_payments(now: datetime) -> list[OldPayment]:
    laboratory, medicine = Text("检验费", "Laboratory"), Text("西药费", "Medicines")
    return [
        OldPayment("OLD0000000001", "zhang", now - timedelta(days=6), laboratory, 22_900, 7_980, 14_920),
        OldPayment("OLD0000000002", "zhang", now - timedelta(days=13), medicine, 23_541, 11_870, 8_000),
        OldPayment(
            "OLD0000000003", "zhang", now - timedelta(days=120), Text("检查费", "Imaging"), 41_000, 20_000, 0, True
        ),
        OldPayment("OLD0000000004", "zhang", now - timedelta(days=200), medicine, 18_760, 8_000, 0),
        OldPayment("OLD0000000005", "li", now - timedelta(days=9), medicine, 17_654, 9_000, 0),
        OldPayment("OLD0000000006", "zhu", now - timedelta(days=3), Text("中草药费", "Herbs"), 10_913, 5_000, 5_913),
    ]
