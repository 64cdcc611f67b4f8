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
        <source>刚才没看清楚</source>
        <translation>We could not see well</translation>
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
        <translation>Look at the wristband, or ask the nurses.</translation>
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
        <source>这个病区暂停探视</source>
        <translation>No visits to this ward now</translation>
    </message>
    <message>
        <source>可以打电话或视频；有急事，请去护士台。</source>
        <translation>Call or use video; if it is urgent, ask the nurses.</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>探视证</source>
        <translation>Visitor pass</translation>
    </message>
    <message>
        <source>看住院的亲友</source>
        <translation>To see somebody on the wards</translation>
    </message>
</context>
<context>
    <name>EnterDigits</name>
    <message>
        <source>病人的住院号？</source>
        <translation>Admission number?</translation>
    </message>
    <message>
        <source>十位数；扫腕带上的码也行</source>
        <translation>Ten digits, or scan the wristband</translation>
    </message>
    <message>
        <source>十位数，在病人的腕带上</source>
        <translation>Ten digits, on the wristband</translation>
    </message>
</context>
<context>
    <name>WardFacts</name>
    <message>
        <source>%1，%2 床</source>
        <translation>%1, bed %2</translation>
    </message>
    <message>
        <source>今天 %1</source>
        <translation>Today %1</translation>
    </message>
</context>
<context>
    <name>ConfirmVisit</name>
    <message>
        <source>今天还能再来 1 位</source>
        <translation>One more visitor may come today</translation>
    </message>
    <message>
        <source>今天还能来 %1 位</source>
        <translation>%1 more visitors may come today</translation>
    </message>
    <message>
        <source>去看这位病人？</source>
        <translation>Visit this patient?</translation>
    </message>
    <message>
        <source>对，办探视证</source>
        <translation>Yes, make a pass</translation>
    </message>
    <message>
        <source>病区的规定</source>
        <translation>The ward's rules</translation>
    </message>
</context>
<context>
    <name>PassPhotoConsent</name>
    <message>
        <source>照片只印在纸上，机器不留</source>
        <translation>The photo goes on this paper only; nothing is kept here</translation>
    </message>
    <message>
        <source>拍一张，印在证上</source>
        <translation>Take a photo for the pass</translation>
    </message>
    <message>
        <source>不要照片</source>
        <translation>No photo</translation>
    </message>
    <message>
        <source>证上印您的照片吗？</source>
        <translation>Your photo on the pass?</translation>
    </message>
    <message>
        <source>没有照片，一样能进</source>
        <translation>Without one you may go in just the same</translation>
    </message>
</context>
<context>
    <name>PassReady</name>
    <message>
        <source>证号 %1</source>
        <translation>Pass %1</translation>
    </message>
    <message>
        <source>没打好，拍下这个码给病区门口看</source>
        <translation>It did not print: photograph this code for the ward's door</translation>
    </message>
    <message>
        <source>到病区门口给护士看</source>
        <translation>Show the pass at the ward's door</translation>
    </message>
    <message>
        <source>探视证办好了</source>
        <translation>Your pass is ready</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>探视证的码</source>
        <translation>The pass's code</translation>
    </message>
</context>
<context>
    <name>VisitRefused</name>
    <message>
        <source>知道了</source>
        <translation>I see</translation>
    </message>
</context>
<context>
    <name>FaceNotCompared</name>
    <message>
        <source>接着办</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>没关系，不刷脸也一样能办</source>
        <translation>Never mind: it works just as well without</translation>
    </message>
</context>
<context>
    <name>FaceCheckConsent</name>
    <message>
        <source>看看是不是您本人在替家人办</source>
        <translation>To see that it is you who acts for your family</translation>
    </message>
    <message>
        <source>看看身份证是不是您本人的</source>
        <translation>To see that the ID card is yours</translation>
    </message>
    <message>
        <source>和身份证里的照片比</source>
        <translation>Compared with the photo in your ID card</translation>
    </message>
    <message>
        <source>和您留在医院的照片比</source>
        <translation>Compared with your photo at the hospital</translation>
    </message>
    <message>
        <source>，只在这台机器里，您走了就没有了</source>
        <translation>, in this machine only; gone when you leave</translation>
    </message>
    <message>
        <source>同意，刷脸</source>
        <translation>Yes, look at my face</translation>
    </message>
    <message>
        <source>不刷脸，去人工窗口</source>
        <translation>No, I will go to the window</translation>
    </message>
    <message>
        <source>不刷脸，接着办</source>
        <translation>No, go on without</translation>
    </message>
    <message>
        <source>再看一次</source>
        <translation>Try once more</translation>
    </message>
    <message>
        <source>刷脸看一下，好吗？</source>
        <translation>May we compare your face?</translation>
    </message>
</context>
</TS>
