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
<context>
    <name>StaffCalled</name>
    <message>
        <source>请在机器 %1 旁等一下</source>
        <translation>Please wait at machine %1</translation>
    </message>
    <message>
        <source>有人过来帮您了</source>
        <translation>Help is on its way</translation>
    </message>
    <message>
        <source>请去人工窗口</source>
        <translation>Please go to the desk</translation>
    </message>
    <message>
        <source>已经叫了工作人员</source>
        <translation>Staff have been called</translation>
    </message>
    <message>
        <source>%1已接到，正在过来</source>
        <translation>%1 is coming</translation>
    </message>
    <message>
        <source>医院系统连不上，呼叫先记下，连上就发</source>
        <translation>The hospital cannot be reached. Your call is kept and goes out later</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>WindowTicket</name>
    <message>
        <source>打单子，去窗口办</source>
        <translation>Print a slip for the desk</translation>
    </message>
    <message>
        <source>去窗口的单子正在打印</source>
        <translation>The slip for the desk is printing</translation>
    </message>
    <message>
        <source>单子打好了，交给窗口就行</source>
        <translation>Hand the slip in at the desk</translation>
    </message>
    <message>
        <source>打不了单子，告诉窗口：%1</source>
        <translation>No slip. Tell the desk: %1</translation>
    </message>
    <message>
        <source>打不了单子，请直接去窗口</source>
        <translation>No slip: please go to the desk</translation>
    </message>
</context>
</TS>
