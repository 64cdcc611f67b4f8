<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AlsoTaken</name>
    <message>
        <source>放身份证也行</source>
        <translation>Or lay down an ID card</translation>
    </message>
    <message>
        <source>扫医保码也行</source>
        <translation>Or scan an insurance code</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>EnterDigits</name>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>您的手机号？</source>
        <translation>Your phone number?</translation>
    </message>
    <message>
        <source>身份证的最后四位？</source>
        <translation>Last four of your ID number?</translation>
    </message>
    <message>
        <source>在医院留过的那个，11 位</source>
        <translation>The one the hospital has, 11 digits</translation>
    </message>
    <message>
        <source>最后一位是 X，就点 X</source>
        <translation>If it ends in X, press X</translation>
    </message>
</context>
<context>
    <name>ForWhom</name>
    <message>
        <source>给自己办</source>
        <translation>For me</translation>
    </message>
    <message>
        <source>给谁办？</source>
        <translation>Who is this for?</translation>
    </message>
    <message>
        <source>医院登记过，您可以替这些人办</source>
        <translation>The hospital has it on record that you may act for them</translation>
    </message>
    <message>
        <source>给孩子 %1</source>
        <translation>For my child %1</translation>
    </message>
    <message>
        <source>给父母 %1</source>
        <translation>For my parent %1</translation>
    </message>
    <message>
        <source>给爱人 %1</source>
        <translation>For my spouse %1</translation>
    </message>
    <message>
        <source>给家人 %1</source>
        <translation>For my relative %1</translation>
    </message>
</context>
<context>
    <name>NewHere</name>
    <message>
        <source>医院会保存您的姓名、证件号、住址和手机号，只用来给您看病</source>
        <translation>The hospital keeps your name, ID number, address and phone, only to treat you</translation>
    </message>
    <message>
        <source>外国人永久居留证</source>
        <translation>Residence card</translation>
    </message>
    <message>
        <source>港澳台居住证</source>
        <translation>HK, Macao, Taiwan</translation>
    </message>
    <message>
        <source>居民身份证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>第一次来？先建档</source>
        <translation>First time here? Sign up</translation>
    </message>
    <message>
        <source>看看对不对，再点同意</source>
        <translation>Check it, then agree</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>号码</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>证件</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>同意，去建档</source>
        <translation>I agree, sign me up</translation>
    </message>
</context>
<context>
    <name>NowEnrolled</name>
    <message>
        <source>建好了</source>
        <translation>You are signed up</translation>
    </message>
    <message>
        <source>拍下就诊码，下次扫它就行</source>
        <translation>Photograph this code and scan it next time</translation>
    </message>
    <message>
        <source>就诊号 %1</source>
        <translation>Hospital no. %1</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>您的就诊码</source>
        <translation>Your hospital code</translation>
    </message>
</context>
<context>
    <name>TakeIdCard</name>
    <message>
        <source>请拿走身份证</source>
        <translation>Take your ID card</translation>
    </message>
    <message>
        <source>谢谢，慢走，祝您早日康复</source>
        <translation>Thank you. We wish you well</translation>
    </message>
    <message>
        <source>拿好了</source>
        <translation>I have it</translation>
    </message>
</context>
<context>
    <name>PresentIdCard</name>
    <message>
        <source>请放身份证</source>
        <translation>Lay down your ID card</translation>
    </message>
    <message>
        <source>平放在感应区，先别拿开</source>
        <translation>Flat on the reader, and leave it there</translation>
    </message>
</context>
</TS>
