import "../Wording"

// Is the money safe.
Advice {
    required property string fate

    icon: "shield"
    text: Sentences.fate(fate)
    calm: fate !== "being_checked"
}
