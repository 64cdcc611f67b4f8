"""`kiosk staff`: who may sign in at the machine."""

from pathlib import Path

from kiosk.keeper.staff_file import StaffFileBroken, add_staff, load_staff, remove_staff
from kiosk.profile import ProfileError, load_profile


def change_staff(profile_path: Path, action: str, badge: str, name: str, pin: str) -> tuple[str, int]:
    """What to say, and the exit status. Raises ProfileError."""
    file = load_profile(profile_path).keeper.staff_file
    if file is None:
        raise ProfileError(f"{profile_path}: keeper.staff_file names no file")
    try:
        match action:
            case "add":
                add_staff(file, badge, name, pin)
                return f"{badge}: {name}", 0
            case "remove":
                return (f"{badge} removed", 0) if remove_staff(file, badge) else (f"no badge {badge}", 1)
        return "\n".join(f"{each}  {who.name}" for each, who in sorted(load_staff(file).items())) or "nobody", 0
    except (ValueError, StaffFileBroken) as error:
        return str(error), 1
