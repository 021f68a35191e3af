// Reports of many layouts: how each of their sentences is read.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/stages/read_report.h"

namespace policygraph::loader {
namespace {

using ::testing::ElementsAreArray;

// A text in which each sentence stands in a row with the part that it belongs to: review, plan or
// other. A row that begins with + goes on with the paragraph of the row before.
struct Layout {
  const char* name;
  std::vector<std::pair<char, std::string>> rows;
};

std::string TextOf(const Layout& layout, std::string_view between_paragraphs) {
  std::string text;
  for (const auto& [part, row] : layout.rows) {
    const bool goes_on = row.starts_with('+');
    if (!text.empty() && !goes_on) text += between_paragraphs;
    text += row.substr(goes_on);
  }
  return text;
}

Document Read(const std::string& text) {
  static const auto* table = new DivisionTable(*DivisionTable::Compile(BuiltinRuleFiles()));
  static const auto* rules = new ReadingRules(*ReadingRules::Compile(BuiltinRuleFiles()));
  Source source;
  source.name = "upload";
  source.bytes = text;
  auto document = ReadReport(source, *rules, *table);
  if (!document.ok()) ADD_FAILURE() << document.status();
  return document.ok() ? *std::move(document) : Document();
}

std::vector<std::string> RowsOf(const Document& document) {
  std::vector<std::string> rows;
  for (const Sentence& sentence : document.sentences) {
    const char part = sentence.part == ReportPart::kReview ? 'R'
                      : sentence.part == ReportPart::kPlan ? 'P'
                                                           : 'O';
    rows.push_back(std::string(1, part) + " " + std::string(document.Words(sentence.span)));
  }
  return rows;
}

std::vector<std::string> ExpectedRows(const Layout& layout) {
  std::vector<std::string> rows;
  for (const auto& [part, row] : layout.rows) {
    rows.push_back(std::string(1, part) + " " + row.substr(row.starts_with('+')));
  }
  return rows;
}

class ReportsOfEveryLayout : public testing::TestWithParam<Layout> {};

TEST_P(ReportsOfEveryLayout, HaveTheirParts) {
  EXPECT_THAT(RowsOf(Read(TextOf(GetParam(), "\n"))), ElementsAreArray(ExpectedRows(GetParam())));
}

constexpr char kGreeting[] = "现在，我代表德阳市人民政府，向大会报告工作，请予审议。";

INSTANTIATE_TEST_SUITE_P(
    Table, ReportsOfEveryLayout,
    testing::Values(Layout{"NumberedParts",
                           {{'O', "各位代表："},
                            {'O', kGreeting},
                            {'R', "第一部分　2023年工作回顾"},
                            {'R', "一年来，我们攻坚克难。"},
                            {'R', "（一）着力稳增长。"},
                            {'R', "+新建工厂3家。"},
                            {'R', "1.扩大投资。"},
                            {'R', "+完成投资10亿元。"},
                            {'R', "（1）抓项目。"},
                            {'R', "+开工项目5个。"},
                            {'R', "①抓服务。"},
                            {'R', "+走访企业9家。"},
                            {'R', "一是交通更畅。"},
                            {'R', "+建成道路3条。"},
                            {'O', "我们也清醒认识到，发展还面临不少困难和问题：产业不强。"},
                            {'P', "第二部分　2024年工作安排"},
                            {'P', "今年经济社会发展的主要预期目标是：地区生产总值增长6%。"},
                            {'P', "（一）全力以赴抓项目。"},
                            {'P', "+建设桥梁1座。"}}},
                    Layout{"UnnumberedTitles",
                           {{'O', "政府工作报告"},
                            {'O', "2024年1月10日在德阳市第八届人民代表大会第四次会议上"},
                            {'O', "德阳市人民政府市长　某某某"},
                            {'O', "各位代表："},
                            {'O', kGreeting},
                            {'R', "过去一年工作回顾"},
                            {'R', "过去的一年，全市上下砥砺奋进。"},
                            {'R', "经济运行稳中向好"},
                            {'R', "新建工厂3家，地区生产总值增长6%。"},
                            {'P', "今年工作安排"},
                            {'O', "今年是关键之年。"},
                            {'P', "今年发展的主要预期目标是：地区生产总值增长6%左右。"},
                            {'P', "着力扩大内需"},
                            {'P', "新建商场3个。"}}},
                    Layout{"TitleWithAYear",
                           {{'O', "2025年德阳市政府工作报告"},
                            {'O', "各位代表："},
                            {'O', kGreeting},
                            {'R', "一、2024年工作回顾"},
                            {'R', "新建工厂3家。"},
                            {'P', "二、2025年工作安排"},
                            {'P', "新建商场3个。"}}},
                    Layout{"FiveYearsBehindAndAhead",
                           {{'O', "各位代表："},
                            {'O', kGreeting},
                            {'R', "一、过去五年工作回顾"},
                            {'R', "五年来，我们主要做了以下工作："},
                            {'R', "——综合实力实现新跨越。"},
                            {'R', "+地区生产总值年均增长7%。"},
                            {'R', "2021年，全县地区生产总值增长8%。"},
                            {'P', "二、今后五年的奋斗目标和主要任务"},
                            {'P', "到2026年，地区生产总值突破500亿元。"},
                            {'P', "三、2022年工作安排"},
                            {'P', "（一）加快产业升级。"},
                            {'P', "+新增规上企业10家。"},
                            {'P', "（二）增进民生福祉"},
                            {'R', "过去五年，我们建成学校5所。"},
                            {'P', "+今年再建学校2所。"}}},
                    Layout{"GlossaryAfterTheClosing",
                           {{'O', "各位代表："},
                            {'O', kGreeting},
                            {'R', "一、2023年工作回顾"},
                            {'R', "新建工厂3家。"},
                            {'P', "二、2024年工作安排"},
                            {'P', "新建商场3个。"},
                            {'O', "让我们携手奋进，为建设美丽家园而奋斗！"},
                            {'O', "名词解释"},
                            {'O', "1.三区：指甲区、乙区和丙区。"},
                            {'O', "2.2024年重点工作：指10件事。"},
                            {'O', "2023年工作回顾"},
                            {'O', "一年来建成的“一廊”：指一条走廊。"}}},
                    Layout{"NationalOfOldTimes",
                           {{'O', "政府工作报告"},
                            {'O', "一九七八年二月二十六日在第五届全国人民代表大会第一次会议上"},
                            {'O', "国务院总理　某某某"},
                            {'O', "各位代表："},
                            {'O', "我受国务院的委托，向大会作政府工作报告，请予审议。"},
                            {'R', "一、三年来的工作和新时期的总任务"},
                            {'R', "三年来，粮食产量增长5%。"},
                            {'P', "二、加快社会主义经济建设"},
                            {'P', "今后八年，要建设120个大型项目。"}}}),
    [](const auto& info) { return std::string(info.param.name); });

// Rows whose part is told by more than the line breaks around them.
const Layout kRunningText = {
    "RunningText",
    {{'O', "各位代表："},
     {'O', kGreeting},
     {'R', "一、2023年工作回顾"},
     {'R', "一年来，全市上下砥砺奋进、攻坚克难，地区生产总值增长6%，经济社会发展取得新的成绩。"},
     {'R', "+新建工厂3家，改造老旧小区5个，建成一批群众期盼已久的道路、桥梁和管网工程。"},
     {'O', "同时，我们也清醒认识到，发展还面临不少困难和问题：产业不强，城乡发展还不平衡。"},
     {'P', "二、2024年主要任务"},
     {'P', "今年经济社会发展的主要预期目标是：地区生产总值增长6%，居民收入稳步提高。"},
     {'P', "（一）全力以赴抓项目。"},
     {'P', "+建设桥梁1座，新建学校2所，加快推进一批打基础、利长远的交通水利能源项目。"}}};

TEST(ReportsOfOneLine, HaveTheirParts) {
  std::vector<std::string> rows = RowsOf(Read(TextOf(kRunningText, "")));
  // Titles and addresses have no end of their own there and open the next sentence.
  const auto has_row = [&](const std::string& wanted) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const std::string& row) { return row == wanted; });
  };
  for (const std::string& row : ExpectedRows(kRunningText)) {
    const bool is_sentence = row.ends_with("。");
    const bool follows_a_title =
        row.starts_with("R 一年来") || row.starts_with("P 今年") || row.starts_with("O 现在");
    if (is_sentence && !follows_a_title) {
      EXPECT_TRUE(has_row(row)) << row;
    }
  }
}

TEST(ReportsInLinesOfAPage, HaveTheirParts) {
  constexpr size_t kLineCharacters = 26;
  std::string text;
  size_t column = 0;
  for (const char c : TextOf(kRunningText, "\n　　")) {
    const bool begins_a_character = (c & 0xC0) != 0x80;
    if (begins_a_character && column == kLineCharacters && c != '\n') {
      text += '\n';
      column = 0;
    }
    text += c;
    column = c == '\n' ? 0 : column + begins_a_character;
  }
  EXPECT_THAT(RowsOf(Read(text)), ElementsAreArray(ExpectedRows(kRunningText)));
}

TEST(Headings, AreNestedByTheirStyles) {
  const Document document =
      Read("各位代表：\n" + std::string(kGreeting) +
           "\n第一部分　2023年工作回顾\n（一）稳增长。新建工厂3家。\n1.扩大投资。完成投资。\n"
           "①抓服务。走访企业9家。\n第二部分　2024年工作安排\n（一）抓项目。建设桥梁1座。\n");
  std::string levels;
  for (const Heading& heading : document.headings) levels += std::to_string(heading.level);
  EXPECT_EQ(levels, "123412");
}

TEST(Headings, AreNotTheLinesAboveTheAddress) {
  const Document document =
      Read("政府工作报告\n德阳市市长　某某某\n各位代表：\n" + std::string(kGreeting) +
           "\n一、2023年工作回顾\n新建工厂3家。\n二、2024年工作安排\n新建商场3个。\n");
  ASSERT_FALSE(document.headings.empty());
  EXPECT_EQ(document.Words(document.headings[0].span), "一、2023年工作回顾");
  EXPECT_EQ(document.headings[0].level, 1);
}

}  // namespace
}  // namespace policygraph::loader
