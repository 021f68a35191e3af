#include "loader/formats/read_text.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gmock/gmock.h"
#include "graph/base/error.h"
#include "gtest/gtest.h"
#include "loader/formats/child_process.h"
#include "loader/formats/docx_text.h"
#include "loader/formats/pdf_pages.h"
#include "tests/loader/sample_files.h"

namespace policygraph::loader {
namespace {

using ::testing::HasSubstr;

void ExpectError(std::string_view bytes, ErrorReason reason, const std::string& words) {
  const auto text = ReadText("upload", bytes);
  ASSERT_FALSE(text.ok());
  const auto info = GetErrorInfo(text.status());
  ASSERT_TRUE(info.has_value()) << text.status();
  EXPECT_EQ(info->reason, reason);
  EXPECT_THAT(std::string(text.status().message()), HasSubstr(words));
  EXPECT_THAT(std::string(text.status().message()), testing::StartsWith("upload: "));
}

std::string TextOf(std::string_view bytes) {
  const auto text = ReadText("upload", bytes);
  return text.ok() ? *text : std::string(text.status().message());
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(ReadText, OfADocxIsItsParagraphs) {
  EXPECT_EQ(TextOf(MakeDocx("<w:p><w:r><w:t>各位</w:t></w:r><w:r><w:t>代表：</w:t></w:r></w:p>"
                            "<w:p/><w:p><w:r><w:t>一、</w:t><w:tab/><w:t>回顾</w:t><w:br/>"
                            "<w:t>增长&lt;6%</w:t></w:r></w:p>"
                            "<w:tbl><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
                            "<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tbl>")),
            "各位代表：\n一、\t回顾\n增长<6%\n甲\n乙\n");
}

TEST(ReadText, OfADocxHasNoDeletedWordsAndNoSecondCopies) {
  EXPECT_EQ(TextOf(MakeDocx("<w:p><w:del><w:r><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t>"
                            "</w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>"
                            "<mc:AlternateContent><mc:Choice><w:t>文</w:t></mc:Choice>"
                            "<mc:Fallback><w:t>文</w:t></mc:Fallback></mc:AlternateContent>"
                            "<w:r><w:t>本</w:t></w:r></w:p>")),
            "新文本\n");
}

// A paragraph with the properties and words.
std::string Paragraph(const std::string& properties, const std::string& words) {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + words + "</w:t></w:r></w:p>";
}

std::string Numbered(const std::string& list, int level, const std::string& words) {
  return Paragraph("<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
                       list + "\"/></w:numPr>",
                   words);
}

std::string LevelOfList(int level, const std::string& format, const std::string& pattern) {
  return "<w:lvl w:ilvl=\"" + std::to_string(level) +
         "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/><w:lvlText w:val=\"" +
         pattern + "\"/></w:lvl>";
}

// Headings in the usual signs, and lists 1, 2 (which begins anew) and 3 (of bullets).
std::string Lists() {
  return "<w:abstractNum w:abstractNumId=\"7\">" + LevelOfList(0, "chineseCounting", "%1、") +
         LevelOfList(1, "chineseCountingThousand", "（%2）") + LevelOfList(2, "decimal", "%3.") +
         LevelOfList(3, "decimalEnclosedCircle", "%4") + LevelOfList(4, "decimal", "%3.%5") +
         "</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">" + LevelOfList(0, "bullet", "●") +
         "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
         "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">"
         "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
         "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"8\"/></w:num>";
}

std::string TextOfDocx(std::string_view body, std::string_view numbering,
                       std::string_view styles = "") {
  return DocxText("upload", MakeDocx(body, numbering, styles)).value_or("");
}

TEST(DocxText, HasTheNumbersOfItsLists) {
  std::string many;
  for (int i = 0; i < 12; ++i) many += Numbered("1", 0, "甲");
  EXPECT_THAT(TextOfDocx(many, Lists()), HasSubstr("十、甲\n十一、甲\n十二、甲\n"));
  EXPECT_EQ(
      TextOfDocx(Numbered("1", 0, "回顾") + Numbered("1", 1, "经济") + Numbered("1", 2, "工业") +
                     Numbered("1", 3, "甲") + Numbered("1", 4, "2024年") + "<w:p/>" +
                     Numbered("1", 1, "民生") + Numbered("1", 2, "教育") + Numbered("0", 0, "无") +
                     Numbered("3", 0, "点") + Numbered("9", 0, "无表") + Numbered("1", 0, "部署") +
                     Numbered("2", 0, "附件"),
                 Lists()),
      "一、回顾\n（一）经济\n1.工业\n①甲\n1.1 2024年\n（二）民生\n1.教育\n无\n点\n无表\n"
      "二、部署\n一、附件\n");
}

TEST(DocxText, HasTheNumbersOfItsStyles) {
  const std::string styles =
      "<w:style w:styleId=\"a\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
      "<w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/>"
      "</w:numPr></w:pPr></w:style>"
      "<w:style w:styleId=\"c\"><w:basedOn w:val=\"c\"/></w:style>";
  EXPECT_EQ(TextOfDocx(Paragraph("<w:pStyle w:val=\"a\"/>", "回顾") +
                           Paragraph("<w:pStyle w:val=\"b\"/>", "经济") +
                           Paragraph("<w:pStyle w:val=\"c\"/>", "正文"),
                       Lists(), styles),
            "一、回顾\n（一）经济\n正文\n");
}

TEST(DocxText, DoesWithoutDamagedDefinitions) {
  EXPECT_EQ(TextOfDocx(Numbered("1", 0, "回顾"), "<w:num", "<"), "回顾\n");
  const std::string huge =
      "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"2147483647\"/>"
      "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1%9%\"/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>";
  EXPECT_EQ(TextOfDocx(Numbered("1", 0, "甲") + Numbered("1", 77, "乙"), huge), "甲\n乙\n");
}

TEST(ReadText, OfADeeplyNestedDocxIsRead) {
  std::string body;
  for (int i = 0; i < 100'000; ++i) body += "<w:sdt>";
  body += "<w:p><w:t>各位代表</w:t></w:p>";
  for (int i = 0; i < 100'000; ++i) body += "</w:sdt>";
  EXPECT_EQ(TextOf(MakeDocx(body)), "各位代表\n");
}

TEST(ReadText, RefusesWhatIsNoDocument) {
  ExpectError(MakeDocx("<w:p>"), ErrorReason::kUnreadableFile, "damaged");
  ExpectError(MakeDocx(""), ErrorReason::kEmptyText, "empty");
  ExpectError(MakeZip({{"a.txt", "甲"}}), ErrorReason::kUnreadableFile, "one by one");
  ExpectError(MakeTarGz({{"a.txt", "甲"}}), ErrorReason::kUnreadableFile, "one by one");
  ExpectError("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on", ErrorReason::kUnreadableFile, ".docx");
  ExpectError("{\\rtf1 a}", ErrorReason::kUnreadableFile, ".docx");
  ExpectError(std::string(kMaxFileBytes + 1, 'a'), ErrorReason::kTextTooLarge, "above the limit");
  ExpectError(std::string(kMaxTextBytes + 1, 'a'), ErrorReason::kTextTooLarge, "above the limit");
}

TEST(ReadText, OfAPageInGb2312IsUtf8) {
  EXPECT_EQ(TextOf("<html><meta charset=gb2312><p>\xB8\xF7\xCE\xBB\xB4\xFA\xB1\xED\xA3\xBA</p>"),
            "各位代表：\n");
  EXPECT_EQ(TextOf("<html><meta charset=big5><p>\xA6\x55\xA6\xEC\xA5\x4E\xAA\xED\xA1\x47</p>"),
            "各位代表：\n");
}

TEST(ReadText, OfAPdfIsItsParagraphsWithoutPageNumbers) {
  EXPECT_EQ(
      TextOf(MakePdf({{{2, u"各位代表："},
                       {2, u"现在，我代表市人民政府，向大会报告工"},
                       {0, u"作，请予审议，并请市政协委员和其他列席人"},
                       {0, u"员提出意见。全市地区生产总值增长百分之六"},
                       {0, u"。"},
                       {2, u"一、回顾"},
                       {2, u"过去一年，全市经济运行持续向好，粮食产"},
                       {0, u"量再创新高，新建学校三所、改建五所，城乡"},
                       {10, u"—1—"}},
                      {{0, u"居民收入稳步提高。"},
                       {2, u"今年，我们要把发展经济的着力点放在实体"},
                       {0, u"经济上，加快建设现代化产业体系，推动工业"},
                       {0, u"转型升级，扩大有效投资，促进消费增长。"},
                       {10, u"—2—"}}})),
      "各位代表：\n"
      "现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员和其他列席人员提出意见。"
      "全市地区生产总值增长百分之六。\n"
      "一、回顾\n"
      "过去一年，全市经济运行持续向好，粮食产量再创新高，新建学校三所、改建五所，"
      "城乡居民收入稳步提高。\n"
      "今年，我们要把发展经济的着力点放在实体经济上，加快建设现代化产业体系，推动工业转型升级，"
      "扩大有效投资，促进消费增长。\n");
}

TEST(ReadText, SaysWhyAPdfCannotBeRead) {
  ExpectError(MakePdf({{{0, u"甲"}}}, /*encrypted=*/true), ErrorReason::kUnreadableFile,
              "encrypted");
  ExpectError(MakePdf({{}}), ErrorReason::kUnreadableFile, "no text layer");
  ExpectError("%PDF-1.7\nand nothing more", ErrorReason::kUnreadableFile, "damaged");
}

TEST(ReadText, SaysWhichProgramReadsPdfs) {
  const std::string path = std::getenv("PATH");
  setenv("PATH", "/no/such/folder", 1);
  ExpectError(MakePdf({{{0, u"甲"}}}), ErrorReason::kReaderMissing, "poppler-utils");
  setenv("PATH", path.c_str(), 1);
}

TEST(TextOfPages, DropsWhatStandsAtTheEdgeOfMostPages) {
  EXPECT_EQ(TextOfPages("   政府工作报告\n  甲\n乙丙\n  1/12\n\f   政府工作报告\n丁\n2/12\n\f\n"),
            "  甲\n乙丙\n丁\n");
}

TEST(TextOfPages, KeepsASinglePageAndDropsControlCharacters) {
  EXPECT_EQ(TextOfPages("\x01市 长  某 某\n2024年\n"), "市长  某某\n2024年\n");
}

TEST(RunProgram, EndsWhatGoesBeyondItsLimits) {
  using End = ProcessResult::End;
  const auto run = [](const char* command, absl::Duration time) {
    return RunProgram("/bin/sh", {"-c", command}, "input", {time, size_t{256} << 20, 100'000});
  };
  const auto copied = run("cat; echo bad >&2; exit 3", absl::Seconds(30));
  ASSERT_TRUE(copied.ok()) << copied.status();
  EXPECT_EQ(copied->end, End::kExited);
  EXPECT_EQ(copied->exit_code, 3);
  EXPECT_EQ(copied->output, "input");
  EXPECT_EQ(copied->messages, "bad\n");
  EXPECT_EQ(run("exec sleep 600", absl::Milliseconds(50))->end, End::kOutOfTime);
  EXPECT_EQ(run("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaa; done", absl::Seconds(30))->end,
            End::kTooMuchOutput);
  EXPECT_EQ(run("kill -SEGV $$", absl::Seconds(30))->end, End::kKilled);
  EXPECT_FALSE(RunProgram("/no/such/program", {}, "", {absl::Seconds(1), 1 << 28, 100}).ok());
}

// The reports that the texts beside them were taken from, where they are at hand.
TEST(ReadText, OfRealDocumentsIsTheirText) {
  const std::filesystem::path reports = PROJECT_DIR "/../shared/reports";
  const std::filesystem::path originals = reports / "originals";
  if (!std::filesystem::exists(originals)) GTEST_SKIP() << originals << " is not there";
  const auto without_blanks = [](std::string text) {
    std::erase_if(text, [](char c) { return c == '\n'; });
    return text;
  };
  for (const auto& [document, report] :
       {std::pair{"deyang-2024.docx", "deyang-2024.txt"},
        std::pair{"泸州市-2024-single-paragraph.docx", "prefecture-四川省泸州市-2024.txt"}}) {
    const auto text = ReadText(document, ReadFile(originals / document));
    ASSERT_TRUE(text.ok()) << text.status();
    EXPECT_EQ(without_blanks(*text), without_blanks(ReadFile(reports / report))) << document;
  }
  for (const auto& entry : std::filesystem::directory_iterator(originals)) {
    const auto text = ReadText(entry.path().stem().string(), ReadFile(entry.path()));
    ASSERT_TRUE(text.ok()) << text.status();
    EXPECT_THAT(*text, HasSubstr("各位代表"));
  }
}

}  // namespace
}  // namespace policygraph::loader
