<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>BillCard</name>
    <message>
        <source>先看后付 · %1</source>
        <translation>Pay later · %1</translation>
    </message>
</context>
<context>
    <name>BillsPutOff</name>
    <message>
        <source>记下了，现在不用付</source>
        <translation>Noted: nothing to pay now</translation>
    </message>
    <message>
        <source>检查、取药可以照常办</source>
        <translation>Tests and medicines go on as usual</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>您欠的</source>
        <translation>You owe</translation>
    </message>
    <message>
        <source>今晚 23 点前付，医保照常结算；最晚%1前还清</source>
        <translation>Pay before 23:00 today as usual, and by %1 at the latest</translation>
    </message>
    <message>
        <source>一共欠</source>
        <translation>Owed in all</translation>
    </message>
    <message>
        <source>还能用</source>
        <translation>Left</translation>
    </message>
</context>
<context>
    <name>ChooseInvoice</name>
    <message>
        <source>看哪一张票据？</source>
        <translation>Which invoice?</translation>
    </message>
    <message>
        <source>最近一年的</source>
        <translation>Of the last year</translation>
    </message>
    <message>
        <source>最近三个月的</source>
        <translation>Of the last three months</translation>
    </message>
</context>
<context>
    <name>ChoosePayment</name>
    <message>
        <source>先看后付</source>
        <translation>Pay later</translation>
    </message>
    <message>
        <source>现在不付，还能用 %1</source>
        <translation>Nothing now; %1 left</translation>
    </message>
</context>
<context>
    <name>ChoosePaymentRecord</name>
    <message>
        <source>看哪一笔？</source>
        <translation>Which payment?</translation>
    </message>
    <message>
        <source>最近一年的</source>
        <translation>Of the last year</translation>
    </message>
    <message>
        <source>最近三个月的</source>
        <translation>Of the last three months</translation>
    </message>
</context>
<context>
    <name>ChoosePriceKind</name>
    <message>
        <source>查什么的价格？</source>
        <translation>Which prices?</translation>
    </message>
    <message>
        <source>药品</source>
        <translation>Medicines</translation>
    </message>
    <message>
        <source>西药、中药、疫苗</source>
        <translation>Medicines, herbs, vaccines</translation>
    </message>
    <message>
        <source>检查和治疗</source>
        <translation>Tests and treatment</translation>
    </message>
    <message>
        <source>挂号、化验、检查、材料</source>
        <translation>Visits, tests, treatment, materials</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>没打过</source>
        <translation>Not printed</translation>
    </message>
    <message>
        <source>打过了</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>不能再打</source>
        <translation>No more prints</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>红字票据</source>
        <translation>Reversal</translation>
    </message>
    <message>
        <source>已退款</source>
        <translation>Refunded</translation>
    </message>
    <message>
        <source>已付</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>微信支付</source>
        <translation>WeChat Pay</translation>
    </message>
    <message>
        <source>支付宝</source>
        <translation>Alipay</translation>
    </message>
    <message>
        <source>不用另外付</source>
        <translation>Nothing to pay</translation>
    </message>
    <message>
        <source>甲类</source>
        <translation>Class A</translation>
    </message>
    <message>
        <source>乙类</source>
        <translation>Class B</translation>
    </message>
    <message>
        <source>丙类</source>
        <translation>Class C</translation>
    </message>
    <message>
        <source>今晚 23 点前付</source>
        <translation>By 23:00 today</translation>
    </message>
    <message>
        <source>已过期，请尽快付</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>%1前还</source>
        <translation>Due by %1</translation>
    </message>
</context>
<context>
    <name>LookingUp</name>
    <message>
        <source>正在查</source>
        <translation>Looking it up</translation>
    </message>
    <message>
        <source>马上就好</source>
        <translation>Just a moment</translation>
    </message>
</context>
<context>
    <name>NoRecords</name>
    <message>
        <source>一年里没有票据</source>
        <translation>No invoices this year</translation>
    </message>
    <message>
        <source>三个月里没有票据</source>
        <translation>No recent invoices</translation>
    </message>
    <message>
        <source>一年里没有付过钱</source>
        <translation>No payments this year</translation>
    </message>
    <message>
        <source>三个月里没有付过钱</source>
        <translation>No recent payments</translation>
    </message>
    <message>
        <source>更早的，请去人工窗口查</source>
        <translation>For earlier ones, please ask at the service window</translation>
    </message>
    <message>
        <source>可以再往前看看</source>
        <translation>There may be earlier ones</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>看一年内的</source>
        <translation>Look back a year</translation>
    </message>
</context>
<context>
    <name>PeriodHead</name>
    <message>
        <source>看更早的</source>
        <translation>Earlier</translation>
    </message>
</context>
<context>
    <name>ReadTerms</name>
    <message>
        <source>先看后付的约定</source>
        <translation>The agreement</translation>
    </message>
    <message>
        <source>您的额度是 %1</source>
        <translation>Your limit is %1</translation>
    </message>
    <message>
        <source>我同意，签约</source>
        <translation>I agree and sign</translation>
    </message>
    <message>
        <source>请先看完</source>
        <translation>Read it to the end</translation>
    </message>
</context>
<context>
    <name>SearchPrices</name>
    <message>
        <source>没找到“%1”。少输几个字母再试</source>
        <translation>Nothing for “%1”. Try fewer letters</translation>
    </message>
    <message>
        <source>输入药名的拼音首字母</source>
        <translation>Type the pinyin initials</translation>
    </message>
    <message>
        <source>输入项目名的拼音首字母</source>
        <translation>Type the pinyin initials</translation>
    </message>
    <message>
        <source>比如阿莫西林，就输 AMXL</source>
        <translation>AMXL finds amoxicillin (a mo xi lin)</translation>
    </message>
    <message>
        <source>比如血常规，就输 XCG</source>
        <translation>XCG finds a blood count (xue chang gui)</translation>
    </message>
    <message>
        <source>查一下</source>
        <translation>Search</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>您还不能先看后付</source>
        <translation>You cannot pay later yet</translation>
    </message>
    <message>
        <source>请当场付款，或去人工窗口问一问。</source>
        <translation>Please pay now, or ask at the service window.</translation>
    </message>
    <message>
        <source>您还没签先看后付</source>
        <translation>You have not signed to pay later</translation>
    </message>
    <message>
        <source>先在“先看后付”里签约。</source>
        <translation>Sign under “Pay later” first.</translation>
    </message>
    <message>
        <source>协议刚刚改过</source>
        <translation>The agreement has just changed</translation>
    </message>
    <message>
        <source>再试一次，看看新的协议。</source>
        <translation>Try again to see the new one.</translation>
    </message>
    <message>
        <source>超过先看后付的额度了</source>
        <translation>That is over your limit</translation>
    </message>
    <message>
        <source>请现在付，或先还一部分。</source>
        <translation>Pay now, or pay back a part first.</translation>
    </message>
    <message>
        <source>您有欠费过期了</source>
        <translation>Something you owe is overdue</translation>
    </message>
    <message>
        <source>先还清欠费，才能再先看后付。</source>
        <translation>Pay it first, then you can pay later again.</translation>
    </message>
</context>
<context>
    <name>ShowCredit</name>
    <message>
        <source>您欠 %1</source>
        <translation>You owe %1</translation>
    </message>
    <message>
        <source>签好了</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>您没有欠费</source>
        <translation>You owe nothing</translation>
    </message>
    <message>
        <source>先看病，后付钱</source>
        <translation>Treatment first, payment later</translation>
    </message>
    <message>
        <source>您还不能先看后付</source>
        <translation>Not available to you yet</translation>
    </message>
    <message>
        <source>还能先看后付 %1</source>
        <translation>You may still pay %1 later</translation>
    </message>
    <message>
        <source>缴费时选“先看后付”就行</source>
        <translation>Choose “Pay later” when you pay</translation>
    </message>
    <message>
        <source>签一次约，以后都能用</source>
        <translation>Sign once, use it every time</translation>
    </message>
    <message>
        <source>要有医保的成年人才能签，可以去窗口问</source>
        <translation>Insured adults may sign. Please ask at the service window</translation>
    </message>
    <message>
        <source>现在付清</source>
        <translation>Pay it all now</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>看协议，签约</source>
        <translation>Read and sign</translation>
    </message>
    <message>
        <source>额度</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>已经用了</source>
        <translation>Used</translation>
    </message>
    <message>
        <source>还能用</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>检查、取药先做，当天或 30 天内再付，不收利息。</source>
        <translation>Tests and medicines first. Pay today or within 30 days, without interest.</translation>
    </message>
    <message>
        <source>今天请当场付款。</source>
        <translation>Please pay on the spot today.</translation>
    </message>
</context>
<context>
    <name>ShowInvoice</name>
    <message>
        <source>冲掉的是 %1</source>
        <translation>Cancels %1</translation>
    </message>
    <message>
        <source>被 %1 冲掉了</source>
        <translation>Cancelled by %1</translation>
    </message>
    <message>
        <source>这张不能报销，也不能打印</source>
        <translation>It cannot be claimed or printed</translation>
    </message>
    <message>
        <source>打印次数用完了，可以打凭条</source>
        <translation>No prints left, but a slip is possible</translation>
    </message>
    <message>
        <source>这是红字票据</source>
        <translation>This is a reversal</translation>
    </message>
    <message>
        <source>这张票据已作废</source>
        <translation>This invoice is void</translation>
    </message>
    <message>
        <source>票据</source>
        <translation>Invoice</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>打印副本</source>
        <translation>Print a copy</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>打印凭条</source>
        <translation>Print a slip</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>票据代码</source>
        <translation>Batch code</translation>
    </message>
    <message>
        <source>票据号码</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>校验码</source>
        <translation>Check code</translation>
    </message>
    <message>
        <source>票据的二维码</source>
        <translation>QR code of the invoice</translation>
    </message>
    <message>
        <source>用手机扫一扫，存下这张票据</source>
        <translation>Scan it to keep the invoice</translation>
    </message>
</context>
<context>
    <name>ShowPaymentRecord</name>
    <message>
        <source>补打凭条</source>
        <translation>Print the slip again</translation>
    </message>
    <message>
        <source>已经退给您</source>
        <translation>Given back to you</translation>
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
        <translation>Insurance fund</translation>
    </message>
    <message>
        <source>个人账户付</source>
        <translation>Insurance account</translation>
    </message>
    <message>
        <source>结算号</source>
        <translation>Settlement number</translation>
    </message>
    <message>
        <source>票据号码</source>
        <translation>Number</translation>
    </message>
</context>
<context>
    <name>ShowPrices</name>
    <message>
        <source>“%1”找到 %2 项</source>
        <translation>%2 found for “%1”</translation>
    </message>
    <message>
        <source>还有别的，多输几个字母再查</source>
        <translation>There are more: add letters to narrow it down</translation>
    </message>
    <message>
        <source>甲类医保全报，乙类先自付一点，丙类自费</source>
        <translation>A: insured. B: you pay a part first. C: you pay</translation>
    </message>
    <message>
        <source>再查一个</source>
        <translation>Search again</translation>
    </message>
    <message>
        <source>每%1</source>
        <translation>per %1</translation>
    </message>
</context>
</TS>
