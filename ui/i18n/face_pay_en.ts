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
        <translation>No face payment here</translation>
    </message>
    <message>
        <source>刷脸已经停下</source>
        <translation>Paying by face was stopped</translation>
    </message>
    <message>
        <source>请换一种付法，或再刷一次。</source>
        <translation>Pay another way, or try again.</translation>
    </message>
    <message>
        <source>没有看到您的脸</source>
        <translation>No face was seen</translation>
    </message>
    <message>
        <source>刷脸没有成功</source>
        <translation>Face not recognised</translation>
    </message>
    <message>
        <source>请用手机付，一样方便。</source>
        <translation>Pay with your phone.</translation>
    </message>
    <message>
        <source>现在不能刷脸付款</source>
        <translation>No face payment just now</translation>
    </message>
    <message>
        <source>刷脸的结果过期了</source>
        <translation>The face check expired</translation>
    </message>
    <message>
        <source>请再付一次。</source>
        <translation>Please pay again.</translation>
    </message>
    <message>
        <source>请换一种付法。</source>
        <translation>Choose another way to pay.</translation>
    </message>
</context>
<context>
    <name>ChoosePayment</name>
    <message>
        <source>刷脸付</source>
        <translation>Pay by face</translation>
    </message>
    <message>
        <source>微信支付的摄像头，先问您同不同意</source>
        <translation>WeChat Pay's camera; you are asked first</translation>
    </message>
</context>
<context>
    <name>FacePayConsent</name>
    <message>
        <source>微信支付的摄像头看您的脸</source>
        <translation>WeChat Pay's camera sees your face</translation>
    </message>
    <message>
        <source>只为认出您，付这一笔</source>
        <translation>Only to know you, for this payment</translation>
    </message>
    <message>
        <source>照片只给微信支付，这里不留</source>
        <translation>WeChat Pay gets the picture, we keep none</translation>
    </message>
    <message>
        <source>没满 14 岁，请家长来付</source>
        <translation>Under 14? Let a parent pay</translation>
    </message>
    <message>
        <source>同意刷脸付款吗？</source>
        <translation>Pay by face?</translation>
    </message>
    <message>
        <source>付 %1</source>
        <translation>To pay: %1</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>同意，开始刷脸</source>
        <translation>I agree, start</translation>
    </message>
    <message>
        <source>换种付法</source>
        <translation>Other way</translation>
    </message>
    <message>
        <source>不刷脸，换一种付法</source>
        <translation>Pay another way</translation>
    </message>
</context>
<context>
    <name>FacePayLook</name>
    <message>
        <source>看上面微信的摄像头</source>
        <translation>Look at WeChat's camera above</translation>
    </message>
    <message>
        <source>刷脸付 %1</source>
        <translation>Pay %1 by face</translation>
    </message>
    <message>
        <source>正在打开刷脸</source>
        <translation>The face camera is starting</translation>
    </message>
    <message>
        <source>几秒钟就好，还没有收钱</source>
        <translation>A few seconds; nothing is paid yet</translation>
    </message>
    <message>
        <source>换种付法</source>
        <translation>Other way</translation>
    </message>
    <message>
        <source>脸对着它，摘下口罩</source>
        <translation>Face it, mask off</translation>
    </message>
</context>
</TS>
