#include "loader/stages/link_up.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/rules/link_rules.h"
#include "loader/rules/rule_files.h"
#include "policygraph/rules/v1/links.pb.h"
#include "tests/loader/marked_text.h"

namespace policygraph::loader {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

constexpr char kFile[] = "loader/rules/zh/links.textproto";

const LinkRules& BuiltinRules() {
  static const auto* rules = new LinkRules(LinkRules::Compile(BuiltinRuleFiles()).value());
  return *rules;
}

ReportPart PartNamed(const std::string& name) {
  if (name == "PLAN") return ReportPart::kPlan;
  if (name == "OTHER") return ReportPart::kOther;
  return ReportPart::kReview;
}

std::vector<std::string> LinksIn(const std::string& marked, ReportPart part,
                                 const std::string& rule = "") {
  const Document document = MarkedDocument(marked, part);
  return LinksAsText(document, LinkUp(document, BuiltinRules()), rule);
}

TEST(LinkRulesTest, EveryRuleReadsItsExamples) {
  policygraph::rules::v1::LinkRuleFile file;
  ASSERT_TRUE(ParseRuleFile(BuiltinRuleFiles(), kFile, file).ok());
  for (const auto& rule : file.rules()) {
    EXPECT_FALSE(rule.examples().empty()) << rule.name() << " has no example";
    for (const auto& example : rule.examples()) {
      EXPECT_THAT(LinksIn(example.text(), PartNamed(example.part()), rule.name()),
                  UnorderedElementsAreArray(example.edges().begin(), example.edges().end()))
          << rule.name() << " reads " << example.text();
    }
  }
}

struct BadRules {
  const char* name;
  const char* text;
  const char* fault;
};

class BadLinkRulesTest : public ::testing::TestWithParam<BadRules> {};

TEST_P(BadLinkRulesTest, AreRefusedByNameAndFault) {
  const RuleFiles files = {{kFile, GetParam().text}};
  const auto rules = LinkRules::Compile(files);
  ASSERT_FALSE(rules.ok());
  EXPECT_EQ(rules.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(rules.status().message()), HasSubstr(kFile));
  EXPECT_THAT(std::string(rules.status().message()), HasSubstr(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadLinkRulesTest,
    ::testing::Values(
        BadRules{"Syntax", "rules { name: }", "1:15"},
        BadRules{"UnknownField", "rules { nane: 'a' }", "nane"},
        BadRules{"NoName", "rules { edge: 'SUPPORTS' }", "without a name"},
        BadRules{"NameForm", "rules { name: 'A b' }", "rule A b: a name is lower-case words"},
        BadRules{"NoEdge", "rules { name: 'a' edge: 'LIKES' }", "no edge kind is called LIKES"},
        BadRules{"NoKind",
                 "rules { name: 'a' edge: 'SUPPORTS' sources: 'THING' targets: 'STRATEGY' }",
                 "sources: no node kind is called THING"},
        BadRules{"NoTargets", "rules { name: 'a' edge: 'SUPPORTS' sources: 'PROJECT' }",
                 "targets is empty"},
        BadRules{"NotInVocabulary",
                 "rules { name: 'a' edge: 'SUPPORTS' sources: 'AGENCY' targets: 'STRATEGY' "
                 "topic {} }",
                 "AGENCY SUPPORTS STRATEGY is not in the vocabulary"},
        BadRules{"NoPart",
                 "rules { name: 'a' edge: 'SUPPORTS' sources: 'PROJECT' targets: 'STRATEGY' "
                 "parts: 'PAST' topic {} }",
                 "no part is called PAST"},
        BadRules{"NoPattern",
                 "rules { name: 'a' edge: 'SUPPORTS' sources: 'PROJECT' targets: 'STRATEGY' }",
                 "rule a: it has no pattern"},
        BadRules{"NoVerb",
                 "rules { name: 'a' edge: 'AWARDED' sources: 'AGENCY' targets: 'DESIGNATION' "
                 "verb {} }",
                 "a verb rule without words"},
        BadRules{"NoEnds",
                 "rules { name: 'a' edge: 'PART_OF' sources: 'PROJECT' targets: 'PROJECT' "
                 "continues_name {} }",
                 "rule a: ends is empty"},
        BadRules{"NoStage",
                 "rules { name: 'a' edge: 'ADVANCES' sources: 'OUTCOME' targets: 'PROJECT' "
                 "progress { stages { stage: 'DONE' words: '好' } } }",
                 "no stage is called DONE"},
        BadRules{"Twice",
                 "rules { name: 'a' edge: 'SUPPORTS' sources: 'PROJECT' targets: 'STRATEGY' "
                 "topic {} } rules { name: 'a' edge: 'SUPPORTS' sources: 'EVENT' "
                 "targets: 'STRATEGY' topic {} }",
                 "rule a: the name is given twice"}),
    [](const auto& info) { return std::string(info.param.name); });

struct Case {
  const char* name;
  ReportPart part;
  const char* text;
  std::vector<std::string> links;
};

class LinkUpTest : public ::testing::TestWithParam<Case> {};

TEST_P(LinkUpTest, DrawsTheLinksThatTheTextSays) {
  EXPECT_THAT(LinksIn(GetParam().text, GetParam().part),
              UnorderedElementsAreArray(GetParam().links));
}

constexpr ReportPart kReview = ReportPart::kReview;
constexpr ReportPart kPlan = ReportPart::kPlan;

INSTANTIATE_TEST_SUITE_P(
    Places, LinkUpTest,
    ::testing::Values(
        Case{"PlaceInName",
             kReview,
             "{PROJECT {COUNTY 乙=乙县}燃气发电}等项目开工。",
             {"乙燃气发电 -> 乙县"}},
        Case{"RoadBetweenPlaces", kReview, "{PROJECT {COUNTY 乙县}至{COUNTY 丙县}高速}开工。", {}},
        Case{"TownBesideCounty",
             kReview,
             "{COUNTY 乙=乙县}{REGION 丁镇}面貌一新。",
             {"丁镇 -> 乙县"}},
        Case{"PlacesInAListLieNotInEachOther",
             kReview,
             "{COUNTY 乙县}、{COUNTY 丙县}面貌一新。",
             {}},
        Case{"DivisionAndWhatLiesBehindItInAList",
             kReview,
             "{COUNTY 乙县}{REGION 丁镇}、{REGION 戊镇}获奖。",
             {"丁镇 -> 乙县", "戊镇 -> 乙县"}},
        Case{"CountyIsPartOfTheRegionBeforeIt",
             kReview,
             "与{REGION 丁市}{COUNTY 乙县}相邻。",
             {"乙县 -> 丁市"}},
        Case{"LakeInANameIsNoPlaceToLieIn", kReview, "{PROJECT {REGION 丁湖}酒店}开工。", {}},
        Case{"OwnPlaceByOneCharacterOfItsName",
             kReview,
             "{AGENCY 戊研究院}在甲布局。",
             {"戊研究院 -> 甲市"}},
        Case{"AnotherCharacterIsNotTheOwnPlace", kReview, "{AGENCY 戊研究院}在丙布局。", {}},
        Case{"OwnPlaceByWord", kReview, "{AGENCY 戊研究院}落户我市。", {"戊研究院 -> 甲市"}}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Honours, LinkUpTest,
    ::testing::Values(
        Case{"NearestNameIsTheWinner",
             kReview,
             "{COUNTY 乙县}{REGION 丁镇}入选{DESIGNATION 百强镇}。",
             {"丁镇 -> 乙县", "丁镇 -> 百强镇"}},
        Case{"ListOfWinners",
             kReview,
             "{COUNTY 乙县}、{COUNTY 丙县}入选{DESIGNATION 百强县}。",
             {"乙县 -> 百强县", "丙县 -> 百强县"}},
        Case{"Respectively",
             kReview,
             "{COUNTY 乙县}、{COUNTY 丙县}分别荣膺“{DESIGNATION 酒都}”“{DESIGNATION 茶乡}”。",
             {"乙县 -> 酒都", "丙县 -> 茶乡"}},
        Case{"RespectivelyWithQuotationMarksInTheNames",
             kReview,
             "{COUNTY 乙县}、{COUNTY 丙县}分别荣膺{DESIGNATION “酒都”}{DESIGNATION “茶乡”}。",
             {"乙县 -> “酒都”", "丙县 -> “茶乡”"}},
        Case{"NobodyNamedIsTheReportingPlace",
             kReview,
             "成功创建{DESIGNATION 卫生城市}。",
             {"甲市 -> 卫生城市"}},
        Case{"NameInAnotherClauseIsNotTheWinner",
             kReview,
             "{COUNTY 乙县}通车，成功创建{DESIGNATION 卫生城市}。",
             {"甲市 -> 卫生城市"}},
        Case{"CountedHonoursAreNobodys", kReview, "创建{DESIGNATION 示范村}{FIGURE 3个}。", {}},
        Case{"CountedWinnersAreNoNodes", kReview, "{FIGURE 4家}企业入选{DESIGNATION 五百强}。", {}},
        Case{"CountBehindAListCountsAllOfIt",
             kReview,
             "获评{DESIGNATION 文明村}、文明单位{FIGURE 21个}。",
             {}},
        Case{"CountOfTheNextInTheListIsNotOfTheName",
             kReview,
             "获评{DESIGNATION 试验区}和{FIGURE 9个}重点专科，{FIGURE 14个}断面达标。",
             {"甲市 -> 试验区"}},
        Case{"SomeHonoursAreNobodys", kPlan, "争创一批{DESIGNATION 示范村}。", {}},
        Case{"AsManyWinnersAsHonoursArePairs",
             kPlan,
             "将{REGION 丁岛}、{REGION 戊岛}、{REGION 己岛}建设成为{DESIGNATION “零碳岛”}、"
             "{DESIGNATION “低碳岛”}和{DESIGNATION “负碳岛”}。",
             {"丁岛 -> “零碳岛”", "戊岛 -> “低碳岛”", "己岛 -> “负碳岛”"}},
        Case{"WhomAnEarlierClauseAskedForIt",
             kPlan,
             "支持{COUNTY 乙县}加快发展，打造{DESIGNATION 美酒之都}。",
             {"乙县 -> 美酒之都"}},
        Case{"AnHonourBetweenEndsWhatWasAsked",
             kPlan,
             "支持{COUNTY 乙县}创建{DESIGNATION 示范县}，争创{DESIGNATION 卫生城市}。",
             {"乙县 -> 示范县", "甲市 -> 卫生城市"}},
        Case{"PilotCarriedOnByNobodyNamed", kPlan, "深化{DESIGNATION 改革试点}。", {}},
        Case{"SoughtInAPlan",
             kPlan,
             "支持{COUNTY 乙县}创建{DESIGNATION 卫生城市}。",
             {"乙县 -> 卫生城市"}}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Partners, LinkUpTest,
    ::testing::Values(
        Case{"WithAnother", kReview, "与{REGION 丙市}签署合作协议。", {"甲市 -> 丙市"}},
        Case{"ListOfPartners",
             kReview,
             "与{REGION 丙市}、{REGION 丁市}等地共建集群。",
             {"甲市 -> 丙市", "甲市 -> 丁市"}},
        Case{"TwoNamed",
             kReview,
             "{AGENCY 戊公司}与{AGENCY 己大学}开展合作。",
             {"戊公司 -> 己大学"}},
        Case{"PairedByADash", kPlan, "支持{COUNTY 乙县}—{COUNTY 丙县}共建园区。", {"乙县 -> 丙县"}},
        Case{"ActBehindTheList",
             kPlan,
             "做好{COUNTY 乙县}、{COUNTY 丙县}等{FIGURE 6个}县结对帮扶工作。",
             {"甲市 -> 乙县", "甲市 -> 丙县"}},
        Case{"NoAct", kReview, "{AGENCY 戊公司}与{AGENCY 己大学}获得表扬。", {}}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Aims, LinkUpTest,
    ::testing::Values(
        Case{"TopicOfParagraph",
             kReview,
             "{STRATEGY 同城融圈}战略步伐加快。{PROJECT 北延线}建成。",
             {"北延线 -> 同城融圈"}},
        Case{"TopicEndsWithItsParagraph",
             kReview,
             "{STRATEGY 同城融圈}战略步伐加快。{PROJECT 北延线}建成。\n{PROJECT 南延线}建成。",
             {"北延线 -> 同城融圈"}},
        Case{"AimBefore",
             kPlan,
             "实施{STRATEGY 碳达峰行动}，加快{PROJECT 己电站}建设。",
             {"己电站 -> 碳达峰行动"}},
        Case{"WhatOpensItsClauseIsNotForTheAim",
             kReview,
             "实施{STRATEGY 碳达峰行动}，{PROJECT 己桥}、{PROJECT 庚桥}通车。",
             {}},
        Case{"AimThatGoesOn",
             kReview,
             "{STRATEGY 海绵城市}建设扎实推进，{PROJECT 己水厂}投用。",
             {"己水厂 -> 海绵城市"}},
        Case{"PeriodsAreNoTopics", kReview, "{STRATEGY 十三五}收官。{PROJECT 北延线}建成。", {}},
        Case{"FirstOfTwoTopics",
             kReview,
             "{STRATEGY 同城}和{STRATEGY 强县}加快。{PROJECT 北延线}建成。",
             {"北延线 -> 同城"}},
        Case{"AimAfterIsNone", kPlan, "加快{PROJECT 己电站}建设，实施{STRATEGY 碳达峰行动}。", {}}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Parts, LinkUpTest,
    ::testing::Values(
        Case{"TitlesBelowATopicSentence",
             kPlan,
             "实施{STRATEGY 四千行动}。实施{STRATEGY 千亩农田行动}。守住红线。",
             {"千亩农田行动 -> 四千行动"}},
        Case{"ListBeforeItsSumInQuotationMarks",
             kReview,
             "开展{STRATEGY 甲整治}、{STRATEGY 乙整治}、{STRATEGY 丙整治}“{STRATEGY 三大整治}”。",
             {"甲整治 -> 三大整治", "乙整治 -> 三大整治", "丙整治 -> 三大整治"}},
        Case{"ShortListIsNoSum",
             kReview,
             "开展{STRATEGY 甲整治}、{STRATEGY 乙整治}“{STRATEGY 三大整治}”。",
             {}},
        Case{"StageOfAProjectNamedElsewhere",
             kReview,
             "{PROJECT 丁高铁二期}开工。{PROJECT 丁高铁}通车。",
             {"丁高铁二期 -> 丁高铁"}},
        Case{"LongerNameIsNotAlwaysAPart",
             kReview,
             "{PROJECT 丁高铁站}开工。{PROJECT 丁高铁}通车。",
             {}}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(LinkUpStagesTest, ClaimsSayHowFarAProjectIs) {
  const std::map<std::string, Stage> cases = {
      {"{OUTCOME 谋划{PROJECT 己水库}}。", Stage::kPlanned},
      {"{OUTCOME {PROJECT 己水库}开工}。", Stage::kStarted},
      {"{OUTCOME 加快建设{PROJECT 己水库}}。", Stage::kUnderWay},
      {"{OUTCOME {PROJECT 己水库}竣工}。", Stage::kCompleted},
      {"{OUTCOME {PROJECT 己水库}建成投用}。", Stage::kInOperation},
      {"{OUTCOME {PROJECT 己水库}大有可为}。", Stage::kUnspecified},
  };
  for (const auto& [text, stage] : cases) {
    const Document document = MarkedDocument(text);
    const std::vector<Link> links = LinkUp(document, BuiltinRules());
    ASSERT_EQ(links.size(), 1u) << text;
    EXPECT_EQ(links[0].kind, EdgeKind::kAdvances) << text;
    EXPECT_EQ(links[0].stage, stage) << text;
  }
}

TEST(LinkUpEvidenceTest, StructuralLinksNameTheProjectAndThenTheTopicSentence) {
  const Document document =
      MarkedDocument("{STRATEGY 同城融圈}战略步伐加快。{PROJECT 北延线}建成。");
  const std::vector<Link> links = LinkUp(document, BuiltinRules());
  ASSERT_EQ(links.size(), 1u);
  ASSERT_EQ(links[0].evidence.size(), 2u);
  EXPECT_EQ(document.Words(links[0].evidence[0]), "北延线");
  EXPECT_EQ(document.Words(links[0].evidence[1]), "同城融圈战略步伐加快。");
}

TEST(LinkUpSpeedTest, LongSentencesOfManyNamesKeepEveryLinkWithinReach) {
  std::string text;
  constexpr int kCount = 2000;
  for (int i = 0; i < kCount; ++i)
    text += "{COUNTY 乙县}与{COUNTY 丙县}合作创建{DESIGNATION 丁称号}";
  const Document document = MarkedDocument(text, kPlan);
  const std::vector<Link> links = LinkUp(document, BuiltinRules());
  EXPECT_LT(links.size(), 10u * kCount);
  EXPECT_THAT(LinksAsText(document, links), Contains("乙县 -> 丙县"));
}

}  // namespace
}  // namespace policygraph::loader
