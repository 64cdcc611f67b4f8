<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>GoToClinic</name>
    <message>
        <source>那里的医生先给您看，不用排这里的队</source>
        <translation>The doctors there will see you first; no need to queue here</translation>
    </message>
    <message>
        <source>请先去发热门诊</source>
        <translation>Please go to the fever clinic first</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>All right</translation>
    </message>
</context>
<context>
    <name>ChooseVisit</name>
    <message>
        <source>签到哪一个？</source>
        <translation>Check in for which visit?</translation>
    </message>
    <message>
        <source>您今天约了 %1 个</source>
        <translation>You have %1 today</translation>
    </message>
</context>
<context>
    <name>VisitCard</name>
    <message>
        <source>还没付挂号费</source>
        <translation>fee not paid yet</translation>
    </message>
</context>
<context>
    <name>PresentTicket</name>
    <message>
        <source>请扫预约单上的码</source>
        <translation>Scan your appointment ticket</translation>
    </message>
    <message>
        <source>现在连不上医院系统，有预约单也能先签到</source>
        <translation>The hospital system is out of reach. With your ticket you can still check in</translation>
    </message>
</context>
<context>
    <name>InQueue</name>
    <message>
        <source>您的号</source>
        <translation>Your number</translation>
    </message>
    <message>
        <source>签到好了</source>
        <translation>You are checked in</translation>
    </message>
    <message>
        <source>签到记下了，等确认</source>
        <translation>Noted; to be confirmed</translation>
    </message>
    <message>
        <source>请去 %1，等叫号</source>
        <translation>Please wait for your number at %1</translation>
    </message>
    <message>
        <source>连不上医院系统。请去 %1，告诉护士</source>
        <translation>The hospital system is out of reach. Tell the nurse at %1</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>%1 号</source>
        <translation>No. %1</translation>
    </message>
    <message>
        <source>%1 人</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>马上</source>
        <translation>very soon</translation>
    </message>
    <message>
        <source>%1 分钟</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>过了预约时间，准时的人先看</source>
        <translation>You are late: those in time go first</translation>
    </message>
    <message>
        <source>就诊时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>前面还有</source>
        <translation>Ahead of you</translation>
    </message>
    <message>
        <source>大约等</source>
        <translation>Wait, about</translation>
    </message>
    <message>
        <source>手机扫一扫，看排到哪里</source>
        <translation>Scan with your phone to follow the queue</translation>
    </message>
</context>
<context>
    <name>NoCheckIn</name>
    <message>
        <source>知道了</source>
        <translation>All right</translation>
    </message>
</context>
</TS>
