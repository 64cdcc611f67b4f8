<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Attract</name>
    <message>
        <source>您好</source>
        <translation>Hello</translation>
    </message>
    <message>
        <source>挂号、签到、缴费、打报告，不用排队</source>
        <translation>See a doctor, check in, pay, print reports</translation>
    </message>
    <message>
        <source>点这里开始</source>
        <translation>Touch here to start</translation>
    </message>
    <message>
        <source>插医保卡</source>
        <translation>Insert your card</translation>
    </message>
    <message>
        <source>或扫凭条</source>
        <translation>Or scan a slip</translation>
    </message>
</context>
<context>
    <name>BeingChecked</name>
    <message>
        <source>刚才的付款在核对</source>
        <translation>Checking the last payment</translation>
    </message>
    <message>
        <source>付款正在核对</source>
        <translation>Checking your payment</translation>
    </message>
    <message>
        <source>钱不会丢，也不会多扣。别再付</source>
        <translation>Your money is safe. Please do not pay again</translation>
    </message>
    <message>
        <source>核对的金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>过半小时，在这里扫凭条看结果</source>
        <translation>In half an hour, scan the slip here to see the result</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>请人来帮我</source>
        <translation>Get help</translation>
    </message>
    <message>
        <source>呼叫工作人员</source>
        <translation>Call staff</translation>
    </message>
    <message>
        <source>再听一遍</source>
        <translation>Repeat</translation>
    </message>
</context>
<context>
    <name>ChooseBills</name>
    <message>
        <source>这次付哪些？</source>
        <translation>Which bills?</translation>
    </message>
    <message>
        <source>监护人 %1 代付，共 %2 笔</source>
        <translation>Guardian %1, %2 bills</translation>
    </message>
    <message>
        <source>一共 %1 笔，都选好了</source>
        <translation>%1 in all, already ticked</translation>
    </message>
    <message>
        <source>去结算</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>请选一笔</source>
        <translation>Choose a bill</translation>
    </message>
</context>
<context>
    <name>ChooseCoverage</name>
    <message>
        <source>不用医保，自费</source>
        <translation>Pay without insurance</translation>
    </message>
    <message>
        <source>用哪种医保？</source>
        <translation>Which insurance?</translation>
    </message>
    <message>
        <source>个人账户余额 %1</source>
        <translation>Account balance %1</translation>
    </message>
    <message>
        <source>暂停了，现在用不了</source>
        <translation>Suspended, cannot be used now</translation>
    </message>
</context>
<context>
    <name>ChoosePayment</name>
    <message>
        <source>怎么付这 %1？</source>
        <translation>How to pay %1?</translation>
    </message>
    <message>
        <source>用手机扫屏幕</source>
        <translation>Scan the screen</translation>
    </message>
    <message>
        <source>微信、支付宝都可以</source>
        <translation>With WeChat or Alipay</translation>
    </message>
    <message>
        <source>出示付款码</source>
        <translation>Show your pay code</translation>
    </message>
    <message>
        <source>把手机对准机器的扫码口</source>
        <translation>Hold your phone to the scanner</translation>
    </message>
</context>
<context>
    <name>ChooseService</name>
    <message>
        <source>您要办什么？</source>
        <translation>How can we help?</translation>
    </message>
    <message>
        <source>点一下；也可以直接插卡、扫凭条</source>
        <translation>Touch one, insert your card or scan a slip</translation>
    </message>
</context>
<context>
    <name>ConfirmSplit</name>
    <message>
        <source>付完还剩 %1</source>
        <translation>%1 left</translation>
    </message>
    <message>
        <source>医保全付了，您不用付钱</source>
        <translation>Insurance pays it all</translation>
    </message>
    <message>
        <source>您要付 %1</source>
        <translation>You pay %1</translation>
    </message>
    <message>
        <source>这次不用医保，全部自费</source>
        <translation>Without insurance this time</translation>
    </message>
    <message>
        <source>确认结算</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>去付款</source>
        <translation>Go to payment</translation>
    </message>
    <message>
        <source>费用合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>医保基金付</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>个人账户付</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>您要付</source>
        <translation>You pay</translation>
    </message>
</context>
<context>
    <name>MoneyBack</name>
    <message>
        <source>请去窗口办退款</source>
        <translation>Refund at the desk</translation>
    </message>
    <message>
        <source>钱已经退给您了</source>
        <translation>Your money is back</translation>
    </message>
    <message>
        <source>没结算成，正在退钱</source>
        <translation>Not settled: refunding you</translation>
    </message>
    <message>
        <source>您的钱都记着，不会丢</source>
        <translation>Your payment is on record</translation>
    </message>
    <message>
        <source>钱退回您付款的账户</source>
        <translation>It goes back the way you paid</translation>
    </message>
    <message>
        <source>要退的金额</source>
        <translation>To refund</translation>
    </message>
    <message>
        <source>退了</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>带上凭条，去人工窗口退钱</source>
        <translation>Take the slip to the service desk</translation>
    </message>
    <message>
        <source>账单还没付，可以再办一次</source>
        <translation>The bill is still open: you can try again</translation>
    </message>
</context>
<context>
    <name>NoBills</name>
    <message>
        <source>没有要付的账单</source>
        <translation>Nothing to pay</translation>
    </message>
    <message>
        <source>都付清了。刚开的单子，等两分钟再来看</source>
        <translation>All paid. If an order is new, look again in two minutes</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>最近的机器：%1</source>
        <translation>Nearest machine: %1</translation>
    </message>
    <message>
        <source>这台机器暂停服务</source>
        <translation>This machine is closed</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>上一页</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>Paid</name>
    <message>
        <source>刚才的付款办好了</source>
        <translation>Last payment done</translation>
    </message>
    <message>
        <source>付好了</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>医保和医院都结算好了</source>
        <translation>Settled with insurance and hospital</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>您付了</source>
        <translation>You paid</translation>
    </message>
    <message>
        <source>费用合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>医保基金付</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>个人账户付</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>流水号</source>
        <translation>Reference</translation>
    </message>
</context>
<context>
    <name>PresentCard</name>
    <message>
        <source>对准扫码口的红光，就诊码也行</source>
        <translation>Hold it to the red light; a hospital code will do</translation>
    </message>
    <message>
        <source>平放在感应区，先别拿开</source>
        <translation>Flat on the reader, and leave it there</translation>
    </message>
    <message>
        <source>请扫医保码</source>
        <translation>Scan your insurance code</translation>
    </message>
    <message>
        <source>请放身份证</source>
        <translation>Lay down your ID card</translation>
    </message>
    <message>
        <source>没带卡，用手机号</source>
        <translation>No card? Use your phone</translation>
    </message>
    <message>
        <source>请插入医保卡</source>
        <translation>Insert your insurance card</translation>
    </message>
    <message>
        <source>芯片朝上、朝里，插到底</source>
        <translation>Chip up and first, all the way in</translation>
    </message>
</context>
<context>
    <name>PresentPayerCode</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>换种付法</source>
        <translation>Other way</translation>
    </message>
    <message>
        <source>出示付款码，付 %1</source>
        <translation>Show your code to pay %1</translation>
    </message>
    <message>
        <source>打开微信、支付宝的付款码，对准红光</source>
        <translation>Open your payment code, hold it to the red light</translation>
    </message>
</context>
<context>
    <name>PresentSlip</name>
    <message>
        <source>请扫以前的凭条</source>
        <translation>Scan your earlier slip</translation>
    </message>
    <message>
        <source>请扫诊间凭条</source>
        <translation>Scan your doctor&apos;s slip</translation>
    </message>
    <message>
        <source>把二维码对准扫码口的红光</source>
        <translation>Hold its square code to the red light</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>流水号 %1</source>
        <translation>Reference %1</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Finish</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>停止付款</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>正在算医保付多少</source>
        <translation>Working out what insurance pays</translation>
    </message>
    <message>
        <source>请在手机上输入密码</source>
        <translation>Enter your password on the phone</translation>
    </message>
    <message>
        <source>正在收款</source>
        <translation>Taking the payment</translation>
    </message>
    <message>
        <source>钱收到了，正在结算</source>
        <translation>Payment received, now settling</translation>
    </message>
    <message>
        <source>正在停止付款</source>
        <translation>Stopping the payment</translation>
    </message>
    <message>
        <source>正在把钱退给您</source>
        <translation>Giving your money back</translation>
    </message>
    <message>
        <source>还没有收钱，几秒钟就好</source>
        <translation>Nothing has been charged yet</translation>
    </message>
    <message>
        <source>金额 %1</source>
        <translation>Amount %1</translation>
    </message>
    <message>
        <source>不用再付，请等凭条</source>
        <translation>Do not pay again. Your slip is coming</translation>
    </message>
    <message>
        <source>先确认没有扣钱，请等一下</source>
        <translation>First we make sure nothing was taken</translation>
    </message>
    <message>
        <source>钱会回到您付款的账户</source>
        <translation>It goes back the way you paid</translation>
    </message>
    <message>
        <source>锁定账单</source>
        <translation>Bills held</translation>
    </message>
    <message>
        <source>医保算账</source>
        <translation>Insurance works out its part</translation>
    </message>
    <message>
        <source>收款</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>医保结算</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>医院记账</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <source>确认没有扣钱</source>
        <translation>Nothing was taken</translation>
    </message>
    <message>
        <source>退回原账户</source>
        <translation>Refund</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>正在读身份证</source>
        <translation>Reading your ID card</translation>
    </message>
    <message>
        <source>正在找您的信息</source>
        <translation>Looking you up</translation>
    </message>
    <message>
        <source>先别拿开，马上就好</source>
        <translation>Leave it there, just a moment</translation>
    </message>
    <message>
        <source>马上就好</source>
        <translation>Just a moment</translation>
    </message>
    <message>
        <source>正在读卡</source>
        <translation>Reading your card</translation>
    </message>
    <message>
        <source>别拔卡，马上就好</source>
        <translation>Leave it in, just a moment</translation>
    </message>
</context>
<context>
    <name>ResultScreen</name>
    <message>
        <source>流水号 %1</source>
        <translation>Reference %1</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>流水号</source>
        <translation>Reference</translation>
    </message>
</context>
<context>
    <name>ScreenFrame</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>再听一遍</source>
        <translation>Repeat</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n 项 · %2</source>
        <translation>
            <numerusform>%1 · %n bill · %2</numerusform>
            <numerusform>%1 · %n bills · %2</numerusform>
        </translation>
    </message>
    <message>
        <source>医保卡先别拔</source>
        <translation>Leave your card in</translation>
    </message>
</context>
<context>
    <name>SelectAll</name>
    <message>
        <source>全选</source>
        <translation>All</translation>
    </message>
    <message>
        <source>选了 %1 笔，共 %2 笔</source>
        <translation>%1 of %2 ticked</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>放上身份证，就能建档。</source>
        <translation>Lay your ID card on the reader to sign up.</translation>
    </message>
    <message>
        <source>您是第一次来这里</source>
        <translation>This is your first time here</translation>
    </message>
    <message>
        <source>不知道退成了没有</source>
        <translation>We do not know yet whether it was cancelled</translation>
    </message>
    <message>
        <source>再问一次，不会多退，也不会少退。</source>
        <translation>Ask again: it is done once, however often you ask.</translation>
    </message>
    <message>
        <source>请用医保卡、身份证或医保码。</source>
        <translation>Use your insurance card, ID card or insurance code.</translation>
    </message>
    <message>
        <source>这个号别人也可能知道</source>
        <translation>Others may know this number too</translation>
    </message>
    <message>
        <source>这个时间的号刚被约走了</source>
        <translation>Somebody has just taken that time</translation>
    </message>
    <message>
        <source>换一个时间，别的都替您留着。</source>
        <translation>Pick another time; the rest of your choices are kept.</translation>
    </message>
    <message>
        <source>号留太久，已经放掉了</source>
        <translation>We could not keep the number any longer</translation>
    </message>
    <message>
        <source>再选一次时间，别的都替您留着。</source>
        <translation>Pick a time again; the rest of your choices are kept.</translation>
    </message>
    <message>
        <source>您已经挂了这位医生的号</source>
        <translation>You are already registered with this doctor</translation>
    </message>
    <message>
        <source>在“我的预约”里看，或换一位医生。</source>
        <translation>Look under “My appointments”, or pick another doctor.</translation>
    </message>
    <message>
        <source>来不及退这个号了</source>
        <translation>It is too late to cancel here</translation>
    </message>
    <message>
        <source>要退，请去人工窗口。</source>
        <translation>To cancel, please go to the service window.</translation>
    </message>
    <message>
        <source>这个号要在窗口退</source>
        <translation>Please cancel this one at the window</translation>
    </message>
    <message>
        <source>带上凭条，去人工窗口。</source>
        <translation>Take your slip to the service window.</translation>
    </message>
    <message>
        <source>打印机没墨粉了</source>
        <translation>The printer is out of toner</translation>
    </message>
    <message>
        <source>换一台机器打印，或叫工作人员。</source>
        <translation>Print at another machine, or call staff.</translation>
    </message>
    <message>
        <source>打印已经停下</source>
        <translation>Printing has stopped</translation>
    </message>
    <message>
        <source>想打印，从头再来一次。</source>
        <translation>To print, start again.</translation>
    </message>
    <message>
        <source>没找到这份文件</source>
        <translation>We cannot find this document</translation>
    </message>
    <message>
        <source>回到列表再看看，或去人工窗口。</source>
        <translation>Look at the list again, or ask at the desk.</translation>
    </message>
    <message>
        <source>这份文件现在不能打印</source>
        <translation>This document cannot be printed now</translation>
    </message>
    <message>
        <source>请去找您的医生，或去人工窗口。</source>
        <translation>Please see your doctor, or ask at the desk.</translation>
    </message>
    <message>
        <source>身份证拿开得太早了</source>
        <translation>Your ID card was lifted too soon</translation>
    </message>
    <message>
        <source>放回去，等屏幕说好再拿。</source>
        <translation>Put it back until the screen says it is done.</translation>
    </message>
    <message>
        <source>身份证没读出来</source>
        <translation>Your ID card could not be read</translation>
    </message>
    <message>
        <source>拿起来，再平放一次；不行就去人工窗口。</source>
        <translation>Lift it and lay it flat again, or go to the counter.</translation>
    </message>
    <message>
        <source>这张证在这里读不了</source>
        <translation>This card cannot be read here</translation>
    </message>
    <message>
        <source>换成医保卡，或去人工窗口。</source>
        <translation>Use your insurance card, or go to the counter.</translation>
    </message>
    <message>
        <source>证里的信息不对</source>
        <translation>The details on this card are not right</translation>
    </message>
    <message>
        <source>拿好证，请去人工窗口。</source>
        <translation>Keep the card and go to the counter.</translation>
    </message>
    <message>
        <source>这张身份证过期了</source>
        <translation>This ID card has expired</translation>
    </message>
    <message>
        <source>这个医保码是办别的事用的</source>
        <translation>This insurance code was made for something else</translation>
    </message>
    <message>
        <source>刷新手机上的医保码，再对准一次。</source>
        <translation>Refresh the code on your phone and scan it again.</translation>
    </message>
    <message>
        <source>这个码过期了</source>
        <translation>This code has expired</translation>
    </message>
    <message>
        <source>刷新手机上的码，再对准一次。</source>
        <translation>Refresh the code on your phone and scan it again.</translation>
    </message>
    <message>
        <source>医保不认识这个码</source>
        <translation>The insurer does not know this code</translation>
    </message>
    <message>
        <source>打开医保码或就诊码，再对准一次。</source>
        <translation>Open your insurance or hospital code and scan it again.</translation>
    </message>
    <message>
        <source>这个码看不出您是谁</source>
        <translation>This code does not say who you are</translation>
    </message>
    <message>
        <source>手机号和证件号对不上</source>
        <translation>Phone number and ID digits do not match</translation>
    </message>
    <message>
        <source>再输一次，或去人工窗口。</source>
        <translation>Type them again, or go to the counter.</translation>
    </message>
    <message>
        <source>试的次数太多了</source>
        <translation>Too many tries</translation>
    </message>
    <message>
        <source>请带上证件，去人工窗口。</source>
        <translation>Take your ID to the counter.</translation>
    </message>
    <message>
        <source>这不是手机号</source>
        <translation>That is not a mobile number</translation>
    </message>
    <message>
        <source>看一看，再输一次。</source>
        <translation>Check it and type it again.</translation>
    </message>
    <message>
        <source>没有您的预约</source>
        <translation>You have no appointment</translation>
    </message>
    <message>
        <source>想看病，请选“挂号预约”。</source>
        <translation>To see a doctor, choose Register.</translation>
    </message>
    <message>
        <source>来早了，还没开始签到</source>
        <translation>You are early; check-in is not open</translation>
    </message>
    <message>
        <source>就诊前一小时再来签到。</source>
        <translation>Check in from one hour before your visit.</translation>
    </message>
    <message>
        <source>预约不在今天</source>
        <translation>Your appointment is not today</translation>
    </message>
    <message>
        <source>看好日子，那天再来签到。</source>
        <translation>Look at the date and check in on that day.</translation>
    </message>
    <message>
        <source>预约的时间过了</source>
        <translation>The time of your appointment is over</translation>
    </message>
    <message>
        <source>去诊区护士台问一问，或重新挂号。</source>
        <translation>Ask the nurses at the clinic, or register again.</translation>
    </message>
    <message>
        <source>不在这栋楼看</source>
        <translation>Your visit is not in this building</translation>
    </message>
    <message>
        <source>去预约单上写的地方签到。</source>
        <translation>Check in at the place on your ticket.</translation>
    </message>
    <message>
        <source>您已经签过到了</source>
        <translation>You have checked in already</translation>
    </message>
    <message>
        <source>去诊区等，听叫号。</source>
        <translation>Wait there for your number.</translation>
    </message>
    <message>
        <source>挂号费还没付好</source>
        <translation>The registration fee is not paid</translation>
    </message>
    <message>
        <source>付好再签到，或去人工窗口。</source>
        <translation>Pay it first, or go to the service window.</translation>
    </message>
    <message>
        <source>这个预约取消了</source>
        <translation>This appointment was cancelled</translation>
    </message>
    <message>
        <source>想看病，请重新挂号。</source>
        <translation>To see a doctor, register again.</translation>
    </message>
    <message>
        <source>这不是预约单的码</source>
        <translation>This is not a ticket's code</translation>
    </message>
    <message>
        <source>换成预约单或挂号凭条，再对准一次。</source>
        <translation>Use your appointment or registration ticket and try again.</translation>
    </message>
    <message>
        <source>您的钱没有动。</source>
        <translation>No money has moved.</translation>
    </message>
    <message>
        <source>不影响您付款。</source>
        <translation>Your payment is not affected.</translation>
    </message>
    <message>
        <source>这个设备没有连上</source>
        <translation>A device is not connected</translation>
    </message>
    <message>
        <source>换一台机器，或去人工窗口。</source>
        <translation>Use another machine, or go to the desk.</translation>
    </message>
    <message>
        <source>这个设备正忙</source>
        <translation>A device is busy</translation>
    </message>
    <message>
        <source>等一会儿，再试一次。</source>
        <translation>Wait a little, then try again.</translation>
    </message>
    <message>
        <source>等太久了，设备没有回应</source>
        <translation>A device did not answer</translation>
    </message>
    <message>
        <source>再试一次；还不行，请叫工作人员。</source>
        <translation>Try again. If it fails, call staff.</translation>
    </message>
    <message>
        <source>设备出了点问题</source>
        <translation>Something went wrong with a device</translation>
    </message>
    <message>
        <source>设备坏了</source>
        <translation>A device is broken</translation>
    </message>
    <message>
        <source>没读到卡，可能插反了</source>
        <translation>The card may be the wrong way round</translation>
    </message>
    <message>
        <source>拔出来，芯片朝上、朝里，再插一次。</source>
        <translation>Take it out, turn the chip up and first, insert it again.</translation>
    </message>
    <message>
        <source>卡拔得太早了</source>
        <translation>The card came out too early</translation>
    </message>
    <message>
        <source>再插一次，等屏幕说可以拔再拔。</source>
        <translation>Insert it again and leave it in until we say so.</translation>
    </message>
    <message>
        <source>这不是社保卡</source>
        <translation>This is no insurance card</translation>
    </message>
    <message>
        <source>换成医保卡（社会保障卡），再插一次。</source>
        <translation>Insert your social-security card instead.</translation>
    </message>
    <message>
        <source>卡里的信息读不出来</source>
        <translation>The card cannot be read</translation>
    </message>
    <message>
        <source>擦一擦芯片，再插一次；还不行，去人工窗口。</source>
        <translation>Wipe the chip and try again, or go to the desk.</translation>
    </message>
    <message>
        <source>卡里的信息不对</source>
        <translation>The card&apos;s data is not right</translation>
    </message>
    <message>
        <source>拿好卡，请去人工窗口。</source>
        <translation>Take your card to the desk.</translation>
    </message>
    <message>
        <source>这张卡过期了</source>
        <translation>This card has expired</translation>
    </message>
    <message>
        <source>去社保网点换卡；今天看病请去人工窗口。</source>
        <translation>Renew it at a social-security office. For today, go to the desk.</translation>
    </message>
    <message>
        <source>机器里有两张卡</source>
        <translation>There are two cards in the machine</translation>
    </message>
    <message>
        <source>都拔出来，只插一张医保卡。</source>
        <translation>Take both out, insert one only.</translation>
    </message>
    <message>
        <source>卡还在机器里</source>
        <translation>Your card is still in the machine</translation>
    </message>
    <message>
        <source>请拔出您的卡，带走。</source>
        <translation>Take it out and keep it.</translation>
    </message>
    <message>
        <source>这张卡挂失或停用了</source>
        <translation>This card is reported lost or blocked</translation>
    </message>
    <message>
        <source>请带身份证，去人工窗口。</source>
        <translation>Go to the desk with your ID.</translation>
    </message>
    <message>
        <source>这个码太长，认不出来</source>
        <translation>This code is too long</translation>
    </message>
    <message>
        <source>换一个码，再对准一次。</source>
        <translation>Try another code.</translation>
    </message>
    <message>
        <source>码没有扫清楚</source>
        <translation>The code was not clear</translation>
    </message>
    <message>
        <source>调亮手机，离远一点，再对准一次。</source>
        <translation>Brighten the phone, hold it further away, try again.</translation>
    </message>
    <message>
        <source>这不是付款码</source>
        <translation>This is no payment code</translation>
    </message>
    <message>
        <source>打开微信或支付宝的“付款”，再对准一次。</source>
        <translation>Open “Pay” in WeChat or Alipay and try again.</translation>
    </message>
    <message>
        <source>这不是我们的凭条</source>
        <translation>This is not one of our slips</translation>
    </message>
    <message>
        <source>换成印有二维码的凭条，再对准一次。</source>
        <translation>Use the slip with the square code.</translation>
    </message>
    <message>
        <source>打印机没纸了</source>
        <translation>The printer is out of paper</translation>
    </message>
    <message>
        <source>用手机拍下屏幕上的码，和凭条一样。</source>
        <translation>Photograph the code on screen: it is as good.</translation>
    </message>
    <message>
        <source>打印机卡纸了</source>
        <translation>The paper has jammed</translation>
    </message>
    <message>
        <source>打印机的盖子开着</source>
        <translation>The printer&apos;s cover is open</translation>
    </message>
    <message>
        <source>请叫工作人员关上盖子。</source>
        <translation>Call staff to close it.</translation>
    </message>
    <message>
        <source>打印机切不断纸</source>
        <translation>The printer cannot cut</translation>
    </message>
    <message>
        <source>轻轻撕下凭条，或叫工作人员。</source>
        <translation>Tear the slip off gently, or call staff.</translation>
    </message>
    <message>
        <source>凭条可能没打完整</source>
        <translation>The slip may be incomplete</translation>
    </message>
    <message>
        <source>看一看出纸口；不完整会再打一张副本。</source>
        <translation>Look at it: if need be, a copy will be printed.</translation>
    </message>
    <message>
        <source>医院系统连不上</source>
        <translation>The hospital&apos;s system does not answer</translation>
    </message>
    <message>
        <source>等一会儿再来，或去人工窗口。</source>
        <translation>Come back a little later, or go to the desk.</translation>
    </message>
    <message>
        <source>医院系统太忙了</source>
        <translation>The hospital&apos;s system is busy</translation>
    </message>
    <message>
        <source>等一分钟，再试一次。</source>
        <translation>Wait a minute, then try again.</translation>
    </message>
    <message>
        <source>医院系统出错了</source>
        <translation>The hospital&apos;s system has a fault</translation>
    </message>
    <message>
        <source>没找到您的就诊记录</source>
        <translation>We found no record of you</translation>
    </message>
    <message>
        <source>请带卡和身份证，去人工窗口建档。</source>
        <translation>Register at the desk with card and ID.</translation>
    </message>
    <message>
        <source>密码不对</source>
        <translation>Wrong PIN</translation>
    </message>
    <message>
        <source>请再输一遍。</source>
        <translation>Please type it again.</translation>
    </message>
    <message>
        <source>密码错了太多次</source>
        <translation>Too many wrong PINs</translation>
    </message>
    <message>
        <source>请过五分钟再来。</source>
        <translation>Please come back in five minutes.</translation>
    </message>
    <message>
        <source>没找到这个预约</source>
        <translation>No such booking found</translation>
    </message>
    <message>
        <source>看看是不是本人的，或去人工窗口。</source>
        <translation>Is it your own? If so, ask at the window.</translation>
    </message>
    <message>
        <source>没找到这张凭条</source>
        <translation>We do not know this slip</translation>
    </message>
    <message>
        <source>看看是不是本院的凭条，或去人工窗口。</source>
        <translation>Is it from this hospital? Or ask at the desk.</translation>
    </message>
    <message>
        <source>账单刚刚变了</source>
        <translation>The bill has just changed</translation>
    </message>
    <message>
        <source>再试一次，看看新的账单。</source>
        <translation>Try again to see the new bill.</translation>
    </message>
    <message>
        <source>别处正在付这笔账</source>
        <translation>This bill is being paid elsewhere</translation>
    </message>
    <message>
        <source>等几分钟再来，或去人工窗口。</source>
        <translation>Come back in a few minutes, or go to the desk.</translation>
    </message>
    <message>
        <source>这笔账已经付过了</source>
        <translation>This bill is already paid</translation>
    </message>
    <message>
        <source>不用再付；需要凭条，请选“补打凭条”。</source>
        <translation>Do not pay again. For a slip, choose “Print a slip again”.</translation>
    </message>
    <message>
        <source>医保这次不能报</source>
        <translation>Insurance does not cover this</translation>
    </message>
    <message>
        <source>可以选自费，或去医保窗口问原因。</source>
        <translation>Pay without it, or ask at the insurance desk.</translation>
    </message>
    <message>
        <source>刚才的金额过期了</source>
        <translation>The amount is out of date</translation>
    </message>
    <message>
        <source>再试一次，我们重新算。</source>
        <translation>Try again and we work it out anew.</translation>
    </message>
    <message>
        <source>现在不能在这里缴费</source>
        <translation>You cannot pay here just now</translation>
    </message>
    <message>
        <source>这一步做不了</source>
        <translation>This step is not possible</translation>
    </message>
    <message>
        <source>从头再来一次，或叫工作人员。</source>
        <translation>Start again, or call staff.</translation>
    </message>
    <message>
        <source>这台机器正在恢复</source>
        <translation>This machine is recovering</translation>
    </message>
    <message>
        <source>机器自己出错了</source>
        <translation>The machine made a mistake</translation>
    </message>
    <message>
        <source>余额不够，没有付成</source>
        <translation>Not enough money on that account</translation>
    </message>
    <message>
        <source>换一张卡，或换一种付法。</source>
        <translation>Use another card or another way.</translation>
    </message>
    <message>
        <source>付款码过期了</source>
        <translation>The payment code has expired</translation>
    </message>
    <message>
        <source>刷新手机上的付款码，再付一次。</source>
        <translation>Refresh it on your phone and try again.</translation>
    </message>
    <message>
        <source>付款码用不了</source>
        <translation>The payment code cannot be used</translation>
    </message>
    <message>
        <source>超过了您的支付限额</source>
        <translation>This is above your payment limit</translation>
    </message>
    <message>
        <source>您在手机上取消了</source>
        <translation>You cancelled on your phone</translation>
    </message>
    <message>
        <source>想继续，再选一种付法。</source>
        <translation>To go on, choose a way to pay.</translation>
    </message>
    <message>
        <source>等太久，付款已停止</source>
        <translation>Time ran out, the payment was stopped</translation>
    </message>
    <message>
        <source>银行没有同意这笔付款</source>
        <translation>The bank refused the payment</translation>
    </message>
    <message>
        <source>这一步没有办成</source>
        <translation>That did not work</translation>
    </message>
    <message>
        <source>再试一次，或叫工作人员。</source>
        <translation>Try again, or call staff.</translation>
    </message>
    <message>
        <source>。</source>
        <translation>.</translation>
    </message>
    <message>
        <source>钱的去向正在核对，不会丢，也不会多扣。</source>
        <translation>We are checking the payment. You will not lose it or pay twice.</translation>
    </message>
    <message>
        <source>已经付的钱会原路退给您。</source>
        <translation>What you paid goes back the way it came.</translation>
    </message>
    <message>
        <source>您的钱已经付好，不用再付。</source>
        <translation>Your payment went through. Do not pay again.</translation>
    </message>
    <message>
        <source>机器里有张卡。要用它，请拔出来再插一次</source>
        <translation>A card is in the machine. To use it, take it out and put it in again</translation>
    </message>
    <message>
        <source>没有凭条纸了，凭条用屏幕上的码代替</source>
        <translation>No slip paper: you get a code on screen instead</translation>
    </message>
    <message>
        <source>读卡器坏了，请扫诊间凭条</source>
        <translation>Card reader out of order: scan a doctor&apos;s slip</translation>
    </message>
    <message>
        <source>扫码器坏了，请插医保卡</source>
        <translation>Scanner out of order: insert your card</translation>
    </message>
    <message>
        <source>医院系统连不上，现在不能缴费</source>
        <translation>No link to the hospital: no payments just now</translation>
    </message>
    <message>
        <source>等您在手机上确认</source>
        <translation>Waiting for you, on your phone</translation>
    </message>
    <message>
        <source>等银行回话</source>
        <translation>Waiting for the bank</translation>
    </message>
    <message>
        <source>等医保回话</source>
        <translation>Waiting for the insurer</translation>
    </message>
    <message>
        <source>等医院回话</source>
        <translation>Waiting for the hospital</translation>
    </message>
    <message>
        <source>请等一下</source>
        <translation>One moment</translation>
    </message>
    <message>
        <source>凭条正在打印</source>
        <translation>Your slip is printing</translation>
    </message>
    <message>
        <source>凭条打好了，请拿走</source>
        <translation>Take your slip</translation>
    </message>
    <message>
        <source>打不了凭条。请拍下这个码，一样有用</source>
        <translation>No paper slip. Photograph this code: it is as good</translation>
    </message>
    <message>
        <source>凭条可能不完整。请拍下这个码，一样有用</source>
        <translation>Slip incomplete? Photograph this code: it is as good</translation>
    </message>
    <message>
        <source>没找到这项检查</source>
        <translation>No such examination found</translation>
    </message>
    <message>
        <source>回去再选一次，或去检查科室。</source>
        <translation>Go back and choose again, or ask at the department.</translation>
    </message>
    <message>
        <source>和别的检查冲突</source>
        <translation>It clashes with another examination</translation>
    </message>
    <message>
        <source>换一个时间。</source>
        <translation>Choose another time.</translation>
    </message>
    <message>
        <source>这项检查还没缴费</source>
        <translation>This examination is not paid yet</translation>
    </message>
    <message>
        <source>先缴费，再约时间。</source>
        <translation>Pay first, then pick a time.</translation>
    </message>
    <message>
        <source>这张处方刚刚变了</source>
        <translation>This prescription has just changed</translation>
    </message>
    <message>
        <source>回去再看一次，或去药房窗口。</source>
        <translation>Look again, or ask at the pharmacy window.</translation>
    </message>
    <message>
        <source>这个地址送不到</source>
        <translation>Nobody delivers to that address</translation>
    </message>
    <message>
        <source>换一个地址，或到窗口取药。</source>
        <translation>Choose another, or collect at the window.</translation>
    </message>
    <message>
        <source>手机上还没填好</source>
        <translation>Nothing came from the phone in time</translation>
    </message>
    <message>
        <source>再扫一次，或选一个地址。</source>
        <translation>Scan again, or choose an address.</translation>
    </message>
</context>
<context>
    <name>ShowPayQr</name>
    <message>
        <source>这个码还能用 %1</source>
        <translation>Valid for %1</translation>
    </message>
    <message>
        <source>扫码付 %1</source>
        <translation>Scan to pay %1</translation>
    </message>
    <message>
        <source>打开微信或支付宝，点“扫一扫”</source>
        <translation>Open WeChat or Alipay and choose Scan</translation>
    </message>
    <message>
        <source>换种付法</source>
        <translation>Other way</translation>
    </message>
    <message>
        <source>付好后，这里会自己变</source>
        <translation>This screen moves on once you have paid</translation>
    </message>
    <message>
        <source>付款的二维码</source>
        <translation>Payment code</translation>
    </message>
</context>
<context>
    <name>SlipPanel</name>
    <message>
        <source>凭条的二维码</source>
        <translation>Slip code</translation>
    </message>
</context>
<context>
    <name>StepMarks</name>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
</context>
<context>
    <name>TakeCardAndSlip</name>
    <message>
        <source>您的卡还在机器里！</source>
        <translation>Your card is still in!</translation>
    </message>
    <message>
        <source>请拿走卡和凭条</source>
        <translation>Take your card and slip</translation>
    </message>
    <message>
        <source>请拿走您的卡</source>
        <translation>Take your card</translation>
    </message>
    <message>
        <source>请拿走凭条</source>
        <translation>Take your slip</translation>
    </message>
    <message>
        <source>请现在拔出来，带走</source>
        <translation>Please take it out now</translation>
    </message>
    <message>
        <source>谢谢，慢走，祝您早日康复</source>
        <translation>Thank you. We wish you well</translation>
    </message>
</context>
<context>
    <name>TimeoutWarning</name>
    <message>
        <source>您还在吗？</source>
        <translation>Are you still there?</translation>
    </message>
    <message>
        <source>%1 秒后结束，清除您的信息</source>
        <translation>In %1 s we finish and clear your details</translation>
    </message>
    <message>
        <source>我还在</source>
        <translation>I am here</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>普通版</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>长辈版</source>
        <translation>Large type</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>演示</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>%1月%2日</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>MoreServices</name>
    <message>
        <source>更多服务</source>
        <translation>More services</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>缴费</source>
        <translation>Pay a bill</translation>
    </message>
    <message>
        <source>门诊费用，医保直接结算</source>
        <translation>With your insurance</translation>
    </message>
    <message>
        <source>挂号预约</source>
        <translation>See a doctor</translation>
    </message>
    <message>
        <source>今天和以后十四天</source>
        <translation>Today or in 14 days</translation>
    </message>
    <message>
        <source>取号签到</source>
        <translation>Check in</translation>
    </message>
    <message>
        <source>预约好的从这里开始</source>
        <translation>Already booked?</translation>
    </message>
    <message>
        <source>打印报告</source>
        <translation>Print reports</translation>
    </message>
    <message>
        <source>化验、检查、影像</source>
        <translation>Lab, tests, imaging</translation>
    </message>
    <message>
        <source>我的预约</source>
        <translation>My bookings</translation>
    </message>
    <message>
        <source>看一看，也可以取消</source>
        <translation>Look at or cancel them</translation>
    </message>
    <message>
        <source>检查预约</source>
        <translation>Book a test</translation>
    </message>
    <message>
        <source>B超、CT、胃镜选时间</source>
        <translation>Choose a time</translation>
    </message>
    <message>
        <source>电子票据</source>
        <translation>E-invoices</translation>
    </message>
    <message>
        <source>看、打印发票</source>
        <translation>Look at or print them</translation>
    </message>
    <message>
        <source>缴费记录</source>
        <translation>Payments</translation>
    </message>
    <message>
        <source>付过的每一笔</source>
        <translation>All you have paid</translation>
    </message>
    <message>
        <source>物价查询</source>
        <translation>Prices</translation>
    </message>
    <message>
        <source>药和项目多少钱</source>
        <translation>Medicines and services</translation>
    </message>
    <message>
        <source>先看后付</source>
        <translation>Pay later</translation>
    </message>
    <message>
        <source>签约、欠费、还款</source>
        <translation>Sign, see what is owed, pay</translation>
    </message>
    <message>
        <source>就诊指引</source>
        <translation>Visit guide</translation>
    </message>
    <message>
        <source>下一步去哪里</source>
        <translation>Where to go next</translation>
    </message>
    <message>
        <source>送药到家</source>
        <translation>Home delivery</translation>
    </message>
    <message>
        <source>中药代煎也可以</source>
        <translation>Herbs can be brewed too</translation>
    </message>
    <message>
        <source>评价一下</source>
        <translation>Rate your visit</translation>
    </message>
    <message>
        <source>三下就好</source>
        <translation>Three touches</translation>
    </message>
    <message>
        <source>第一次来</source>
        <translation>New patient</translation>
    </message>
    <message>
        <source>用身份证建档</source>
        <translation>Enrol with your ID card</translation>
    </message>
    <message>
        <source>扫诊间凭条</source>
        <translation>Scan a slip</translation>
    </message>
    <message>
        <source>医生给的纸上有二维码</source>
        <translation>The code the doctor printed</translation>
    </message>
    <message>
        <source>补打凭条</source>
        <translation>Print a slip again</translation>
    </message>
    <message>
        <source>用以前的凭条，再打一张</source>
        <translation>A copy, from an earlier slip</translation>
    </message>
    <message>
        <source>更多服务</source>
        <translation>More services</translation>
    </message>
</context>
</TS>
