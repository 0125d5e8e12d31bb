/* SPDX-License-Identifier: MIT */
/*
 * Tells what a word is: a full name, perhaps with a unit, a label or a title round it, or one of the things that stand in a name's
 * place. It refuses to know who works where: a word that could be a name is one.
 */
#include "person_parts.h"

enum { PERSON_NAME_MOST = 4, PERSON_ROUNDS = 4, PERSON_WORD_MOST = 40, PERSON_AND_SO_ON = 0x7B49 /* 等 */ };

#define PERSON_COUNT(table) (sizeof(table) / sizeof(table)[0])

static const char *const person_placeholders[] = {
    "无",   "没有",   "同上",   "同前",   "见上",     "如上",     "测试",   "暂无",   "不详",   "未知",   "保密",    "匿名",
    "略",   "空",     "待定",   "待补",   "姓名",     "名字",     "不明",   "无名",   "佚名",   "未填",   "未留",    "不便",
    "不知", "无人",   "某人",   "无此人", "测试员",   "测试人员", "不清楚", "待补充", "未填写", "不知道", "未提供",  "不愿透露",
    "空白", "无姓名", "不告知", "拒绝",   "拒绝提供", "免填",     "不填",   "自填",   "其他",   "其它",   "详见附件"};

/* Who does it, without a name. They may stand before a name, too. */
static const char *const person_roles[] = {
    "工作人员", "值班人员", "办理人员", "承办人员", "经办人员", "相关人员", "有关人员", "具体办理人员", "专职人员", "执法人员", "接线员",
    "话务员",   "客服",     "客服人员", "管理员",   "办事员",   "值班员",   "经办人",   "承办人",       "办理人",   "答复人",   "回复人",
    "联系人",   "负责人",   "责任人",   "处理人",   "值班",     "热线员",   "坐席",     "座席",         "本人",     "群众",     "市民",
    "当事人",   "诉求人",   "领导",     "同事",     "专员",     "热线专员", "网格员",   "网格长",       "社工",     "办理者",   "接待员",
    "协办人",   "主办人",   "签发人",   "审核人",   "填报人",   "反馈人",   "受理人",   "包片领导",     "分管领导", "主要领导", "信访专员"};

static const char *const person_role_ends[] = {"人员", "员工", "专班", "工作者", "干部", "领导",
                                               "班子", "队员", "群众", "同志们", "客服", "专员"};

/* Titles; 副, 总, 代, 原 may stand before them. */
static const char *const person_titles[] = {
    "主任",   "科长",   "处长",     "局长",         "所长",         "站长",     "队长",     "书记",     "镇长",     "乡长",   "区长",
    "县长",   "市长",   "村长",     "主席",         "部长",         "组长",     "班长",     "经理",     "主管",     "干事",   "干部",
    "科员",   "民警",   "警官",     "警长",         "辅警",         "网格员",   "网格长",   "楼长",     "专员",     "调研员", "股长",
    "委员",   "秘书",   "助理",     "律师",         "工程师",       "老师",     "校长",     "院长",     "园长",     "医生",   "先生",
    "女士",   "同志",   "小姐",     "师傅",         "同学",         "阿姨",     "大姐",     "大哥",     "负责人",   "联系人", "经办人",
    "承办人", "支书",   "村支书",   "会长",         "秘书长",       "董事长",   "厅长",     "司长",     "行长",     "馆长",   "台长",
    "社长",   "厂长",   "店长",     "巡长",         "指导员",       "教导员",   "政委",     "队员",     "职员",     "办事员", "文书",
    "会计",   "出纳",   "护士",     "教授",         "技术员",       "协管员",   "执法人员", "工作人员", "值班员",   "总监",   "主办",
    "协理员", "指导",   "站员",     "街长",         "片长",         "庄长",     "大队长",   "中队长",   "支队长",   "巡查员", "河长",
    "林长",   "路长",   "司机",     "保安",         "大叔",         "大爷",     "大妈",     "主编",     "记者",     "检察官", "法官",
    "总经理", "总工",   "总工程师", "四级主任科员", "一级主任科员", "主任科员", "值班人员", "客服",     "物业经理", "调解员", "监察员",
    "安全员", "食安员", "采购员",   "管理员",       "办理人",       "答复人",   "责任人"};

static const char *const person_title_before[] = {"副",   "总",   "代",   "原",   "大",   "中",   "支",
                                                  "分管", "常务", "党委", "一级", "二级", "三级", "四级"};

/* What is said to a person behind the surname alone. */
static const char *const person_forms[] = {"局", "处", "所", "队", "总", "工", "科", "姐", "哥",   "叔", "姨", "爷", "嫂", "婶",
                                           "导", "董", "厅", "部", "站", "办", "书", "氏", "经理", "伯", "老", "校", "院"};

/* A unit ends in these. */
static const char *const person_units[] = {
    "局",     "办",     "处",   "室",   "站",   "所",     "队",   "厅",     "委",     "区",     "市",     "县",   "街",   "组",
    "部",     "中心",   "公司", "集团", "大厅", "街道",   "学校", "中学",   "小学",   "医院",   "银行",   "服务", "热线", "平台",
    "物业",   "政府",   "委会", "协会", "商会", "工会",   "家村", "公园",   "花园",   "校园",   "家园",   "业园", "儿园", "合作社",
    "旅行社", "供销社", "报社", "家庄", "法院", "检察院", "学院", "卫生院", "敬老院", "养老院", "商城",   "书城", "超市", "酒店",
    "商店",   "饭店",   "广场", "市场", "大道", "工厂",   "门诊", "窗口",   "联合会", "基金会", "理事会", "小组", "专班", "班组",
    "机关",   "单位",   "部门", "支行", "分行", "督查",   "信访", "企业",   "电视台", "大队",   "党支部"};

/* So do these; but names, too, after one of the letters below. */
static const char *const person_unit_or_name[] = {"科", "镇", "乡", "村", "社", "院", "路", "庄", "司", "园", "股", "会", "台", "场"};
static const char person_given[] = "国建永志文学思新登明德世兴金玉爱振俊保宝家中大小春秀桂晓连庆雪";

/* They look like names and are none. */
static const char *const person_no_names[] = {
    "安全", "安监", "安置", "安排", "安装", "项目", "应急", "应当", "应该", "管理", "管委", "房产", "房管",   "房屋", "房东", "计生",
    "计划", "计财", "计算", "宣传", "路政", "路灯", "路面", "路段", "党政", "党建", "党员", "水利", "水务",   "水电", "水费", "水厂",
    "农业", "农户", "农田", "单位", "单独", "单据", "全体", "全部", "全面", "任何", "何人", "时间", "时候",   "时效", "马上", "于是",
    "关于", "关注", "关心", "关闭", "解决", "解释", "查询", "查无", "查实", "查看", "来访", "来电", "来人",   "来源", "和解", "和谐",
    "成员", "成立", "司机", "司法", "司仪", "保安", "保洁", "保密", "包村", "包片", "包保", "包干", "包括",   "包含", "经办", "经理",
    "经过", "经济", "经查", "经营", "代理", "代办", "代班", "代表", "代签", "代填", "师傅", "师生", "车间",   "车主", "车辆", "车位",
    "车库", "门卫", "门岗", "门店", "门口", "符合", "支部", "支书", "支付", "支持", "都是", "居民", "居委",   "居住", "步行", "国土",
    "国税", "广电", "广场", "商务", "商户", "商家", "商场", "文件", "文书", "文旅", "文化", "文秘", "金融",   "金额", "石油", "石材",
    "平台", "平时", "平均", "明天", "明确", "明白", "常务", "常规", "常住", "常见", "从业", "习惯", "游客",   "高层", "高度", "高级",
    "方面", "方便", "方案", "双方", "双休", "万元", "许可", "谢谢", "谢绝", "满意", "严重", "严格", "严禁",   "简单", "简介", "容易",
    "温暖", "强制", "强烈", "连续", "连接", "封闭", "施工", "施行", "苗木", "林业", "林地", "林长", "田地",   "池塘", "雷电", "景点",
    "景区", "别墅", "都市", "干部", "易于", "季度", "章程", "印章", "钱款", "花费", "黑夜", "白天", "青年",   "暂时", "班长", "班组",
    "巡查", "相关", "后勤", "后台", "公安", "广告", "员工", "员警", "由于", "过程", "过期", "应由", "种植",   "种类", "路长", "区长",
    "商会", "家长", "家属", "家庭", "家园", "党组", "党委", "党办", "法制", "法治", "法规", "法律", "法院",   "法务", "福利", "信息",
    "信访", "容缺", "从事", "东区", "东城", "东部", "平房", "农村", "向上", "沙土", "冷水", "暴雨", "乐园",   "幸福", "幸运", "贺信",
    "归口", "归属", "归还", "求助", "求证", "谈话", "谈心", "访客", "解答", "牛奶", "银行", "银杏", "铁路",   "麦田", "火灾", "火警",
    "电话", "左右", "古树", "毛坯", "权限", "权利", "权益", "操作", "操场", "延期", "延时", "接待", "接电",   "接线", "接警", "接访",
    "启用", "占道", "占用", "占地", "初步", "初审", "初级", "利益", "利民", "利用", "折扣", "占用", "展示",   "宣讲", "官方", "官网",
    "宾馆", "宾客", "宿舍", "家具", "布告", "布置", "寄件", "帅哥", "麻烦", "督办", "督查", "督导", "斯文",   "种子", "税务", "税费",
    "程序", "管控", "管道", "管护", "管家", "管线", "粘贴", "练习", "线路", "线上", "线下", "老人", "老师",   "老板", "老乡", "药品",
    "药店", "虎口", "行政", "计量", "计费", "诉求", "评价", "资料", "资金", "资产", "路过", "过往", "运营",   "运维", "运输", "连锁",
    "释放", "铁塔", "陆续", "随后", "零售", "靓号", "革命", "项链", "顾客", "饶有", "鲜花", "鱼塘", "黄金周", "石子", "危房", "危险",
    "卫生", "卫健", "空闲", "盖章", "元旦", "平日", "周末", "周一", "周二", "周三", "周四", "周五", "周六",   "周日", "段长", "申请",
    "申报", "申诉", "令人", "理由", "理事", "里程", "陪同", "附近", "阴天", "降水", "降雨", "香烟", "首次",   "雪天", "雷雨", "云平台",
    "祝好", "祝您", "谷物", "贺电", "贾某", "余下", "余额", "任务", "任职", "伍长", "叶子", "吴某", "时常",   "时段", "常年", "常委",
    "庄稼", "张贴", "施救", "易燃", "易爆", "智慧", "柴油", "柴火", "毕业", "江边", "沙石", "洪水", "洪涝",   "涂料", "温度", "游泳",
    "焦急", "班次", "班车", "田间", "申领", "白色", "石头", "祖国", "章节", "管网", "米面", "胡同", "花草",   "花坛", "苗圃", "荣誉",
    "蓝色", "蔬菜", "衣物", "解封", "计价", "贝壳", "车牌", "车站", "边界", "连日", "金属", "钟表", "银色",   "门牌", "门诊", "闭店",
    "陈旧", "陈述", "雷达", "青苗", "项下", "顾问", "高空", "高考", "高温", "高速", "高价", "麻将", "黄色",   "黄土", "黑色", "黑车",
    "齐全", "龙头", "公共", "公开", "公园", "公示", "公告", "公路", "公众", "公益", "公章", "公正", "公平",   "公职", "公务", "公交",
    "公租", "公司", "类似", "类别", "类型", "慈善", "南方", "南部", "南区", "区域", "区级", "区直", "承办",   "承诺", "承担", "生活",
    "生产", "生态", "密切", "留言", "买卖", "端午", "普通", "英语", "具体", "历史", "先进", "先行", "信用",   "信箱", "信件", "接通",
    "接报", "接收", "接件", "接单"};

/* No given names: with a letter before them they look like a name (经核实, 向市民). */
static const char *const person_no_given[] = {"市民", "群众", "居民", "村民", "业主", "今日", "昨日", "明日", "近日", "核实",
                                              "调查", "了解", "联系", "反映", "处理", "办理", "解决", "回复", "答复", "整改",
                                              "问题", "情况", "落实", "现场", "部门", "单位", "电话", "工单", "诉求", "投诉",
                                              "举报", "来电", "咨询", "查看", "沟通", "协调", "转办", "签收", "反馈"};

/* Names that have no surname, by what is in them. */
static const char *const person_no_surname[] = {
    "爱新觉罗", "扎西",   "次仁",   "卓玛", "多吉", "才让", "尼玛", "达瓦", "旺堆", "格桑", "央金", "拉姆", "巴桑",
    "平措",     "罗布",   "索朗",   "德吉", "顿珠", "班觉", "白玛", "洛桑", "丹增", "仁青", "旦增", "贡布", "旺姆",
    "次旦",     "买买提", "麦麦提", "阿卜", "阿不", "艾力", "艾合", "吐尔", "古丽", "努尔", "巴特", "乌兰", "其其格",
    "苏和",     "那仁",   "斯琴",   "哈斯", "呼日", "敖日", "格日", "阿依", "热合", "依明", "伊敏", "木合", "阿迪",
    "迪丽",     "帕提",   "玛依",   "塔娜", "萨仁", "乌云", "朝鲁", "宝音", "孟和", "巴图", "布和", "图雅", "高娃",
    "托娅",     "娜仁",   "苏日",   "额尔", "肉孜", "吾尔", "库尔", "沙吾", "阿力", "伊力", "亚森", "玉素", "穆罕",
    "马合",     "赛买",   "加措",   "嘉措", "仁增", "江村", "曲珍", "卓嘎", "益西", "强巴", "边巴", "普布", "米玛"};

/* ---- words ---- */

static uint32_t person_length(const char *word) {
    return (uint32_t)(strlen(word) / PERSON_LETTER_BYTES);
}

static int person_matches(const uint16_t *letters, const char *word, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (letters[i] != hotline__person_letter(word, i)) {
            return 0;
        }
    }
    return 1;
}

/* Letters of the text that the word begins with, or ends in; 0 when it does not. */
static uint32_t person_begins(person_word w, const char *word) {
    uint32_t count = person_length(word);
    return count <= w.count && person_matches(w.at, word, count) ? count : 0;
}

static uint32_t person_ends(person_word w, const char *word) {
    uint32_t count = person_length(word);
    return count <= w.count && person_matches(w.at + w.count - count, word, count) ? count : 0;
}

static int person_is_one_of(person_word w, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (person_length(words[i]) == w.count && person_matches(w.at, words[i], w.count)) {
            return 1;
        }
    }
    return 0;
}

/* The longest of the words that it ends in. */
static uint32_t person_longest_end(person_word w, const char *const *words, size_t count) {
    uint32_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t letters = person_ends(w, words[i]);
        longest = letters > longest ? letters : longest;
    }
    return longest;
}

static uint32_t person_longest_begin(person_word w, const char *const *words, size_t count) {
    uint32_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t letters = person_begins(w, words[i]);
        longest = letters > longest ? letters : longest;
    }
    return longest;
}

static person_word person_part(person_word w, uint32_t begin, uint32_t end) {
    person_word part;
    part.at = w.at + begin;
    part.count = end - begin;
    return part;
}

/* ---- what a word is ---- */

/* Letters of the surname that it begins with. */
static uint32_t person_surname(person_word w) {
    if (w.count >= 2 && hotline__person_is_compound(w)) {
        return 2;
    }
    return w.count >= 1 && hotline__person_is_single(w.at[0]) ? 1 : 0;
}

static int person_has_given(uint16_t letter) {
    for (size_t i = 0; i < (sizeof person_given - 1) / PERSON_LETTER_BYTES; i++) {
        if (hotline__person_letter(person_given, i) == letter) {
            return 1;
        }
    }
    return 0;
}

/* A word that begins with one of the words that are no names. */
static int person_begins_no_name(person_word w) {
    return w.count >= 2 && person_is_one_of(person_part(w, 0, 2), person_no_names, PERSON_COUNT(person_no_names));
}

static int person_is_unit(person_word w) {
    if (w.count >= 2 && person_longest_end(w, person_units, PERSON_COUNT(person_units)) > 0) {
        return 1;
    }
    if (w.count < 2 || person_longest_end(w, person_unit_or_name, PERSON_COUNT(person_unit_or_name)) == 0) {
        return 0;
    }
    if (w.count == 2) {
        return person_surname(w) == 0 || w.at[1] == 0x5E84 /* 庄: 曹庄 is a village */;
    }
    return w.count > PERSON_NAME_MOST || person_surname(w) == 0 || !person_has_given(w.at[w.count - 2]) || person_begins_no_name(w);
}

/* Letters of the title that it ends in, with 副 and the like. */
static uint32_t person_title(person_word w) {
    uint32_t letters = person_longest_end(w, person_titles, PERSON_COUNT(person_titles));
    if (letters > 0) {
        letters += person_longest_end(person_part(w, 0, w.count - letters), person_title_before, PERSON_COUNT(person_title_before));
    }
    return letters;
}

/* 王局, 李姐; 小王, 老李; 主任, 王主任, 欧阳主任. */
static int person_is_title(person_word w) {
    static const char *const nick[] = {"小", "老", "阿", "大"};
    uint32_t title = person_title(w);
    uint32_t surname = person_surname(w);
    if (title > 0 && (title == w.count || surname == w.count - title)) {
        return 1;
    }
    if (w.count == 2 && person_longest_begin(w, nick, PERSON_COUNT(nick)) > 0) {
        return hotline__person_is_single(w.at[1]);
    }
    return surname > 0 && w.count > surname && person_is_one_of(person_part(w, surname, w.count), person_forms, PERSON_COUNT(person_forms));
}

/* 代办人, 承办单位联系人; but 王立人 is a name. */
static int person_is_role(person_word w) {
    static const char *const ends[] = {"人", "员"};
    if (person_is_one_of(w, person_roles, PERSON_COUNT(person_roles)) ||
        (w.count >= 3 && person_longest_end(w, person_role_ends, PERSON_COUNT(person_role_ends)) > 0)) {
        return 1;
    }
    return w.count >= 3 && person_longest_end(w, ends, PERSON_COUNT(ends)) > 0 &&
           (w.count > PERSON_NAME_MOST || person_surname(w) == 0 || person_begins_no_name(w));
}

/* As long as a name, and beginning like one. */
static int person_has_form(person_word w) {
    uint32_t surname = person_surname(w);
    if (w.count < 2 || w.count > PERSON_NAME_MOST || surname == 0 || surname == w.count) {
        return 0;
    }
    return w.count < PERSON_NAME_MOST || surname == 2 ||
           (hotline__person_is_common(w.at[0]) && hotline__person_is_common(w.at[1]) && person_title(w) == 0);
}

static int person_is_without_surname(person_word w) {
    for (uint32_t i = 0; w.count >= 2 && w.count <= 8 && i < w.count; i++) {
        if (person_longest_begin(person_part(w, i, w.count), person_no_surname, PERSON_COUNT(person_no_surname)) > 0) {
            return !person_is_unit(w) && person_title(w) == 0;
        }
    }
    return 0;
}

int hotline__person_is_name(person_word w) {
    if (!person_has_form(w)) {
        return person_is_without_surname(w);
    }
    if (w.count == 3 && person_longest_end(w, person_no_given, PERSON_COUNT(person_no_given)) > 0) {
        return 0;
    }
    return !person_is_one_of(w, person_no_names, PERSON_COUNT(person_no_names)) && !person_is_unit(w) && !person_is_title(w) &&
           !person_is_role(w);
}

/* ---- a name with something round it ---- */

/* May a name follow? A unit, a title, a role or a label ends here. */
static int person_introduces(person_word w) {
    static const char *const labels[] = {"姓名", "名字", "承办", "经办", "答复", "回复", "长"};
    return w.count > 0 && (person_longest_end(w, person_units, PERSON_COUNT(person_units)) > 0 || person_title(w) > 0 ||
                           person_longest_end(w, person_unit_or_name, PERSON_COUNT(person_unit_or_name)) > 0 ||
                           person_longest_end(w, person_roles, PERSON_COUNT(person_roles)) > 0 ||
                           person_longest_end(w, person_role_ends, PERSON_COUNT(person_role_ends)) > 0 ||
                           person_longest_end(w, labels, PERSON_COUNT(labels)) > 0);
}

/* The longest name that ends the word and that something introduces. */
static int person_at_end(person_word w, uint32_t *begin) {
    for (uint32_t letters = PERSON_NAME_MOST; letters >= 2; letters--) {
        if (letters < w.count && hotline__person_is_name(person_part(w, w.count - letters, w.count)) &&
            person_introduces(person_part(w, 0, w.count - letters))) {
            *begin = w.count - letters;
            return 1;
        }
    }
    return 0;
}

/* Trailing words that say nothing about the name: titles, 等, 等人. */
static uint32_t person_trailing(person_word w) {
    static const char *const more[] = {"等", "等人", "等同志", "本人"};
    uint32_t letters = person_longest_end(w, more, PERSON_COUNT(more));
    return letters > 0 ? letters : person_title(w);
}

static int person_within(person_word w, uint32_t *begin, uint32_t *end) {
    uint32_t count = w.count;
    for (uint32_t round = 0; round < PERSON_ROUNDS; round++) {
        person_word head = person_part(w, 0, count);
        uint32_t trailing = person_trailing(head);
        *begin = 0;
        *end = count;
        if (trailing > 0 && trailing < count && head.at[count - trailing] == PERSON_AND_SO_ON) {
            count -= trailing;
            continue;
        }
        if (hotline__person_is_name(head) || (count > 2 && person_at_end(head, begin))) {
            return 1;
        }
        if (trailing == 0 || trailing >= count) {
            return 0;
        }
        count -= trailing;
    }
    return 0;
}

person_fault hotline__person_judge(person_word w, uint32_t *begin, uint32_t *end) {
    if (person_is_one_of(w, person_placeholders, PERSON_COUNT(person_placeholders))) {
        return PERSON_PLACEHOLDER;
    }
    if (person_is_one_of(w, person_roles, PERSON_COUNT(person_roles))) {
        return PERSON_ROLE;
    }
    if (w.count <= PERSON_WORD_MOST && person_within(w, begin, end)) {
        return PERSON_GOOD;
    }
    if (person_is_title(w) || person_title(w) > 0) { /* also 住建局张局长 */
        return PERSON_TITLE;
    }
    if (person_surname(w) == w.count) {
        return PERSON_SURNAME;
    }
    if (person_is_unit(w)) {
        return PERSON_UNIT;
    }
    return person_is_role(w) ? PERSON_ROLE : PERSON_NO_NAME;
}
