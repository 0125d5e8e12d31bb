/* SPDX-License-Identifier: MIT */
/*
 * The surnames of China, in the forms of base/letter.h. It refuses to know given names: any letters may be one.
 */
#include "person_parts.h"

/* By code point. The hundred and fifty that most people have. */
static const char person_common[] = "丁万严乔于付任伍何余侯俞倪傅兰冯刘卢史叶向吕吴周唐夏姚姜孔孙孟季安宋尤尹岳崔左常庄庞康廖"
                                    "张彭徐戴文方施易曹曾朱李杜杨林柳梁梅樊武段殷毕毛江汤汪沈洪涂温潘焦熊牛王田申白石祁祝秦程"
                                    "章管罗翟聂肖胡芦苏范莫萧葛董蒋蔡薛袁许谢谭谷贺贾赖赵路辛邓邢邱邵邹郑郝郭金钟钱闫阎陆陈陶"
                                    "雷韦韩顾颜马高魏鲁黄黎齐龙龚";

/* By code point. All of one letter, but for a few that hardly anybody has and that begin many words (有, 空, 能, 通). */
static const char person_single[] = "丁万丘丛东严丰乌乐乔乜习买于云亓井亢仇仉从仓付仝代仰仲仵任伊伍伏伦伯佀位何佘余佟佴侍侬侯"
                                    "俎保俞信修俸候倪偰傅储僧僪元兆先党全公兰关具冀冉冒农冬冮冯况冶冷冼凃凌凡凤刀刁刘初利剧剪"
                                    "励劳勾包匡区华卓单南卜卞占卢卫卯印危历厉厍原双古召台史叶司吉后向吕启吴员周呼和咎咸哈唐商"
                                    "啜喇喻国图堵塔墨夏夔多奉奚奥妙妥姒姚姜姬娄孔孙孟季宁宇守安宋宏宓宗官宛宜宝宣宦宫宰家容宾"
                                    "宿密寇富寸寻寿封将尉尕尚尤尧尹居屈展屠山岑岩岳崔嵇嵬巢左巨巩巫巴布帅师席常干平年幸广庄庆"
                                    "库应庞康庹庾廉廖延弋弓弘张弥强归彤彦彭律徐念忻忽怀恽惠慈慎慕戈戎成战戚戴房扈扬扶承折拓招"
                                    "拜拾接揣揭摆撒操支敖敦敬文斐斯方施时旷昂昃昌明易昝晁晋晏普景智暨暴曲曹曾木朱朴朵权李杜杞"
                                    "束来杨杭杲松林柏查柯柳柴栗栾桂桑桓梁梅植楚楮楼樊檀欉欣欧步武殳段殷毋母毕毛水永求汝江池汤"
                                    "汪汲沃沈沐沙泉法泮洗洪浦海涂涧淡淳清渠温游湛湟溥滑滕满漆潘濮火焉焦照熊燕爨牙牛牟牧狄狐玄"
                                    "玉王班理琚琴璞璩瓮甄甘生甫甯田由申畅留疏白皋皮盖盘盛相眭睢督瞿矣矫石砀硕硷祁祖祝禄福禚禤"
                                    "禹秃秋种秘秦稂程税稽穆穰窦章童端竹竺符笪笮简管箫籍米类粘粟糜索綦红纪纳线练经绪续缐缑缪罕"
                                    "罗羊羽羿翁翟翦老耿聂肇肖胡胥脱腾臧舒良艾芒芦芮花芶苍苏苑苗苟英苴茂范茅茆茶茹荀荆荣药莘莫"
                                    "莱菅萧萨葛董葸蒉蒋蒙蒯蒲蒿蓝蓟蓬蔚蔡蔺薄薛薜藏虎虞虢融衡衣衷袁裘裴褚褟覃解言訾詹计许诰诸"
                                    "谈谌谙谢谬谭谯谷豆贝贠贡贲费贺贾资赏赖赛赫赵越路蹇车轧轩轲载辛辜边过连迟逄逢逯遆遇邓邗邛"
                                    "邝邢那邬邰邱邴邵邸邹邽郁郄郇郈郎郏郑郗郜郝郤郦郭郯都鄂鄞鄢鄯酆释里金钊钜钟钦钭钮钱铁铎银"
                                    "锁锺镐镡门闪闫闭闵闻闾阎阕阙阚阮阳阴陀陆陈降陵陶隆隋隗隽雍雒雪零雷霍青靖靳鞠韦韩韶项顾顿"
                                    "颉颍颜飞饶香马骆骞高魏鱼鲁鲍鲜鹿麋麦麻黄黎黑默齐龙龚";

static const char *const person_compound[] = {
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "轩辕", "端木", "百里", "呼延",
    "南宫", "东郭", "西门", "独孤", "宇文", "长孙", "鲜于", "闾丘", "钟离", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔",
    "申屠", "仲孙", "亓官", "司寇", "子车", "颛孙", "司空", "巫马", "公西", "漆雕", "乐正", "壤驷", "公良", "拓跋", "夹谷", "宰父",
    "谷梁", "段干", "南门", "羊舌", "微生", "梁丘", "左丘", "东门", "第五", "纳兰", "叶赫", "赫连", "完颜", "耶律", "哥舒", "贺兰",
    "万俟", "闻人", "那拉", "呼衍", "公羊", "毌丘", "母丘", "侯莫", "达奚", "贺若", "宿勤", "豆卢", "相里", "褚师", "钳耳", "斛律",
    "北宫", "东宫", "公仪", "公输", "公户", "孟孙", "叔孙", "季孙", "屈突", "仆固", "石抹", "脱脱", "五鹿", "少室", "新垣", "安陵",
};
enum { SURNAME_COMPOUND = sizeof person_compound / sizeof person_compound[0] };

static int person_lists(const char *letters, size_t bytes, uint16_t letter) {
    size_t low = 0;
    size_t high = bytes / PERSON_LETTER_BYTES;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(hotline__person_letter(letters, middle) <= letter ? &low : &high) = middle;
    }
    return hotline__person_letter(letters, low) == letter;
}

int hotline__person_is_common(uint16_t letter) {
    return person_lists(person_common, sizeof person_common - 1, letter);
}

int hotline__person_is_single(uint16_t letter) {
    return person_lists(person_single, sizeof person_single - 1, letter);
}

int hotline__person_is_compound(person_word w) {
    for (size_t i = 0; i < SURNAME_COMPOUND; i++) {
        if (w.count >= 2 && w.at[0] == hotline__person_letter(person_compound[i], 0) &&
            w.at[1] == hotline__person_letter(person_compound[i], 1)) {
            return 1;
        }
    }
    return 0;
}
