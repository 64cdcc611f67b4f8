<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>EnterPin</name>
    <message>
        <source>请输入工作人员密码</source>
        <translation>Enter your staff PIN</translation>
    </message>
    <message>
        <source>进入</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>StaffDesk</name>
    <message>
        <source>医院已连接</source>
        <translation>Hospital connected</translation>
    </message>
    <message>
        <source>医院连不上</source>
        <translation>Hospital not reached</translation>
    </message>
    <message>
        <source>暂停收款：%1</source>
        <translation>Payments stopped: %1</translation>
    </message>
    <message>
        <source>可以收款</source>
        <translation>Taking payments</translation>
    </message>
    <message>
        <source>待发送 %1 条 · 未结 %2 · 剩余空间 %3 MB</source>
        <translation>%1 to send · %2 unsettled · %3 MB free</translation>
    </message>
    <message>
        <source>有 %1 件要您处理</source>
        <translation>%1 waiting for you</translation>
    </message>
    <message>
        <source>没有要处理的</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>今天对账</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>昨天对账</source>
        <translation>Yesterday</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>为什么？</source>
        <translation>Why?</translation>
    </message>
</context>
<context>
    <name>DayClosed</name>
    <message>
        <source>有 %1 处不一致</source>
        <translation>Differences: %1</translation>
    </message>
    <message>
        <source>三方一致，没有差错</source>
        <translation>All three agree</translation>
    </message>
    <message>
        <source>渠道账单已出</source>
        <translation>Channel bill is final</translation>
    </message>
    <message>
        <source>渠道账单还没出，明天再看</source>
        <translation>Channel bill not final yet</translation>
    </message>
    <message>
        <source>对平</source>
        <translation>Matched</translation>
    </message>
    <message>
        <source>在途</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>本机</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>医院</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <source>渠道</source>
        <translation>Channel</translation>
    </message>
</context>
<context>
    <name>StaffWords</name>
    <message>
        <source>开始</source>
        <translation>Begun</translation>
    </message>
    <message>
        <source>等患者付</source>
        <translation>Waiting for payment</translation>
    </message>
    <message>
        <source>已收款，待结算</source>
        <translation>Received, not settled</translation>
    </message>
    <message>
        <source>核对中</source>
        <translation>Being checked</translation>
    </message>
    <message>
        <source>退款中</source>
        <translation>Going back</translation>
    </message>
    <message>
        <source>已退款</source>
        <translation>Given back</translation>
    </message>
    <message>
        <source>已结算</source>
        <translation>Settled</translation>
    </message>
    <message>
        <source>已关闭</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>未付成</source>
        <translation>Not paid</translation>
    </message>
    <message>
        <source>转人工</source>
        <translation>With staff</translation>
    </message>
    <message>
        <source>服务器不收</source>
        <translation>Refused by server</translation>
    </message>
    <message>
        <source>暂停发送</source>
        <translation>Parked</translation>
    </message>
    <message>
        <source>待发送</source>
        <translation>To be sent</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Delivered</translation>
    </message>
    <message>
        <source>交回机器再查</source>
        <translation>Hand back</translation>
    </message>
    <message>
        <source>已经处理好</source>
        <translation>Dealt with</translation>
    </message>
    <message>
        <source>等工作人员处理</source>
        <translation>Waiting for staff</translation>
    </message>
    <message>
        <source>在问支付渠道</source>
        <translation>Asking the channel</translation>
    </message>
    <message>
        <source>在问医院</source>
        <translation>Asking the hospital</translation>
    </message>
    <message>
        <source>等患者付款</source>
        <translation>Waiting for the patient</translation>
    </message>
    <message>
        <source>医院请稍后再问</source>
        <translation>Hospital asked us to wait</translation>
    </message>
    <message>
        <source>已经办完</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>患者在等</source>
        <translation>The patient is waiting</translation>
    </message>
    <message>
        <source>网络好了</source>
        <translation>The network is back</translation>
    </message>
    <message>
        <source>和财务核对过</source>
        <translation>Checked with finance</translation>
    </message>
    <message>
        <source>窗口已退款</source>
        <translation>Refunded at the window</translation>
    </message>
    <message>
        <source>窗口已结算</source>
        <translation>Settled at the window</translation>
    </message>
</context>
</TS>
