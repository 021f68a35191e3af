#include "loader/formats/html_text.h"

#include <string>

#include "gmock/gmock.h"
#include "graph/base/error.h"
#include "gtest/gtest.h"
#include "loader/formats/file_format.h"
#include "loader/formats/html_tokens.h"
#include "loader/formats/page_notes.h"

namespace policygraph::loader {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Article(std::string_view page) {
  const auto text = HtmlText("page", page);
  return text.ok() ? *text : std::string(text.status().message());
}

// Running text, so much of it that it is the article of its page.
std::string Paragraphs() {
  std::string paragraphs;
  for (int i = 0; i < 20; ++i) {
    paragraphs += "<p>过去一年，全市上下团结一心，各项工作取得新的成效。</p>\n";
  }
  return paragraphs;
}

TEST(HtmlText, IsTheArticleWithoutMenusAndFooters) {
  const std::string text = Article(
      "<!DOCTYPE html><html><head><title>某市政府网</title><style>p {color: red}</style>"
      "<script>var a = '<p>脚本，不读。</p>';</script></head><body>"
      "<div class=top><ul><li><a href='/'>首页</a><li><a href='/x'>政务公开，信息</a></ul></div>"
      "<nav>当前位置：首页</nav><h1>2024年政府工作报告</h1><div id=main><div class='text'>"
      "<p style='text-align:center'>政府工作报告</p>" +
      Paragraphs() +
      "<p><a href='1'>上一篇：通知公告</a></p></div></div>"
      "<div>主办：某市人民政府，地址：某路1号</div></body></html>");
  EXPECT_THAT(text, testing::StartsWith("2024年政府工作报告\n政府工作报告\n过去一年，"));
  EXPECT_THAT(text, Not(HasSubstr("脚本")));
  EXPECT_THAT(text, Not(HasSubstr("首页")));
  EXPECT_THAT(text, Not(HasSubstr("信息")));
  EXPECT_THAT(text, Not(HasSubstr("上一篇")));
  EXPECT_THAT(text, Not(HasSubstr("主办")));
  EXPECT_THAT(text, testing::EndsWith("各项工作取得新的成效。\n"));
}

TEST(HtmlText, LeavesOutTheSitesNotesOnTheArticle) {
  const std::string text = Article(
      "<div><p>政府工作报告</p><p>发布时间：2024-01-15 09:30　来源：甲市人民政府　浏览次数：12</p>"
      "<p>2024-01-15 <span>信息来源：甲市政府办</span> 字号：【大 中 小】</p>" +
      Paragraphs() +
      "<p>【打印】【关闭窗口】</p><p>（责任编辑：张三）</p><p>分享到：微信 新浪微博</p>"
      "<p>扫一扫在手机打开当前页</p></div>");
  EXPECT_THAT(text, testing::StartsWith("政府工作报告\n过去一年，"));
  EXPECT_THAT(text, testing::EndsWith("各项工作取得新的成效。\n"));
}

TEST(IsPageNote, LeavesWhatAReportMaySay) {
  for (const char* line :
       {"2024年1月15日", "（2024年1月15日）", "来源于实体经济的税收增长6%。",
        "来源：税收和非税收入增长较快，结构更优。", "关闭小煤矿12座", "打印机产业园开工",
        "分享发展成果", "中小企业", "一、审核把关", "编辑出版地方志", "——", ""}) {
    EXPECT_FALSE(IsPageNote(line)) << line;
  }
  EXPECT_FALSE(IsPageNote("来源：" + std::string(300, 'a')));
}

TEST(HtmlText, KeepsAReportThatIsOneParagraphOfBrokenLines) {
  EXPECT_EQ(
      Article("<div><p>各位代表：<br>　　现在，我报告工作。<br/>一、回顾</p><p>结束。</p></div>"),
      "各位代表：\n现在，我报告工作。\n一、回顾\n结束。\n");
}

TEST(HtmlText, JoinsWhatTheSourceBreaksAndKeepsSpacesBetweenWords) {
  EXPECT_EQ(Article("<p>建成\n   <b>桥</b>梁，采用 BIM\n  CAD 技术。</p>"),
            "建成桥梁，采用 BIM CAD 技术。\n");
}

TEST(HtmlText, ResolvesCharacterReferences) {
  EXPECT_EQ(
      Article(
          "<p>&ldquo;十四五&rdquo;&middot;&#20013;&#x56FD;，A&amp;B &unknown; 3&lt;5。&nbsp;</p>"),
      "“十四五”·中国，A&B &unknown; 3<5。\n");
}

TEST(HtmlText, OfAPageWithoutTextIsAnError) {
  const auto text = HtmlText("page", "<html><body><nav>首页</nav><img src=a></body></html>");
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(GetErrorInfo(text.status())->reason, ErrorReason::kEmptyText);
}

TEST(HtmlText, RefusesElementsNestedWithoutEnd) {
  std::string page = "<html>";
  for (int i = 0; i < 100'000; ++i) page += "<div>";
  const auto text = HtmlText("page", page + "你好。");
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(GetErrorInfo(text.status())->reason, ErrorReason::kUnreadableFile);
}

TEST(HtmlText, ReadsATagOfManyAttributes) {
  std::string page = "<div ";
  for (int i = 0; i < 1'000'000; ++i) page += "a" + std::to_string(i) + " ";
  EXPECT_EQ(Article(page + "><p>你好。</p></div>"), "你好。\n");
}

TEST(HtmlTokens, PassOverCommentsAndAttributesWithSigns) {
  HtmlTokens tokens("<!-- <p>不读 -->甲<A title=\"a>b\">乙</a\n><!doctype x></ >丙<");
  std::string seen;
  while (const auto token = tokens.Next()) {
    const char* mark[] = {"", "+", "-"};
    seen += mark[static_cast<int>(token->kind)] + token->name + token->text + "|";
  }
  EXPECT_EQ(seen, "甲|+a|乙|-a|丙|<|");
}

TEST(LooksLikeHtml, TellsPagesFromTexts) {
  EXPECT_TRUE(LooksLikeHtml("\xEF\xBB\xBF\n<!DOCTYPE HTML PUBLIC>"));
  EXPECT_TRUE(LooksLikeHtml("<?xml version='1.0'?><html>"));
  EXPECT_TRUE(LooksLikeHtml("<!-- x --><div>"));
  EXPECT_FALSE(LooksLikeHtml("各位代表：<p>"));
  EXPECT_FALSE(LooksLikeHtml("<关于2024年工作的报告>"));
  EXPECT_FALSE(LooksLikeHtml(""));
}

TEST(DeclaredEncoding, IsThatOfTheMetaElement) {
  EXPECT_EQ(DeclaredEncoding("<meta charset=\"gb2312\">"), "gb2312");
  EXPECT_EQ(DeclaredEncoding("<meta content='text/html; CHARSET = big5'>"), "big5");
  EXPECT_EQ(DeclaredEncoding("<script charset></script>"), "");
  EXPECT_EQ(DeclaredEncoding("charset="), "");
}

}  // namespace
}  // namespace policygraph::loader
