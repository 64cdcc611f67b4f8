"""How one stand-in behaves. Shorter times make shorter tests."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class HospitalConfig:
    """Times in seconds, amounts in fen.

    `waits` are the simulated delays, by name: identify, bills, lock, preview, code, bank, confirm, cancel, slip, help,
    hold.
    """

    name_zh: str = "医站示范医院"
    name_en: str = "Yizhan Demonstration Hospital"
    host: str = "127.0.0.1"
    port: int = 0  # 0: any free one
    seed: int = 1
    waits: dict[str, float] = field(default_factory=dict)
    fund_includes_account: bool = False  # Guangdong True, Hunan False
    patient_token_life_s: float = 900.0
    lock_life_s: float = 300.0
    payer_code_life_s: float = 60.0
    face_code_life_s: float = 60.0
    password_s_max: float = 45.0  # then the channel gives up
    reverse_not_before_s: float = 15.0  # a payer-code order cannot be taken back sooner
    refund_delay_s: float = 0.0
    password_above_fen: int = 1_000_00  # above it a phone asks for the password
    channel_limit_fen: int = 100_000_00  # above it LIMIT_EXCEEDED
    accepts_unknown_payer_codes: bool = True  # any well-formed code is somebody's phone with money on it
    check_in_opens_s: float = 3_600.0  # before the half hour begins
    check_in_grace_s: float = 3_600.0  # after it ends: late, and behind those in time
    terminal_areas: dict[str, str] = field(default_factory=dict)  # where each stands; others in Outpatients
    page_rows_max: int = 100  # of a day's list; the contract allows 200
    booking_days_ahead: int = 14
    register_before_s_min: float = 7_200.0  # today's numbers are given out until so long before their half hour
    hold_life_s: float = 300.0  # of a number that is not paid yet
    cancel_before_s_min: float = 1_800.0  # nearer than that a window must look at it
    refuses_second_order: bool = False  # False shows a terminal's double charge in the ledger instead of hiding it
