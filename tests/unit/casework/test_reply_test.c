/* SPDX-License-Identifier: MIT */
/* What each test of a reply finds and lets pass: words, fields, days, what was asked, whom and which place it names, copies. */
#include "replies.h"

static void words(void **state) {
    static const reply_row rows[] = {
        {"'p':{'test':'phrases','phrases':{'高度重视':'info'}}", "{'reply':'我局高度重视。'}", NULL, "send phrase[高度重视]"},
        {"'p':{'test':'phrases','phrases':{'高度重视':'error'},'most':1}", "{'reply':'高度重视，高度重视。'}", NULL,
         "refuse phrase[高度重视] phrase[高度重视]"},
        {"'p':{'test':'phrases','phrases':{'高度重视':'error'},'most':2}", "{'reply':'高度重视，高度重视。'}", NULL, "send"},
        {"'p':{'test':'phrases','phrases':{'转…处理':'warning'}}", "{'reply':'已转住建局处理。'}", NULL, "fix phrase[转住建局处理]"},
        {"'p':{'test':'phrases','phrases':{'您好':'info'},'least':1,'severity':'warning'}", "{'reply':'已处理。'}", NULL,
         "fix phrase_missing[]"},
        {"'p':{'test':'phrases','phrases':{'您好':'info'},'least':1,'severity':'warning'}", "{'reply':'您好，已处理。'}", NULL, "send"},
        {"'p':{'test':'phrases','phrases':{'搞定':'info'},'field':'internal'}",
         "{'reply':'搞定。','internal':'已搞定','fields':{'internal':'已搞定'}}", NULL, "send phrase[搞定]"},
        {"'p':{'test':'phrases','phrases':{'搞定':'info'},'most':'undefined'}", "{'reply':'搞定。'}", NULL, "send ?reply.checks.p.most"},
        {"'v':{'test':'vague','severity':'warning'}", "{'reply':'我局将尽快处理。'}", NULL, "fix vague[尽快]"},
        {"'v':{'test':'vague','severity':'warning'}", "{'reply':'我局将于5月28日前尽快处理。'}", NULL, "send"},
        {"'v':{'test':'vague','severity':'warning','most':1}", "{'reply':'我局将尽快处理。'}", NULL, "send"},
        {"'v':{'test':'vague','severity':'warning','phrases':{'择机':'info'}}", "{'reply':'我局择机处理。'}", NULL, "fix vague[择机]"},
        {"'o':{'test':'overpromise'}", "{'reply':'我们保证百分之百解决。'}", NULL, "refuse overpromise[保证百分之百解决]"},
        {"'o':{'test':'overpromise','phrases':{'包您满意':'warning'}}", "{'reply':'包您满意。'}", NULL, "fix overpromise[包您满意]"},
        {"'c':{'test':'contradiction','severity':'warning'}", "{'reply':'已与您电话联系。多次拨打均无法联系。'}", NULL,
         "fix contradiction[无法联系]"},
        {"'c':{'test':'contradiction','severity':'warning'}", "{'reply':'已与您电话联系。'}", NULL, "send"},
        {"'c':{'test':'contradiction','severity':'warning'}", "{'reply':'昨日无人接听，今日已与您电话联系。'}", NULL, "send"},
        {"'c':{'test':'contradiction','phrases':{'免费/收取费用':'error'}}", "{'reply':'该项目免费。办理时收取费用。'}", NULL,
         "refuse contradiction[免费]"},
        {"'e':{'test':'empty','severity':'warning'}", "{'reply':'您好，可以，全市任一窗口均可补办。'}", NULL,
         "fix brief[您好，可以，全市任一窗口均可补办。]"},
        {"'e':{'test':'empty','severity':'warning'}", "{'reply':'路灯5月8日修好。'}", NULL, "send"},
        {"'e':{'test':'empty','severity':'warning'}",
         "{'matter':'北门外人行道上的四盏路灯一个多月没有亮了。','reply':'您反映北门外人行道上的四盏路灯一个多月没有亮了。'}", NULL,
         "fix echo[您反映北门外人行道上的四盏路灯一个多月没有亮了。]"},
        {"'c':{'test':'contradiction','phrases':{'免费 / 收取费用':'error'}}", "{'reply':'该项目免费。办理时收取费用。'}", NULL,
         "refuse contradiction[免费]"},
        {"'c':{'test':'contradiction','phrases':{'电话保密':'error'}}", "{'reply':'已电话联系诉求人。诉求人电话保密。'}", NULL,
         "refuse contradiction[电话保密]"},
        {"'s':{'test':'personal_data'}", "{'reply':'请联系张师傅13800138000。'}", NULL, "refuse personal[13800138000]"},
        {"'s':{'test':'personal_data','allow':['mobile']}", "{'reply':'请联系张师傅13800138000。'}", NULL, "send"},
        {"'s':{'test':'personal_data'}", "{'reply':'请到政务服务中心3号楼203室公安窗口办理。'}", NULL, "send"},
        {"'s':{'test':'personal_data'}", "{'reply':'东门小区3号楼2单元501室漏水。'}", NULL, "refuse personal[3号楼2单元501室]"},
        {"'s':{'test':'personal_data','most':1}", "{'reply':'请联系张师傅13800138000。'}", NULL, "send"},
        {"'s':{'test':'specifics','least':2,'severity':'info'}", "{'reply':'5月8日更换。'}", NULL, "send generic[5月8日更换。]"},
        {"'s':{'test':'specifics','least':2,'severity':'info'}", "{'reply':'5月8日更换灯具12盏。'}", NULL, "send"},
        {"'p':{'test':'phrases','phrases':{'搞定':'info'},'field':'internal'}", "{'reply':'搞定。'}", NULL, "send"},
        {"'p':{'test':'phrases','phrases':{'搞定':'info'},'field':'answer'}", "{'reply':'搞定。'}", NULL, "send phrase[搞定]"},
        {"'p':{'test':'phrases','phrases':{'搞定':'info'},'least':'undefined'}", "{'reply':'好。'}", NULL, "send ?reply.checks.p.least"},
        {"'v':{'test':'vague','severity':'warning'}", "{'reply':'我局将尽快处理，适时回访。'}", NULL, "fix vague[尽快]"},
        {"'v':{'test':'vague','severity':'warning'}", "{'reply':'我局将尽快处理。适时回访。'}", NULL, "fix vague[尽快] vague[适时]"},
        {"'v':{'test':'vague','most':'undefined'}", "{'reply':'我局将尽快处理。'}", NULL, "send ?reply.checks.v.most"},
        {"'o':{'test':'overpromise','phrases':{'保证':'warning'}}", "{'reply':'我们保证百分之百解决。'}", NULL, "fix overpromise[保证]"},
        {"'o':{'test':'overpromise','phrases':{'我们':'warning'}}", "{'reply':'我们保证百分之百解决。'}", NULL,
         "refuse overpromise[我们] overpromise[保证百分之百解决]"},
        {"'o':{'test':'overpromise','phrases':{'负责':'warning'}}", "{'reply':'永远不停水，由我们负责。'}", NULL,
         "refuse overpromise[负责] overpromise[永远不]"},
        {"'o':{'test':'overpromise','most':2}", "{'reply':'我们保证百分之百解决。永远不停水。'}", NULL, "send"},
        {"'c':{'test':'contradiction','most':1}", "{'reply':'已与您电话联系。多次拨打均无法联系。'}", NULL, "send"},
        {"'c':{'test':'contradiction','phrases':{'免费/收取费用':'error'}}", "{'reply':'办理时收取费用。'}", NULL, "send"},
        {"'c':{'test':'contradiction','phrases':{'电话保密':'error'}}", "{'reply':'诉求人电话保密。'}", NULL, "send"},
        {"'e':{'test':'empty','severity':'warning'}", "{'reply':'。'}", NULL, "fix empty[。]"},
        {"'e':{'test':'empty','least':'undefined'}", "{'reply':'好。'}", NULL, "send ?reply.checks.e.least"},
        {"'s':{'test':'specifics','least':'undefined'}", "{'reply':'好。'}", NULL, "send ?reply.checks.s.least"},
        {"'s':{'test':'stock','least':'undefined'}", "{'reply':'好。'}", NULL, "send ?reply.checks.s.least"},
        {"'s':{'test':'personal_data','field':'internal'}", "{'reply':'请联系张师傅13800138000。'}", NULL, "send"},
        {"'s':{'test':'personal_data','field':'internal'}", "{'reply':'好','internal':'张师傅13800138000、13900139000'}", NULL,
         "refuse personal[13800138000] personal[13900139000]"},
        {"'s':{'test':'stock','least':'50%','severity':'warning'}", "{'reply':'您好！感谢您对我们工作的支持、理解与监督！路灯已修。'}",
         NULL, "fix stock[您好！感谢您对我们工作的支持、理解与监督！路灯已修。]"},
    };
    (void)state;
    RUN(rows);
}

static void fields(void **state) {
    static const reply_row rows[] = {
        {"'n':{'test':'person_name','field':'name'}", "{'reply':'好','fields':{'name':'王建国'}}", NULL, "send"},
        {"'n':{'test':'person_name','field':'name'}", "{'reply':'好','fields':{'name':'工作人员'}}", NULL, "refuse name[工作人员]"},
        {"'n':{'test':'person_name','field':'name'}", "{'reply':'好'}", NULL, "refuse missing[]"},
        {"'n':{'test':'person_name','field':'name'}", "{'reply':'好','fields':{'name':''}}", NULL, "refuse missing[]"},
        {"'n':{'test':'phone','field':'phone'}", "{'reply':'好','fields':{'phone':'０５３９－８１２３４５６'}}", NULL, "send"},
        {"'n':{'test':'phone','field':'phone'}", "{'reply':'好','fields':{'phone':'12345'}}", NULL, "refuse phone[12345]"},
        {"'n':{'test':'phone','field':'phone','of':'caller_phone'}",
         "{'reply':'好','fields':{'phone':'138 0013 8000','caller_phone':'13800138000'}}", NULL, "refuse phone[138 0013 8000]"},
        {"'n':{'test':'phone','most':0}", "{'reply':'请拨0539-8123456。'}", NULL, "refuse phone_given[0539-8123456]"},
        {"'n':{'test':'phone','least':1,'severity':'warning'}", "{'reply':'请来电。'}", NULL, "fix no_phone[]"},
        {"'b':{'test':'basis','field':'basis'}", "{'reply':'好','fields':{'basis':'《信访工作条例》（国发〔2022〕5号）第三条'}}", NULL,
         "send"},
        {"'b':{'test':'basis','field':'basis'}", "{'reply':'好','fields':{'basis':'《信访工作条例》'}}", NULL,
         "refuse basis[《信访工作条例》]"},
        {"'b':{'test':'basis','field':'basis'}", "{'reply':'好','fields':{'basis':'《关于供热的通知》第三条'}}", NULL,
         "refuse basis[《关于供热的通知》第三条]"},
        {"'b':{'test':'basis','field':'basis'}", "{'reply':'好','fields':{'basis':'有关规定'}}", NULL, "refuse basis[有关规定]"},
        {"'b':{'test':'basis','field':'basis'}", "{'reply':'好','fields':{'basis':'《燃气管理通知》（国务院令第583号）第6.4.1条'}}", NULL,
         "send"},
        {"'q':{'test':'required','field':'basis','least':4}", "{'reply':'好','fields':{'basis':'无据'}}", NULL, "refuse short[无据]"},
        {"'q':{'test':'required','field':'days'}", "{'reply':'好'}", NULL, "refuse missing[]"},
        {"'q':{'test':'required','field':'days'}", "{'reply':'好','fields':{'days':3}}", NULL, "send"},
        {"'g':{'test':'sign_off','field':'signed'}", "{'reply':'好','fields':{'signed':'好'}}", NULL, "send"},
        {"'g':{'test':'sign_off','field':'signed'}", "{'reply':'好。','fields':{'signed':'好'}}", NULL, "refuse signed_other[]"},
        {"'g':{'test':'sign_off','field':'signed'}", "{'reply':'好'}", NULL, "refuse unsigned[]"},
        {"'j':{'test':'judge','met':'judge >= 60','severity':'warning'}", "{'reply':'好','fields':{'judge':59}}", NULL, "fix judged[]"},
        {"'j':{'test':'judge','met':'judge >= 60'}", "{'reply':'好','fields':{'judge':60}}", NULL, "send"},
        {"'j':{'test':'judge','met':'judge >= 60'}", "{'reply':'好'}", NULL, "send ?reply.checks.j.met"},
        {"'j':{'test':'judge','if':'known(judge)','met':'judge >= 60'}", "{'reply':'好'}", NULL, "send"},
        {"'j':{'test':'required','if':'result = promised','field':'basis'}", "{'reply':'好'}", NULL, "send ?reply.checks.j.if"},
        {"'j':{'test':'required','if':'result = promised','field':'basis'}", "{'reply':'好','fields':{'result':'done'}}", NULL, "send"},
        {"'j':{'test':'required','if':'result = promised','field':'basis'}", "{'reply':'好','fields':{'result':'promised'}}", NULL,
         "refuse missing[]"},
        {"'j':{'test':'required','field':'days'}", "{'reply':'好','fields':{'days':'x','nmae':'王建国'}}", NULL,
         "refuse bad_value[] unknown_fact[] missing[]"},
        {"'j':{'test':'required','field':'days'}", "{'fields':{'days':1}}", NULL, "refuse missing[]"},
        {"'j':{'test':'required','if':'known(internal)','field':'days'}", "{'reply':'好','internal':'x'}", NULL, "refuse missing[]"},
        {"'q':{'test':'required','field':'basis','least':2}", "{'reply':'好','fields':{'basis':'无据'}}", NULL, "send"},
        {"'q':{'test':'required','field':'basis','least':'undefined'}", "{'reply':'好','fields':{'basis':'无据'}}", NULL,
         "send ?reply.checks.q.least"},
        {"'b':{'test':'basis','field':'basis'}", "{'reply':'好'}", NULL, "refuse missing[]"},
        {"'n':{'test':'phone','field':'phone'}", "{'reply':'好'}", NULL, "refuse missing[]"},
        {"'n':{'test':'phone','least':1}", "{'reply':'请拨12345。'}", NULL, "refuse no_phone[]"}, /* no number of the unit's */
        {"'n':{'test':'phone','most':0,'allow':['landline']}", "{'reply':'请拨0539-8123456。'}", NULL, "send"},
        {"'n':{'test':'phone'}", "{'internal':'0539-8123456'}", NULL, "refuse missing[]"},
        {"'g':{'test':'sign_off','field':'signed'}", "{'fields':{'signed':'好'}}", NULL, "refuse missing[]"}, /* nothing to compare with */
        {"'n':{'test':'empty'}", "{'fields':{'answer':'您好，来信收悉。'}}", NULL, "refuse acknowledged[您好，来信收悉。]"},
    };
    (void)state;
    RUN(rows);
}

static void dates(void **state) {
    static const reply_row rows[] = {
        {"'d':{'test':'date'}", "{'reply':'将于5月28日前完成。'}", "2021-05-10 09:00:00", "send"},
        {"'d':{'test':'date'}", "{'reply':'我局将完成。'}", "2021-05-10 09:00:00", "refuse no_date[]"},
        {"'d':{'test':'date'}", "{'reply':'4月30日现场查看。'}", "2021-05-10 09:00:00", "refuse no_date[]"},
        {"'d':{'test':'date'}", "{'reply':'将于5月8日前完成。'}", "2021-05-10 09:00:00", "refuse date_past[5月8日]"},
        {"'d':{'test':'date','within':'10 days'}", "{'reply':'将于5月28日前完成。'}", "2021-05-10 09:00:00", "refuse date_far[5月28日]"},
        {"'d':{'test':'date','within':'10 workdays'}", "{'reply':'将于5个工作日内完成。'}", "2021-05-10 09:00:00", "send"},
        {"'d':{'test':'date','within':'3 workdays'}", "{'reply':'将于5个工作日内完成。'}", "2021-05-10 09:00:00",
         "refuse date_far[5个工作日内]"},
        {"'d':{'test':'date','within':'days days'}", "{'reply':'将于5月28日前完成。','fields':{'days':30}}", "2021-05-10 09:00:00", "send"},
        {"'d':{'test':'date','within':'undefined'}", "{'reply':'将于5月28日前完成。'}", "2021-05-10 09:00:00",
         "send ?reply.checks.d.within"},
        {"'d':{'test':'date','most':0,'severity':'warning'}", "{'reply':'将于5月28日前完成。'}", "2021-05-10 09:00:00",
         "fix date_given[5月28日]"},
        {"'d':{'test':'date'}", "{'reply':'合同约定4月30日前交房。'}", "2021-05-10 09:00:00", "refuse no_date[]"},
        {"'d':{'test':'date'}", "{'reply':'请于5月20日前送至窗口。'}", "2021-05-10 09:00:00", "refuse no_date[]"},
        {"'d':{'test':'date'}", "{'reply':'将在48小时内修复。'}", "2021-05-10 09:00:00", "send"},
        {"'d':{'test':'date'}", "{'reply':'今日完成更换。'}", "2021-05-10 09:00:00", "send"},
        {"'d':{'test':'date','most':0}", "{'reply':'将在48小时内修复。'}", "2021-05-10 09:00:00", "refuse date_given[小时内]"},
        {"'d':{'test':'date'}", "{'reply':'将于5月28日前完成。'}", NULL, "send ?reply.checks.d.at"},
        {"'d':{'test':'date','field':'promised_for'}", "{'reply':'好','fields':{'promised_for':'2021-05-09'}}", "2021-05-10 09:00:00",
         "refuse date_past[]"},
        {"'d':{'test':'date','field':'promised_for'}", "{'reply':'好','fields':{'promised_for':'2021-05-10'}}", "2021-05-10 09:00:00",
         "send"},
        {"'d':{'test':'date','field':'promised_for'}", "{'reply':'好'}", "2021-05-10 09:00:00", "refuse no_date[]"},
        {"'d':{'test':'date','field':'promised_for'}", "{'reply':'好','fields':{'promised_for':'2021-05-09'},'at':'2021-05-08 09:00:00'}",
         NULL, "send"},
    };
    (void)state;
    RUN(rows);
}

/* Days that are this year's or the last's, past or not, the unit's or not; days in a field; a limit that nothing defines. */
static void more_dates(void **state) {
    static const char now[] = "2021-05-10 09:00:00";
    static const reply_row rows[] = {
        {"'d':{'test':'date'}", "{'reply':'将于12月31日前完成。'}", now, "send"}, /* of this year, though last year's is nearer */
        {"'d':{'test':'date','within':'3 months'}", "{'reply':'将于12月31日前完成。'}", now, "refuse date_far[12月31日]"},
        {"'d':{'test':'date'}", "{'reply':'将于2020年12月31日前完成。'}", now, "refuse date_past[2020年12月31日]"},
        {"'d':{'test':'date'}", "{'reply':'将于2020-12-31前完成。'}", now, "refuse date_past[2020-12-31]"},
        {"'d':{'test':'date'}", "{'reply':'12月31日完成更换。'}", now, "refuse no_date[]"}, /* a day that was, not one that is promised */
        {"'d':{'test':'date'}", "{'reply':'5月8日前一直停水。'}", now, "refuse no_date[]"},
        {"'d':{'test':'date'}", "{'reply':'5月10日完成更换。'}", now, "refuse no_date[]"},
        {"'d':{'test':'date'}", "{'reply':'5月11日完成更换。'}", now, "send"},
        {"'d':{'test':'date'}", "{'reply':'将于春节前完成。'}", now, "send"}, /* a day that no table tells is promised all the same */
        {"'d':{'test':'date'}", "{'reply':'春节完成。'}", now, "refuse no_date[]"},
        {"'d':{'test':'date'}", "{'reply':'5月28日完成。'}", NULL, "refuse no_date[]"}, /* ahead or not, nobody can tell */
        {"'d':{'test':'date'}", "{'reply':'将于5个工作日内完成。'}", NULL, "send ?reply.checks.d.at"},
        {"'d':{'test':'date'}", "{'reply':'将于5月20日前完成，5月28日前验收。'}", NULL, "send ?reply.checks.d.at"},
        {"'d':{'test':'date'}", "{'reply':'请于48小时内提交材料。'}", now, "refuse no_date[]"}, /* the citizen's hours */
        {"'d':{'test':'date','most':1}", "{'reply':'将在48小时内修复。'}", now, "send"},
        {"'d':{'test':'date','least':2}", "{'reply':'将在48小时内修复，5月20日前回访。'}", now, "send"},
        {"'d':{'test':'date','within':'4 workhours'},'e':{'test':'date','within':'4 workhours'}", "{'reply':'将于5月28日前完成。'}", now,
         "send ?calendar.hours"},
        {"'d':{'test':'date','within':'days days'}", "{'reply':'将于5月28日前完成。'}", now, "send ?reply.checks.d.within"},
        {"'d':{'test':'date','within':{'result = done':'3 days','result = promised':'30 days'}}",
         "{'reply':'将于5月28日前完成。','fields':{'result':'done'}}", now, "refuse date_far[5月28日]"},
        {"'d':{'test':'date','field':'basis'}", "{'reply':'好','fields':{'basis':'5月8日前'}}", now, "refuse date_past[5月8日]"},
        {"'d':{'test':'date','field':'basis'}", "{'reply':'好','fields':{'basis':'5月8日'}}", now, "refuse no_date[]"},
        {"'d':{'test':'date','field':'basis'}", "{'reply':'好','fields':{'basis':'48小时内'}}", now, "send"},
        {"'d':{'test':'date','field':'basis','most':0}", "{'reply':'好','fields':{'basis':'48小时内'}}", now, "refuse date_given[小时内]"},
        {"'d':{'test':'date','field':'basis'}", "{'reply':'将在48小时内修复。','fields':{'basis':'尽快'}}", now, "refuse no_date[]"},
        {"'d':{'test':'date','field':'basis','most':0}", "{'reply':'好','fields':{'basis':'5月28日前'}}", now,
         "refuse date_given[5月28日]"},
        {"'d':{'test':'date','field':'basis','least':0}", "{'reply':'好','fields':{'basis':'无'}}", now, "send"},
        {"'d':{'test':'date','field':'basis','most':0}", "{'reply':'好'}", now, "send"},
        {"'d':{'test':'date','field':'promised_for','most':0}", "{'reply':'好','fields':{'promised_for':'2021-05-28'}}", now,
         "refuse date_given[]"},
        {"'d':{'test':'date','field':'promised_for','most':1}", "{'reply':'好','fields':{'promised_for':'2021-05-09'}}", now,
         "refuse date_past[]"},
        {"'d':{'test':'date','field':'promised_for','most':'undefined'}", "{'reply':'好','fields':{'promised_for':'2021-05-09'}}", now,
         "refuse date_past[]"},
        {"'d':{'test':'date','field':'promised_for','within':'10 days'}", "{'reply':'好','fields':{'promised_for':'2021-05-28'}}", now,
         "refuse date_far[]"},
    };
    (void)state;
    RUN(rows);
}

static void belonging(void **state) {
    static const reply_row rows[] = {
        {"'c':{'test':'coverage','least':'60%','severity':'warning'}",
         "{'matter':'东门小区三号楼下水道堵塞，污水外溢。','reply':'经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢。'"
         "}",
         NULL, "send"},
        {"'c':{'test':'coverage','least':'60%','severity':'warning'}",
         "{'matter':'东门小区三号楼下水道堵塞，污水外溢。','reply':'办理居住证需携带身份证、租房合同到派出所申请，十五日内发证。'}", NULL,
         "fix off_topic[东门小区三号楼下水道堵塞，污水外溢。]"},
        {"'c':{'test':'coverage','least':'100%','severity':'warning'}",
         "{'items':['东门小区三号楼下水道堵塞，污水外溢','公交17路末班车太早'],"
         "'reply':'经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢。'}",
         NULL, "fix off_topic[公交17路末班车太早]"},
        {"'c':{'test':'coverage','least':'50%','severity':'warning'}",
         "{'items':['东门小区三号楼下水道堵塞，污水外溢','公交17路末班车太早'],"
         "'reply':'经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢。'}",
         NULL, "send"},
        {"'c':{'test':'coverage','of':['matter','instructions'],'least':'100%','severity':'warning'}",
         "{'matter':'东门小区三号楼下水道堵塞，污水外溢。','instructions':'请说明公交17路末班车时间调整情况',"
         "'reply':'经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢。'}",
         NULL, "fix off_topic[请说明公交17路末班车时间调整情况]"},
        {"'c':{'test':'coverage','of':['instructions'],'least':'100%','severity':'warning'}",
         "{'instructions':'请你单位：1.核实东门小区三号楼下水道堵塞情况；2.说明公交17路末班车时间调整情况。',"
         "'reply':'经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢。'}",
         NULL, "fix off_topic[说明公交17路末班车时间调整情况。]"},
        {"'c':{'test':'coverage','of':['instructions'],'least':'50%','severity':'warning'}",
         "{'instructions':'请你单位：1.核实东门小区三号楼下水道堵塞情况；2.说明公交17路末班车时间调整情况。',"
         "'reply':'经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢。'}",
         NULL, "send"},
        {"'c':{'test':'coverage','least':'60%'}", "{'reply':'已疏通。'}", NULL, "send ?reply.checks.c.of"},
        {"'w':{'test':'wrong_party','field':'caller'}", "{'reply':'尊敬的李女士：您好！','fields':{'caller':'王芳'}}", NULL,
         "refuse wrong_party[李]"},
        {"'w':{'test':'wrong_party','field':'caller'}", "{'reply':'尊敬的李女士：您好！','fields':{'caller':'匿名'}}", NULL, "send"},
        {"'w':{'test':'wrong_party','field':'caller'}", "{'reply':'尊敬的王女士：您好！','fields':{'caller':'王芳'}}", NULL, "send"},
        {"'w':{'test':'wrong_party','of':'matter'}", "{'matter':'东岭街道北关村自来水浑浊。','reply':'西山街道南关村自来水已检测。'}", NULL,
         "refuse wrong_place[西山街道] wrong_place[南关村]"},
        {"'w':{'test':'wrong_party','of':'matter'}", "{'matter':'东岭街道北关村自来水浑浊。','reply':'北关村自来水已检测。'}", NULL,
         "send"},
        {"'c':{'test':'coverage','of':['title'],'severity':'warning'}", "{'title':'公交17路末班车太早','reply':'办理居住证需到派出所。'}",
         NULL, "fix off_topic[公交17路末班车太早]"},
        {"'c':{'test':'coverage','of':['basis'],'severity':'warning'}",
         "{'reply':'办理居住证需到派出所。','fields':{'basis':'公交17路末班车太早'}}", NULL, "fix off_topic[公交17路末班车太早]"},
        {"'c':{'test':'coverage','of':['basis']}", "{'reply':'办理居住证需到派出所。'}", NULL, "send ?reply.checks.c.of"},
        {"'c':{'test':'coverage','relevance':'undefined'}", "{'matter':'路灯不亮','reply':'好'}", NULL, "send ?reply.checks.c.relevance"},
        {"'c':{'test':'coverage'}", "{'matter':'路灯不亮'}", NULL, "refuse missing[]"},
    };
    (void)state;
    RUN(rows);
}

#define FROM(reply, caller) "{'reply':'" reply "','fields':{'caller':'" caller "'}}"
#define ABOUT(matter, reply) "{'matter':'" matter "','reply':'" reply "'}"

/* Whom a reply addresses and which places it names: what stands before a name is none of it. */
static void parties(void **state) {
    static const char caller[] = "'w':{'test':'wrong_party','field':'caller'}";
    static const char place[] = "'w':{'test':'wrong_party','of':'matter'}";
    static const reply_row rows[] = {
        {caller, FROM("热心市民李女士：您好！", "王芳"), NULL, "refuse wrong_party[李]"},
        {caller, FROM("热心市民王女士：您好！", "王芳"), NULL, "send"},
        {caller, FROM("网友李先生：您好！", "王强"), NULL, "refuse wrong_party[李]"},
        {caller, FROM("市民先生：您好！", "王强"), NULL, "send"}, /* nobody is named */
        {caller, FROM("民先生：您好！", "王强"), NULL, "refuse wrong_party[民]"},
        {caller, FROM("友先生：您好！", "王强"), NULL, "refuse wrong_party[友]"},
        {caller, FROM("居民王先生：您好！", "王强"), NULL, "send"},
        {caller, FROM("朋友王先生：您好！", "王强"), NULL, "send"},
        {caller, FROM("A王先生：您好！", "李强"), NULL, "refuse wrong_party[王]"},
        {caller, FROM("您好！已处理。", "王强"), NULL, "send"},
        {caller, "{'reply':'王先生：您好！'}", NULL, "send"}, /* nobody knows who called */
        {caller, "{'fields':{'caller':'王强'}}", NULL, "refuse missing[]"},
        {place, ABOUT("A3区自来水浑浊。", "B2区自来水已检测。"), NULL, "refuse wrong_place[B2区]"},
        {place, ABOUT("A3区自来水浑浊。", "A3区自来水已检测。"), NULL, "send"},
        {place, ABOUT("A3区自来水浑浊。", "经查ABC12区自来水已检测。"), NULL, "refuse wrong_place[BC12区]"}, /* a code has four letters */
        {place, ABOUT("自来水浑浊。", "西山街道自来水已检测。"), NULL, "send"}, /* without a place nothing is the wrong one */
        {place, "{'reply':'西山街道自来水已检测。'}", NULL, "send"},
        {"'w':{'test':'wrong_party','field':'caller','of':'matter'}",
         "{'matter':'东岭街道停水。','reply':'李先生：西山街道已供水。','fields':{'caller':'王强'}}", NULL,
         "refuse wrong_party[李] wrong_place[西山街道]"},
    };
    (void)state;
    RUN(rows);
}

static void copied(void **state) {
    static const char earlier[] = "经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢，感谢您的来电。";
    (void)state;
    open_checks("'k':{'test':'copied','most':'80%','severity':'warning'}");
    assert_string_equal(judged("{'id':'b','reply':'好'}", NULL), "send ?reply.checks.k.index");
    assert_int_equal(hotline_copies_new(context, &copies), HOTLINE_OK);
    assert_int_equal(hotline_copies_add(copies, "a", 1, earlier, strlen(earlier)), HOTLINE_OK);
    assert_int_equal(hotline_reply_lend_copies(reply, copies), HOTLINE_OK);
    assert_string_equal(judged("{'id':'b','reply':'好'}", NULL), "send");
    assert_string_equal(
        judged("{'id':'b','reply':'经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢，感谢您的来电。'}", NULL),
        "fix copied[经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢，感谢您的来电。]");
    assert_string_equal(
        judged("{'id':'a','reply':'经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢，感谢您的来电。'}", NULL), "send");
    /* without an id nobody can say that it is the very one */
    assert_string_equal(judged("{'reply':'经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢，感谢您的来电。'}", NULL),
                        "fix copied[经查，东门小区三号楼下水道堵塞系杂物所致，5月8日已疏通，污水不再外溢，感谢您的来电。]");
    close_all();
}

/* A reply longer than the index takes is compared with nothing: the signal says so, and the check finds nothing. */
static void copied_too_long(void **state) {
    enum { LETTERS = 70000 };
    char *letters = malloc(LETTERS);
    hotline_error error;
    (void)state;
    memset(letters, 'x', LETTERS);
    hotline_error_init(&error, sizeof error);
    open_checks("'k':{'test':'copied','most':'0%'}");
    assert_int_equal(hotline_copies_new(context, &copies), HOTLINE_OK);
    assert_int_equal(hotline_copies_add(copies, "a", 1, letters, 100), HOTLINE_OK);
    assert_int_equal(hotline_reply_lend_copies(reply, copies), HOTLINE_OK);
    for (size_t len = 100; len <= LETTERS; len += LETTERS - 100) {
        int64_t alike = -1;
        assert_int_equal(hotline_reply_begin(reply, NULL, 0), HOTLINE_OK);
        assert_int_equal(hotline_reply_text(reply, HOTLINE_REPLY_TEXT, letters, len, &error), HOTLINE_OK);
        assert_int_equal(hotline_reply_judge(reply, hotline_instant_none(), &error), HOTLINE_OK);
        assert_int_equal(hotline_reply_finding_count(reply), len == 100 ? 1 : 0);
        for (size_t i = 0; hotline_reply_signal_name(i) != NULL; i++) {
            if (strcmp(hotline_reply_signal_name(i), "copied") == 0) {
                assert_int_equal(hotline_reply_signal(reply, i, &alike), len == 100 ? HOTLINE_OK : HOTLINE_UNDEFINED);
            }
        }
        assert_int_equal(alike, len == 100 ? 10000 : -1);
    }
    close_all();
    free(letters);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words),     cmocka_unit_test(fields),  cmocka_unit_test(dates),  cmocka_unit_test(more_dates),
        cmocka_unit_test(belonging), cmocka_unit_test(parties), cmocka_unit_test(copied), cmocka_unit_test(copied_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
