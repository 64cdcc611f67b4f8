<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>ChooseReportDays</name>
    <message>
        <source>看多久以内的报告？</source>
        <translation>How far back?</translation>
    </message>
    <message>
        <source>一般选最近一周就够了</source>
        <translation>The last week is usually enough</translation>
    </message>
    <message>
        <source>最近一年</source>
        <translation>Last year</translation>
    </message>
    <message>
        <source>最近一周</source>
        <translation>Last week</translation>
    </message>
    <message>
        <source>最近 %1 天</source>
        <translation>Last %1 days</translation>
    </message>
</context>
<context>
    <name>ChooseReports</name>
    <message numerus="yes">
        <source>%n 份可以打印</source>
        <translation>
            <numerusform>%n to print</numerusform>
            <numerusform>%n to print</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 份医生还没签发</source>
        <translation>
            <numerusform>%n not signed yet</numerusform>
            <numerusform>%n not signed yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 份打印过</source>
        <translation>
            <numerusform>%n printed before</numerusform>
            <numerusform>%n printed before</numerusform>
        </translation>
    </message>
    <message>
        <source>打印哪些报告？</source>
        <translation>Which reports to print?</translation>
    </message>
    <message>
        <source>现在没有能打印的报告</source>
        <translation>Nothing can be printed yet</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>All right</translation>
    </message>
    <message>
        <source>看一看</source>
        <translation>Look first</translation>
    </message>
    <message>
        <source>请选一份</source>
        <translation>Choose one</translation>
    </message>
    <message numerus="yes">
        <source>%n 份</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FetchingPages</name>
    <message>
        <source>正在取您的文件</source>
        <translation>Getting your documents</translation>
    </message>
    <message numerus="yes">
        <source>一共 %n 份，几秒钟就好</source>
        <translation>
            <numerusform>%n document, a few seconds</numerusform>
            <numerusform>%n documents, a few seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoReports</name>
    <message>
        <source>这段时间没有报告</source>
        <translation>No reports in this time</translation>
    </message>
    <message>
        <source>刚做的检查，结果还在路上</source>
        <translation>Results of recent tests are still on their way</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>换时间</source>
        <translation>Other dates</translation>
    </message>
</context>
<context>
    <name>PreviewPages</name>
    <message>
        <source>第 %1 页，共 %2 页</source>
        <translation>Page %1 of %2</translation>
    </message>
    <message>
        <source>看好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>打印机现在用不了，可以在这里看</source>
        <translation>The printer is out of order: you can look here</translation>
    </message>
    <message>
        <source>，副本</source>
        <translation>, copy</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message numerus="yes">
        <source>%n 页</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
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
    <name>PrintingPages</name>
    <message>
        <source>正在停下打印</source>
        <translation>Stopping</translation>
    </message>
    <message>
        <source>打好 %1 页，共 %2 页</source>
        <translation>%1 of %2 pages printed</translation>
    </message>
    <message>
        <source>工作人员已经知道，马上来。弄好了会接着打。</source>
        <translation>Staff know and are coming. Printing then goes on.</translation>
    </message>
    <message>
        <source>弄好了会接着打，请等一下。</source>
        <translation>Printing goes on once this is mended. Please wait.</translation>
    </message>
    <message>
        <source>不打了</source>
        <translation>Stop printing</translation>
    </message>
    <message>
        <source>正在打印，请等一下</source>
        <translation>Printing, please wait</translation>
    </message>
    <message>
        <source>前面还有别人的，轮到您就打。</source>
        <translation>Another print is before yours.</translation>
    </message>
    <message>
        <source>打印机正忙，请稍等</source>
        <translation>The printer is busy, please wait</translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>还没签发</source>
        <translation>Not signed yet</translation>
    </message>
    <message>
        <source>打印过，再打是副本</source>
        <translation>Printed before; again is a copy</translation>
    </message>
    <message>
        <source>请找医生</source>
        <translation>See your doctor</translation>
    </message>
</context>
<context>
    <name>SeeDoctor</name>
    <message>
        <source>工作人员已经知道，会来帮您。</source>
        <translation>Staff know, and will come to help you.</translation>
    </message>
    <message>
        <source>找不到路，请叫工作人员。</source>
        <translation>If you cannot find the way, call staff.</translation>
    </message>
    <message>
        <source>请马上去找医生</source>
        <translation>See your doctor now</translation>
    </message>
    <message>
        <source>有一项结果，医生要当面跟您说</source>
        <translation>Your doctor wants to tell you one result in person</translation>
    </message>
    <message>
        <source>我这就去</source>
        <translation>I am going</translation>
    </message>
</context>
<context>
    <name>TakePages</name>
    <message>
        <source>没有打印出来</source>
        <translation>Nothing was printed</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>换一台机器打印，或叫工作人员。</source>
        <translation>Print at another machine, or call staff.</translation>
    </message>
    <message>
        <source>剩下的没有打印。</source>
        <translation>The rest was not printed.</translation>
    </message>
    <message>
        <source>最后一份可能不完整。缺了可以再打一份副本。</source>
        <translation>The last one may be incomplete. If so, you can print a copy.</translation>
    </message>
    <message numerus="yes">
        <source>请拿走您的 %n 页纸</source>
        <translation>
            <numerusform>Take your %n sheet</numerusform>
            <numerusform>Take your %n sheets</numerusform>
        </translation>
    </message>
    <message>
        <source>请看看出纸口</source>
        <translation>Look into the tray</translation>
    </message>
    <message>
        <source>别落下，上面有您的信息</source>
        <translation>Leave none behind: they are about you</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
</TS>
