#include "service/cli/hit_text.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace policygraph::cli {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

v1::SearchHit HitOf(const std::string& name, v1::MatchField field, int start, int end) {
  v1::SearchHit hit;
  hit.mutable_node()->set_name(name);
  hit.set_matched_name(name);
  hit.set_field(field);
  v1::TextRange& range = *hit.add_highlights();
  range.set_start(start);
  range.set_end(end);
  return hit;
}

TEST(HitText, OffsetsOfHighlightsAreCharactersAndNotBytes) {
  const StyledText text = HitText(HitOf("同城融圈战略", v1::MATCH_FIELD_NAME, 2, 4));
  EXPECT_EQ(text.Render(/*color=*/false), "同城融圈战略");
  const std::string bold = StyledText("融圈", Style::kName).Render(/*color=*/true);
  EXPECT_THAT(text.Render(/*color=*/true), HasSubstr(bold));
}

TEST(HitText, AnAliasStandsBehindTheName) {
  v1::SearchHit hit = HitOf("旌阳区", v1::MATCH_FIELD_ALIAS, 0, 2);
  hit.set_matched_name("旌阳");
  EXPECT_EQ(HitText(hit).Render(false), "旌阳区 (旌阳)");
}

TEST(HitText, OfALongSentenceTheWordsAroundTheFirstHighlightAreShown) {
  std::string sentence;
  for (int i = 0; i < 200; ++i) sentence += i == 100 ? "铁" : "字";
  const std::string text =
      HitText(HitOf(sentence, v1::MATCH_FIELD_TEXT, 100, 101)).Render(false);
  EXPECT_THAT(text, StartsWith("…字"));
  EXPECT_THAT(text, HasSubstr("字铁字"));
  EXPECT_THAT(text, EndsWith("字…"));
  EXPECT_LT(text.size(), sentence.size() / 2);
}

TEST(HitText, AHighlightBeyondTheTextIsCutAndNotReadOver) {
  const std::string text = HitText(HitOf("铁路", v1::MATCH_FIELD_TEXT, 1, 90)).Render(false);
  EXPECT_EQ(text, "铁路");
  EXPECT_THAT(text, Not(HasSubstr("…")));
}

TEST(ScopeText, OfASentenceIsItsReportAndYear) {
  v1::SearchHit hit = HitOf("建设铁路。", v1::MATCH_FIELD_TEXT, 2, 4);
  hit.mutable_node()->set_scope("deyang-2024");
  hit.mutable_node()->set_kind(v1::NODE_KIND_STATEMENT);
  hit.set_report_year(2024);
  hit.mutable_evidence()->set_report("deyang-2024");
  EXPECT_THAT(ScopeText(hit), HasSubstr("deyang-2024"));
}

}  // namespace
}  // namespace policygraph::cli
