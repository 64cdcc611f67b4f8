<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Visits</name>
    <message>
        <source>周日</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>周一</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>周二</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>周三</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>周四</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>周五</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>周六</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>专家号</source>
        <translation>Expert</translation>
    </message>
    <message>
        <source>专病号</source>
        <translation>Special clinic</translation>
    </message>
    <message>
        <source>多学科会诊</source>
        <translation>Joint consultation</translation>
    </message>
    <message>
        <source>普通号</source>
        <translation>General clinic</translation>
    </message>
    <message>
        <source>上午</source>
        <translation>Morning</translation>
    </message>
    <message>
        <source>下午</source>
        <translation>Afternoon</translation>
    </message>
    <message>
        <source>全天</source>
        <translation>All day</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>明天</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>%1 号</source>
        <translation>Number %1</translation>
    </message>
    <message>
        <source>余 %1</source>
        <translation>%1 left</translation>
    </message>
    <message>
        <source>约满</source>
        <translation>Full</translation>
    </message>
    <message>
        <source>待付款</source>
        <translation>To be paid</translation>
    </message>
    <message>
        <source>已挂号</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>已签到</source>
        <translation>Checked in</translation>
    </message>
    <message>
        <source>看完了</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>已退号</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>过号了</source>
        <translation>Missed</translation>
    </message>
</context>
<context>
    <name>DateStrip</name>
    <message>
        <source>更晚</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>回今天</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>LetterPad</name>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>ChooseDepartment</name>
    <message>
        <source>挂哪个科？</source>
        <translation>Which department?</translation>
    </message>
    <message>
        <source>按拼音找</source>
        <translation>By letters</translation>
    </message>
    <message>
        <source>科室名字的首字母</source>
        <translation>First letters in pinyin</translation>
    </message>
    <message>
        <source>哪里不舒服？</source>
        <translation>Where does it hurt?</translation>
    </message>
    <message>
        <source>点一下，我们找对科室</source>
        <translation>Touch it, and we find the department</translation>
    </message>
</context>
<context>
    <name>FindDepartment</name>
    <message>
        <source>科室的拼音首字母</source>
        <translation>First letters in pinyin</translation>
    </message>
    <message>
        <source>是下面这个科吗？不是就接着点</source>
        <translation>Is it one of these? If not, go on</translation>
    </message>
    <message>
        <source>比如心内科，先点 X</source>
        <translation>Cardiology (xīnxuèguǎn): begin with X</translation>
    </message>
</context>
<context>
    <name>ChooseDoctor</name>
    <message>
        <source>挂哪位医生？</source>
        <translation>Which doctor?</translation>
    </message>
    <message>
        <source>这天约满了，换一天看看</source>
        <translation>This day is full. Try another one</translation>
    </message>
</context>
<context>
    <name>ChooseSlot</name>
    <message>
        <source>几点来？</source>
        <translation>What time?</translation>
    </message>
    <message>
        <source>都约满了，换一位医生或换一天</source>
        <translation>All full. Try another doctor or day</translation>
    </message>
</context>
<context>
    <name>ConfirmRegistration</name>
    <message>
        <source>医保全付了，确认挂号吗？</source>
        <translation>Insurance pays it all. Register?</translation>
    </message>
    <message>
        <source>挂这个号，付 %1</source>
        <translation>Register for %1</translation>
    </message>
    <message>
        <source>号给您留到 %1</source>
        <translation>Kept for you until %1</translation>
    </message>
    <message>
        <source>确认挂号</source>
        <translation>Register</translation>
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
        <translation>Show your payment code</translation>
    </message>
    <message>
        <source>现在就可以对准扫码口</source>
        <translation>Hold it to the scanner now</translation>
    </message>
    <message>
        <source>挂号费</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>医保付</source>
        <translation>Insurance pays</translation>
    </message>
    <message>
        <source>您要付</source>
        <translation>You pay</translation>
    </message>
</context>
<context>
    <name>Registered</name>
    <message>
        <source>排在您前面的号</source>
        <translation>Numbers before yours</translation>
    </message>
    <message>
        <source>%1 个</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>刚才的号挂好了</source>
        <translation>That registration is done</translation>
    </message>
    <message>
        <source>挂好了</source>
        <translation>You are registered</translation>
    </message>
    <message>
        <source>到医院先签到，再去诊室</source>
        <translation>Check in first, then go to the room</translation>
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
        <source>流水号</source>
        <translation>Trace number</translation>
    </message>
</context>
<context>
    <name>MyAppointments</name>
    <message>
        <source>您的预约</source>
        <translation>Your appointments</translation>
    </message>
    <message>
        <source>点一个，看地方、付款或退号</source>
        <translation>Touch one to see where, to pay or to cancel</translation>
    </message>
</context>
<context>
    <name>NoAppointments</name>
    <message>
        <source>没有预约</source>
        <translation>No appointments</translation>
    </message>
    <message>
        <source>要看病，请选“挂号预约”</source>
        <translation>To see a doctor, choose “Register”</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>OneAppointment</name>
    <message>
        <source>付 %1，就拿到号单</source>
        <translation>Pay %1 to get your ticket</translation>
    </message>
    <message>
        <source>付款取号</source>
        <translation>Pay and get the ticket</translation>
    </message>
    <message>
        <source>退号</source>
        <translation>Cancel it</translation>
    </message>
</context>
<context>
    <name>ConfirmCancel</name>
    <message>
        <source>还没付过钱，直接退掉</source>
        <translation>Nothing was paid yet</translation>
    </message>
    <message>
        <source>钱原路退给您：怎么付的，退到哪里</source>
        <translation>Your money goes back the way you paid it</translation>
    </message>
    <message>
        <source>真的退这个号吗？</source>
        <translation>Really cancel it?</translation>
    </message>
    <message>
        <source>退了以后，号会给别人</source>
        <translation>Your number will go to somebody else</translation>
    </message>
    <message>
        <source>退号</source>
        <translation>Cancel the appointment</translation>
    </message>
</context>
<context>
    <name>AppointmentCancelled</name>
    <message>
        <source>号退好了</source>
        <translation>It is cancelled</translation>
    </message>
    <message>
        <source>钱原路退回您付款的账户</source>
        <translation>Your money goes back the way you paid it</translation>
    </message>
    <message>
        <source>这个号没有付过钱</source>
        <translation>Nothing had been paid for it</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>退给您</source>
        <translation>Back to you</translation>
    </message>
</context>
</TS>
