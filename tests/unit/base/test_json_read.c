/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../../lib/base/json_read.h"
#include "../../../lib/base/json_write.h"
#include "../../support/poor_context.h"

static hotline_context *context;

static int set_up(void **state) {
    (void)state;
    return hotline_context_new(NULL, &context);
}

static int tear_down(void **state) {
    (void)state;
    hotline_context_free(context);
    return 0;
}

/* Bytes with their length: a NUL inside is a byte like others. */
#define T(literal)                                                                                                                         \
  { literal, sizeof(literal) - 1 }

typedef struct accepted {
    text source;
    text written; /* what the tree is in compact form: its value */
} accepted;

typedef struct rejected {
    text source;
    uint32_t line, column;
    hotline_status status;
} rejected;

/* clang-format off */
static const accepted accept_list[] = {
    {T("0"), T("0")}, {T("1"), T("1")}, {T("9"), T("9")}, {T("10"), T("10")}, {T("-1"), T("-1")}, {T("-10"), T("-10")},
    {T("1234567890"), T("1234567890")}, {T("9223372036854775807"), T("9223372036854775807")},
    {T("-9223372036854775808"), T("-9223372036854775808")}, {T("-9223372036854775807"), T("-9223372036854775807")},
    {T("-0"), T("0")}, {T("9223372036854775808"), T("9223372036854775808")},
    {T("-9223372036854775809"), T("-9223372036854775809")}, {T("18446744073709551616"), T("18446744073709551616")},
    {T("123456789012345678901234567890"), T("123456789012345678901234567890")}, {T("0.0"), T("0.0")}, {T("-0.0"), T("-0.0")},
    {T("0.5"), T("0.5")}, {T("1.0"), T("1.0")}, {T("1.50"), T("1.50")}, {T("-1.25"), T("-1.25")},
    {T("3.141592653589793238462643383279"), T("3.141592653589793238462643383279")}, {T("1e0"), T("1e0")}, {T("1E0"), T("1E0")},
    {T("1e5"), T("1e5")}, {T("1E5"), T("1E5")}, {T("1e+5"), T("1e+5")}, {T("1e-5"), T("1e-5")}, {T("1.5e10"), T("1.5e10")},
    {T("1.5E-10"), T("1.5E-10")}, {T("0e0"), T("0e0")}, {T("0e1"), T("0e1")}, {T("0E+7"), T("0E+7")}, {T("-0e1"), T("-0e1")},
    {T("-1e-1"), T("-1e-1")}, {T("1e400"), T("1e400")}, {T("-1e-400"), T("-1e-400")}, {T("1e99999999999"), T("1e99999999999")},
    {T("123123e100000"), T("123123e100000")}, {T("0.0000000000000000000000000000001"), T("0.0000000000000000000000000000001")},
    {T("20e1"), T("20e1")}, {T("10.00"), T("10.00")}, {T("[-0]"), T("[0]")}, {T("[0,1]"), T("[0,1]")}, {T("[ 4 ]"), T("[4]")},
    {T("{\"n\":-1}"), T("{\"n\":-1}")}, {T("1 "), T("1")}, {T("\n1\t"), T("1")}, {T("true"), T("true")}, {T("false"), T("false")},
    {T("null"), T("null")}, {T("[true]"), T("[true]")}, {T("[null,1,\"1\",{}]"), T("[null,1,\"1\",{}]")},
    {T("[false,true]"), T("[false,true]")}, {T("\"\""), T("\"\"")}, {T("\"a\""), T("\"a\"")}, {T("\" \""), T("\" \"")},
    {T("\"热线\""), T("\"热线\"")}, {T("\"é\""), T("\"é\"")}, {T("\"😀\""), T("\"😀\"")}, {T("\"􏿿\""), T("\"􏿿\"")},
    {T("\"\357\277\276\""), T("\"\357\277\276\"")}, {T("\"\357\277\277\""), T("\"\357\277\277\"")},
    {T("\"\356\200\200\""), T("\"\356\200\200\"")}, {T("\"\342\200\250\342\200\251\""), T("\"\342\200\250\342\200\251\"")},
    {T("\"\302\200\""), T("\"\302\200\"")}, {T("\"\357\273\277\""), T("\"\357\273\277\"")}, {T("\"/\""), T("\"/\"")},
    {T("\"'\""), T("\"'\"")}, {T("\"\177\""), T("\"\\u007f\"")}, {T("\"new\302\240line\""), T("\"new\302\240line\"")},
    {T("\"12345\""), T("\"12345\"")}, {T("\"true\""), T("\"true\"")}, {T("\"[]{}:,\""), T("\"[]{}:,\"")},
    {T("\"//\""), T("\"//\"")}, {T("\"/* */\""), T("\"/* */\"")}, {T("\"u0041\""), T("\"u0041\"")},
    {T("\"\\\"\""), T("\"\\\"\"")}, {T("\"\\\\\""), T("\"\\\\\"")}, {T("\"\\/\""), T("\"/\"")}, {T("\"\\b\""), T("\"\\u0008\"")},
    {T("\"\\f\""), T("\"\\u000c\"")}, {T("\"\\n\""), T("\"\\n\"")}, {T("\"\\r\""), T("\"\\r\"")}, {T("\"\\t\""), T("\"\\t\"")},
    {T("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), T("\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\"")}, {T("\"\\u0041\""), T("\"A\"")},
    {T("\"\\u0022\""), T("\"\\\"\"")}, {T("\"\\u005C\""), T("\"\\\\\"")}, {T("\"\\u0001\""), T("\"\\u0001\"")},
    {T("\"\\u001f\""), T("\"\\u001f\"")}, {T("\"\\u007f\""), T("\"\\u007f\"")}, {T("\"\\u0080\""), T("\"\302\200\"")},
    {T("\"\\u00e9\""), T("\"é\"")}, {T("\"\\u00E9\""), T("\"é\"")}, {T("\"\\u4e2d\\u6587\""), T("\"中文\"")},
    {T("\"\\u4E2D\""), T("\"中\"")}, {T("\"\\ud83d\\ude00\""), T("\"😀\"")}, {T("\"\\uD83D\\uDE00\""), T("\"😀\"")},
    {T("\"\\ud800\\udc00\""), T("\"𐀀\"")}, {T("\"\\udbff\\udfff\""), T("\"􏿿\"")}, {T("\"\\ufffe\""), T("\"\357\277\276\"")},
    {T("\"\\uffff\""), T("\"\357\277\277\"")}, {T("\"\\ud7ff\""), T("\"퟿\"")}, {T("\"\\ue000\""), T("\"\356\200\200\"")},
    {T("\"\\ufeff\""), T("\"\357\273\277\"")}, {T("\"\\\\u0041\""), T("\"\\\\u0041\"")}, {T("\"\\\\n\""), T("\"\\\\n\"")},
    {T("\"\\\\\\\\\""), T("\"\\\\\\\\\"")}, {T("\"a\\\\\""), T("\"a\\\\\"")}, {T("\"\\\\\\\"\""), T("\"\\\\\\\"\"")},
    {T("\"x\\u0061y\""), T("\"xay\"")}, {T("\"\\u0061\\u0062\\u0063\""), T("\"abc\"")}, {T("\"\\u00610\""), T("\"a0\"")},
    {T("\"\\ud83d\\ude00\\u0021\""), T("\"😀!\"")}, {T("\"热\\n线\""), T("\"热\\n线\"")},
    {T("\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\""), T("\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"")},
    {T("[]"), T("[]")}, {T("{}"), T("{}")}, {T(" [ ] "), T("[]")}, {T("\t{\r\n} "), T("{}")}, {T("[[]]"), T("[[]]")},
    {T("[{}]"), T("[{}]")}, {T("{\"\":0}"), T("{\"\":0}")}, {T("{\"\":{\"\":{}}}"), T("{\"\":{\"\":{}}}")},
    {T("[1 , 2]"), T("[1,2]")}, {T("[1,\n2]"), T("[1,2]")}, {T("[[],[[]],{}]"), T("[[],[[]],{}]")},
    {T("[1,null,null,2]"), T("[1,null,null,2]")}, {T("{\"a\":[]}"), T("{\"a\":[]}")}, {T("{\"a\":{}}"), T("{\"a\":{}}")},
    {T("{ \"a\" : 1 , \"b\" : 2 }"), T("{\"a\":1,\"b\":2}")}, {T("{\"a\":1,\"A\":2}"), T("{\"a\":1,\"A\":2}")},
    {T("{\"b\":1,\"a\":2}"), T("{\"b\":1,\"a\":2}")}, {T("{\"a\":1,\"a \":2}"), T("{\"a\":1,\"a \":2}")},
    {T("{\"a\":{\"a\":1}}"), T("{\"a\":{\"a\":1}}")}, {T("[{\"a\":1},{\"a\":2}]"), T("[{\"a\":1},{\"a\":2}]")},
    {T("{\"热线\":\"12345\"}"), T("{\"热线\":\"12345\"}")}, {T("{\"\\u0061\":1}"), T("{\"a\":1}")},
    {T("{\"a\\u0062\":1,\"a\":2}"), T("{\"ab\":1,\"a\":2}")}, {T("{\"é\":1,\"é\":2}"), T("{\"é\":1,\"é\":2}")},
    {T("{\"a\":null,\"b\":[true,{\"c\":\"d\"}],\"e\":-0.5e1}"), T("{\"a\":null,\"b\":[true,{\"c\":\"d\"}],\"e\":-0.5e1}")},
    {T("\r\n\t [\r\n\t 1\r\n\t ]\r\n\t "), T("[1]")},
    {T("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"), T("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")},
    {T("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":[]}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}"), T("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":[]}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}")},
    {T("{\"n0\":0,\"n1\":1,\"n2\":2,\"n3\":3,\"n4\":4,\"n5\":5,\"n6\":6,\"n7\":7,\"n8\":8,\"n9\":9,\"n10\":10,\"n11\":11,\"n12\":12}"), T("{\"n0\":0,\"n1\":1,\"n2\":2,\"n3\":3,\"n4\":4,\"n5\":5,\"n6\":6,\"n7\":7,\"n8\":8,\"n9\":9,\"n10\":10,\"n11\":11,\"n12\":12}")},
    {T("{\"n0\":0,\"n1\":1,\"n2\":2,\"n3\":3,\"n4\":4,\"n5\":5,\"n6\":6,\"n7\":7,\"n8\":8,\"n9\":9,\"n10\":10,\"n11\":11,\"n12\":12,\"n13\":13,\"n14\":14,\"n15\":15,\"n16\":16,\"n17\":17,\"n18\":18,\"n19\":19,\"n20\":20,\"n21\":21,\"n22\":22,\"n23\":23,\"n24\":24,\"n25\":25,\"n26\":26,\"n27\":27,\"n28\":28,\"n29\":29,\"n30\":30,\"n31\":31,\"n32\":32,\"n33\":33,\"n34\":34,\"n35\":35,\"n36\":36,\"n37\":37,\"n38\":38,\"n39\":39}"), T("{\"n0\":0,\"n1\":1,\"n2\":2,\"n3\":3,\"n4\":4,\"n5\":5,\"n6\":6,\"n7\":7,\"n8\":8,\"n9\":9,\"n10\":10,\"n11\":11,\"n12\":12,\"n13\":13,\"n14\":14,\"n15\":15,\"n16\":16,\"n17\":17,\"n18\":18,\"n19\":19,\"n20\":20,\"n21\":21,\"n22\":22,\"n23\":23,\"n24\":24,\"n25\":25,\"n26\":26,\"n27\":27,\"n28\":28,\"n29\":29,\"n30\":30,\"n31\":31,\"n32\":32,\"n33\":33,\"n34\":34,\"n35\":35,\"n36\":36,\"n37\":37,\"n38\":38,\"n39\":39}")},
    {T("[[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[]]"), T("[[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[]]")},
};

static const rejected reject_list[] = {
    {T(""), 1, 1, HOTLINE_ERROR_SYNTAX}, {T(" "), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("\n"), 2, 1, HOTLINE_ERROR_SYNTAX},
    {T(" \n \t"), 2, 3, HOTLINE_ERROR_SYNTAX}, {T("\r\n"), 2, 1, HOTLINE_ERROR_SYNTAX},
    {T("\357\273\277{}"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("\357\273\277"), 1, 1, HOTLINE_ERROR_SYNTAX},
    {T("[\357\273\277]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[]\357\273\277"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("\302\240[]"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[\343\200\200]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[\342\200\2131]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[\013]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[\014]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("\000"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[\000]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[]\000"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1]\000"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("\377\376[\000]\000"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("\000[\000]"), 1, 1, HOTLINE_ERROR_SYNTAX},
    {T("\342\200\250[]"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[]\302\205"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("-"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("+1"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[+1]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("01"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[012]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("00"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("-01"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("-00"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("0x10"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[0x1]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T(".5"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[.5]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[-.5]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("1."), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1.]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[-1.]"), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("[1.e1]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[0.]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[1.5.5]"), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("1e"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1e]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[1e+]"), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("[1e-]"), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("[1E]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[1ee2]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[1e1.5]"), 1, 5, HOTLINE_ERROR_SYNTAX},
    {T("[1e 5]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[1eE2]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[- 1]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[--1]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[-+1]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[1 2]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[1,,2]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[1_000]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1'000]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[1a]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[-a]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[-]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[１]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[1.2a]"), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("[NaN]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[nan]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[Infinity]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[-Infinity]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[Inf]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[0b1]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1L]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1.5f]"), 1, 5, HOTLINE_ERROR_SYNTAX},
    {T("1 1"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[0e]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[0.1.2]"), 1, 5, HOTLINE_ERROR_SYNTAX},
    {T("[9.]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[2.e+3]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[0.3e]"), 1, 6, HOTLINE_ERROR_SYNTAX}, {T("[1+2]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1-2]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[٣]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[½]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("t"), 1, 1, HOTLINE_ERROR_SYNTAX},
    {T("tru"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[tru]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[True]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[TRUE]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[truee]"), 1, 6, HOTLINE_ERROR_SYNTAX},
    {T("[truefalse]"), 1, 6, HOTLINE_ERROR_SYNTAX}, {T("[fals]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[nul]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[nulll]"), 1, 6, HOTLINE_ERROR_SYNTAX},
    {T("[nill]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[None]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[undefined]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("true false"), 1, 6, HOTLINE_ERROR_SYNTAX},
    {T("yes"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[n]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[true1]"), 1, 6, HOTLINE_ERROR_SYNTAX},
    {T("*"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("é"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[热]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("\""), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("\"a"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"a"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("['a']"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("'a'"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[“a”]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[\"a\nb\"]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[\"\n\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\t\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\000\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"a\000b\"]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[\"\037\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\r\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"热\n\"]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\a\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\x41\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\0\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\v\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\e\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\U0041\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\'\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\ \"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\N\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"ab\\q\"]"), 1, 5, HOTLINE_ERROR_SYNTAX},
    {T("[\"热\\q\"]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[\"\\\n\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\é\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\😀\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\热x\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\\000\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[\"\\\""), 1, 5, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\\"]"), 1, 6, HOTLINE_ERROR_SYNTAX}, {T("\"\\"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\u\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\u0\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\u00\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\u004\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\u004g\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\u 041\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\u+041\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\u-041\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\u{41}\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\u00é1\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\u0x41\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\u004"), 1, 8, HOTLINE_ERROR_SYNTAX},
    {T("[\"a\\u00\"]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[\"\\ud800\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\udc00\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\udfff\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\ud83d\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\ud83dx\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\ud83d\\n\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\ud83d\\u0041\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\ud83d\\ud83d\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\ude00\\ud83d\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\ud83d\\u\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\ud83d\\ude0\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\ud83d\\\\ude00\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"x\\udbff\"]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\ud800\\ue000\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\\u0000\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"a\\u0000\"]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("{\"\\u0000\":1}"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"ok\",\"\\ud800\"]"), 1, 8, HOTLINE_ERROR_SYNTAX}, {T("[\"\200\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\277\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\300\257\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\301\277\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\303\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\303(\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\340\200\257\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\340\237\277\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\347\203\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\355\240\200\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\355\277\277\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\355\240\275\355\270\200\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\360\200\200\257\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\360\217\277\277\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\360\237\230\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\364\220\200\200\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\365\200\200\200\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\370\210\200\200\200\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\376\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\377\"]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\347\203\255\377\"]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("\377"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[\377]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("{\"\377\":1}"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[\"\351\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"a\351b\"]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[\"\347\203"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"\\\377\"]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[\"\310\310\317\337\"]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[1]\377"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("["), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("]"), 1, 1, HOTLINE_ERROR_SYNTAX},
    {T("[1"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1,"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[1,]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[,1]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[,]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("[1 true]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[1}"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1:2]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("[\"a\":1]"), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("[1]]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[1],"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[1][2]"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[[]"), 1, 4, HOTLINE_ERROR_SYNTAX},
    {T("[[1]}"), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("[\"\""), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[1;2]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("(1)"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[1,\n"), 2, 1, HOTLINE_ERROR_SYNTAX}, {T("[\n1\n2]"), 3, 1, HOTLINE_ERROR_SYNTAX},
    {T("[1,\n 2,\n ]"), 3, 2, HOTLINE_ERROR_SYNTAX}, {T("[1\r\n,\r\n]"), 3, 1, HOTLINE_ERROR_SYNTAX},
    {T("[\r1\r x]"), 1, 6, HOTLINE_ERROR_SYNTAX}, {T("[ \n\n  x"), 3, 3, HOTLINE_ERROR_SYNTAX},
    {T("[]x"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[] []"), 1, 4, HOTLINE_ERROR_SYNTAX}, {T("[<null>]"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("[1//x\n]"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("[1/*x*/]"), 1, 3, HOTLINE_ERROR_SYNTAX},
    {T("# x\n[]"), 1, 1, HOTLINE_ERROR_SYNTAX}, {T("[1] # x"), 1, 5, HOTLINE_ERROR_SYNTAX},
    {T("[...]"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("{"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("}"), 1, 1, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\""), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("{\"a\"}"), 1, 5, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":"), 1, 6, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":}"), 1, 6, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":1"), 1, 7, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1,"), 1, 8, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":1,}"), 1, 8, HOTLINE_ERROR_SYNTAX}, {T("{,}"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":1,,\"b\":2}"), 1, 8, HOTLINE_ERROR_SYNTAX}, {T("{\"a\" 1}"), 1, 6, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\"=1}"), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("{\"a\"::1}"), 1, 6, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":1 \"b\":2}"), 1, 8, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1:2}"), 1, 7, HOTLINE_ERROR_SYNTAX},
    {T("{a:1}"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("{'a':1}"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("{1:1}"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("{true:1}"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("{null:1}"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1]"), 1, 7, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":1}}"), 1, 8, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1},"), 1, 8, HOTLINE_ERROR_SYNTAX},
    {T("{[]:1}"), 1, 2, HOTLINE_ERROR_SYNTAX}, {T("{{}:1}"), 1, 2, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\",\"b\"}"), 1, 5, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1 true}"), 1, 8, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\"\n:\n}"), 3, 1, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1;\"b\":2}"), 1, 7, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":x}"), 1, 6, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":\"b}"), 1, 9, HOTLINE_ERROR_SYNTAX},
    {T("{\"a:1}"), 1, 7, HOTLINE_ERROR_SYNTAX}, {T("{ \"a\" : 1 , }"), 1, 13, HOTLINE_ERROR_SYNTAX},
    {T("{}{}"), 1, 3, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":{\"b\":}}"), 1, 11, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":[}"), 1, 7, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1,\n b}"), 2, 2, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":1,\"a\":2}"), 1, 8, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1,\"a\":1}"), 1, 8, HOTLINE_ERROR_SYNTAX},
    {T("{\"\":1,\"\":2}"), 1, 7, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1,\"b\":2,\"a\":3}"), 1, 14, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":1,\n \"a\":2}"), 2, 2, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1,\"\\u0061\":2}"), 1, 8, HOTLINE_ERROR_SYNTAX},
    {T("{\"\\u0061\":1,\"a\":2}"), 1, 13, HOTLINE_ERROR_SYNTAX}, {T("{\"热\":1,\"热\":2}"), 1, 8, HOTLINE_ERROR_SYNTAX},
    {T("{\"x\":{\"a\":1,\"a\":2}}"), 1, 13, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":{\"a\":1},\"a\":2}"), 1, 14, HOTLINE_ERROR_SYNTAX},
    {T("{\"a\":1,\"a\":"), 1, 8, HOTLINE_ERROR_SYNTAX}, {T("{\"a\":1,\"a\":x"), 1, 8, HOTLINE_ERROR_SYNTAX},
    {T("{\"n00\":0,\"n01\":0,\"n02\":0,\"n03\":0,\"n04\":0,\"n05\":0,\"n06\":0,\"n07\":0,\"n08\":0,\"n09\":0,\"n10\":0,\"n11\":0,\"n00\":1}"), 1, 98, HOTLINE_ERROR_SYNTAX},
    {T("{\"n00\":0,\"n01\":0,\"n02\":0,\"n03\":0,\"n04\":0,\"n05\":0,\"n06\":0,\"n07\":0,\"n08\":0,\"n09\":0,\"n10\":0,\"n11\":0,\"n11\":1}"), 1, 98, HOTLINE_ERROR_SYNTAX},
    {T("{\"n00\":0,\"n01\":0,\"n02\":0,\"n03\":0,\"n04\":0,\"n05\":0,\"n06\":0,\"n07\":0,\"n08\":0,\"n09\":0,\"n10\":0,\"n11\":0,\"n12\":0,\"n00\":1}"), 1, 106, HOTLINE_ERROR_SYNTAX},
    {T("{\"n00\":0,\"n01\":0,\"n02\":0,\"n03\":0,\"n04\":0,\"n05\":0,\"n06\":0,\"n07\":0,\"n08\":0,\"n09\":0,\"n10\":0,\"n11\":0,\"n12\":0,\"n12\":1}"), 1, 106, HOTLINE_ERROR_SYNTAX},
    {T("{\"n00\":0,\"n01\":0,\"n02\":0,\"n03\":0,\"n04\":0,\"n05\":0,\"n06\":0,\"n07\":0,\"n08\":0,\"n09\":0,\"n10\":0,\"n11\":0,\"n12\":0,\"n13\":0,\"n00\":1}"), 1, 114, HOTLINE_ERROR_SYNTAX},
    {T("{\"n00\":0,\"n01\":0,\"n02\":0,\"n03\":0,\"n04\":0,\"n05\":0,\"n06\":0,\"n07\":0,\"n08\":0,\"n09\":0,\"n10\":0,\"n11\":0,\"n12\":0,\"n13\":0,\"n13\":1}"), 1, 114, HOTLINE_ERROR_SYNTAX},
    {T("{\"n00\":0,\"n01\":0,\"n02\":0,\"n03\":0,\"n04\":0,\"n05\":0,\"n06\":0,\"n07\":0,\"n08\":0,\"n09\":0,\"n10\":0,\"n11\":0,\"n12\":0,\"n13\":0,\"n14\":0,\"n15\":0,\"n16\":0,\"n17\":0,\"n18\":0,\"n19\":0,\"n20\":0,\"n21\":0,\"n22\":0,\"n23\":0,\"n24\":0,\"n25\":0,\"n26\":0,\"n27\":0,\"n28\":0,\"n29\":0,\"n00\":1}"), 1, 242, HOTLINE_ERROR_SYNTAX},
    {T("{\"n00\":0,\"n01\":0,\"n02\":0,\"n03\":0,\"n04\":0,\"n05\":0,\"n06\":0,\"n07\":0,\"n08\":0,\"n09\":0,\"n10\":0,\"n11\":0,\"n12\":0,\"n13\":0,\"n14\":0,\"n15\":0,\"n16\":0,\"n17\":0,\"n18\":0,\"n19\":0,\"n20\":0,\"n21\":0,\"n22\":0,\"n23\":0,\"n24\":0,\"n25\":0,\"n26\":0,\"n27\":0,\"n28\":0,\"n29\":0,\"n29\":1}"), 1, 242, HOTLINE_ERROR_SYNTAX},
    {T("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"), 1, 65, HOTLINE_ERROR_LIMIT},
    {T("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["), 1, 65, HOTLINE_ERROR_LIMIT},
    {T("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":"), 1, 321, HOTLINE_ERROR_LIMIT},
    {T("[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n[\n["), 65, 1, HOTLINE_ERROR_LIMIT},
    {T("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["), 1, 65, HOTLINE_ERROR_SYNTAX},
    {T("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x"), 1, 64, HOTLINE_ERROR_SYNTAX},
};
/* clang-format on */

static void write_tree(json_writer *w, const json *node) {
    const json *child;
    int object = node->kind == JSON_OBJECT;
    if (node->kind == JSON_TEXT) {
        hotline__json_text(w, node->value);
    } else if (node->kind == JSON_INTEGER) {
        hotline__json_integer(w, node->number);
    } else if (node->kind == JSON_DECIMAL) {
        hotline__json_raw(w, node->value);
    } else if (node->kind < JSON_INTEGER) {
        hotline__json_raw(w, hotline__text(node->kind == JSON_NULL ? "null" : node->kind == JSON_TRUE ? "true" : "false"));
    } else {
        object ? hotline__json_object(w) : hotline__json_array(w);
        for (child = node->first; child != NULL; child = child->next) {
            if (object) {
                hotline__json_key_text(w, child->key);
            }
            write_tree(w, child);
        }
        object ? hotline__json_object_end(w) : hotline__json_array_end(w);
    }
}

/* In a block of exactly its size: a sanitizer sees a read past its end. */
static char *exact_copy(text t) {
    char *copy = malloc(t.len + (t.len == 0));
    assert_non_null(copy);
    memcpy(copy, t.at, t.len);
    return copy;
}

static void accept_every(void **state) {
    size_t i;
    (void)state;
    for (i = 0; i < sizeof accept_list / sizeof accept_list[0]; i++) {
        char *source = exact_copy(accept_list[i].source);
        json_writer w;
        buffer b;
        arena a;
        json *root = NULL;
        hotline_error error;
        hotline_error_init(&error, sizeof error);
        hotline__arena_init(&a, context);
        hotline__buffer_init(&b, context);
        if (hotline__json_read(&a, source, accept_list[i].source.len, &root, &error) != HOTLINE_OK) {
            fail_msg("%s: %s", accept_list[i].source.at, error.message);
        }
        assert_int_equal(error.status, HOTLINE_OK);
        hotline__json_begin(&w, &b);
        write_tree(&w, root);
        assert_string_equal(hotline__buffer_text(&b).at, accept_list[i].written.at);
        hotline__buffer_free(&b);
        hotline__arena_free(&a);
        free(source);
    }
}

static void reject_every(void **state) {
    size_t wrong = 0;
    size_t i;
    (void)state;
    for (i = 0; i < sizeof reject_list / sizeof reject_list[0]; i++) {
        const rejected *r = &reject_list[i];
        char *source = exact_copy(r->source);
        arena a;
        json *root = NULL;
        hotline_error error;
        hotline_status status;
        hotline_error_init(&error, sizeof error);
        hotline__arena_init(&a, context);
        status = hotline__json_read(&a, source, r->source.len, &root, &error);
        if (status != r->status || error.status != status || root != NULL || error.line != r->line || error.column != r->column) {
            print_error("%s\n  %s at %u:%u \"%s\", expected %s at %u:%u\n", r->source.at, hotline_status_name(status), error.line,
                        error.column, error.message, hotline_status_name(r->status), r->line, r->column);
            wrong++;
        }
        assert_true(status == HOTLINE_OK || error.message[0] != '\0');
        assert_int_equal(hotline__json_read(&a, source, r->source.len, &root, NULL), status); /* without a record */
        hotline__arena_free(&a);
        free(source);
    }
    assert_int_equal(wrong, 0);
}

/* Every beginning of a document that holds a bit of everything is refused, at its end or before. */
static void cut_anywhere(void **state) {
    static const char whole[] = "{\"a\": [1, -2.5e+3, true, false, null],\n \"\\u70ed线\\n\": {\"b\": \"\\ud83d\\ude00\"}, \"c\": {}}";
    size_t len;
    (void)state;
    for (len = 0; len < sizeof whole - 1; len++) {
        text t = {whole, len};
        char *source = exact_copy(t);
        arena a;
        json *root = NULL;
        hotline_error error;
        hotline_error_init(&error, sizeof error);
        hotline__arena_init(&a, context);
        assert_int_equal(hotline__json_read(&a, source, len, &root, &error), HOTLINE_ERROR_SYNTAX);
        assert_null(root);
        assert_int_equal(error.line, 1 + (len > 38));
        hotline__arena_free(&a);
        free(source);
    }
}

static json *read_on(arena *a, const char *source) {
    json *root = NULL;
    hotline_error error;
    hotline_error_init(&error, sizeof error);
    if (hotline__json_read(a, source, strlen(source), &root, &error) != HOTLINE_OK) {
        fail_msg("%s: %u:%u %s", source, error.line, error.column, error.message);
    }
    return root;
}

static void numbers_of_both_kinds(void **state) {
    static const struct {
        const char *source;
        uint8_t kind;
        int64_t number;
    } cases[] = {{"0", JSON_INTEGER, 0},
                 {"-0", JSON_INTEGER, 0},
                 {"9223372036854775807", JSON_INTEGER, INT64_MAX},
                 {"-9223372036854775808", JSON_INTEGER, INT64_MIN},
                 {"9223372036854775808", JSON_DECIMAL, 0},
                 {"-9223372036854775809", JSON_DECIMAL, 0},
                 {"92233720368547758070", JSON_DECIMAL, 0},
                 {"1.0", JSON_DECIMAL, 0},
                 {"1e3", JSON_DECIMAL, 0},
                 {"-0.0", JSON_DECIMAL, 0}};
    size_t i;
    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        arena a;
        json *node;
        hotline__arena_init(&a, context);
        node = read_on(&a, cases[i].source);
        assert_int_equal(node->kind, cases[i].kind);
        assert_int_equal(node->number, cases[i].number);
        assert_true(hotline__text_is(node->value, cases[i].source)); /* as written */
        hotline__arena_free(&a);
    }
}

static void nodes_know_their_places(void **state) {
    static const char source[] = "{\"a\": [1,\n  \"热\", {\"b\" :null}], \"c\":2}";
    arena a;
    json *root;
    json *list;
    (void)state;
    hotline__arena_init(&a, context);
    root = read_on(&a, source);
    assert_int_equal(root->kind, JSON_OBJECT);
    assert_int_equal(root->count, 2);
    assert_int_equal(root->offset, 0);
    list = root->first;
    assert_int_equal(list->key_offset, 1);
    assert_int_equal(list->offset, 6);
    assert_int_equal(list->count, 3);
    assert_true(hotline__text_is(list->key, "a"));
    assert_int_equal(list->first->next->offset, 12);
    assert_int_equal(list->first->next->next->first->key_offset, 20);
    assert_int_equal(source[list->first->next->next->first->offset], 'n');
    assert_null(list->first->next->next->next);
    assert_true(hotline__text_is(list->next->key, "c"));
    assert_null(list->next->next);
    hotline__arena_free(&a);
}

static void asking(void **state) {
    arena a;
    json *root;
    (void)state;
    hotline__arena_init(&a, context);
    root = read_on(&a, "{\"a\":1,\"\":2,\"\\u0062\":3}");
    assert_int_equal(hotline__json_member(root, "a")->number, 1);
    assert_int_equal(hotline__json_member(root, "b")->number, 3);
    assert_int_equal(hotline__json_member(root, "")->number, 2);
    assert_null(hotline__json_member(root, "c"));
    assert_null(hotline__json_member(root, "A"));
    assert_int_equal(hotline__json_find(root, hotline__text("a"))->number, 1);
    assert_null(hotline__json_member(read_on(&a, "{}"), "a"));
    hotline__arena_free(&a);
}

static hotline_context *limited(uint32_t depth, uint64_t document, uint64_t members) {
    hotline_context_options options;
    hotline_context *made = NULL;
    hotline_context_options_init(&options, sizeof options);
    options.max_depth = depth;
    options.max_document = document;
    options.max_members = members;
    assert_int_equal(hotline_context_new(&options, &made), HOTLINE_OK);
    return made;
}

/* The status under a context's limits; *error tells where. */
static hotline_status read_under(const hotline_context *c, const char *source, hotline_error *error) {
    arena a;
    json *root = NULL;
    hotline_status status;
    hotline_error_init(error, sizeof *error);
    hotline__arena_init(&a, c);
    status = hotline__json_read(&a, source, strlen(source), &root, error);
    assert_int_equal(root != NULL, status == HOTLINE_OK);
    hotline__arena_free(&a);
    return status;
}

static void small_limits(void **state) {
    hotline_context *c = limited(2, 0, 5);
    hotline_error error;
    (void)state;
    assert_int_equal(read_under(c, "[[1,2],[]]", &error), HOTLINE_OK);
    assert_int_equal(read_under(c, "[{\"a\":1}]", &error), HOTLINE_OK);
    assert_int_equal(read_under(c, "[[],[[]]]", &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(error.column, 6);
    assert_int_equal(read_under(c, "[[],{\"a\":{}}]", &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(error.column, 10);
    assert_int_equal(read_under(c, "[1,2,3,4,5]", &error), HOTLINE_OK);
    assert_int_equal(read_under(c, "[1,2,3,4,5,6]", &error), HOTLINE_ERROR_LIMIT); /* members of all collections together */
    assert_int_equal(error.column, 12);
    assert_int_equal(read_under(c, "[[1,2],\n[3,4]]", &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 4);
    assert_int_equal(read_under(c, "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6}", &error), HOTLINE_ERROR_LIMIT);
    hotline_context_free(c);
}

static void longer_than_allowed(void **state) {
    hotline_context *c = limited(0, 10, 0);
    hotline_error error;
    (void)state;
    assert_int_equal(read_under(c, "[12345678]", &error), HOTLINE_OK);
    assert_int_equal(read_under(c, "[123456789]", &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(error.line, 0); /* about the whole text */
    assert_int_equal(read_under(c, "          1", &error), HOTLINE_ERROR_LIMIT);
    hotline_context_free(c);
}

/* At the deepest limit that a context may have the reader still has stack enough, whatever follows. */
static void deep_as_allowed(void **state) {
    enum { DEEPEST = 512, LONG = 200000 };
    hotline_context *c = limited(DEEPEST, 0, 0);
    char *source = calloc(1, LONG + 1);
    hotline_error error;
    (void)state;
    assert_non_null(source);
    memset(source, '[', DEEPEST);
    memset(source + DEEPEST, ']', DEEPEST);
    assert_int_equal(read_under(c, source, &error), HOTLINE_OK);
    memset(source, '[', LONG);
    assert_int_equal(read_under(c, source, &error), HOTLINE_ERROR_LIMIT);
    assert_int_equal(error.column, DEEPEST + 1);
    memset(source, ']', LONG);
    memset(source, '[', 64);
    source[128] = '\0';
    assert_int_equal(read_under(context, source, &error), HOTLINE_OK); /* the default is 64 */
    free(source);
    hotline_context_free(c);
}

static void texts_are_not_copied(void **state) {
    static const char source[] = "[\"plain\",\"esc\\u0061ped\"]";
    arena a;
    json *root;
    (void)state;
    hotline__arena_init(&a, context);
    root = read_on(&a, source);
    assert_ptr_equal(root->first->value.at, source + 2);
    assert_true(hotline__text_is(root->first->next->value, "escaped"));
    assert_int_equal(root->first->next->value.at[7], '\0');
    hotline__arena_free(&a);
}

/* Memory ends a little later each time, until it suffices; the map of a large object's names included. */
static void no_memory_at_any_place(void **state) {
    char source[4000] = "{\"first\":\"esc\\u0061ped\"";
    size_t bytes;
    size_t refused = 0;
    size_t i;
    hotline_status status = HOTLINE_ERROR_MEMORY;
    (void)state;
    for (i = 0; i < 100; i++) {
        char member[] = ",\"name00\":[1]";
        member[6] = (char)('0' + i / 10);
        member[7] = (char)('0' + i % 10);
        strcat(source, member);
    }
    strcat(source, "}");
    for (bytes = 100; status == HOTLINE_ERROR_MEMORY; bytes += 500) {
        size_t left = bytes;
        hotline_context *poor = poor_context(&left);
        hotline_error error;
        status = read_under(poor, source, &error);
        assert_int_equal(error.status, status);
        refused += status == HOTLINE_ERROR_MEMORY;
        hotline_context_free(poor);
    }
    assert_int_equal(status, HOTLINE_OK);
    assert_true(refused > 5);
}

static void names_of_kinds(void **state) {
    (void)state;
    assert_string_equal(hotline__json_kind_name(JSON_NULL), "null");
    assert_string_equal(hotline__json_kind_name(JSON_TRUE), "true");
    assert_string_equal(hotline__json_kind_name(JSON_FALSE), "false");
    assert_string_equal(hotline__json_kind_name(JSON_INTEGER), "a whole number");
    assert_string_equal(hotline__json_kind_name(JSON_DECIMAL), "a number");
    assert_string_equal(hotline__json_kind_name(JSON_TEXT), "text");
    assert_string_equal(hotline__json_kind_name(JSON_ARRAY), "an array");
    assert_string_equal(hotline__json_kind_name(JSON_OBJECT), "an object");
    assert_string_equal(hotline__json_kind_name(200), "nothing");
}

static void place(const char *source, uint32_t offset, uint32_t line, uint32_t column) {
    uint32_t l = 0;
    uint32_t c = 0;
    hotline__json_place(source, strlen(source), offset, &l, &c);
    assert_int_equal(l, line);
    assert_int_equal(c, column);
}

static void places(void **state) {
    (void)state;
    place("", 0, 1, 1);
    place("ab", 1, 1, 2);
    place("ab", 2, 1, 3);
    place("ab", 99, 1, 3);  /* past the end is the end */
    place("a\nb", 1, 1, 2); /* the line feed belongs to its line */
    place("a\nb", 2, 2, 1);
    place("a\r\nb", 3, 2, 1);
    place("\n\n\n", 3, 4, 1);
    place("热线b", 6, 1, 3); /* code points, not bytes */
    place("热\n线b", 7, 2, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accept_every),
        cmocka_unit_test(reject_every),
        cmocka_unit_test(cut_anywhere),
        cmocka_unit_test(numbers_of_both_kinds),
        cmocka_unit_test(nodes_know_their_places),
        cmocka_unit_test(asking),
        cmocka_unit_test(small_limits),
        cmocka_unit_test(longer_than_allowed),
        cmocka_unit_test(deep_as_allowed),
        cmocka_unit_test(texts_are_not_copied),
        cmocka_unit_test(no_memory_at_any_place),
        cmocka_unit_test(names_of_kinds),
        cmocka_unit_test(places),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
