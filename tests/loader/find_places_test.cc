#include "loader/stages/find_places.h"

#include <string>
#include <string_view>
#include <vector>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace policygraph::loader {
namespace {

using ::testing::HasSubstr;

constexpr char kPlaceFile[] = "loader/rules/zh/places.textproto";

const DivisionTable& Table() {
  static const auto* table = new DivisionTable(*DivisionTable::Compile(BuiltinRuleFiles()));
  return *table;
}

const PlaceRules& Rules() {
  static const auto* rules = new PlaceRules(*PlaceRules::Compile(BuiltinRuleFiles()));
  return *rules;
}

// A document of one sentence that the place with this code reports.
Document OneSentence(std::string_view sentence, std::string_view code) {
  Document document;
  document.text = sentence;
  const Division* division = Table().Find(code);
  document.place = {std::string(division->name), std::string(division->code), division->level};
  document.sentences.push_back({.span = {0, sentence.size()}});
  return document;
}

// The places found in a sentence of a report, each as "KIND name code".
std::vector<std::string> PlacesIn(std::string_view sentence, std::string_view code) {
  const Document document = OneSentence(sentence, code);
  std::vector<std::string> places;
  for (const Mention& mention : FindPlaces(document, Table(), Rules())) {
    EXPECT_EQ(mention.scope, mention.place.code);
    EXPECT_FALSE(mention.rule.empty());
    places.push_back(
        fmt::format("{} {} {}", NodeKindName(mention.kind), mention.name, mention.scope));
  }
  return places;
}

struct Case {
  const char* name;
  const char* code;
  const char* sentence;
  std::vector<std::string> places;
};

class PlacesOfASentence : public testing::TestWithParam<Case> {};

TEST_P(PlacesOfASentence, AreFound) {
  EXPECT_EQ(PlacesIn(GetParam().sentence, GetParam().code), GetParam().places);
}

INSTANTIATE_TEST_SUITE_P(
    Counties, PlacesOfASentence,
    testing::Values(
        Case{"OwnByShortName", "510600", "支持广汉发展低空经济。", {"COUNTY 广汉市 510681"}},
        Case{"OwnByFullName", "510600", "中江县建成新桥。", {"COUNTY 中江县 510623"}},
        Case{"ListOfOwn",
             "510600",
             "旌阳、罗江和什邡入选。",
             {"COUNTY 旌阳区 510603", "COUNTY 罗江区 510604", "COUNTY 什邡市 510682"}},
        Case{"NeighbourBesideOwn",
             "510600",
             "支持罗江—成华合作。",
             {"COUNTY 罗江区 510604", "COUNTY 成华区 510108"}},
        Case{"ListAfterItsCity",
             "510600",
             "与重庆渝北、大渡口合作。",
             {"REGION 重庆市 500000", "COUNTY 渝北区 500112", "COUNTY 大渡口区 500104"}},
        Case{"NamesakeInsideItsCity",
             "510600",
             "南京市鼓楼区来访。",
             {"REGION 南京市 320100", "COUNTY 鼓楼区 320106"}},
        Case{"TwoCharactersAlone",
             "511500",
             "高县、屏山县入选。",
             {"COUNTY 高县 511525", "COUNTY 屏山县 511529"}},
        Case{"ReportingCounty", "429005", "推动潜江转型。", {"COUNTY 潜江市 429005"}},
        Case{"ListOfCounties",
             "510600",
             "做好阿坝、金阳等6个县帮扶。",
             {"COUNTY 阿坝县 513231", "COUNTY 金阳县 513430"}},
        Case{"WordBeforeAListOfCounties",
             "510600",
             "壮大永安产业、支持金阳等6个县。",
             {"COUNTY 金阳县 513430"}},
        Case{"AutonomousCounty", "450300", "在恭城举办。", {"COUNTY 恭城瑶族自治县 450332"}}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Regions, PlacesOfASentence,
    testing::Values(
        Case{"CitiesByShortName",
             "510600",
             "与成都、宜宾共建。",
             {"REGION 成都市 510100", "REGION 宜宾市 511500"}},
        Case{"TownAfterItsCounty",
             "510600",
             "旌阳孝泉镇入选。",
             {"COUNTY 旌阳区 510603", "REGION 孝泉镇 510603101"}},
        Case{"VillageAfterItsTown",
             "510600",
             "孝泉镇凤栖村获评。",
             {"REGION 孝泉镇 510603101", "REGION 凤栖村 "}},
        Case{"ZoneAndTheCityThatOpensItsName",
             "510600",
             "支持什邡经开区扩区。",
             {"REGION 什邡经开区 ", "COUNTY 什邡市 510682"}},
        Case{"OwnZoneWithoutAName", "330300", "综合保税区扩区。", {"REGION 温州综合保税区 "}},
        Case{"ZoneNamedByACode", "310000", "提升G75科创走廊能级。", {"REGION G75科创走廊 "}},
        Case{"BeltOfTheNation", "510600", "融入成渝双圈。", {"REGION 成渝地区双城经济圈 "}},
        Case{"MetropolitanArea",
             "510600",
             "融入成都都市圈。",
             {"REGION 成都都市圈 ", "REGION 成都市 510100"}},
        Case{"RiverBasin", "510600", "推进石亭江流域治理。", {"REGION 石亭江流域 "}},
        Case{"ListSharingItsLastWord",
             "430100",
             "加快江湾、望峰2个片区开发。",
             {"REGION 江湾片区 ", "REGION 望峰片区 "}},
        Case{"NoteWithinAName",
             "500000",
             "建设西部（重庆）科学城。",
             {"REGION 西部（重庆）科学城 "}},
        Case{"CityAbroad",
             "510600",
             "同阿根廷青湖谷市合作。",
             {"REGION 阿根廷 ", "REGION 青湖谷市 "}},
        Case{"SectionOfARiver", "510500", "长江干流泸州段水质改善。", {"REGION 长江干流泸州段 "}},
        Case{"VillageNamedAfterAHill", "510600", "支持云岭山原村发展。", {"REGION 云岭山原村 "}},
        Case{"PartOfAProvince", "500000", "推动渝东北片区振兴。", {"REGION 渝东北片区 "}},
        Case{"Countries", "510500", "同德国、意大利合作。", {"REGION 德国 ", "REGION 意大利 "}}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    OrdinaryWords, PlacesOfASentence,
    testing::Values(
        Case{"OwnPlaceInGenericForm", "510600", "全市上下团结奋斗，我市获评全省先进。", {}},
        Case{"CityNameAcrossWords", "510600", "保持汇率在合理均衡水平，实现长治久安。", {}},
        Case{"CountyNameAcrossWords", "511500", "提高县域经济实力。", {}},
        Case{"DistantCountyByShortName", "510600", "奋力实现振兴，建设和平家园。", {}},
        Case{"OrdinaryShortName", "450300", "引入优质教育资源。", {}},
        Case{"GenericZones", "510600", "加快产业园区和各类开发区建设。", {}},
        Case{"CountedZones", "420100", "三大综合保税区增长，推进国家高新区建设。", {}},
        Case{"WarningFilm", "330300", "整改长江经济带生态环境警示片反馈问题。", {}},
        Case{"Countryside", "510600", "改善农村人居环境，建设美丽乡村。", {}},
        Case{"GenericTowns", "510600", "提高城镇化率，培育特色小镇。", {}},
        Case{"ShoreOfALake", "510600", "贯通青湖南岸绿道。", {}},
        Case{"VillageDoctors", "510600", "定向培养村医，增加村均收入。", {}},
        Case{"RegionalStrategy", "320500", "推进长三角一体化发展。", {}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(FindPlaces, FormerNameMeansThePlaceOfTodayUpToTheYearOfTheChange) {
  Document document = OneSentence("郫县发展提速。", "510100");
  document.year = 2010;
  const std::vector<Mention> then = FindPlaces(document, Table(), Rules());
  ASSERT_EQ(then.size(), 1u);
  EXPECT_EQ(then[0].name, "郫都区");
  EXPECT_EQ(then[0].scope, "510117");
  document.year = 2024;
  EXPECT_TRUE(FindPlaces(document, Table(), Rules()).empty());
}

TEST(FindPlaces, NamesakesOfTwoCitiesStayApart) {
  EXPECT_EQ(PlacesIn("支持鼓楼区发展。", "320100"),
            std::vector<std::string>{"COUNTY 鼓楼区 320106"});
  EXPECT_EQ(PlacesIn("支持鼓楼区发展。", "350100"),
            std::vector<std::string>{"COUNTY 鼓楼区 350102"});
}

TEST(FindPlaces, MentionsAreInOrderAndOverlapOnlyWhereOneOpensAnother) {
  const Document document = OneSentence(
      "德阳经开区、成都都市圈、旌阳孝泉镇与重庆渝北、四川绵竹高新区共建石亭江流域。", "510600");
  const std::vector<Mention> places = FindPlaces(document, Table(), Rules());
  ASSERT_GT(places.size(), 4u);
  for (size_t i = 1; i < places.size(); ++i) {
    const ByteSpan& before = places[i - 1].span;
    const ByteSpan& span = places[i].span;
    EXPECT_TRUE(before.end <= span.begin || (before.begin == span.begin && before.end > span.end));
  }
}

struct BadRules {
  const char* name;
  std::string rules;
  const char* fault;
};

class BadPlaceRules : public testing::TestWithParam<BadRules> {};

TEST_P(BadPlaceRules, AreRefusedByFileAndRule) {
  const auto rules = PlaceRules::Compile({{kPlaceFile, GetParam().rules}});
  ASSERT_FALSE(rules.ok());
  EXPECT_EQ(rules.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(rules.status().message()), HasSubstr(kPlaceFile));
  EXPECT_THAT(std::string(rules.status().message()), HasSubstr(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadPlaceRules,
    testing::Values(
        BadRules{"UnknownField", "colour: 1", "no field named \"colour\""},
        BadRules{"PlaceWithoutName", R"(known_places { forms: "大湾区" })", "a place has no name"},
        BadRules{"SuffixWithoutWords",
                 R"(suffixes { name: "zone" min_characters: 1 max_characters: 4 })",
                 "rule \"zone\": it has no words"},
        BadRules{"NoRoomForAName",
                 R"(suffixes { name: "zone" words: "新区" min_characters: 4 max_characters: 2 })",
                 "rule \"zone\": min_characters and max_characters leave no room"},
        BadRules{"NoExample",
                 R"(suffixes { name: "zone" words: "新区" min_characters: 2 max_characters: 4 })",
                 "rule \"zone\": it has no example"},
        BadRules{"ExampleWithoutBrackets",
                 R"(suffixes { name: "zone" words: "新区" min_characters: 2 max_characters: 4
                    examples: "云台新区" })",
                 "rule \"zone\": no name in brackets"},
        BadRules{"ExampleNotFound",
                 R"(suffixes { name: "zone" words: "新区" min_characters: 2 max_characters: 4
                    examples: "建设[云台新区]" })",
                 "rule \"zone\": it does not find its example"},
        BadRules{"CounterexampleFound",
                 R"(boundary_words: "建设"
                    suffixes { name: "zone" words: "新区" min_characters: 2 max_characters: 4
                    examples: "建设[云台新区]" counterexamples: "建设城市新区" })",
                 "rule \"zone\": it finds a name in its counterexample"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace policygraph::loader
