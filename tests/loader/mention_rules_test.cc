#include "loader/rules/mention_rules.h"

#include <string>
#include <vector>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/rules/rule_files.h"

namespace policygraph::loader {
namespace {

using ::testing::HasSubstr;

constexpr char kFile[] = "loader/rules/zh/mentions.textproto";

absl::StatusOr<MentionRules> CompileText(const std::string& text) {
  return MentionRules::Compile(RuleFiles{{kFile, text}});
}

// A file with one lexicon of each sort and the given rule fields.
std::string FileWithRule(const std::string& fields) {
  return fmt::format(R"(
    lexicons {{ name: "verbs.hold" role: ROLE_CUE words: "举办" }}
    lexicons {{ name: "event.heads" role: ROLE_WORDS words: "大会 论坛" }}
    rules {{
      {}
      examples {{ text: "举办东山论坛。" name: "东山论坛" }}
      counter_examples: "举办论坛。"
    }})",
                     fields);
}

struct BadRules {
  const char* name;
  std::string text;
  const char* fault;
};

class BadMentionRules : public testing::TestWithParam<BadRules> {};

TEST_P(BadMentionRules, AreRefusedByFileAndName) {
  const auto rules = CompileText(GetParam().text);
  ASSERT_FALSE(rules.ok());
  EXPECT_EQ(rules.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(rules.status().message()), HasSubstr(kFile));
  EXPECT_THAT(std::string(rules.status().message()), HasSubstr(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadMentionRules,
    testing::Values(
        BadRules{"UnknownField", "colour: 1", "no field named \"colour\""},
        BadRules{"LexiconWithoutName", R"(lexicons { role: ROLE_CUE words: "举办" })",
                 "lexicon '': has no name"},
        BadRules{"LexiconWithoutRole", R"(lexicons { name: "verbs" words: "举办" })",
                 "lexicon 'verbs': has no role"},
        BadRules{"LexiconWithoutWords", R"(lexicons { name: "verbs" role: ROLE_CUE words: " " })",
                 "lexicon 'verbs': has no words"},
        BadRules{"LexiconTwice",
                 R"(lexicons { name: "heads" role: ROLE_WORDS words: "大会" }
                    lexicons { name: "heads" role: ROLE_WORDS words: "论坛" })",
                 "lexicon 'heads': is defined twice"},
        BadRules{"WordInTwoFences",
                 R"(lexicons { name: "verbs.hold" role: ROLE_CUE words: "举办" }
                    lexicons { name: "breaks" role: ROLE_BREAK words: "的 举办" })",
                 "lexicon 'breaks': '举办' has another role already"},
        BadRules{"OpeningOfNoCue",
                 FileWithRule(
                     R"(name: "zh.event" kind: "EVENT" head: "event.heads" from_opening: true)"),
                 "rule 'zh.event': begins after an opening cue but asks for none"},
        BadRules{"RuleWithoutPrefix",
                 FileWithRule(R"(name: "event" kind: "EVENT" head: "event.heads")"),
                 "rule 'event': its name does not begin with zh."},
        BadRules{"RuleOfAnotherKind",
                 FileWithRule(R"(name: "zh.county" kind: "COUNTY" head: "event.heads")"),
                 "rule 'zh.county': 'COUNTY' is not a kind it may find"},
        BadRules{"RuleWithoutCondition", FileWithRule(R"(name: "zh.event" kind: "EVENT")"),
                 "rule 'zh.event': has no condition"},
        BadRules{"UnknownLexicon",
                 FileWithRule(R"(name: "zh.event" kind: "EVENT" head: "event.tails")"),
                 "rule 'zh.event': refers to lexicon 'event.tails', which is nowhere"},
        BadRules{"GovernedByWordsThatAreNoCues",
                 FileWithRule(R"(name: "zh.event" kind: "EVENT" before: "event.heads")"),
                 "rule 'zh.event': lexicon 'event.heads' has no cue words"},
        BadRules{
            "DropsNoHead",
            FileWithRule(R"(name: "zh.event" kind: "EVENT" before: "verbs.hold" drop_head: true)"),
            "rule 'zh.event': drops a head but has none"},
        BadRules{"NoCloserToStandAlone",
                 FileWithRule(
                     R"(name: "zh.event" kind: "EVENT" before: "verbs.hold" closer_alone: true)"),
                 "rule 'zh.event': wants a closer alone but names none"},
        BadRules{"NoCloserToTakeAWordOf",
                 FileWithRule(
                     R"(name: "zh.event" kind: "EVENT" before: "verbs.hold" takes_closer: true)"),
                 "rule 'zh.event': takes the word of a closer but names none"},
        BadRules{"QuotationOfAnyPhrase",
                 FileWithRule(
                     R"(name: "zh.event" kind: "EVENT" before: "verbs.hold" quotation_only: true)"),
                 "rule 'zh.event': takes a quotation alone but does not ask for QUOTING_LEAD"},
        BadRules{"ImpossibleLength",
                 FileWithRule(R"(name: "zh.event" kind: "EVENT" head: "event.heads"
                                 min_chars: 9 max_chars: 4)"),
                 "rule 'zh.event': no name has between 9 and 4 characters"},
        BadRules{"RuleWithoutExamples",
                 R"(lexicons { name: "event.heads" role: ROLE_WORDS words: "大会" }
                    rules { name: "zh.event" kind: "EVENT" head: "event.heads"
                            counter_examples: "大会。" })",
                 "rule 'zh.event': has no examples"},
        BadRules{"RuleWithoutCounterExamples",
                 R"(lexicons { name: "event.heads" role: ROLE_WORDS words: "大会" }
                    rules { name: "zh.event" kind: "EVENT" head: "event.heads"
                            examples { text: "东山大会。" name: "东山大会" } })",
                 "rule 'zh.event': has no counter_examples"},
        BadRules{"KnownNameTwice",
                 R"(names { name: "党中央" kind: "AGENCY" }
                    names { name: "中共中央" kind: "AGENCY" forms: "党中央" })",
                 "name '中共中央': its form '党中央' is known already"},
        BadRules{"KnownNameOfNoKind", R"(names { name: "党中央" kind: "PARTY" })",
                 "name '党中央': 'PARTY' is not a kind it may have"}),
    [](const testing::TestParamInfo<BadRules>& info) { return std::string(info.param.name); });

TEST(MentionRulesTest, MissingFilesAreAnInternalError) {
  EXPECT_EQ(MentionRules::Compile(RuleFiles{}).status().code(), absl::StatusCode::kInternal);
}

TEST(MentionRulesTest, OneLexiconTooManyIsRefused) {
  std::string text;
  for (size_t i = 0; i <= kMostLexicons; ++i) {
    text += fmt::format("lexicons {{ name: 'words.{}' role: ROLE_WORDS words: '大会' }}\n", i);
  }
  EXPECT_THAT(std::string(CompileText(text).status().message()), HasSubstr("is one too many"));
}

TEST(MentionRulesTest, LexiconsOfOneFileServeTheRulesOfAnother) {
  const std::string shared = R"(lexicons { name: "event.heads" role: ROLE_WORDS words: "大会" })";
  const std::string events = R"(
    rules { name: "zh.event" kind: "EVENT" head: "event.heads"
            examples { text: "东山大会。" name: "东山大会" } counter_examples: "大会。" })";
  const auto rules =
      MentionRules::Compile(RuleFiles{{"loader/rules/zh/mentions_events.textproto", events},
                                      {"loader/rules/zh/mentions_words.textproto", shared}});
  ASSERT_TRUE(rules.ok()) << rules.status();
  EXPECT_EQ(rules->phrase_rules().size(), 1u);
}

TEST(MentionRulesTest, RulesStandByPriorityThenByOrder) {
  std::string text = R"(lexicons { name: "heads" role: ROLE_WORDS words: "大会" })";
  const std::vector<std::pair<std::string, int>> written = {{"zh.a", 1}, {"zh.b", 5}, {"zh.c", 1}};
  for (const auto& [name, priority] : written) {
    text += fmt::format(R"(rules {{ name: "{}" kind: "EVENT" priority: {} head: "heads"
                                    examples {{ text: "东山大会。" name: "东山大会" }}
                                    counter_examples: "大会。" }})",
                        name, priority);
  }
  const auto rules = CompileText(text);
  ASSERT_TRUE(rules.ok()) << rules.status();
  std::vector<std::string> order;
  for (const PhraseRule& rule : rules->phrase_rules()) order.push_back(rule.name);
  EXPECT_THAT(order, testing::ElementsAre("zh.b", "zh.a", "zh.c"));
}

}  // namespace
}  // namespace policygraph::loader
