pragma Singleton
import QtQuick

// How medicines come to the person.
QtObject {
    function nameOf(way: string): string {
        switch (way) {
        case "deliver":
            return qsTr("送药到家");
        case "decoct_pick_up":
            return qsTr("代煎，来取");
        case "decoct_deliver":
            return qsTr("代煎，送到家");
        default:
            return qsTr("窗口取药");
        }
    }

    function iconOf(way: string): string {
        return way === "deliver" || way === "decoct_deliver" ? "parcel" : way === "decoct_pick_up" ? "pot" : "door";
    }
}
