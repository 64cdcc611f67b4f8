<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Sentences</name>
    <message>
        <source>医院里没有您的照片</source>
        <translation>The hospital has no photo of you</translation>
    </message>
    <message>
        <source>换个办法，或去人工窗口。</source>
        <translation>Take another way, or go to the service window.</translation>
    </message>
    <message>
        <source>这一步请到人工窗口办</source>
        <translation>Please do this at the service window</translation>
    </message>
    <message>
        <source>带好证件，工作人员马上帮您看。</source>
        <translation>Take your card along; staff will see to it at once.</translation>
    </message>
    <message>
        <source>光线不好，没看清</source>
        <translation>The light was poor, we could not see well</translation>
    </message>
    <message>
        <source>对着光，再来一次。</source>
        <translation>Turn to the light and try once more.</translation>
    </message>
    <message>
        <source>照片看不清，没法比对</source>
        <translation>The photo is not clear enough to compare</translation>
    </message>
    <message>
        <source>照片没拍好</source>
        <translation>The photo did not come out</translation>
    </message>
    <message>
        <source>没有照片也能用。</source>
        <translation>It is good without a photo, too.</translation>
    </message>
    <message>
        <source>这不是住院号</source>
        <translation>This is no admission number</translation>
    </message>
    <message>
        <source>住院号十位数，在腕带上，再试一次。</source>
        <translation>It has ten digits, on the wristband. Try again.</translation>
    </message>
    <message>
        <source>没找到这个住院号</source>
        <translation>No such admission number</translation>
    </message>
    <message>
        <source>看一看腕带，再输一次，或问护士台。</source>
        <translation>Look at the wristband and try again, or ask the nurses.</translation>
    </message>
    <message>
        <source>现在不是探视时间</source>
        <translation>Not in visiting hours</translation>
    </message>
    <message>
        <source>到时间再来；有急事，请去护士台。</source>
        <translation>Come back then; if it is urgent, ask the nurses.</translation>
    </message>
    <message>
        <source>今天探视的人满了</source>
        <translation>No more visitors today</translation>
    </message>
    <message>
        <source>换一天再来；有急事，请去护士台。</source>
        <translation>Come another day; if it is urgent, ask the nurses.</translation>
    </message>
    <message>
        <source>这个病区现在不能探视</source>
        <translation>No visits to this ward now</translation>
    </message>
    <message>
        <source>可以打电话或视频；有急事，请去护士台。</source>
        <translation>Call or use video; if it is urgent, ask the nurses.</translation>
    </message>
</context>
</TS>
