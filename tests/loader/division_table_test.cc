#include "loader/places/division_table.h"

#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace policygraph::loader {
namespace {

using ::testing::HasSubstr;

constexpr char kTableFile[] = "data/divisions/divisions.tsv";
constexpr char kFormerNameFile[] = "data/divisions/successions.tsv";

const DivisionTable& Table() {
  static const auto* table = new DivisionTable(*DivisionTable::Compile(BuiltinRuleFiles()));
  return *table;
}

std::string_view CodeMeant(std::string_view name, std::string_view from) {
  const std::vector<const Division*> bearers = Table().Named(name);
  const Division* nearest = Table().Nearest(bearers, from);
  return nearest == nullptr ? "" : nearest->code;
}

TEST(DivisionTable, KnowsNameLevelAndParentOfEachCode) {
  struct Case {
    const char* code;
    const char* name;
    DivisionLevel level;
    const char* parent;
  };
  for (const Case& c : {
           Case{"000000", "中国", DivisionLevel::kNational, ""},
           Case{"510000", "四川省", DivisionLevel::kProvince, "000000"},
           Case{"510600", "德阳市", DivisionLevel::kPrefecture, "510000"},
           Case{"510603", "旌阳区", DivisionLevel::kCounty, "510600"},
           Case{"510603101", "孝泉镇", DivisionLevel::kTown, "510603"},
           Case{"500112", "渝北区", DivisionLevel::kCounty, "500000"},
           Case{"429006", "天门市", DivisionLevel::kCounty, "420000"},
           Case{"441900003", "东城街道", DivisionLevel::kTown, "441900"},
           Case{"320576", "苏州工业园区", DivisionLevel::kNone, "320500"},
           Case{"810000", "香港特别行政区", DivisionLevel::kProvince, "000000"},
       }) {
    EXPECT_EQ(Table().Name(c.code), c.name) << c.code;
    EXPECT_EQ(Table().Level(c.code), c.level) << c.code;
    EXPECT_EQ(Table().Parent(c.code), c.parent) << c.code;
  }
}

TEST(DivisionTable, KnowsNothingOfWhatIsNoCode) {
  for (const char* code : {"", "5", "510699", "510603999", "5106031", "abcdef"}) {
    EXPECT_EQ(Table().Find(code), nullptr) << code;
    EXPECT_EQ(Table().Name(code), "") << code;
    EXPECT_EQ(Table().Level(code), DivisionLevel::kNone) << code;
  }
  EXPECT_TRUE(Table().Below("5106").empty());
  EXPECT_EQ(Table().Parent("nonsense"), "");
}

TEST(DivisionTable, EveryParentIsInTheTableAndAbove) {
  for (const Division& division : Table().Below("000000")) {
    const std::string_view parent = Table().Parent(division.code);
    ASSERT_NE(Table().Find(parent), nullptr) << division.code;
    EXPECT_TRUE(Table().Within(division.code, parent)) << division.code;
    EXPECT_FALSE(Table().Within(parent, division.code)) << division.code;
  }
}

TEST(DivisionTable, ShortensNames) {
  struct Case {
    const char* code;
    const char* short_name;
  };
  for (const Case& c : {
           Case{"510000", "四川"}, Case{"150000", "内蒙古"}, Case{"650000", "新疆"},
           Case{"510600", "德阳"}, Case{"422800", "恩施"},  // 恩施土家族苗族自治州
           Case{"450332", "恭城"},                          // 恭城瑶族自治县
           Case{"652700", "博尔塔拉"},                      // 博尔塔拉蒙古自治州
           Case{"513200", "阿坝"},                          // 阿坝藏族羌族自治州
           Case{"310115", "浦东"},                          // 浦东新区
           Case{"429021", "神农架"},                        // 神农架林区
           Case{"510603", "旌阳"}, Case{"510521", ""},      // 泸县: one character is left
           Case{"511502", "翠屏"}, Case{"511102", ""},      // 市中区: an ordinary word is left
           Case{"450329", ""},                              // 资源县
           Case{"510603101", ""},                           // towns keep their names
       }) {
    ASSERT_NE(Table().Find(c.code), nullptr) << c.code;
    EXPECT_EQ(Table().Find(c.code)->short_name, c.short_name) << Table().Name(c.code);
  }
}

TEST(DivisionTable, ANameMeansTheNearestOfItsBearers) {
  struct Case {
    const char* name;
    const char* from;
    const char* code;  // empty when it cannot be told
  };
  for (const Case& c : {
           Case{"旌阳", "510600", "510603"},
           Case{"渝北区", "510600", "500112"},  // unique in the nation
           Case{"鼓楼区", "320100", "320106"},  // 南京's own
           Case{"鼓楼区", "350100", "350102"},  // 福州's own
           Case{"鼓楼区", "510600", ""},        // several, none nearer
           Case{"朝阳", "211300", "211300"},    // the city before the county in it
           Case{"朝阳区", "110000", "110105"},
           Case{"海南", "440000", "460000"},  // the province before the prefecture and district
           Case{"没有这个地方", "510600", ""},
       }) {
    EXPECT_EQ(CodeMeant(c.name, c.from), c.code) << c.name << " from " << c.from;
  }
}

TEST(DivisionTable, FormerNamesLeadToTheDivisionOfToday) {
  EXPECT_EQ(CodeMeant("郫县", "510100"), "510117");
  EXPECT_EQ(CodeMeant("襄樊市", "420000"), "420600");
  const std::span<const FormerName> names = Table().FormerNames("530800");  // 普洱市
  ASSERT_EQ(names.size(), 2u);  // 思茅地区, 思茅市
  EXPECT_TRUE(Table().FormerNames("510600").empty());
}

TEST(DivisionTable, FormerNameIsBorneUpToTheYearOfTheChange) {
  const Division& pidu = *Table().Find("510117");
  EXPECT_TRUE(Table().Bears(pidu, "郫县", 2017));
  EXPECT_FALSE(Table().Bears(pidu, "郫县", 2018));
  EXPECT_TRUE(Table().Bears(pidu, "郫县", 0));
  EXPECT_TRUE(Table().Bears(pidu, "郫都区", 2024));
  EXPECT_FALSE(Table().Bears(pidu, "新都区", 2010));
}

TEST(DivisionTable, RefusesBrokenFormerNamesByFileAndLine) {
  struct Case {
    const char* content;
    const char* fault;
  };
  for (const Case& c : {
           Case{"510117\t郫县\t510124\n", ":1: it has fewer than four fields"},
           Case{"510199\t郫县\t510124\t2017\n", ":1: no division has the first code"},
           Case{"510117\t郫县\t510124\t两千\n", ":1: the year is no number"},
           Case{"510117\t郫县\t510124\t2017\n510116\t双流县\t510122\t2016\n",
                ":2: the code is below the one before it"},
       }) {
    RuleFiles files = BuiltinRuleFiles();
    files[kFormerNameFile] = c.content;
    const auto table = DivisionTable::Compile(files);
    ASSERT_FALSE(table.ok()) << c.fault;
    EXPECT_THAT(std::string(table.status().message()),
                HasSubstr(std::string(kFormerNameFile) + c.fault));
  }
}

TEST(DivisionTable, FindsTheLongestNameAtAPlaceOfAText) {
  constexpr std::string_view kText = "在德阳市旌阳区";
  EXPECT_EQ(Table().LongestAt(kText, 0).length, 0u);
  const DivisionTable::NameMatch city = Table().LongestAt(kText, 3);
  EXPECT_EQ(kText.substr(3, city.length), "德阳市");
  EXPECT_EQ(Table().AllAt(kText, 3).size(), 2u);  // 德阳 and 德阳市
  EXPECT_EQ(Table().LongestAt(kText, kText.size()).length, 0u);
}

TEST(DivisionTable, BelowHasAllDivisionsOfACityAndNoOthers) {
  size_t counties = 0;
  for (const Division& division : Table().Below("510600")) {
    EXPECT_TRUE(division.code.starts_with("5106"));
    counties += division.level == DivisionLevel::kCounty;
  }
  EXPECT_EQ(counties, 6u);
  EXPECT_TRUE(Table().Below("510603101").empty());
}

TEST(DivisionTable, RefusesABrokenTableByFileAndLine) {
  struct Case {
    const char* content;
    const char* fault;
  };
  for (const Case& c : {
           Case{"000000\t中国\n510000 四川省\n", ":2: no tab"},
           Case{"000000\t中国\n51\t四川省\n", ":2: the code is not 6 or 9 digits"},
           Case{"000000\t中国\n510000\t川\n", ":2: the name is too short"},
           Case{"000000\t中国\n510000\t四川省\n440000\t广东省\n", ":3: the code is not above"},
       }) {
    RuleFiles files = BuiltinRuleFiles();
    files[kTableFile] = c.content;
    const auto table = DivisionTable::Compile(files);
    ASSERT_FALSE(table.ok()) << c.fault;
    EXPECT_THAT(std::string(table.status().message()),
                HasSubstr(std::string(kTableFile) + c.fault));
  }
}

}  // namespace
}  // namespace policygraph::loader
