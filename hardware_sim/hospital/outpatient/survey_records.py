"""What the hospital asks at the end of a visit."""

from hardware_sim.hospital.values import Json, Text

_QUESTIONS = (
    ("overall", Text("今天看病，您满意吗？", "How was your visit today?")),
    ("doctor", Text("医生讲得清楚吗？", "Did the doctor explain things well?")),
    ("machine", Text("这台机器好用吗？", "Was this machine easy to use?")),
)
QUESTIONNAIRE: Json = {
    "version": "survey-2026",
    "questions": [{"question_id": name, "text": text.json()} for name, text in _QUESTIONS],
}
