import QtQuick
import "../Camera"
import "../Theme"
import "../Wording"

// The skeleton of every screen: marks and tools → one question → what is known → choices → the bottom bar. Portrait
// tells in the upper third and works below it; landscape tells on the left and works on the right.
Rectangle {
    id: frame

    required property var shown // the fields of the screen's dataclass
    signal answer(string name, var values)
    signal tool(string name, string value)
    signal closed // back, while something is opened on the screen itself

    property string question: ""
    property string note: ""
    property string act: "" // the main act's verb; empty: the choices are the acts
    property string actDetail: ""
    property string actAnswer: "continue"
    property var actValues: []
    property bool actActive: true
    property string wayBack: frame.shown.can_back ? qsTr("返回") : frame.shown.can_cancel ? qsTr("取消") : ""
    property bool opened: false // a branch of a tree, say: back closes it first
    property bool branded: Theme.portrait && !frame.shown.step
    property int questionSize: Theme.question
    property int questionLines: 0 // of a question that changes while it is looked at: the room it always has, so that nothing moves
    property int noteLines: 0 // the same for the note
    property real squeeze: 1 // of what is told, until it fits beside the hands' area
    property real handsNeeded: 0 // portrait: what the hands' area must hold
    readonly property real overrun: Theme.portrait ? handsNeeded - handsArea.height : telling.y + telling.height - stageItem.height + Theme.small
    // long names make long questions: these get smaller type rather than more lines
    readonly property real questionWeight: Array.from(question).reduce((sum, letter) => sum + (letter > "\u2e80" ? 1 : 0.58), 0)
    readonly property real oneLine: header.width * 0.98 / Math.max(1, questionWeight)
    readonly property real fewLines: header.width * (Theme.portrait ? 1.75 : 2.4) / Math.max(1, questionWeight)
    readonly property real questionFit: oneLine >= questionSize * 0.7 ? oneLine : fewLines
    property bool largeStage: false // portrait: the hands' area may begin in the upper third (a picture, no choices)
    property bool viewing: false // the camera looks for this screen
    property list<string> says: [] // what is said after question and note
    readonly property string spoken: Words.nonEmpty([question, note].concat(says))

    default property alias hands: handsArea.data
    property alias known: knownColumn.data
    readonly property alias handsHeight: handsArea.height

    function begin() {
        squeeze = 1;
        soon.restart();
    }

    function ease() {
        layOut();
        while (overrun > 0 && squeeze > Theme.squeezeMin) {
            squeeze = Math.max(Theme.squeezeMin, squeeze - Theme.squeezeStep);
            layOut();
        }
    }

    // Columns lay out with the next frame; the right size is wanted in this one.
    function layOut() {
        for (const each of knownColumn.children)
            (each as Column)?.forceLayout();
        knownColumn.forceLayout();
        telling.forceLayout();
    }

    onOverrunChanged: soon.restart()
    onQuestionChanged: begin()

    color: Theme.paper
    Accessible.role: Accessible.Pane
    Accessible.name: frame.question

    // header: portrait over the whole width, landscape over the left column
    Item {
        id: header

        x: Theme.margin
        y: Theme.pad
        width: Theme.portrait ? frame.width - 2 * Theme.margin : Theme.leftColumn - Theme.margin
        height: Theme.portrait ? Theme.touch + (Theme.elder && steps.visible ? Theme.tool * 1.2 + Theme.gap : 0)
                               : frame.branded ? Theme.mm(30) : steps.visible ? Theme.mm(12) : 0

        Brand {
            visible: frame.branded && !(Theme.elder && Theme.portrait)
            width: Theme.portrait ? header.width - tools.width - Theme.gap : header.width
            height: Theme.portrait ? Theme.touch : header.height
        }

        Pill {
            visible: Theme.elder && Theme.portrait
            text: qsTr("再听一遍")
            icon: "speaker"
            side: Theme.gap
            rimWidth: Theme.rim
            onActed: frame.tool("speak", "")
        }

        StepMarks {
            id: steps

            step: frame.shown.step ?? null
            visible: !!step
            anchors.bottom: Theme.elder ? parent.bottom : undefined
            anchors.verticalCenter: Theme.elder ? undefined : parent.verticalCenter
        }

        Tools {
            id: tools

            visible: Theme.portrait
            anchors.right: parent.right
            onTool: (name, value) => frame.tool(name, value)
        }
    }

    Item {
        id: stageItem

        width: frame.width
        anchors.top: parent.top
        anchors.bottom: bar.top

        Column {
            id: telling

            x: Theme.margin
            y: header.y + header.height + (header.height > 0 ? (Theme.portrait ? Theme.wide * 1.5 : Theme.small) : 0)
            width: header.width
            spacing: Theme.small

            Flow {
                width: parent.width
                spacing: Theme.tick
                visible: who.text.length > 0 || frame.shown.card_in === true

                Chip {
                    id: who

                    readonly property var summary: frame.shown.summary ?? null
                    readonly property string name: frame.shown.masked_name ?? ""
                    readonly property string whole: summary ? qsTr("%1 · %n 项 · %2", "", summary.bill_count).arg(summary.masked_name).arg(summary.total) : ""

                    visible: text.length > 0
                    icon: "person"
                    widthMax: telling.width
                    text: !summary ? name : Theme.portrait ? whole : summary.masked_name + " · " + summary.total
                }

                Chip {
                    id: cardIn

                    visible: frame.shown.card_in === true
                    icon: "card"
                    text: qsTr("医保卡先别拔")
                    ink: Theme.amber
                    color: Theme.amberTint
                    widthMax: telling.width
                }
            }

            Label {
                width: parent.width
                height: frame.questionLines > 0 ? Math.ceil(frame.questionLines * frame.questionSize * lineHeight * Theme.naturalLine + bottomPadding) : undefined
                visible: text.length > 0
                text: frame.questionLines > 1 ? frame.question.replace("，", "，\n") : frame.question // not in the middle of a word
                lineHeight: Theme.questionLineHeight
                fontSizeMode: frame.questionLines > 0 ? Text.Fit : Text.FixedSize
                minimumPixelSize: Theme.body
                font.pixelSize: frame.questionLines > 0 ? frame.questionSize : Math.max(Theme.body, Math.min(frame.questionSize * frame.squeeze, frame.questionFit))
                weight: Font.Bold
                Accessible.role: Accessible.Heading
                Accessible.name: frame.question
            }

            Label {
                width: parent.width
                height: frame.noteLines > 0 ? Math.ceil(frame.noteLines * font.pixelSize * lineHeight * Theme.naturalLine + bottomPadding) : undefined
                visible: text.length > 0 || frame.noteLines > 0
                text: frame.note
                font.pixelSize: Theme.body * frame.squeeze
                color: Theme.inkSoft
            }

            Column {
                id: knownColumn

                width: parent.width
                spacing: Theme.small
                topPadding: Theme.portrait ? Theme.small : Theme.tick
            }
        }

        Item {
            id: handsArea

            readonly property real tellingEnd: telling.y + telling.height + Theme.gap
            readonly property real lowest: mainAct.visible ? mainAct.y - Theme.gap : stageItem.height - Theme.gap

            x: Theme.portrait ? Theme.margin : Theme.leftColumn + Theme.wide
            y: !Theme.portrait ? Theme.pad : frame.largeStage ? tellingEnd : Math.max(tellingEnd, frame.height / 3)
            width: frame.width - x - Theme.margin
            height: lowest - y
        }

        ActButton {
            id: mainAct

            visible: frame.act.length > 0
            x: handsArea.x
            width: handsArea.width
            height: Theme.actHeight
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap
            text: frame.act
            detail: frame.actDetail
            active: frame.actActive
            onActed: frame.answer(frame.actAnswer, frame.actValues)
        }
    }

    BottomBar {
        id: bar

        width: parent.width
        anchors.bottom: parent.bottom
        showTools: !Theme.portrait
        wayBack: frame.wayBack
        watched: Live.on || (frame.viewing && Theme.still)
        onCalled: frame.answer("help", [])
        onWentBack: frame.opened ? frame.closed() : frame.answer(frame.shown.can_back ? "back" : "cancel", [])
        onTool: (name, value) => frame.tool(name, value)
    }

    Connections {
        target: Theme

        function onElderChanged() {
            frame.begin();
        }
    }

    Timer {
        id: soon // when all bindings have settled

        interval: 0
        onTriggered: frame.ease()
    }

    ParallelAnimation {
        running: !Theme.still

        NumberAnimation { target: stageItem; property: "opacity"; from: 0; to: 1; duration: Theme.swap; easing.type: Easing.OutCubic }
        NumberAnimation { target: stageItem; property: "x"; from: Theme.shift; to: 0; duration: Theme.swap; easing.type: Easing.OutCubic }
    }
}
