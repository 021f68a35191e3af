#include "loader/stages/read_report.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "graph/base/error.h"
#include "gtest/gtest.h"

namespace policygraph::loader {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kRuleFile[] = "loader/rules/zh/reading.textproto";

const DivisionTable& Table() {
  static const auto* table = new DivisionTable(*DivisionTable::Compile(BuiltinRuleFiles()));
  return *table;
}

const ReadingRules& Rules() {
  static const auto* rules = new ReadingRules(*ReadingRules::Compile(BuiltinRuleFiles()));
  return *rules;
}

absl::StatusOr<Document> Read(const Source& source) { return ReadReport(source, Rules(), Table()); }

absl::StatusOr<Document> ReadText(std::string_view text, std::string_view name = "upload") {
  Source source;
  source.name = name;
  source.bytes = text;
  return Read(source);
}

constexpr std::string_view kReport =
    "各位代表：\n"
    "现在，我代表市人民政府，向大会报告工作，请予审议。\n"
    "一、2023年工作回顾\n"
    "一年来，德阳经济稳步增长。德阳实现增长6%；德阳居民增收。\n"
    "（一）坚定不移强工业。新建工厂3家。\n"
    "建成“数字。车间”2个！\n"
    "各位代表！成绩来之不易。\n"
    "同时，我们也清醒认识到，还存在不少困难。工业不强。\n"
    "二、2024年主要任务\n"
    "今年是关键之年。\n"
    "主要预期目标是：增长7%。\n"
    "扩大消费。将建设桥梁1座。\n";

std::string Replaced(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::vector<std::string> SentencesOfPart(const Document& document, ReportPart part) {
  std::vector<std::string> sentences;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.part == part) sentences.emplace_back(document.Words(sentence.span));
  }
  return sentences;
}

TEST(ReadReport, SplitsSentencesAtMarksOutsideQuotes) {
  const auto document = ReadText(kReport);
  ASSERT_TRUE(document.ok()) << document.status();
  std::vector<std::string> sentences;
  for (const Sentence& sentence : document->sentences) {
    if (sentence.paragraph == 3 || sentence.paragraph == 5) {
      sentences.emplace_back(document->Words(sentence.span));
    }
  }
  EXPECT_THAT(sentences, ElementsAre("一年来，德阳经济稳步增长。", "德阳实现增长6%；",
                                     "德阳居民增收。", "建成“数字。车间”2个！"));
}

TEST(ReadReport, TellsReviewPlanAndOther) {
  const auto document = ReadText(kReport);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_THAT(SentencesOfPart(*document, ReportPart::kReview),
              ElementsAre("一、2023年工作回顾", "一年来，德阳经济稳步增长。", "德阳实现增长6%；",
                          "德阳居民增收。", "（一）坚定不移强工业。", "新建工厂3家。",
                          "建成“数字。车间”2个！"));
  EXPECT_THAT(SentencesOfPart(*document, ReportPart::kPlan),
              ElementsAre("二、2024年主要任务", "主要预期目标是：增长7%。", "扩大消费。",
                          "将建设桥梁1座。"));
}

TEST(ReadReport, NestsHeadingsAndSaysWhatStandsUnderThem) {
  const auto document = ReadText(kReport);
  ASSERT_TRUE(document.ok()) << document.status();
  ASSERT_EQ(document->headings.size(), 3u);
  const Heading& review = document->headings[0];
  const Heading& industry = document->headings[1];
  const Heading& plan = document->headings[2];
  EXPECT_EQ(document->Words(industry.span), "（一）坚定不移强工业。");
  EXPECT_EQ(review.level, 1);
  EXPECT_EQ(industry.level, 2);
  EXPECT_EQ(plan.level, 1);
  EXPECT_EQ(plan.part, ReportPart::kPlan);
  EXPECT_EQ(review.end, plan.begin);
  EXPECT_EQ(industry.end, plan.begin);
  EXPECT_EQ(plan.end, document->text.size());
  for (const Sentence& sentence : document->sentences) {
    if (document->Words(sentence.span) != "建成“数字。车间”2个！") continue;
    EXPECT_THAT(sentence.headings, ElementsAre(0, 1));
  }
}

TEST(ReadReport, TopicIsTheShortSentenceThatOpensTheParagraph) {
  const auto document = ReadText(kReport);
  ASSERT_TRUE(document.ok()) << document.status();
  for (const Sentence& sentence : document->sentences) {
    if (document->Words(sentence.span) == "新建工厂3家。") {
      ASSERT_TRUE(sentence.topic.has_value());
      EXPECT_EQ(document->Words(document->sentences[*sentence.topic].span),
                "（一）坚定不移强工业。");
    } else if (document->Words(sentence.span) == "（一）坚定不移强工业。") {
      EXPECT_FALSE(sentence.topic.has_value());
      EXPECT_FALSE(sentence.is_heading);  // its paragraph goes on
    } else if (document->Words(sentence.span) == "二、2024年主要任务") {
      EXPECT_TRUE(sentence.is_heading);
    }
  }
}

TEST(ReadReport, FindsPartsInATextWithoutLineBreaks) {
  const auto document = ReadText(Replaced(std::string(kReport), "\n", ""));
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_THAT(SentencesOfPart(*document, ReportPart::kReview), testing::Contains("新建工厂3家。"));
  EXPECT_THAT(SentencesOfPart(*document, ReportPart::kPlan), testing::Contains("扩大消费。"));
}

struct Identity {
  const char* name;
  const char* report;  // name of the report
  std::string text;
  const char* place;
  int year;
};

class IdentityOfAReport : public testing::TestWithParam<Identity> {};

TEST_P(IdentityOfAReport, IsRead) {
  const auto document = ReadText(GetParam().text, GetParam().report);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->place.code, GetParam().place);
  EXPECT_EQ(document->year, GetParam().year);
  EXPECT_THAT(document->warnings, testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, IdentityOfAReport,
    testing::Values(
        Identity{"MostNamedPlace", "upload", std::string(kReport), "510600", 2024},
        Identity{"TitleLine", "upload", "2025年广东省政府工作报告\n" + std::string(kReport),
                 "440000", 2024},
        Identity{
            "Session", "upload",
            "——2024年1月15日在四川省绵阳市第八届人民代表大会第四次会议上\n" + std::string(kReport),
            "510700", 2024},
        Identity{"NamedGovernment", "upload",
                 Replaced(std::string(kReport), "代表市人民政府", "代表苏州市人民政府"), "320500",
                 2024},
        Identity{"StateCouncil", "upload",
                 Replaced(std::string(kReport), "代表市人民政府", "代表国务院"), "000000", 2024},
        Identity{"NameOfTheReport", "prefecture-四川省南充市-2024",
                 Replaced(Replaced(std::string(kReport), "德阳", ""), "年工作", "工作"), "511300",
                 2024},
        Identity{"FullWidthDigits", "upload",
                 Replaced(std::string(kReport), "2023年", "２０２３年"), "510600", 2024},
        Identity{"OldSession", "upload",
                 "一九七八年二月二十六日在第五届全国人民代表大会第一次会议上\n" +
                     Replaced(std::string(kReport), "代表市人民政府", "受国务院的委托"),
                 "000000", 1978},
        Identity{"NumberedParts", "upload",
                 Replaced(Replaced(std::string(kReport), "一、2023", "第一部分　2023"), "二、",
                          "第二部分 "),
                 "510600", 2024},
        Identity{"ChineseDigits", "upload", Replaced(std::string(kReport), "2023年", "二〇二三年"),
                 "510600", 2024}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(ReadReport, WhatTheCallerSaysWinsWithAWarning) {
  Source source;
  source.name = "upload";
  source.bytes = kReport;
  source.place = "安徽省黄山市黄山区";
  source.year = 2020;
  const auto document = Read(source);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->place.name, "黄山区");
  EXPECT_EQ(document->place.code, "341003");
  EXPECT_EQ(document->place.level, DivisionLevel::kCounty);
  EXPECT_EQ(document->year, 2020);
  EXPECT_THAT(document->warnings, ElementsAre(HasSubstr("德阳市"), HasSubstr("2024")));
}

TEST(ReadReport, KeepsAPlaceThatIsNotInTheTableWithAWarning) {
  Source source;
  source.name = "upload";
  source.bytes = kReport;
  source.place = "云台市";
  const auto document = Read(source);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->place.name, "云台市");
  EXPECT_EQ(document->place.code, "");
  EXPECT_THAT(document->warnings, ElementsAre(HasSubstr("云台市")));
}

struct Refused {
  const char* name;
  std::string text;
  ErrorReason reason;
};

class RefusedText : public testing::TestWithParam<Refused> {};

TEST_P(RefusedText, GetsItsReason) {
  const auto document = ReadText(GetParam().text);
  ASSERT_FALSE(document.ok());
  const auto info = GetErrorInfo(document.status());
  ASSERT_TRUE(info.has_value()) << document.status();
  EXPECT_EQ(info->reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedText,
    testing::Values(
        Refused{"News",
                "本报讯 "
                "昨日，市长代表市人民政府作政府工作报告，提出2024年经济增长预期目标为6%"
                "。代表们认真审议。",
                ErrorReason::kNotAReport},
        Refused{"Law",
                "某市公园条例\n第一条 为了保护公园，制定本条例。\n第二条 本市适用本条例。\n第三条 "
                "禁止焚烧。",
                ErrorReason::kNotAReport},
        Refused{"Prose", "那天早晨下着雨。我们走了很远的路，谁也没有说话。",
                ErrorReason::kNotAReport},
        Refused{"Form",
                "各位代表：\n现在，我代表XX市人民政府，向大会报告工作，请予审议。\n一、XX年工作回顾"
                "\n增长XX%。\n"
                "二、XX年主要任务\n增长XX%。",
                ErrorReason::kNotAReport},
        Refused{"AnotherBody",
                Replaced(std::string(kReport), "市人民政府", "市人民代表大会常务委员会"),
                ErrorReason::kNotAReport},
        Refused{"Speech",
                "在全市经济工作会议上的讲话\n同志们：\n一、2023年工作回顾\n一年来，德阳增长6%。\n"
                "我们也清醒认识到，还有困难。\n二、2024年主要任务\n主要预期目标是：增长7%。\n",
                ErrorReason::kNotAReport},
        Refused{"SummaryOfABureau",
                "德阳市水利局2023年工作总结\n一、2023年工作回顾\n一年来，修渠2条。\n"
                "我们也清醒认识到，还有困难。\n二、2024年主要任务\n主要目标是：修渠3条。\n",
                ErrorReason::kNotAReport},
        Refused{"Budget",
                "关于德阳市2023年预算执行情况和2024年预算草案的报告\n各位代表：\n"
                "受市人民政府委托，向大会报告，请予审议。\n一、2023年工作回顾\n收入增长6%。\n"
                "二、2024年主要任务\n主要预期目标是：增长7%。\n",
                ErrorReason::kNotAReport},
        Refused{"FirstPageOfAReport", std::string(kReport.substr(0, kReport.find("二、2024"))),
                ErrorReason::kNotAReport},
        Refused{"NoPlace", Replaced(std::string(kReport), "德阳", ""), ErrorReason::kPlaceUnknown},
        Refused{"NoYear",
                Replaced(Replaced(std::string(kReport), "2023年", "去年"), "2024年", "今年"),
                ErrorReason::kYearUnknown},
        Refused{"Empty", "\n \n", ErrorReason::kEmptyText}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(ReadReport, ReadsAReportThatANoticeCameWith) {
  const auto document =
      ReadText("德阳市人民政府关于印发政府工作报告的通知\n" + std::string(kReport));
  EXPECT_TRUE(document.ok()) << document.status();
}

TEST(ReadReport, SaysWhyAndHowSurelyATextIsNoReport) {
  const auto document = ReadText("某市公园条例\n第一条 甲。\n第二条 乙。\n第三条 丙。");
  EXPECT_THAT(
      std::string(document.status().message()),
      testing::AllOf(HasSubstr("articles of a law"), HasSubstr("surely"), HasSubstr("force")));
}

TEST(ReadReport, ForceReadsWhatIsNoReport) {
  Source source;
  source.name = "upload";
  source.bytes = "昨日下雨。";
  source.place = "德阳市";
  source.year = 2024;
  source.force = true;
  const auto document = Read(source);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->sentences.size(), 1u);
}

TEST(ReadReport, ReadsALongLineWithoutMarks) {
  std::string text(kReport);
  for (int i = 0; i < 200000; ++i) text += "持续发力";
  const auto document = ReadText(text);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->sentences.back().span.end, document->text.size());
  for (const Sentence& sentence : document->sentences) EXPECT_LE(sentence.span.size(), 6003u);
}

TEST(ReadReport, ReadsTheBundledReport) {
  std::ifstream file(PROJECT_DIR "/data/reports/deyang-2024.txt", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto document = ReadText(text, "deyang-2024");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->place.name, "德阳市");
  EXPECT_EQ(document->year, 2024);
  EXPECT_EQ(document->sentences.size(), 401u);
  const auto is_heading = [&](std::string_view words, int level, ReportPart part) {
    return std::any_of(document->headings.begin(), document->headings.end(), [&](const Heading& h) {
      return document->Words(h.span) == words && h.level == level && h.part == part;
    });
  };
  EXPECT_TRUE(is_heading("2023年工作回顾", 1, ReportPart::kReview));
  EXPECT_TRUE(is_heading("七、常抓严管守底线，社会大局和谐稳定", 2, ReportPart::kReview));
  EXPECT_TRUE(is_heading("2024年主要工作", 1, ReportPart::kPlan));
}

// A file with the fields given and all that is required.
std::string FileWith(std::string_view fields) {
  return R"(sentence_marks { ends: "。" opening: "（" closing: "）" } )" + std::string(fields);
}

// A progress report of an invented 甲市: a title line, then text.
absl::StatusOr<Document> ReadProgress(std::string_view title, std::string_view name = "upload") {
  const std::string text = std::string(title) +
                           "\n上半年，全市经济稳步增长。\n一、主要指标情况\n新建工厂3家。\n"
                           "二、项目建设\n建成桥梁1座。\n三、下半年工作安排\n新建学校2所。\n";
  Source source;
  source.name = name;
  source.bytes = text;
  source.place = "甲市";
  return Read(source);
}

TEST(ReadReport, AProgressReportIsToldByItsTitle) {
  const struct {
    std::string_view title;
    int32_t year, through_month;
  } cases[] = {
      {"甲市2024年上半年经济社会发展情况", 2024, 6},
      {"2024年上半年工作报告", 2024, 6},
      {"关于甲市２０２４年前三季度国民经济运行情况的报告", 2024, 9},
      {"2024年一至三季度全市经济运行情况", 2024, 9},
      {"2024年1—9月国民经济和社会发展情况", 2024, 9},
      {"2024年1至11月经济运行情况", 2024, 11},
      {"二〇二四年前十个月经济运行情况", 2024, 10},
      {"2024年一季度经济形势分析", 2024, 3},
      {"关于甲市2024年上半年国民经济和社会发展计划执行情况的报告", 2024, 6},
      {"甲市2024年上半年工作总结和下半年工作安排", 2024, 6},
      {"甲市2024年上半年政府工作报告", 2024, 6},
  };
  for (const auto& [title, year, through_month] : cases) {
    const auto document = ReadProgress(title);
    ASSERT_TRUE(document.ok()) << title << document.status();
    EXPECT_EQ(document->through_month, through_month) << title;
    EXPECT_EQ(document->year, year) << title;
    EXPECT_EQ(document->title, title);
  }
}

TEST(ReadReport, WhatOnlyLooksLikeAProgressReportIsNone) {
  for (const std::string_view title :
       {"甲市水利局2024年上半年工作总结", "2024年上半年全市工业经济运行情况", "甲公司2024年上半年经济运行情况",
        "关于甲市2024年上半年预算执行情况的报告", "关于做好2024年上半年经济运行分析工作的通知",
        "2024年1—12月经济运行情况", "2024年经济社会发展情况"}) {
    EXPECT_FALSE(ReadProgress(title).ok()) << title;
  }
  const auto whole = ReadText("2024年德阳市政府工作报告\n2023年上半年经济运行情况\n" + std::string(kReport));
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_EQ(whole->through_month, 0) << "a line below the title of a report on whole years";
}

TEST(ReadReport, AProgressReportIsToldByItsName) {
  auto document = ReadProgress("全市经济运行平稳", "甲市2024年上半年经济社会发展情况");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->through_month, 6);
  EXPECT_EQ(document->year, 2024);
  EXPECT_EQ(document->title, "2024年1—6月甲市政府工作报告");
  document = ReadText(kReport, "jia-2024-h1");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->through_month, 6);
  EXPECT_EQ(document->year, 2024);
  EXPECT_EQ(ReadText(kReport, "jia-2024")->through_month, 0);
}

TEST(ReadReport, AProgressReportReviewsUntilItSaysThatItLooksAhead) {
  const auto document = ReadProgress("甲市2024年上半年经济社会发展情况");
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_THAT(SentencesOfPart(*document, ReportPart::kReview),
              ElementsAre("甲市2024年上半年经济社会发展情况", "上半年，全市经济稳步增长。",
                          "一、主要指标情况", "新建工厂3家。", "二、项目建设", "建成桥梁1座。"));
  EXPECT_THAT(SentencesOfPart(*document, ReportPart::kPlan),
              ElementsAre("三、下半年工作安排", "新建学校2所。"));
}

TEST(ReadReport, ATitleBeforeOrBehindThePartOfTheYearNamesThePlace) {
  for (const std::string_view title :
       {"德阳市2024年上半年经济社会发展情况", "2024年上半年德阳市经济社会发展情况"}) {
    const auto document = ReadText(std::string(title) + "\n新建工厂3家。\n");
    ASSERT_TRUE(document.ok()) << document.status();
    EXPECT_EQ(document->place.code, "510600") << title;
  }
}

struct BadRules {
  const char* name;
  std::string rules;
  const char* fault;
};

class BadReadingRules : public testing::TestWithParam<BadRules> {};

TEST_P(BadReadingRules, AreRefusedByFileAndRule) {
  const auto rules = ReadingRules::Compile({{kRuleFile, GetParam().rules}});
  ASSERT_FALSE(rules.ok());
  EXPECT_EQ(rules.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(rules.status().message()), HasSubstr(kRuleFile));
  EXPECT_THAT(std::string(rules.status().message()), HasSubstr(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadReadingRules,
    testing::Values(
        BadRules{"UnknownField", "colour: 1", "no field named \"colour\""},
        BadRules{"NoSentenceMarks", "needed_weight: 1", "rule \"sentence_marks\""},
        BadRules{"NoName", FileWith(R"(titles { pattern: "a" examples: "a" })"), "it has no name"},
        BadRules{"PartOfYearWithoutMonths",
                 FileWith(R"(parts_of_year { rule { name: "half" pattern: "a" examples: "a" } })"),
                 "it needs either month or months_each"},
        BadRules{"PartOfYearOfTwelveMonths",
                 FileWith(R"(parts_of_year { rule { name: "all" pattern: "a" examples: "a" } month: 12 })"),
                 "month is 1 to 11"},
        BadRules{"ProgressTitleWithoutWeight",
                 FileWith(R"(progress_titles { rule { name: "title" pattern: "a" examples: "a" } })"),
                 "it has no weight"},
        BadRules{"NoPattern", FileWith(R"(titles { name: "title" examples: "a" })"),
                 "rule \"title\": it has no pattern"},
        BadRules{"NoExample", FileWith(R"(titles { name: "title" pattern: "a" })"),
                 "rule \"title\": it has no example"},
        BadRules{"BrokenPattern",
                 FileWith(R"(titles { name: "title" pattern: "(" examples: "a" })"),
                 "rule \"title\": not a regular expression"},
        BadRules{"ExampleThatDoesNotMatch",
                 FileWith(R"(titles { name: "title" pattern: "a" examples: "b" })"),
                 "rule \"title\": it does not match its example b"},
        BadRules{"CounterexampleThatMatches",
                 FileWith(R"(titles { name: "title" pattern: "a" examples: "a"
                             counterexamples: "ba" })"),
                 "rule \"title\": it matches its counterexample ba"},
        BadRules{"YearWithoutGroup",
                 FileWith(R"(year_patterns { rule { name: "year" pattern: "a" examples: "a" } })"),
                 "rule \"year\": it has 0 capturing groups instead of 1"},
        BadRules{"CueWithoutReach",
                 FileWith(R"(part_cues { rule { name: "cue" pattern: "a" examples: "a" }
                             part: PART_PLAN })"),
                 "rule \"cue\": it has no reach"},
        BadRules{"HeadingWithoutLength",
                 FileWith(R"(heading_styles { rule { name: "style" pattern: "a" examples: "a" }
                             reach: HEADING_REACH_SECTION })"),
                 "rule \"style\": it has no max_characters"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace policygraph::loader
