"""How a person appears on screen and paper (GB/T 35273-2020: display masked by default)."""


def masked_name(name: str) -> str:
    """张三 → 张*; 张小三 → 张*三; 阿卜杜拉·买买提 → 阿*提; 'Anna Smith' → 'A*h'. Empty stays empty."""
    name = name.strip()
    if len(name) <= 1:
        return name
    if len(name) == 2:
        return name[0] + "*"
    return f"{name[0]}*{name[-1]}"


def masked_id_number(id_number: str) -> str:
    """Four, stars, four: 3302**********1234. Anything shorter than 12 shows nothing but stars."""
    if len(id_number) < 12:
        return "*" * len(id_number)
    return id_number[:4] + "*" * (len(id_number) - 8) + id_number[-4:]


def masked_phone(phone: str) -> str:
    """Three, stars, four: 139****5678."""
    if len(phone) < 11:
        return "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
