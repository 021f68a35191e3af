#include "loader/stages/find_mentions.h"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/document.h"
#include "loader/rules/mention_rules.h"
#include "loader/rules/rule_files.h"

namespace policygraph::loader {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

const MentionRules& Rules() {
  static const auto* rules = new MentionRules(*MentionRules::Compile(BuiltinRuleFiles()));
  return *rules;
}

// A document of these sentences, reported by 东山市.
Document DocumentOf(const std::vector<std::string>& sentences) {
  Document document;
  document.place = {.name = "东山市", .code = "999900", .level = DivisionLevel::kPrefecture};
  for (const std::string& sentence : sentences) {
    const size_t begin = document.text.size();
    document.text += sentence;
    document.sentences.push_back({.span = {begin, document.text.size()}});
    document.text += '\n';
  }
  return document;
}

// Every place where the word stands, as FindPlaces would give it.
std::vector<Mention> PlacesCalled(const Document& document, std::string_view word) {
  std::vector<Mention> places;
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    const ByteSpan& span = document.sentences[i].span;
    for (size_t at = document.text.find(word, span.begin); at < span.end;
         at = document.text.find(word, at + word.size())) {
      places.push_back({.kind = NodeKind::kCounty,
                        .span = {at, at + word.size()},
                        .sentence = i,
                        .name = std::string(word),
                        .rule = "place"});
    }
  }
  return places;
}

// What is found in one sentence, as KIND name.
std::vector<std::string> FoundIn(const std::string& sentence) {
  std::vector<std::string> found;
  for (const Mention& mention : FindMentions(DocumentOf({sentence}), {}, Rules())) {
    found.push_back(fmt::format("{} {}", NodeKindName(mention.kind), mention.name));
  }
  return found;
}

TEST(FindMentionsTest, SentenceWithoutNamesHasNoMentions) {
  EXPECT_THAT(FoundIn("我们要努力工作，让群众满意。"), IsEmpty());
}

TEST(FindMentionsTest, NameEndsAtTheVerbsAroundIt) {
  EXPECT_THAT(FoundIn("加快建设青石岭水库，开展消费提质扩容行动。"),
              ElementsAre("PROJECT 青石岭水库", "STRATEGY 消费提质扩容行动"));
}

TEST(FindMentionsTest, QuotationMarksAreNotPartOfTheName) {
  EXPECT_THAT(FoundIn("开展农村“四网”建设行动。"), ElementsAre("STRATEGY 农村四网建设行动"));
}

TEST(FindMentionsTest, GenericTailOfAStrategyIsDropped) {
  EXPECT_THAT(FoundIn("“山海互济”战略步伐加快。"), ElementsAre("STRATEGY 山海互济"));
}

TEST(FindMentionsTest, QuotedVerbsDoNotCutAName) {
  EXPECT_THAT(FoundIn("实施“加快推进”工程。"), ElementsAre("STRATEGY 加快推进工程"));
}

TEST(FindMentionsTest, AdjacentQuotationsAreTwoNames) {
  EXPECT_THAT(FoundIn("荣膺“中国竹席之都”“中国古琴名城”称号。"),
              ElementsAre("DESIGNATION 中国竹席之都", "DESIGNATION 中国古琴名城"));
}

TEST(FindMentionsTest, ListTakesItsKindFromWhatClosesIt) {
  EXPECT_THAT(FoundIn("推进青石岭、白沙湾等重大项目建设。"),
              ElementsAre("PROJECT 青石岭", "PROJECT 白沙湾"));
}

TEST(FindMentionsTest, ListTakesItsKindFromWhatIsCountedBehindIt) {
  EXPECT_THAT(FoundIn("开通东山、西岭、南浦3条高速公路。"),
              ElementsAre("PROJECT 东山高速公路", "PROJECT 西岭高速公路",
                          "PROJECT 南浦高速公路"));
}

TEST(FindMentionsTest, ListTakesItsKindFromWhatItsTotalStandsBefore) {
  EXPECT_THAT(FoundIn("实施白鹭倍增、千帆竞发两大行动。"),
              ElementsAre("STRATEGY 白鹭倍增行动", "STRATEGY 千帆竞发行动"));
}

TEST(FindMentionsTest, TotalOfMoreThanAListHasIsPartOfAName) {
  EXPECT_THAT(FoundIn("实施江河清水提升行动、绿色增长十大行动。"),
              ElementsAre("STRATEGY 江河清水提升行动", "STRATEGY 绿色增长十大行动"));
}

TEST(FindMentionsTest, WhatClosesAListMayBeginWithAVerb) {
  EXPECT_THAT(FoundIn("青石坊、白沙街等改造提升项目全部建成。"),
              ElementsAre("PROJECT 青石坊改造提升项目", "PROJECT 白沙街改造提升项目"));
}

TEST(FindMentionsTest, WordThatClosesAListMayEndTheNameOfEachMember) {
  EXPECT_THAT(FoundIn("开展校园周边、市容市貌等专项整治。"),
              ElementsAre("STRATEGY 校园周边专项整治", "STRATEGY 市容市貌专项整治"));
}

TEST(FindMentionsTest, WhatClosesAListMayBeTheName) {
  EXPECT_THAT(FoundIn("实施供水、供气等民生补弱行动。"), ElementsAre("STRATEGY 民生补弱行动"));
}

TEST(FindMentionsTest, CoordinatedModifiersBelongToOneName) {
  EXPECT_THAT(FoundIn("实施重点行业、城乡基层和小微企业就业帮扶计划。"),
              ElementsAre("STRATEGY 重点行业、城乡基层和小微企业就业帮扶计划"));
}

TEST(FindMentionsTest, ListOfNamesIsNotOneName) {
  EXPECT_THAT(FoundIn("开展山海互济行动、消费提质行动。"),
              ElementsAre("STRATEGY 山海互济行动", "STRATEGY 消费提质行动"));
}

TEST(FindMentionsTest, NumberBehindAPhraseSaysThatItIsNoName) {
  EXPECT_THAT(FoundIn("建成放心满意水库45座。"), IsEmpty());
  EXPECT_THAT(FoundIn("建成青石岭水库，总投资45亿元。"), ElementsAre("PROJECT 青石岭水库"));
}

TEST(FindMentionsTest, WordsThatAreTrimmedDoNotHideAVerb) {
  EXPECT_THAT(FoundIn("持续巩固自建房安全专项整治。"), ElementsAre("STRATEGY 自建房安全专项整治"));
}

TEST(FindMentionsTest, CountedThingsAreNoNames) {
  EXPECT_THAT(FoundIn("改造老旧小区35个，新建污水处理厂3座。"), IsEmpty());
}

TEST(FindMentionsTest, NumberInsideANameStays) {
  EXPECT_THAT(FoundIn("成功举办第12届东山茶文化节。"), ElementsAre("EVENT 第12届东山茶文化节"));
}

TEST(FindMentionsTest, PhaseInParenthesesStays) {
  EXPECT_THAT(FoundIn("清溪水厂（二期）建成投用。"), ElementsAre("PROJECT 清溪水厂（二期）"));
}

TEST(FindMentionsTest, InstitutionThatActsIsAnAgencyAndOneThatIsBuiltAProject) {
  EXPECT_THAT(FoundIn("东山师范大学入选名单。"), Contains("AGENCY 东山师范大学"));
  EXPECT_THAT(FoundIn("建成东山第三人民医院。"), Contains("PROJECT 东山第三人民医院"));
}

TEST(FindMentionsTest, WordForTheReportingPlaceGivesWayToItsName) {
  EXPECT_THAT(FoundIn("建成市体育中心。"), ElementsAre("PROJECT 东山市体育中心"));
  EXPECT_THAT(FoundIn("建成市民体育中心。"), Not(Contains("PROJECT 东山市民体育中心")));
}

TEST(FindMentionsTest, NameInTheWholeDocumentIsOfThePlaceAsWell) {
  const Document document = DocumentOf({"建成市体育中心。", "我们在市体育中心看到变化。"});
  const std::vector<Mention> found = FindMentions(document, {}, Rules());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].name, "东山市体育中心");
}

TEST(FindMentionsTest, BodyThatEveryPlaceHasIsNamedByTheLevelOfThePlace) {
  EXPECT_THAT(FoundIn("自觉接受人大及其常委会监督。"),
              ElementsAre("AGENCY 市人大", "AGENCY 市人大常委会"));
  Document document = DocumentOf({"自觉接受人大监督。"});
  document.place = {.name = "中国", .code = "000000", .level = DivisionLevel::kNational};
  EXPECT_EQ(FindMentions(document, {}, Rules()).front().name, "全国人大");
  document.place = {.name = "东山族自治区", .code = "990000", .level = DivisionLevel::kProvince};
  EXPECT_EQ(FindMentions(document, {}, Rules()).front().name, "自治区人大");
}

TEST(FindMentionsTest, KnownNameThatAsksForWordsBesideItIsNoneWithoutThem) {
  EXPECT_THAT(FoundIn("全体人大代表。"), IsEmpty());
  EXPECT_THAT(FoundIn("科协、作协、侨联。"), Contains("AGENCY 作协"));
  EXPECT_THAT(FoundIn("签订合作协议。"), IsEmpty());
}

TEST(FindMentionsTest, NameThatAnOpeningCueGovernsMayHoldOtherCues) {
  EXPECT_THAT(FoundIn("出台进一步降低物流成本若干措施。"),
              ElementsAre("POLICY 进一步降低物流成本若干措施"));
}

TEST(FindMentionsTest, NameThatAnOpeningCueGovernsMayHoldMembersOfAList) {
  EXPECT_THAT(FoundIn("出台食品及农产品加工产业发展意见。"),
              ElementsAre("POLICY 食品及农产品加工产业发展意见"));
  EXPECT_THAT(FoundIn("出台青石岭保护办法、水系治理和统筹发展规划。"),
              ElementsAre("POLICY 青石岭保护办法", "POLICY 水系治理和统筹发展规划"));
}

TEST(FindMentionsTest, WordsThatJoinModifiersMakeOneNameOfThem) {
  EXPECT_THAT(FoundIn("获评全国供应链创新与应用示范城市。"),
              ElementsAre("DESIGNATION 全国供应链创新与应用示范城市"));
  EXPECT_THAT(FoundIn("获评全国最美书屋和国家级示范城市。"),
              ElementsAre("DESIGNATION 全国最美书屋", "DESIGNATION 国家级示范城市"));
  EXPECT_THAT(FoundIn("获评产业融合先行区、绿色发展示范城市。"),
              ElementsAre("DESIGNATION 产业融合先行区", "DESIGNATION 绿色发展示范城市"));
}

TEST(FindMentionsTest, TrialOfTheNationIsAStrategy) {
  Document document = DocumentOf({"开展排污权和用水权交易试点。"});
  const auto kind_of_first = [&] { return FindMentions(document, {}, Rules()).at(0).kind; };
  EXPECT_EQ(kind_of_first(), NodeKind::kDesignation);
  document.place = {.name = "全国", .level = DivisionLevel::kNational};
  EXPECT_EQ(kind_of_first(), NodeKind::kStrategy);
}

TEST(FindMentionsTest, CountAtTheEndOfAPolicyBelongsToIt) {
  EXPECT_THAT(FoundIn("出台餐饮消费提质18条。"), ElementsAre("POLICY 餐饮消费提质18条"));
  EXPECT_THAT(FoundIn("出台餐饮消费提质18项。"), IsEmpty());
}

TEST(FindMentionsTest, WordsBehindATitleAreNoPartOfIt) {
  EXPECT_THAT(FoundIn("《东山条例》明确“云帆新城”规划。"), Contains("POLICY 东山条例"));
}

TEST(FindMentionsTest, CountedListIsClosedByTheWordBehindTheCount) {
  EXPECT_THAT(FoundIn("远航激光、天目蓝电等10家企业上市和过审。"),
              ElementsAre("AGENCY 远航激光", "AGENCY 天目蓝电"));
}

TEST(FindMentionsTest, QuotedPlaceIsThePlaceAlone) {
  const Document document = DocumentOf({"深化“云帆湾”建设。"});
  const std::vector<Mention> found =
      FindMentions(document, PlacesCalled(document, "云帆湾"), Rules());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, NodeKind::kCounty);
}

TEST(FindMentionsTest, PlaceThatNoVerbMakesADesignationIsThePlaceAlone) {
  const Document document = DocumentOf({"云帆先行示范区建设提速。"});
  EXPECT_THAT(FoundIn(document.text), ElementsAre("DESIGNATION 云帆先行示范区"));
  const std::vector<Mention> found =
      FindMentions(document, PlacesCalled(document, "云帆先行示范区"), Rules());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, NodeKind::kCounty);
}

TEST(FindMentionsTest, KnownNameInsideAPlaceIsAPartOfIt) {
  const Document document = DocumentOf({"东山清华大学园区面貌一新。"});
  const std::vector<Mention> found =
      FindMentions(document, PlacesCalled(document, "东山清华大学园区"), Rules());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "东山清华大学园区");
}

TEST(FindMentionsTest, NationalNameHasNoScopeAndLocalOneThatOfThePlace) {
  const Document document = DocumentOf({"市委落实乡村振兴战略。"});
  const std::vector<Mention> found = FindMentions(document, {}, Rules());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].name, "市委");
  EXPECT_EQ(found[0].scope, "999900");
  EXPECT_EQ(found[1].name, "乡村振兴");
  EXPECT_EQ(found[1].scope, "");
}

TEST(FindMentionsTest, ScopeIsThePlaceNameWhenItHasNoCode) {
  Document document = DocumentOf({"开展消费提质扩容行动。"});
  document.place.code.clear();
  const std::vector<Mention> found = FindMentions(document, {}, Rules());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].scope, "东山市");
}

TEST(FindMentionsTest, KnownNameInsideALongerNameIsLeftOut) {
  EXPECT_THAT(FoundIn("获评国家乡村振兴示范县。"), ElementsAre("DESIGNATION 国家乡村振兴示范县"));
}

TEST(FindMentionsTest, NameReadOnceIsFoundInTheWholeDocument) {
  const Document document = DocumentOf({"“山海互济”战略步伐加快。", "我们在山海互济上下功夫。"});
  const std::vector<Mention> found = FindMentions(document, {}, Rules());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].sentence, 1u);
  EXPECT_EQ(found[1].name, "山海互济");
  EXPECT_EQ(found[1].rule, "zh.named-elsewhere");
}

TEST(FindMentionsTest, PlaceThatBeginsANameNestsInIt) {
  const Document document = DocumentOf({"清溪县人民医院获评先进。"});
  const std::vector<Mention> found =
      FindMentions(document, PlacesCalled(document, "清溪县"), Rules());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].name, "清溪县人民医院");
  EXPECT_EQ(found[1].name, "清溪县");
  EXPECT_TRUE(found[0].span.Contains(found[1].span));
}

TEST(FindMentionsTest, PlaceIsNotCutByWordsInItsName) {
  const Document document = DocumentOf({"支持新建县建设青石岭水库。"});
  const std::vector<Mention> found =
      FindMentions(document, PlacesCalled(document, "新建县"), Rules());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].name, "新建县");
  EXPECT_EQ(found[1].name, "青石岭水库");
}

// Sentences put together at random from words that matter to the rules, in any order and
// unbalanced.
TEST(FindMentionsTest, AnyTextGivesMentionsInOrderThatNestAndDoNotCross) {
  const std::vector<std::string> words = {
      "“",    "”",    "《",   "》",   "（",   "）",   "、", "，", "等", "和", "实施",     "建成",
      "获评", "东山", "水库", "项目", "行动", "战略", "12", "个", "级", "G4", "乡村振兴", "新"};
  constexpr uint32_t kSeed = 20240117;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> sentences(3);
    for (std::string& sentence : sentences) {
      for (int i = 0; i < 20; ++i) sentence += words[random() % words.size()];
    }
    const Document document = DocumentOf(sentences);
    const std::vector<Mention> found =
        FindMentions(document, PlacesCalled(document, "东山"), Rules());
    for (size_t i = 0; i < found.size(); ++i) {
      const Mention& mention = found[i];
      EXPECT_FALSE(mention.name.empty());
      EXPECT_FALSE(mention.rule.empty());
      EXPECT_TRUE(document.sentences[mention.sentence].span.Contains(mention.span));
      for (size_t j = i + 1; j < found.size(); ++j) {
        EXPECT_LE(mention.span.begin, found[j].span.begin);
        const bool crosses = mention.span.Overlaps(found[j].span) &&
                             !mention.span.Contains(found[j].span) &&
                             !found[j].span.Contains(mention.span);
        EXPECT_FALSE(crosses) << "seed " << kSeed << " round " << round << ": " << mention.name
                              << " and " << found[j].name << " in " << document.text;
      }
    }
  }
}

TEST(FindMentionsTest, OneVeryLongSentenceIsRead) {
  std::string sentence;
  while (sentence.size() < 1'000'000) sentence += "推进青石岭水库、白沙湾（“";
  EXPECT_GT(FindMentions(DocumentOf({sentence}), {}, Rules()).size(), 0u);
}

}  // namespace
}  // namespace policygraph::loader
