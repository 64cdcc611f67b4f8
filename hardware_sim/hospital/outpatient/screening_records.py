"""What the hospital asks of everybody before they join a queue, whom it wants at the fever clinic, and who was sent."""

from dataclasses import dataclass, field

from hardware_sim.hospital.values import Json, Text

PLACE = Text("发热门诊（门诊楼东侧一楼）", "Fever clinic, ground floor, east of Outpatients")
WAY = Text("戴好口罩，出大门右转，走室外通道", "Wear your mask; turn right outside and take the outdoor path")


@dataclass(frozen=True, slots=True)
class Question:
    question_id: str
    text: Text
    note: Text | None
    choices: tuple[tuple[str, Text, bool], ...]  # id, words, whether it routes

    def json(self) -> Json:
        return {
            "question_id": self.question_id,
            "text": self.text.json(),
            "note": self.note.json() if self.note else None,
            "choices": [
                {"choice_id": name, "text": words.json(), "routes": routes} for name, words, routes in self.choices
            ],
        }


_NO_YES = (("no", Text("没有", "No"), False), ("yes", Text("有", "Yes"), True))
WINTER = (
    Question(
        "fever",
        Text("今天体温多少？", "What is your temperature today?"),
        Text("没量过，就选最后一个", "Not measured? Take the last answer"),
        (
            ("below", Text("37.3 度以下", "Below 37.3 °C"), False),
            ("above", Text("37.3 度或更高", "37.3 °C or more"), True),
            ("unknown", Text("没量，不觉得烧", "Not measured, no fever felt"), False),
        ),
    ),
    Question(
        "contact",
        Text("七天里，身边有人发烧吗？", "Has anyone close to you had a fever this week?"),
        None,
        _NO_YES,
    ),
    Question(
        "travel",
        Text("十四天里，去过国外吗？", "Have you been abroad in the last 14 days?"),
        None,
        _NO_YES,
    ),
)


@dataclass(slots=True)
class ScreeningRecords:
    """`questions` empty: nobody is asked anything today. `key_persons` by their key."""

    questions: tuple[Question, ...] = ()
    version: str = "none"
    key_persons: set[str] = field(default_factory=set)
    alerts: dict[str, Json] = field(default_factory=dict)  # by number

    def want(self, questions: tuple[Question, ...], key_person: str = "") -> None:
        self.questions, self.version = questions, "2026-winter-1" if questions else "none"
        self.key_persons = {key_person} if key_person else set()

    def json(self) -> Json:
        return {
            "version": self.version,
            "clinic": {"place": PLACE.json(), "way": WAY.json()},
            "questions": [each.json() for each in self.questions],
        }
