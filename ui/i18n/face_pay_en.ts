<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Sentences</name>
    <message>
        <source>刷脸还没准备好</source>
        <translation>Face payment is not ready yet</translation>
    </message>
    <message>
        <source>这台机器不能刷脸付款</source>
        <translation>You cannot pay by face at this machine</translation>
    </message>
    <message>
        <source>刷脸已经停下</source>
        <translation>Paying by face was stopped</translation>
    </message>
    <message>
        <source>请换一种付法，或再刷一次。</source>
        <translation>Choose another way to pay, or try again.</translation>
    </message>
    <message>
        <source>没有看到您的脸</source>
        <translation>The camera did not see your face</translation>
    </message>
    <message>
        <source>刷脸没有成功</source>
        <translation>Your face was not recognised</translation>
    </message>
    <message>
        <source>请用手机付，一样方便。</source>
        <translation>Please pay with your phone instead.</translation>
    </message>
    <message>
        <source>现在不能刷脸付款</source>
        <translation>Paying by face does not work just now</translation>
    </message>
    <message>
        <source>刷脸的结果过期了</source>
        <translation>The camera's answer has expired</translation>
    </message>
    <message>
        <source>请再刷一次，或换一种付法。</source>
        <translation>Try again, or choose another way to pay.</translation>
    </message>
    <message>
        <source>请换一种付法。</source>
        <translation>Choose another way to pay.</translation>
    </message>
</context>
</TS>
