pragma Singleton
import QtQuick

// Every colour, size, space, duration and font of the terminal. Sizes are written in millimetres of the 21.5" lobby
// panel; `unit` scales them to other panels by reading distance, `pitchMm` turns them into pixels.
QtObject {
    id: theme

    // set once by Main
    property real pitchMm: 0.248
    property int widthPx: 1080
    property int heightPx: 1920
    property bool elder: false
    property bool night: false
    property bool still: false // pictures stand still, for the gallery

    readonly property bool portrait: heightPx > widthPx
    readonly property real unit: portrait ? Math.min(1.5, Math.max(0.64, widthPx * pitchMm / 267.8))
                                          : Math.min(1.6, Math.max(0.64, heightPx * pitchMm / 212))
    readonly property real typeFactor: elder ? 1.4 : 1

    function mm(millimetres: real): int {
        return Math.round(millimetres * unit / pitchMm);
    }

    function type(millimetres: real): int {
        return mm(millimetres * typeFactor);
    }

    function pick(day: color, elderly: color, nightly: color): color {
        return night ? nightly : elder ? elderly : day;
    }

    // ground and surfaces
    readonly property color paper: pick("#F5F2EC", "#FFFFFF", "#111917")
    readonly property color card: pick("#FFFFFF", "#FFFFFF", "#1A2422")
    readonly property color bar: pick("#ECE7DD", "#EEF0EF", "#0B110F")
    readonly property color line: pick("#E3DDD2", "#0B1211", "#36443F")
    readonly property color edge: pick("#CFC7B8", "#0B1211", "#61756E") // edge of something to touch
    readonly property color rest: pick("#DDD5C7", "#8A9391", "#36443F") // marks not reached yet
    readonly property color veil: "#99101715" // over a screen that waits

    // text
    readonly property color ink: pick("#15211F", "#000000", "#E8EDEB")
    readonly property color inkSoft: pick("#56625F", "#1D2725", "#A9B5B1")

    // the act that matters, and what lies on it
    readonly property color act: pick("#0F6B63", "#0A524C", "#14756B")
    readonly property color actPressed: pick("#0A524C", "#063A35", "#0F5C54")
    readonly property color actTint: pick("#E1EEEB", "#E1EEEB", "#1D3833")
    readonly property color actRaised: pick("#2C7F77", "#2B6963", "#2C8278") // an icon's tile on the act
    readonly property color actInk: "#FFFFFF"
    readonly property color actInkSoft: pick("#D9EBE8", "#FFFFFF", "#E4F2EF")
    readonly property color accent: pick("#0F6B63", "#0A524C", "#76CABE") // green as text or mark
    readonly property color pressed: pick("#EFEAE0", "#DCE3E1", "#25312E") // a white card under a finger

    // calling for people
    readonly property color help: pick("#FFFFFF", "#AA211A", "#1A2422")
    readonly property color helpInk: pick("#15211F", "#FFFFFF", "#E8EDEB")
    readonly property color helpPressed: pick("#EFEAE0", "#8A1710", "#25312E")

    // colour only to tell apart
    readonly property color amber: pick("#8F4A0C", "#6B3500", "#F0B878")
    readonly property color amberTint: pick("#FBEBD5", "#FFF3E2", "#3A2B18")
    readonly property color amberMark: pick("#B4661A", "#8F4A0C", "#E09A4C")
    readonly property color brick: pick("#A8321A", "#8C1D0C", "#F5A08C")
    readonly property color plum: pick("#7A4A78", "#5B2F59", "#D5A9D3")
    readonly property color sea: pick("#31588F", "#1E3F70", "#9DBDEB")
    readonly property color seaTint: pick("#E4EBF4", "#E8EFF8", "#1E2B40")

    // pictures of real things: they look the same by day and night
    readonly property color cardBody: "#2E7F9A"
    readonly property color cardBand: "#4A9AB3"
    readonly property color cardInk: "#DCEEF3"
    readonly property color chipMetal: "#E3B55B"
    readonly property color chipLine: "#A67A26"
    readonly property color machine: "#D9D2C5"
    readonly property color machineEdge: "#BDB4A3"
    readonly property color machinePlate: "#2F3B38"
    readonly property color machineDark: "#161E1C"
    readonly property color slotLight: "#4FD1A5"
    readonly property color scanLight: "#E4472E"
    readonly property color glass: "#FBFAF7"
    readonly property color slipPaper: "#FFFFFF"
    readonly property color slipInk: "#B9BFBD"
    readonly property color slipEdge: "#CFC7B8"
    readonly property color qrLight: "#FFFFFF"

    // type, em size; a capital is 0.73 em, so `note` is 7.6 mm high in the lobby (EN 301 549 5.1.4: 7.3 mm at 600 mm)
    readonly property string family: "Noto Sans CJK SC"
    readonly property int greeting: type(portrait ? 34 : 26)
    readonly property int question: portrait ? type(21) : mm(18)
    readonly property int choice: type(portrait ? (elder ? 12.8 : 14.2) : (elder ? 10.8 : 11.8))
    readonly property int choiceFirst: type(portrait ? 16.4 : 12.6)
    readonly property int amount: type(16)
    readonly property int amountLarge: type(portrait ? (elder ? 18 : 27) : elder ? 14 : 21)
    readonly property int body: type(elder && !portrait ? 10.4 : 11.4)
    readonly property int note: type(10.4)
    readonly property int tool: mm(elder ? (portrait ? 12.6 : 12) : 10.4)
    readonly property int barText: mm(elder ? (portrait ? 15 : 12.8) : 11.4)
    readonly property real naturalLine: 1.45 // em, of Noto Sans CJK
    readonly property real lineHeight: elder && !portrait ? 0.88 : 0.95
    readonly property real questionLineHeight: 0.86

    // space, on a grid of 2 mm
    readonly property int hair: Math.max(1, mm(0.5))
    readonly property int rim: mm(elder ? 1 : 0.75)
    readonly property int tick: mm(2)
    readonly property int small: mm(portrait ? 4 : 3)
    readonly property int gap: mm(portrait ? 6 : 4)
    readonly property int wide: mm(portrait ? 8 : 6)
    readonly property int pad: mm(portrait ? 10 : 5)
    readonly property int margin: mm(portrait ? 14 : 10)
    readonly property int radius: mm(7)
    readonly property int radiusSmall: mm(4)

    // what hands touch: 20 mm of the real panel, or more (Colle & Hiszem 2004)
    readonly property int touch: Math.ceil(Math.max(20, 20 * unit) / pitchMm)
    readonly property int drift: Math.round(12 / pitchMm)
    readonly property int actHeight: Math.max(touch, mm(portrait ? 30 : 22))
    readonly property int barHeight: portrait ? mm(40) : touch + 2 * mm(2.4)
    readonly property int barButton: portrait ? mm(26) : touch
    readonly property int billHeightMin: Math.max(touch, mm(elder ? (portrait ? 36 : 38) : (portrait ? 32 : 26.4)))
    readonly property int billHeightMax: Math.max(billHeightMin, mm(elder ? 52 : 56))
    readonly property int billItemsHeight: mm(46) // from here on a bill has room for its items
    readonly property int clauseHeightMin: Math.max(touch, mm(elder ? (portrait ? 92 : 66) : (portrait ? 62 : 48))) // of a sentence or two
    readonly property int serviceHeightMin: Math.max(touch, mm(elder ? 34 : portrait ? 42 : 30))
    readonly property int serviceHeightMax: Math.max(serviceHeightMin, mm(elder ? 60 : 78))
    readonly property int guideHeightMin: Math.max(touch, mm(elder ? (portrait ? 100 : 50) : portrait ? 50 : 40))
    readonly property int guideHeightMax: Math.max(guideHeightMin, mm(elder ? 116 : 74))
    readonly property int guideRoomy: mm(46) // from here on a step says how to get there
    readonly property int lineHeightMin: mm(elder ? 32 : 22)
    readonly property int lineHeightMax: mm(elder ? 50 : 34)
    readonly property int tileStackedMin: mm(76) // of a tile with its picture above the words
    readonly property int tile: mm(elder ? (portrait ? 30 : 24) : 25)
    readonly property int iconSmall: mm(elder ? 14 : 11)
    readonly property int mark: mm(portrait ? 11 : 9)
    readonly property int markBar: mm(2.6)
    readonly property int tileMax: mm(portrait ? 50 : 38)
    readonly property int choiceSpareMax: mm(portrait ? 62 : 40)
    readonly property int leftColumn: Math.round(widthPx * 0.42)
    readonly property int choicesMax: elder ? 4 : 7

    // motion
    readonly property real squeezeMin: 0.72 // elder type squeezed is ordinary type
    readonly property real squeezeStep: 0.07
    readonly property int swap: 220
    readonly property int press: 90
    readonly property int breath: 1400
    readonly property int loop: 3600
    readonly property int shift: mm(10)
    readonly property int countdownLookMs: 250
    readonly property int clockLookMs: 5000
    readonly property int nightLookMs: 60000
    readonly property int pressMsMin: 40
    readonly property int secondPressMs: 500
    readonly property int keyAgainMs: elder ? 150 : 60 // of a key: 00 is typed fast
}
