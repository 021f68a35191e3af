#include <cmath>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/rules/quantity_rules.h"
#include "loader/stages/parse_quantities.h"

namespace policygraph::loader {
namespace {

using testing::ElementsAreArray;

const QuantityRules& Rules() {
  static const auto* rules = new QuantityRules(*QuantityRules::Compile(BuiltinRuleFiles()));
  return *rules;
}

Document OneSentence(const std::string& text) {
  Document document;
  document.text = text;
  document.sentences.push_back({.span = {0, text.size()}});
  return document;
}

std::string Sign(Comparator comparator) {
  switch (comparator) {
    case Comparator::kAbout:
      return "~";
    case Comparator::kAtLeast:
      return ">=";
    case Comparator::kMoreThan:
      return ">";
    case Comparator::kAtMost:
      return "<=";
    case Comparator::kLessThan:
      return "<";
    default:
      return "";
  }
}

// The figures of a text as QuantityExample writes them: >=300家, 5..8个, 1个百分点/全省平均.
std::vector<std::string> Written(const std::string& text, bool with_reference) {
  std::vector<std::string> written;
  for (const Figure& figure : ParseQuantities(OneSentence(text), Rules())) {
    const Quantity& quantity = figure.quantity;
    std::string& line = written.emplace_back(Sign(quantity.comparator));
    line += fmt::format("{}", quantity.value);
    if (quantity.upper_value) line += fmt::format("..{}", *quantity.upper_value);
    line += quantity.unit;
    if (with_reference && !quantity.reference.empty()) line += "/" + quantity.reference;
  }
  return written;
}

void ExpectExample(const std::string& rule, const rules::v1::QuantityExample& example) {
  bool with_reference = false;
  for (const std::string& figure : example.figures()) {
    with_reference |= figure.find('/') != std::string::npos;
  }
  EXPECT_THAT(Written(example.text(), with_reference), ElementsAreArray(example.figures()))
      << rule << ": " << example.text();
}

template <typename Rules>
void ExpectExamples(const Rules& rules) {
  for (const auto& rule : rules) {
    for (const auto& example : rule.examples()) ExpectExample(rule.name(), example);
    for (const auto& example : rule.counterexamples()) ExpectExample(rule.name(), example);
  }
}

TEST(QuantityCorpus, EveryRuleKeepsItsExamples) {
  rules::v1::QuantityRuleFile file;
  ASSERT_TRUE(ParseRuleFile(BuiltinRuleFiles(), QuantityRules::kFile, file).ok());
  ExpectExamples(file.units());
  ExpectExamples(file.bounds());
  ExpectExamples(file.implied_units());
  ExpectExamples(file.fixed_figures());
  ExpectExamples(file.ranks());
  ExpectExamples(file.falls());
  ExpectExamples(file.references());
  ExpectExamples(file.exclusions());
}

struct Spellings {
  std::string figure;
  std::vector<std::string> texts;
};

TEST(QuantityCorpus, ReadsEverySpellingOfAFigure) {
  const std::vector<Spellings> corpus = {
      {"3014.4亿元", {"达3014.4亿元", "总量为３０１４．４亿元", "完成3,014.4亿元"}},
      {"13.4%", {"增长13.4%", "增长１３.４％", "增长百分之十三点四"}},
      {">100项", {"百余项检查结果互认", "一百余项检查结果互认", "100余项检查结果互认", "超100项"}},
      {">=300家", {"300家以上", "不少于300家", "至少300家", "三百家以上"}},
      {"~6万亩", {"近6万亩", "约6万亩", "6万亩左右", "六万亩左右"}},
      {"<=5.5%", {"控制在5.5%以内", "不超过5.5%", "不高于5.5%"}},
      {"2名次", {"居全省第2。", "列全省第2位。", "位居全省第二，", "排名全国第二位。"}},
      {"1..2个", {"打造1—2个园区", "打造1-2个园区", "打造1至2个园区", "打造1～2个园区"}},
      {"6..7%", {"增长6%—7%", "增长6%至7%", "增长百分之六至百分之七"}},
      {"-10%", {"下降10%", "降低了10%", "减少百分之十"}},
      {"-8..-6%", {"下降6%—8%"}},
      {"2倍", {"增长2倍", "增加两倍"}},
  };
  for (const Spellings& spellings : corpus) {
    for (const std::string& text : spellings.texts) {
      EXPECT_THAT(Written(text, false), testing::ElementsAre(spellings.figure)) << text;
    }
  }
}

TEST(QuantityCorpus, LeavesOtherNumbersAlone) {
  for (const std::string& text : std::vector<std::string>{
           "1993年", "2024年1月23日", "“十四五”规划", "五年来", "连续3年", "G42成南高速扩容",
           "“3+1”主导产业", "十大行动", "2号线二期工程", "第九届人民代表大会第四次会议",
           "两个毫不动摇", "出台营商环境18条，", "第一产业", "一二三产业融合", "翻一番",
           "“630”攻坚", "数十年如一日"}) {
    EXPECT_THAT(Written(text, false), testing::IsEmpty()) << text;
  }
}

TEST(QuantityCorpus, TurnsScalesIntoBaseUnits) {
  const auto figures = ParseQuantities(OneSentence("达3014.4亿元、增加1.2万—1.5万人"), Rules());
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_EQ(figures[0].quantity.base_unit, "元");
  EXPECT_DOUBLE_EQ(figures[0].quantity.normalized_value, 301440000000);
  EXPECT_EQ(figures[0].quantity.text, "3014.4亿元");
  EXPECT_EQ(figures[1].quantity.base_unit, "人");
  EXPECT_DOUBLE_EQ(figures[1].quantity.normalized_value, 12000);
  EXPECT_DOUBLE_EQ(*figures[1].quantity.normalized_upper_value, 15000);
}

TEST(QuantityCorpus, HandsABoundOnAlongAList) {
  EXPECT_THAT(Written("分别增长6.5%、8.5%左右", false), testing::ElementsAre("~6.5%", "~8.5%"));
  EXPECT_THAT(Written("分别突破8500家和6万家", false), testing::ElementsAre(">8500家", ">6万家"));
}

TEST(QuantityCorpus, ANameSwallowsTheNumbersInsideIt) {
  Document document = OneSentence("完成3个项目，国内首台F级50台重型燃气轮机下线");
  const size_t begin = document.text.find("国内");
  document.mentions.push_back({.kind = NodeKind::kProject,
                               .span = {begin, document.text.find("下线")},
                               .name = "重型燃气轮机"});
  const auto figures = ParseQuantities(document, Rules());
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].quantity.text, "3个");
}

TEST(QuantityCorpus, AQuotationThatNeverEndsHidesNothing) {
  EXPECT_THAT(Written("打造“新增3个园区", false), testing::ElementsAre("3个"));
}

struct BadFile {
  std::string text;
  std::string message;
};

TEST(QuantityRules, SayWhichRuleIsAtFault) {
  const std::string examples = R"(examples { text: "1个" } counterexamples { text: "个" })";
  const std::vector<BadFile> bad = {
      {"units { words: \"个\" }", "name"},
      {"units { name: \"count\" words: \"个\" }", "\"count\": give at least one example"},
      {"units { name: \"count\" " + examples + " }", "\"count\": list at least one word"},
      {"bounds { name: \"over\" before: \"超\" " + examples + " }", "\"over\": say which bound"},
      {"ranks { name: \"place\" unit: \"名次\" after: \"(\" " + examples + " }",
       "\"place\": \"(\" is no regular expression"},
      {"exclusions { name: \"any\" " + examples + " }", "\"any\": give at least one of"},
      {"quotes: \"“\"", "an opening and a closing mark"},
      {"unit {}", "1:6"},
  };
  for (const BadFile& file : bad) {
    const RuleFiles files = {{std::string(QuantityRules::kFile), file.text}};
    const auto rules = QuantityRules::Compile(files);
    ASSERT_FALSE(rules.ok()) << file.text;
    EXPECT_THAT(std::string(rules.status().message()),
                testing::AllOf(testing::HasSubstr(file.message),
                               testing::HasSubstr(std::string(QuantityRules::kFile))))
        << file.text;
  }
}

}  // namespace
}  // namespace policygraph::loader
