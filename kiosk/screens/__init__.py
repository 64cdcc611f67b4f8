"""Every screen as a frozen value: what it shows and what it can answer. The whole contract between kiosk and ui.

A screen here has a QML file of the same name in `ui/qml/Screens/`. Python picks the screen; QML never navigates.
"""
