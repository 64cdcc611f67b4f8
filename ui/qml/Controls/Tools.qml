import QtQuick
import "../Theme"
import "../Wording"

// Elder mode and language: one touch from everywhere.
Row {
    id: tools

    signal tool(string name, string value)

    spacing: Theme.small

    Pill {
        text: Theme.elder ? qsTr("普通版") : qsTr("长辈版")
        side: Theme.portrait ? Theme.gap : Theme.small
        ground: Theme.elder ? Theme.ink : Theme.card
        groundPressed: Theme.elder ? Theme.inkSoft : Theme.pressed
        inkColor: Theme.elder ? Theme.card : Theme.ink
        rimColor: Theme.edge
        onActed: tools.tool("elder", Theme.elder ? "off" : "on")
    }

    Pill {
        text: Words.english ? "中文" : "English"
        side: Theme.portrait ? Theme.gap : Theme.small
        rimWidth: Theme.elder ? Theme.rim : Theme.hair
        onActed: tools.tool("language", Words.english ? "zh_CN" : "en")
    }
}
