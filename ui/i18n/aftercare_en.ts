<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AddressByPhone</name>
    <message>
        <source>用手机扫一扫</source>
        <translation>Scan with your phone</translation>
    </message>
    <message>
        <source>在手机上写地址，写好后这里会自己变</source>
        <translation>Type the address there. This screen goes on by itself</translation>
    </message>
    <message>
        <source>这个码还能用 %1</source>
        <translation>This code lasts %1</translation>
    </message>
    <message>
        <source>填地址的二维码</source>
        <translation>Code of the address page</translation>
    </message>
</context>
<context>
    <name>BookedExam</name>
    <message>
        <source>再打一张准备单</source>
        <translation>Print the sheet again</translation>
    </message>
    <message>
        <source>改时间</source>
        <translation>Change the time</translation>
    </message>
    <message>
        <source>不做了，取消预约</source>
        <translation>Cancel the booking</translation>
    </message>
</context>
<context>
    <name>ChooseAddress</name>
    <message>
        <source>用手机填新地址</source>
        <translation>Use my phone</translation>
    </message>
    <message>
        <source>扫一扫，在手机上写</source>
        <translation>Scan, and type it there</translation>
    </message>
    <message>
        <source>送到哪里？</source>
        <translation>Where to?</translation>
    </message>
    <message>
        <source>星号遮住了，机器不存地址</source>
        <translation>Stars hide the rest. This machine keeps no address</translation>
    </message>
</context>
<context>
    <name>ChooseExam</name>
    <message>
        <source>约哪项检查？</source>
        <translation>Which examination?</translation>
    </message>
    <message>
        <source>医生开的检查，选好时间再来</source>
        <translation>Ordered by your doctor. Pick a time</translation>
    </message>
    <message>
        <source>约好了</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>先缴费</source>
        <translation>Pay first</translation>
    </message>
    <message>
        <source>去约</source>
        <translation>Book</translation>
    </message>
</context>
<context>
    <name>ChooseExamTime</name>
    <message>
        <source>这天约满了，换一天</source>
        <translation>That day is full. Try another</translation>
    </message>
    <message>
        <source>都约满了，过两天再来看</source>
        <translation>All full. Look again in a few days</translation>
    </message>
    <message>
        <source>哪天几点做？</source>
        <translation>Which day and time?</translation>
    </message>
</context>
<context>
    <name>ChoosePrescription</name>
    <message>
        <source>送哪一份药？</source>
        <translation>Which medicine?</translation>
    </message>
    <message>
        <source>付过钱、还没取的药</source>
        <translation>Paid for and not collected yet</translation>
    </message>
    <message>
        <source>办过了</source>
        <translation>Arranged</translation>
    </message>
</context>
<context>
    <name>ChooseWay</name>
    <message>
        <source>这份药怎么拿？</source>
        <translation>How would you like it?</translation>
    </message>
    <message>
        <source>免费</source>
        <translation>Free</translation>
    </message>
</context>
<context>
    <name>ConfirmDelivery</name>
    <message>
        <source>去付款</source>
        <translation>Go to payment</translation>
    </message>
    <message>
        <source>就这样办</source>
        <translation>Do it this way</translation>
    </message>
</context>
<context>
    <name>ConfirmExam</name>
    <message>
        <source>约%1</source>
        <translation>Book: %1</translation>
    </message>
    <message>
        <source>就约这个时间</source>
        <translation>Book this time</translation>
    </message>
    <message>
        <source>要空腹来</source>
        <translation>Come with an empty stomach</translation>
    </message>
    <message>
        <source>做之前请</source>
        <translation>Before you come</translation>
    </message>
</context>
<context>
    <name>DeliveryFacts</name>
    <message>
        <source>费用</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>免费</source>
        <translation>Free</translation>
    </message>
</context>
<context>
    <name>DeliveryOrdered</name>
    <message>
        <source>办好了：%1</source>
        <translation>Arranged: %1</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>ExamBooked</name>
    <message>
        <source>约好了</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>%1约好了</source>
        <translation>Booked: %1</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>要空腹来</source>
        <translation>Come with an empty stomach</translation>
    </message>
    <message>
        <source>做之前请</source>
        <translation>Before you come</translation>
    </message>
</context>
<context>
    <name>ExamClash</name>
    <message>
        <source>这个时间做不了%1</source>
        <translation>Not possible then: %1</translation>
    </message>
    <message>
        <source>还没有约上，时间没有占</source>
        <translation>Nothing has been booked yet</translation>
    </message>
    <message>
        <source>换一个时间</source>
        <translation>Another time</translation>
    </message>
</context>
<context>
    <name>ExamFacts</name>
    <message>
        <source>请 %1 到，提前半小时</source>
        <translation>Be there at %1, half an hour early</translation>
    </message>
</context>
<context>
    <name>ExamGivenBack</name>
    <message>
        <source>%1取消好了</source>
        <translation>Cancelled: %1</translation>
    </message>
    <message>
        <source>想做的时候，再来约</source>
        <translation>Book again whenever you like</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>ExamUnpaid</name>
    <message>
        <source>付好以后，接着约时间</source>
        <translation>Once it is paid, go on to pick a time</translation>
    </message>
    <message>
        <source>先付%1的钱</source>
        <translation>Pay first: %1</translation>
    </message>
    <message>
        <source>这项检查还没缴费</source>
        <translation>This examination is not paid yet</translation>
    </message>
    <message>
        <source>去缴费</source>
        <translation>Pay now</translation>
    </message>
</context>
<context>
    <name>FaceRow</name>
    <message>
        <source>很差</source>
        <translation>Awful</translation>
    </message>
    <message>
        <source>不好</source>
        <translation>Bad</translation>
    </message>
    <message>
        <source>一般</source>
        <translation>Fair</translation>
    </message>
    <message>
        <source>满意</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>很好</source>
        <translation>Great</translation>
    </message>
</context>
<context>
    <name>GuideCard</name>
    <message>
        <source>前面 %1 人</source>
        <translation>%1 ahead</translation>
    </message>
</context>
<context>
    <name>GuideOnPhone</name>
    <message>
        <source>用手机扫一扫</source>
        <translation>Scan with your phone</translation>
    </message>
    <message>
        <source>边走边看，只有今天能用</source>
        <translation>Follow it as you walk. Good for today</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>就诊指引的二维码</source>
        <translation>Code of your next steps</translation>
    </message>
</context>
<context>
    <name>NothingThere</name>
    <message>
        <source>没有要约的检查</source>
        <translation>No examination to book</translation>
    </message>
    <message>
        <source>没有可以送的药</source>
        <translation>No medicine to send</translation>
    </message>
    <message>
        <source>今天都办好了</source>
        <translation>All done for today</translation>
    </message>
    <message>
        <source>刚开的检查，等两分钟再来看</source>
        <translation>Just ordered? Look again in two minutes</translation>
    </message>
    <message>
        <source>药费付好以后，才能送药</source>
        <translation>Pay for the medicine first, then we can send it</translation>
    </message>
    <message>
        <source>可以回家了，祝您早日康复</source>
        <translation>You may go home. Get well soon</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>PaperLine</name>
    <message>
        <source>正在打印，请等一下</source>
        <translation>Printing. One moment</translation>
    </message>
    <message>
        <source>打好了，请拿走</source>
        <translation>Printed. Please take it</translation>
    </message>
    <message>
        <source>打不出来，请用手机拍下屏幕</source>
        <translation>Cannot print. Please photograph the screen</translation>
    </message>
    <message>
        <source>可能没打完整，请用手机拍下屏幕</source>
        <translation>It may be incomplete. Please photograph the screen</translation>
    </message>
</context>
<context>
    <name>ShowGuide</name>
    <message>
        <source>下一步去哪里</source>
        <translation>Your next steps</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>打印带走</source>
        <translation>Print it</translation>
    </message>
    <message>
        <source>带到手机上</source>
        <translation>To my phone</translation>
    </message>
</context>
<context>
    <name>SurveyAsk</name>
    <message>
        <source>第 %1 问，共 %2 问</source>
        <translation>Question %1 of %2</translation>
    </message>
    <message>
        <source>带上我的名字</source>
        <translation>With my name</translation>
    </message>
    <message>
        <source>不留名字</source>
        <translation>Without my name</translation>
    </message>
    <message>
        <source>点一张脸</source>
        <translation>Touch a face</translation>
    </message>
</context>
<context>
    <name>SurveyThanks</name>
    <message>
        <source>谢谢您告诉我们</source>
        <translation>Thank you for telling us</translation>
    </message>
    <message>
        <source>您的话会交给医院，祝您早日康复</source>
        <translation>We pass it on to the hospital. Get well soon</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>送药到家</source>
        <translation>Home delivery</translation>
    </message>
    <message>
        <source>代煎，来取</source>
        <translation>Decocted, collect</translation>
    </message>
    <message>
        <source>代煎，送到家</source>
        <translation>Decocted, delivered</translation>
    </message>
    <message>
        <source>窗口取药</source>
        <translation>Collect at window</translation>
    </message>
</context>
</TS>
