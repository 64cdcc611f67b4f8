<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>OverlayFrame</name>
    <message>
        <source>再听一遍</source>
        <translation>Repeat</translation>
    </message>
</context>
</TS>
