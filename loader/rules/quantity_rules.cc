#include "loader/rules/quantity_rules.h"

#include <set>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "loader/quantity/characters.h"

namespace policygraph::loader {
namespace {

using Side = BesidePattern::Side;

absl::Status Fault(std::string_view rule, std::string_view what) {
  return absl::InvalidArgumentError(
      fmt::format("{}: rule \"{}\": {}", QuantityRules::kFile, rule, what));
}

// Checks what all named rules must have, and that no name comes twice.
class RuleChecker {
 public:
  template <typename Rule>
  absl::Status Check(const Rule& rule) {
    if (rule.name().empty()) return Fault("", "give every rule a name");
    if (!names_.insert(rule.name()).second) return Fault(rule.name(), "the name is used twice");
    if (rule.examples().empty()) return Fault(rule.name(), "give at least one example");
    if (rule.counterexamples().empty())
      return Fault(rule.name(), "give at least one counterexample");
    return absl::OkStatus();
  }

 private:
  std::set<std::string> names_;
};

absl::Status CompilePattern(std::string_view rule, const std::string& expression, Side side,
                            BesidePattern& pattern) {
  absl::StatusOr<BesidePattern> compiled = BesidePattern::Compile(expression, side);
  if (!compiled.ok()) {
    return Fault(rule, fmt::format("\"{}\" is no regular expression: {}", expression,
                                   std::string(compiled.status().message())));
  }
  pattern = *std::move(compiled);
  return absl::OkStatus();
}

absl::StatusOr<Comparator> ComparatorOf(std::string_view rule, rules::v1::Bound bound) {
  switch (bound) {
    case rules::v1::BOUND_EXACTLY:
      return Comparator::kExactly;
    case rules::v1::BOUND_ABOUT:
      return Comparator::kAbout;
    case rules::v1::BOUND_AT_LEAST:
      return Comparator::kAtLeast;
    case rules::v1::BOUND_MORE_THAN:
      return Comparator::kMoreThan;
    case rules::v1::BOUND_AT_MOST:
      return Comparator::kAtMost;
    case rules::v1::BOUND_LESS_THAN:
      return Comparator::kLessThan;
    default:
      return Fault(rule, "say which bound it sets");
  }
}

absl::StatusOr<Comparator> ComparatorOrExactly(std::string_view rule, rules::v1::Bound bound) {
  if (bound == rules::v1::BOUND_UNSPECIFIED) return Comparator::kExactly;
  return ComparatorOf(rule, bound);
}

template <typename Words>
std::vector<std::string> ToVector(const Words& words) {
  return {words.begin(), words.end()};
}

}  // namespace

void QuantityRules::MarkBegin(std::string_view word) {
  if (word.empty()) return;
  if (const char32_t point = CodePointAt(word, 0); point < begins_.size()) begins_.set(point);
}

bool QuantityRules::MayBegin(std::string_view text, size_t at) const {
  const char32_t point = CodePointAt(text, at);
  return point < begins_.size() && begins_.test(point);
}

std::string_view QuantityRules::ClosingQuote(std::string_view text, size_t at) const {
  for (const auto& [opening, closing] : quotes_) {
    if (text.substr(at).starts_with(opening)) return closing;
  }
  return {};
}

absl::Status QuantityRules::AddUnits(const rules::v1::QuantityRuleFile& file) {
  std::vector<std::string> words;
  for (const auto& rule : file.units()) {
    if (rule.words().empty()) return Fault(rule.name(), "list at least one word");
    for (const std::string& word : rule.words()) {
      const std::string written = rule.written().empty() ? word : rule.written();
      words.push_back(word);
      units_.push_back({rule.name(), written, rule.base_unit().empty() ? written : rule.base_unit(),
                        rule.factor() == 0 ? 1 : rule.factor(), rule.more(),
                        rule.rewrite_factor() == 0 ? 1 : rule.rewrite_factor()});
    }
  }
  unit_words_ = WordSet(words);
  return absl::OkStatus();
}

absl::Status QuantityRules::AddBounds(const rules::v1::QuantityRuleFile& file) {
  std::vector<std::string> before, after;
  for (const auto& rule : file.bounds()) {
    ASSIGN_OR_RETURN(const Comparator comparator, ComparatorOf(rule.name(), rule.bound()));
    const auto add_before = [&](const auto& words, Comparator what, bool scale_only) {
      for (const std::string& word : words) {
        before.push_back(word);
        bounds_before_.push_back({rule.name(), what, scale_only});
      }
    };
    add_before(rule.before(), comparator, false);
    add_before(rule.before_scale(), comparator, true);
    add_before(rule.exceptions(), Comparator::kUnspecified, false);
    for (const std::string& word : rule.after()) {
      after.push_back(word);
      bounds_after_.push_back({rule.name(), comparator, false});
    }
  }
  words_before_ = WordSet(before);
  words_after_ = WordSet(after);
  return absl::OkStatus();
}

absl::Status QuantityRules::AddPatterns(const rules::v1::QuantityRuleFile& file) {
  for (const auto& rule : file.implied_units()) {
    ImpliedUnit& compiled = implied_units_.emplace_back();
    compiled.rule = rule.name();
    compiled.unit = rule.unit();
    compiled.bare_scale = rule.bare_scale();
    if (rule.unit().empty()) return Fault(rule.name(), "give the unit");
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.before(), Side::kBefore, compiled.before));
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.after(), Side::kAfter, compiled.after));
  }
  std::vector<std::string> fixed;
  for (const auto& rule : file.fixed_figures()) {
    FixedFigure compiled;
    compiled.rule = rule.name();
    compiled.value = rule.value();
    compiled.unit = rule.unit();
    compiled.include_before = rule.include_before();
    ASSIGN_OR_RETURN(compiled.comparator, ComparatorOrExactly(rule.name(), rule.bound()));
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.before(), Side::kBefore, compiled.before));
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.after(), Side::kAfter, compiled.after));
    for (const std::string& word : rule.words()) {
      fixed.push_back(word);
      fixed_figures_.push_back(compiled);
      MarkBegin(word);
    }
  }
  fixed_words_ = WordSet(fixed);
  for (const auto& rule : file.ranks()) {
    Rank& compiled = ranks_.emplace_back();
    compiled.rule = rule.name();
    compiled.prefix = rule.prefix();
    compiled.unit = rule.unit();
    if (rule.unit().empty()) return Fault(rule.name(), "give the unit");
    ASSIGN_OR_RETURN(compiled.comparator, ComparatorOrExactly(rule.name(), rule.bound()));
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.before(), Side::kBefore, compiled.before));
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.after(), Side::kAfter, compiled.after));
  }
  for (const auto& rule : file.references()) {
    Reference& compiled = references_.emplace_back();
    compiled.reference = rule.reference();
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.before(), Side::kBefore, compiled.before));
  }
  for (const auto& rule : file.exclusions()) {
    Exclusion& compiled = exclusions_.emplace_back();
    compiled.rule = rule.name();
    if (rule.before().empty() && rule.figure().empty() && rule.after().empty()) {
      return Fault(rule.name(), "give at least one of before, figure and after");
    }
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.before(), Side::kBefore, compiled.before));
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.figure(), Side::kAfter, compiled.figure));
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.after(), Side::kAfter, compiled.after));
  }
  return absl::OkStatus();
}

absl::StatusOr<QuantityRules> QuantityRules::Compile(const RuleFiles& files) {
  rules::v1::QuantityRuleFile file;
  RETURN_IF_ERROR(ParseRuleFile(files, kFile, file));
  RuleChecker checker;
  for (const auto& rule : file.units()) RETURN_IF_ERROR(checker.Check(rule));
  for (const auto& rule : file.bounds()) RETURN_IF_ERROR(checker.Check(rule));
  for (const auto& rule : file.implied_units()) RETURN_IF_ERROR(checker.Check(rule));
  for (const auto& rule : file.fixed_figures()) RETURN_IF_ERROR(checker.Check(rule));
  for (const auto& rule : file.ranks()) RETURN_IF_ERROR(checker.Check(rule));
  for (const auto& rule : file.falls()) RETURN_IF_ERROR(checker.Check(rule));
  for (const auto& rule : file.references()) RETURN_IF_ERROR(checker.Check(rule));
  for (const auto& rule : file.exclusions()) RETURN_IF_ERROR(checker.Check(rule));

  QuantityRules rules;
  rules.numbers_ = NumberParser(file.numerals());
  RETURN_IF_ERROR(rules.AddUnits(file));
  RETURN_IF_ERROR(rules.AddBounds(file));
  RETURN_IF_ERROR(rules.AddPatterns(file));
  std::vector<std::string> falls, between, joins;
  for (const auto& rule : file.falls()) {
    falls.insert(falls.end(), rule.words().begin(), rule.words().end());
    between.insert(between.end(), rule.between().begin(), rule.between().end());
    joins.insert(joins.end(), rule.joins().begin(), rule.joins().end());
  }
  rules.fall_words_ = WordSet(falls);
  rules.fall_between_ = WordSet(between);
  rules.fall_joins_ = WordSet(joins);
  rules.range_marks_ = WordSet(ToVector(file.range_marks()));
  rules.fraction_mark_ = file.fraction_mark();

  for (const std::string& pair : file.quotes()) {
    const size_t opening = pair.empty() ? 0 : CharacterLength(pair, 0);
    if (opening == pair.size()) return Fault("quotes", "give an opening and a closing mark");
    rules.quotes_.emplace_back(pair.substr(0, opening), pair.substr(opening));
    rules.MarkBegin(pair);
  }
  for (const std::string& figures : file.numerals().figures()) {
    for (size_t at = 0; at < figures.size(); at += CharacterLength(figures, at)) {
      rules.MarkBegin(figures.substr(at));
    }
  }
  for (const auto& digit : file.numerals().digits()) rules.MarkBegin(digit.word());
  for (const auto& scale : file.numerals().small_scales()) rules.MarkBegin(scale.word());
  for (const auto& scale : file.numerals().large_scales()) rules.MarkBegin(scale.word());
  return rules;
}

}  // namespace policygraph::loader
