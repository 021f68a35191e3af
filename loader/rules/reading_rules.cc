#include "loader/rules/reading_rules.h"

#include <algorithm>

#include "fmt/format.h"
#include "graph/base/status_macros.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kFile = "loader/rules/zh/reading.textproto";

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

absl::Status Fault(std::string_view rule, std::string_view fault) {
  return absl::InvalidArgumentError(fmt::format("{}: rule \"{}\": {}", kFile, rule, fault));
}

absl::StatusOr<ReadingPattern> CompilePattern(const rules::v1::NamedPattern& rule, int groups = 0) {
  if (rule.name().empty()) return Fault(rule.pattern(), "it has no name");
  if (rule.pattern().empty()) return Fault(rule.name(), "it has no pattern");
  auto pattern = std::make_shared<re2::RE2>(rule.pattern(), re2::RE2::Quiet);
  if (!pattern->ok()) {
    return Fault(rule.name(), fmt::format("not a regular expression: {}", pattern->error()));
  }
  if (pattern->NumberOfCapturingGroups() != groups) {
    return Fault(rule.name(), fmt::format("it has {} capturing groups instead of {}",
                                          pattern->NumberOfCapturingGroups(), groups));
  }
  if (rule.examples().empty()) return Fault(rule.name(), "it has no example");
  for (const std::string& example : rule.examples()) {
    if (!re2::RE2::PartialMatch(example, *pattern)) {
      return Fault(rule.name(), fmt::format("it does not match its example {}", example));
    }
  }
  for (const std::string& example : rule.counterexamples()) {
    if (re2::RE2::PartialMatch(example, *pattern)) {
      return Fault(rule.name(), fmt::format("it matches its counterexample {}", example));
    }
  }
  return ReadingPattern{rule.name(), std::move(pattern)};
}

template <typename Rules>
absl::StatusOr<std::vector<ReadingPattern>> CompilePatterns(const Rules& rules, int groups = 0) {
  std::vector<ReadingPattern> patterns;
  for (const auto& rule : rules) {
    ASSIGN_OR_RETURN(ReadingPattern pattern, CompilePattern(rule, groups));
    patterns.push_back(std::move(pattern));
  }
  return patterns;
}

absl::Status CheckMarks(const rules::v1::SentenceMarks& marks) {
  if (marks.ends().empty() || marks.opening().empty() || marks.closing().empty()) {
    return Fault("sentence_marks", "ends, opening or closing is missing");
  }
  return absl::OkStatus();
}

absl::StatusOr<PatternSet> CompileCues(
    const google::protobuf::RepeatedPtrField<rules::v1::PartCue>& cues) {
  std::vector<std::string> patterns;
  for (const rules::v1::PartCue& cue : cues) {
    RETURN_IF_ERROR(CompilePattern(cue.rule()).status());
    if (cue.part() == rules::v1::PART_UNSPECIFIED)
      return Fault(cue.rule().name(), "it has no part");
    if (cue.reach() == rules::v1::REACH_UNSPECIFIED) {
      return Fault(cue.rule().name(), "it has no reach");
    }
    patterns.push_back(cue.rule().pattern());
  }
  return PatternSet::Compile(patterns);
}

}  // namespace

bool ReadingPattern::Matches(std::string_view text) const {
  return re2::RE2::PartialMatch(Piece(text), *pattern);
}

std::string_view ReadingPattern::Capture(std::string_view text) const {
  re2::StringPiece group;
  if (!re2::RE2::PartialMatch(Piece(text), *pattern, &group)) return {};
  return {group.data(), group.size()};
}

absl::StatusOr<ReadingRules> ReadingRules::Compile(const RuleFiles& files) {
  auto file = std::make_shared<rules::v1::ReadingRuleFile>();
  RETURN_IF_ERROR(ParseRuleFile(files, kFile, *file));
  ReadingRules rules;
  RETURN_IF_ERROR(CheckMarks(file->sentence_marks()));
  for (const rules::v1::HeadingStyle& style : file->heading_styles()) {
    ASSIGN_OR_RETURN(ReadingPattern rule, CompilePattern(style.rule()));
    if (style.reach() == rules::v1::HEADING_REACH_UNSPECIFIED) {
      return Fault(style.rule().name(), "it has no reach");
    }
    if (style.max_characters() <= 0) return Fault(style.rule().name(), "it has no max_characters");
    rules.heading_styles_.push_back(
        {std::move(rule), style.runs_in(), style.reach() == rules::v1::HEADING_REACH_PARAGRAPH,
         style.outermost(), style.after_front(), static_cast<size_t>(style.max_characters())});
  }
  for (const rules::v1::ReportSign& sign : file->report_signs()) {
    ASSIGN_OR_RETURN(ReadingPattern rule, CompilePattern(sign.rule()));
    if (sign.weight() == 0) return Fault(sign.rule().name(), "it has no weight");
    rules.report_signs_.push_back(
        {std::move(rule), sign.weight(), std::max(1, sign.times()), sign.in_opening()});
  }
  for (const rules::v1::YearPattern& year : file->year_patterns()) {
    ASSIGN_OR_RETURN(ReadingPattern rule, CompilePattern(year.rule(), 1));
    rules.year_patterns_.push_back({std::move(rule), year.offset()});
  }
  for (const rules::v1::PlacePattern& place : file->place_patterns()) {
    ASSIGN_OR_RETURN(ReadingPattern rule, CompilePattern(place.rule(), 1));
    rules.place_patterns_.push_back(std::move(rule));
  }
  ASSIGN_OR_RETURN(rules.own_kind_, CompilePatterns(file->own_kind(), 1));
  ASSIGN_OR_RETURN(rules.national_, CompilePatterns(file->national()));
  ASSIGN_OR_RETURN(rules.titles_, CompilePatterns(file->titles()));
  for (const rules::v1::ProgressTitle& title : file->progress_titles()) {
    ASSIGN_OR_RETURN(ReadingPattern rule, CompilePattern(title.rule()));
    if (title.weight() <= 0) return Fault(title.rule().name(), "it has no weight");
    rules.progress_titles_.push_back({std::move(rule), title.weight()});
  }
  for (const rules::v1::PartOfYear& part : file->parts_of_year()) {
    const bool is_counted = part.months_each() != 0;
    ASSIGN_OR_RETURN(ReadingPattern rule, CompilePattern(part.rule(), is_counted ? 1 : 0));
    if (is_counted == (part.month() != 0)) {
      return Fault(part.rule().name(), "it needs either month or months_each");
    }
    if (part.month() < 0 || part.month() > 11 || part.months_each() < 0) {
      return Fault(part.rule().name(), "month is 1 to 11 and months_each above 0");
    }
    rules.parts_of_year_.push_back({std::move(rule), part.month(), part.months_each()});
  }
  ASSIGN_OR_RETURN(rules.part_cues_, CompileCues(file->part_cues()));
  rules.file_ = std::move(file);
  return rules;
}

std::vector<int> ReadingRules::PartCuesIn(std::string_view sentence) const {
  return part_cues_.MatchesIn(sentence);
}

}  // namespace policygraph::loader
