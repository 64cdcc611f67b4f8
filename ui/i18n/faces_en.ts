<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>ChoosePayment</name>
    <message>
        <source>把手机对准摄像头</source>
        <translation>Hold your phone to the camera</translation>
    </message>
</context>
<context>
    <name>CameraSign</name>
    <message>
        <source>摄像头开着</source>
        <translation>Camera on</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>摄像头的画面</source>
        <translation>What the camera sees</translation>
    </message>
</context>
<context>
    <name>LookHere</name>
    <message>
        <source>第 %1 个动作，共 %2 个</source>
        <translation>Movement %1 of %2</translation>
    </message>
    <message>
        <source>只在这台机器里比对，您走了就没有了</source>
        <translation>Compared in this machine only; gone when you leave</translation>
    </message>
    <message>
        <source>照片只印在纸上，机器里不留</source>
        <translation>The photo goes on paper only; nothing is kept here</translation>
    </message>
    <message>
        <source>不刷脸，换个办法</source>
        <translation>Use another way</translation>
    </message>
    <message>
        <source>不拍照，接着办</source>
        <translation>Go on without a photo</translation>
    </message>
</context>
<context>
    <name>Faces</name>
    <message>
        <source>请到屏幕前来，看这里</source>
        <translation>Come to the screen and look here</translation>
    </message>
    <message>
        <source>请只留一个人在前面</source>
        <translation>One person at a time, please</translation>
    </message>
    <message>
        <source>请靠近一点</source>
        <translation>Come a little closer</translation>
    </message>
    <message>
        <source>请退后一点</source>
        <translation>Move back a little</translation>
    </message>
    <message>
        <source>请把脸移到中间</source>
        <translation>Move to the middle</translation>
    </message>
    <message>
        <source>太暗了，请转向亮的地方</source>
        <translation>Too dark: turn to the light</translation>
    </message>
    <message>
        <source>太亮了，请避开强光</source>
        <translation>Too bright: turn away from the light</translation>
    </message>
    <message>
        <source>请正对着看这里</source>
        <translation>Look straight here</translation>
    </message>
    <message>
        <source>请把头摆正</source>
        <translation>Hold your head straight</translation>
    </message>
    <message>
        <source>请别动，马上就好</source>
        <translation>Hold still, nearly done</translation>
    </message>
    <message>
        <source>请睁开眼，别遮住眼睛</source>
        <translation>Open your eyes, keep them free</translation>
    </message>
    <message>
        <source>请摘下口罩，露出口鼻</source>
        <translation>Take off your mask for a moment</translation>
    </message>
    <message>
        <source>很好，请别动</source>
        <translation>Good. Hold still</translation>
    </message>
    <message>
        <source>请眨一下眼睛</source>
        <translation>Blink once</translation>
    </message>
    <message>
        <source>请慢慢向左转头</source>
        <translation>Slowly turn your head left</translation>
    </message>
    <message>
        <source>请慢慢向右转头</source>
        <translation>Slowly turn your head right</translation>
    </message>
</context>
<context>
    <name>PresentPayerCode</name>
    <message>
        <source>打开微信、支付宝的付款码，对准摄像头</source>
        <translation>Open your WeChat or Alipay payment code and hold it to the camera</translation>
    </message>
</context>
<context>
    <name>PresentSlip</name>
    <message>
        <source>把二维码对准摄像头</source>
        <translation>Hold the QR code to the camera</translation>
    </message>
</context>
<context>
    <name>PresentCard</name>
    <message>
        <source>对准摄像头，就诊码也行</source>
        <translation>Hold it to the camera; a hospital card's code works, too</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>两个码一起看到了，不知道用哪个</source>
        <translation>Two codes are in sight</translation>
    </message>
    <message>
        <source>只留一个码，再对准一次。</source>
        <translation>Show only one and try again.</translation>
    </message>
    <message>
        <source>摄像头没有画面</source>
        <translation>The camera shows nothing</translation>
    </message>
    <message>
        <source>换个办法，或叫工作人员。</source>
        <translation>Choose another way, or call staff.</translation>
    </message>
    <message>
        <source>摄像头前面是黑的</source>
        <translation>It is dark before the camera</translation>
    </message>
    <message>
        <source>看看有没有东西挡住；还不行，换个办法。</source>
        <translation>See if something covers it, or choose another way.</translation>
    </message>
</context>
</TS>
