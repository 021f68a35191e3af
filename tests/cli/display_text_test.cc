#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/cli/display_width.h"
#include "service/cli/progress_bar.h"
#include "service/cli/styled_text.h"
#include "service/cli/text_table.h"
#include "service/cli/text_tree.h"

namespace policygraph::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> Lines(std::string_view text, int width) {
  std::vector<std::string> lines;
  for (const LinePart& part : BreakLines(text, width)) {
    lines.emplace_back(text.substr(part.begin, part.end - part.begin));
  }
  return lines;
}

TEST(DisplayWidth, CountsColumnsOfATerminal) {
  const struct {
    std::string_view text;
    int width;
  } kCases[] = {
      {"", 0},
      {"abc 12%", 7},
      {"旌阳区", 6},
      {"S11线", 5},
      {"（一）", 6},              // full-width brackets
      {"é", 1},                   // precomposed
      {"e\u0301", 1},             // combining
      {"👨‍👩‍👧", 2},  // joined by U+200D
      {"🇨🇳", 1},                  // regional indicators are narrow in the standard
      {"☁\uFE0F", 2},             // shown as an emoji
      {"a\u200Bb", 2},            // a blank of no width
      {"\xFF\xFE", 2},            // no UTF-8
      {"——", 2},                  // of ambiguous width, narrow
  };
  for (const auto& [text, width] : kCases) EXPECT_EQ(DisplayWidth(text), width) << text;
}

TEST(BreakLines, BreaksChineseAtAnyCharacterButNotBeforeAFullStop) {
  EXPECT_THAT(Lines("加快建设市域铁路。", 8), ElementsAre("加快建设", "市域铁", "路。"));
}

TEST(BreakLines, KeepsNumbersAndLatinWordsWhole) {
  EXPECT_THAT(Lines("达3014.4亿元", 7), ElementsAre("达", "3014.4", "亿元"));
  EXPECT_THAT(Lines("one two three", 8), ElementsAre("one two", "three"));
}

TEST(BreakLines, CutsWhatHasNoBreakBetweenGraphemes) {
  EXPECT_THAT(Lines("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
  EXPECT_THAT(Lines("e\u0301e\u0301e\u0301", 2), ElementsAre("e\u0301e\u0301", "e\u0301"));
}

TEST(BreakLines, GivesAWideGraphemeALineOfItsOwn) {
  EXPECT_THAT(Lines("甲乙", 1), ElementsAre("甲", "乙"));
}

TEST(BreakLines, GivesOneLineForNothing) {
  EXPECT_THAT(Lines("", 5), ElementsAre(""));
  EXPECT_THAT(Lines("   ", 5), ElementsAre(""));
}

TEST(BreakLines, LosesNothingButBlanks) {
  const std::string text =
      "坚定实施“同城融圈”战略，深度融入现代化成都都市圈，G5成绵扩容 12次以上 (about 7.3%)。";
  std::string without_blanks;
  for (const char c : text) {
    if (c != ' ') without_blanks += c;
  }
  for (int width = 1; width <= 90; ++width) {
    std::string joined;
    for (const std::string& line : Lines(text, width)) {
      EXPECT_LE(DisplayWidth(line), std::max(width, 2)) << line;
      for (const char c : line) {
        if (c != ' ') joined += c;
      }
    }
    EXPECT_EQ(joined, without_blanks) << "at width " << width;
  }
}

TEST(Printable, TakesTheTeethOutOfControlCharacters) {
  EXPECT_EQ(Printable("a\033[31mb\nc\tq"), "a [31mb c q");
  EXPECT_EQ(Printable("\xC2\x9B"
                      "x"),
            " x");
  EXPECT_EQ(Printable("甲\xFFz"), "甲\uFFFDz");
}

TEST(StyledText, HasNoEscapeCodesWithoutColor) {
  const StyledText text = StyledText("名", Style::kName).Add(" 3", Style::kFigure);
  EXPECT_EQ(text.Render(false), "名 3");
  EXPECT_EQ(text.Render(true), "\033[1m名\033[0m\033[1;36m 3\033[0m");
}

TEST(StyledText, KeepsStylesAcrossLines) {
  const StyledText text = StyledText("甲乙", Style::kName).Add("丙丁");
  const std::vector<StyledText> lines = text.Wrap(6);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].Render(true), "\033[1m甲乙\033[0m丙");
  EXPECT_EQ(lines[1].Render(true), "丁");
}

TEST(TextTable, AlignsColumnsByDisplayWidth) {
  TextTable table({{.header = "name"}, {"n", TextTable::Align::kRight}, {.header = "kind"}});
  table.AddRow({"旌阳区", "7", "county"});
  table.AddRow({"S11", "1234", ""});
  EXPECT_EQ(table.Render(Screen{}),
            "name       n  kind\n"
            "──────  ────  ──────\n"
            "旌阳区     7  county\n"
            "S11     1234\n");
}

TEST(TextTable, WrapsLongNamesInsteadOfCuttingThem) {
  TextTable table({{.header = "name", .wraps = true}, {.header = "id"}});
  table.AddRow({"德阳经开重庆空港成渝产业合作示范园区二期", "0123456789012345678901"});
  EXPECT_EQ(table.Render(Screen{.width = 44}),
            "name                  id\n"
            "────────────────────  ──────────────────────\n"
            "德阳经开重庆空港成渝  0123456789012345678901\n"
            "产业合作示范园区二期\n");
}

TEST(TextTable, BreaksHeadersBetweenWordsWhereNarrowerColumnsDoNotDo) {
  TextTable table({{.header = "name"}, {"not checked", TextTable::Align::kRight}});
  table.AddRow({"province-甲省-2024", "7"});
  EXPECT_EQ(table.Render(Screen{.width = 31}),
            "name                not checked\n"
            "──────────────────  ───────────\n"
            "province-甲省-2024            7\n");
  EXPECT_EQ(table.Render(Screen{.width = 28}),
            "name                    not\n"
            "                    checked\n"
            "──────────────────  ───────\n"
            "province-甲省-2024        7\n");
}

TEST(TextTable, NarrowsTheWidestColumnThatWraps) {
  TextTable table({{.header = "a", .wraps = true}, {.header = "b", .wraps = true}});
  table.AddRow({std::string(30, 'x'), std::string(60, 'y')});
  const std::string rendered = table.Render(Screen{.width = 72});
  EXPECT_THAT(rendered, HasSubstr(std::string(30, 'x') + "  " + std::string(40, 'y') + "\n"));
}

TEST(TextTree, DrawsItemsBelowEachOther) {
  const TreeItem tree = {"同城融圈",
                         {{"also", "融圈"}},
                         {{"市域铁路", {{"place", "旌阳区"}, {"", "“加快建设”"}}, {}},
                          {"子战略", {}, {{"甲", {}, {}}, {"乙", {}, {}}}}}};
  EXPECT_EQ(RenderTree(tree, Screen{}),
            "同城融圈\n"
            "also   融圈\n"
            "│\n"
            "├─ 市域铁路\n"
            "│  place  旌阳区\n"
            "│         “加快建设”\n"
            "│\n"
            "└─ 子战略\n"
            "   ├─ 甲\n"
            "   └─ 乙\n");
}

TEST(TextTree, IndentsWhatGoesOnBelow) {
  const TreeItem tree = {
      "root", {}, {{"item", {{"plan", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"}}, {}}}};
  EXPECT_EQ(RenderTree(tree, Screen{.width = 40}),
            "root\n"
            "│\n"
            "└─ item\n"
            "   plan  甲乙丙丁戊己庚辛壬癸子丑寅卯辰\n"
            "         巳午未\n");
}

TEST(ProgressLine, TellsReportsAndBytesWithinTheWidth) {
  const LoadProgress progress = {
      .reports_done = 3, .reports = 12, .bytes_done = 500'000, .bytes = 2'000'000};
  const std::string line = ProgressLine(progress, "deyang-2024", 100);
  EXPECT_THAT(line, HasSubstr("━━━━━━╺"));
  EXPECT_THAT(line, HasSubstr("3 of 12 reports  0.5 of 2.0 MB  deyang-2024"));
  EXPECT_LE(DisplayWidth(ProgressLine(progress, "deyang-2024", 45)), 45);
}

TEST(ProgressLine, GoesByReportsWhenBytesAreNotKnown) {
  const std::string line = ProgressLine({.reports_done = 1, .reports = 1}, "a\033[2Jb", 100);
  EXPECT_THAT(line, Not(HasSubstr("╺")));
  EXPECT_THAT(line, Not(HasSubstr("MB")));
  EXPECT_THAT(line, Not(HasSubstr("\033")));
}

}  // namespace
}  // namespace policygraph::cli
