import QtQuick
import "../Controls"
import "../Theme"
import "../Wording"

ScreenFrame {
    id: screen

    question: Sentences.what(screen.shown.reason_code)
    act: qsTr("接着办")
    wayBack: ""
    says: [advice.text]

    Advice {
        id: advice

        width: parent.width
        y: Theme.portrait ? 0 : Math.max(0, (parent.height - height) / 2)
        icon: "tick"
        text: qsTr("没关系，不刷脸也一样能办")
        strong: Theme.portrait
    }
}
