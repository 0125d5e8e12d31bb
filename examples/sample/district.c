/* SPDX-License-Identifier: MIT */
#include "district.h"

#include <stdio.h>

const office district_units[DISTRICT_UNITS] = {
    /* id, name, kind, staff, levels, volume, late, dissatisfied, careless, returning, names */
    {"liutang", "柳塘镇", "town", 5, 4, 60, 6, 9, 2, 5, 90},
    {"songgang", "松岗镇", "town", 4, 4, 45, 10, 12, 3, 6, 80},
    {"baishi", "白石镇", "town", 3, 3, 38, 24, 40, 9, 9, 35},
    {"quxi", "曲溪街道", "street", 6, 4, 90, 5, 8, 1, 4, 95},
    {"yanqiao", "雁桥街道", "street", 5, 4, 76, 9, 11, 3, 6, 80},
    {"chenguang", "辰光街道", "street", 7, 4, 70, 12, 15, 4, 8, 60},
    {"hubin", "湖滨旅游区管委会", "zone", 4, 4, 30, 8, 10, 3, 8, 70},
    {"zhujian", "住房和城乡建设局", "dept", 4, 4, 62, 14, 18, 4, 10, 60},
    {"chengguan", "综合行政执法局", "dept", 3, 4, 70, 7, 13, 3, 7, 80},
    {"jiaotong", "交通运输局", "dept", 3, 4, 40, 9, 12, 3, 9, 70},
    {"jiaoti", "教育和体育局", "dept", 2, 4, 28, 5, 9, 2, 5, 90},
    {"weijian", "卫生健康局", "dept", 2, 4, 24, 4, 8, 1, 5, 90},
    {"renshe", "人力资源和社会保障局", "dept", 3, 4, 48, 8, 14, 3, 6, 75},
    {"minzheng", "民政局", "dept", 2, 4, 12, 3, 6, 1, 4, 95},
    {"shichang", "市场监督管理局", "dept", 3, 4, 58, 6, 11, 2, 6, 85},
    {"huanbao", "生态环境分局", "dept", 2, 4, 44, 11, 17, 4, 7, 65},
    {"ziran", "自然资源局", "dept", 1, 2, 26, 22, 42, 8, 14, 30},
    {"shuili", "水利局", "dept", 2, 4, 10, 6, 9, 2, 9, 80},
    {"nongye", "农业农村局", "dept", 2, 4, 16, 7, 10, 2, 8, 80},
    {"wenlv", "文化和旅游局", "dept", 2, 3, 8, 5, 8, 2, 6, 80},
    {"yibao", "医疗保障局", "dept", 2, 4, 18, 4, 7, 1, 4, 90},
    {"gongdian", "供电中心", "stationed", 3, 4, 30, 3, 7, 1, 5, 90},
    {"gongshui", "供水公司", "stationed", 2, 4, 34, 10, 13, 3, 6, 70},
    {"ranqi", "燃气公司", "stationed", 2, 4, 22, 8, 12, 3, 6, 70},
    {"centre", "区热线受理中心", "centre", 12, 4, 0, 0, 0, 0, 0, 100},
};

static const matter matters[DISTRICT_MATTERS] = {
    {"01.01", -1, "小区门口垃圾箱几天没有清运，气味很大", "已安排保洁公司当日清运两处垃圾箱，并改为每日两次"},
    {"01.02", -1, "村里路灯不亮，晚上出行不便", "经现场查看，更换路灯六盏，已于当晚恢复照明"},
    {"01.03", -1, "邻居在公共楼道堆放杂物，劝说无效", "已会同居委会到场，杂物于两日内清理完毕"},
    {"01.04", -1, "宅基地边界与邻居有争议，请求调解", "已由司法所召集双方核对底册，形成书面意见"},
    {"01.05", -1, "危房改造补助一直没有收到", "经核实，补助列入第二批，款项已于本周拨付"},
    {"02.01", 7, "新建小区交房后墙面渗水，开发商不维修", "已约谈开发企业，维修队进场，十五户完成防水处理"},
    {"02.02", 7, "物业费上涨没有征求业主意见", "已责令物业公示收费依据，恢复原标准"},
    {"02.03", 8, "夜间烧烤摊占道经营，油烟扰民", "执法中队连续三晚巡查，取缔占道摊点四处"},
    {"02.04", 8, "沿街广告牌松动，有坠落危险", "当日拆除松动广告牌两块，其余完成加固"},
    {"03.01", 9, "公交线路调整后站点太远", "已与公交公司会商，拟在学校东侧增设站点"},
    {"03.02", 9, "县道坑洼积水，多辆车爆胎", "养护队已修补坑槽三十余平方米，恢复通行"},
    {"04.01", 10, "学校附近培训机构不退费", "经调解，机构分两次退还剩余课时费"},
    {"04.02", 11, "社区医院接种预约不上", "已增加周末接种专场，并公布预约电话"},
    {"05.01", 12, "工地拖欠工资三个月", "劳动监察立案，首批工资已发放到账"},
    {"05.02", 12, "退休金认证系统无法通过", "工作人员电话指导完成认证，待遇已恢复发放"},
    {"05.03", 13, "低保申请迟迟没有结果", "入户核查完成，公示期满后按月发放"},
    {"06.01", 14, "超市销售过期食品", "已下架问题食品并立案，消费者获得赔偿"},
    {"06.02", 15, "工厂夜间排放刺鼻气味", "夜间检测两次，企业停产整改废气收集设施"},
    {"06.03", 16, "土地征收补偿标准没有公开", "已在村务公开栏张贴批复和补偿标准"},
    {"07.01", 17, "河道里漂浮垃圾，无人打捞", "打捞船清理河段两公里，明确河长巡查频次"},
    {"07.02", 18, "种子质量差，出苗率低", "已抽样送检，经销商先行赔付"},
    {"08.01", 21, "线路老化，经常停电", "更换变压器一台，负荷已转移，电压恢复稳定"},
    {"08.02", 22, "自来水发黄，水压低", "冲洗管网并更换主管八十米，水质检测合格"},
    {"08.03", 23, "燃气开栓预约一个月无人上门", "已上门开栓并完成安检"},
};

const matter *district_matter(chance *c) {
    int i = chance_below(c, DISTRICT_MATTERS + 10); /* towns and streets get more than their five */
    return &matters[i < DISTRICT_MATTERS ? i : i % 5];
}

static int unit_by_volume(chance *c, int first, int end) {
    int total = 0;
    int i;
    for (i = first; i < end; i++) {
        total += district_units[i].volume;
    }
    total = chance_below(c, total);
    for (i = first; total >= district_units[i].volume; i++) {
        total -= district_units[i].volume;
    }
    return i;
}

int district_unit_for(chance *c, const matter *m) {
    if (m->unit < 0) {
        return unit_by_volume(c, 0, DISTRICT_FIRST_DEPT);
    }
    /* what looks like one office's matter is often another's */
    return chance_of(c, 60) ? m->unit : unit_by_volume(c, 0, DISTRICT_CENTRE);
}

int district_other_unit(chance *c, int unit) {
    int other = unit;
    while (other == unit) {
        other = unit_by_volume(c, 0, DISTRICT_CENTRE);
    }
    return other;
}

void district_handler(int unit, int number, char name[32], char phone[32]) {
    static const char *const family[] = {"周", "林", "邵", "孟", "段", "温", "尹", "卢", "樊", "岳"};
    static const char *const given[] = {"启明", "文澜", "若川", "立言", "春晓", "长青", "思齐", "家禾", "晓舟", "望舒", "承志"};
    snprintf(name, 32, "%s%s", family[(unit * 3 + number) % 10], given[(unit * 5 + number * 7) % 11]);
    snprintf(phone, 32, "0542-8%02d%04d", unit, 1100 + number * 37);
}
