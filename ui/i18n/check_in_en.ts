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
</TS>
