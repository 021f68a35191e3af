#include "loader/formats/join_lines.h"

#include <string>

#include "gtest/gtest.h"

namespace policygraph::loader {
namespace {

constexpr char kParagraph[] =
    "过去一年，全市上下团结一心，攻坚克难，经济运行持续向好，地区生产总值增长6%"
    "，粮食产量达到20万吨，新建学校3所、"
    "改建5所，城乡居民收入稳步提高，各项社会事业取得新的进步。";

// The paragraph in lines of so many characters, the first indented by two.
std::string Wrapped(const std::string& paragraph, size_t characters, bool indent) {
  std::string lines = indent ? "　　" : "";
  size_t column = indent ? 2 : 0;
  for (size_t at = 0; at < paragraph.size();) {
    const auto byte = static_cast<unsigned char>(paragraph[at]);
    const size_t length = byte < 0x80 ? 1 : 3;
    if (column >= characters) {
      lines += '\n';
      column = 0;
    }
    lines += paragraph.substr(at, length);
    at += length;
    ++column;
  }
  return lines + "\n";
}

std::string Repeated(const std::string& text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(JoinLines, PutsIndentedParagraphsTogether) {
  const std::string heading = "　　一、2023年工作回顾\n";
  EXPECT_EQ(JoinLines(heading + Repeated(Wrapped(kParagraph, 20, true), 4)),
            "一、2023年工作回顾\n" + Repeated(std::string(kParagraph) + "\n", 4));
}

TEST(JoinLines, PutsParagraphsWithoutIndentTogetherUpToTheirEnd) {
  EXPECT_EQ(JoinLines("一、2023年工作回顾\n" + Repeated(Wrapped(kParagraph, 20, false), 4)),
            "一、2023年工作回顾\n" + Repeated(std::string(kParagraph) + "\n", 4));
}

TEST(JoinLines, LeavesParagraphsOnLinesAlone) {
  const std::string text =
      Repeated("　　" + std::string(kParagraph) + "\n\n（一）加快项目建设\n", 6);
  EXPECT_EQ(JoinLines(text), text);
}

TEST(JoinLines, LeavesShortParagraphsAlone) {
  const std::string text = Repeated("新建学校3所。\n改造道路2条。\n", 10);
  EXPECT_EQ(JoinLines(text), text);
}

TEST(JoinLines, KeepsWordsInLatinLettersApart) {
  EXPECT_EQ(JoinLines(Repeated("中国城市建设采用最新的 BIM\nCAD 技术和其他各种先进的技术。\n", 6)),
            Repeated("中国城市建设采用最新的 BIM CAD 技术和其他各种先进的技术。\n", 6));
}

}  // namespace
}  // namespace policygraph::loader
