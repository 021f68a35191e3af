#include "loader/rules/claim_rules.h"

#include <map>
#include <set>
#include <utility>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "loader/quantity/characters.h"

namespace policygraph::loader {
namespace {

using Side = BesidePattern::Side;
using Role = rules::v1::ClaimRole;

absl::Status Fault(std::string_view file, std::string_view rule, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("{}: rule \"{}\": {}", file, rule, what));
}

std::vector<std::string> SplitBySpaces(std::string_view words) {
  std::vector<std::string> split;
  size_t at = 0;
  while ((at = words.find_first_not_of(' ', at)) != std::string_view::npos) {
    const size_t end = std::min(words.find(' ', at), words.size());
    split.emplace_back(words.substr(at, end - at));
    at = end;
  }
  return split;
}

// NAME is among them so that no part of a term is taken for such a word (经济增长).
bool MayStandBeforeFigure(Role role) {
  return (role >= rules::v1::CLAIM_ROLE_GROWTH && role <= rules::v1::CLAIM_ROLE_EACH_THE_SAME) ||
         role == rules::v1::CLAIM_ROLE_NAME;
}

bool IsEnding(Role role) {
  return role == rules::v1::CLAIM_ROLE_STATISTIC || role == rules::v1::CLAIM_ROLE_RATE_OF_CHANGE ||
         role == rules::v1::CLAIM_ROLE_FACET_BASE;
}

// Collects words with the union of their roles.
class Lexicon {
 public:
  void Add(const std::string& word, Role role) { roles_[word].Add(role); }
  std::vector<std::string> words() const {
    std::vector<std::string> words;
    for (const auto& [word, roles] : roles_) words.push_back(word);
    return words;
  }
  std::vector<ClaimRules::Roles> roles() const {
    std::vector<ClaimRules::Roles> all;
    for (const auto& [word, roles] : roles_) all.push_back(roles);
    return all;
  }

 private:
  std::map<std::string, ClaimRules::Roles> roles_;
};

template <typename Bits>
void MarkBegin(Bits& bits, std::string_view word) {
  if (word.empty()) return;
  if (const char32_t point = CodePointAt(word, 0); point < bits.size()) bits.set(point);
}

template <typename Bits>
bool MayBegin(const Bits& bits, std::string_view text, size_t at) {
  const char32_t point = CodePointAt(text, at);
  return point < bits.size() && bits.test(point);
}

size_t MarkAt(const std::vector<std::string>& marks, std::string_view text, size_t at) {
  for (const std::string& mark : marks) {
    if (text.substr(at).starts_with(mark)) return mark.size();
  }
  return 0;
}

absl::Status CompilePattern(std::string_view rule, const std::string& expression,
                            BesidePattern& pattern) {
  absl::StatusOr<BesidePattern> compiled = BesidePattern::Compile(expression, Side::kBefore);
  if (!compiled.ok()) {
    return Fault(ClaimRules::kFile, rule,
                 fmt::format("\"{}\" is no regular expression: {}", expression,
                             std::string(compiled.status().message())));
  }
  pattern = *std::move(compiled);
  return absl::OkStatus();
}

}  // namespace

std::optional<ClaimRules::Word> ClaimRules::WordAt(std::string_view text, size_t at) const {
  if (!MayBegin(begins_, text, at)) return std::nullopt;
  const auto match = words_.LongestAt(text, at);
  if (!match) return std::nullopt;
  return Word{match->length, roles_[match->word]};
}

std::optional<ClaimRules::Word> ClaimRules::LinkEndingAt(std::string_view text, size_t end) const {
  const auto match = links_.LongestEndingAt(text, end);
  if (!match) return std::nullopt;
  return Word{match->length, link_roles_[match->word]};
}

std::optional<ClaimRules::Word> ClaimRules::EndingOf(std::string_view text) const {
  const auto match = endings_.LongestEndingAt(text, text.size());
  if (!match) return std::nullopt;
  return Word{match->length, ending_roles_[match->word]};
}

ClaimRules::Roles ClaimRules::RolesOf(std::string_view text) const {
  const auto word = words_.Find(text);
  return word ? roles_[*word] : Roles();
}

size_t ClaimRules::ClauseMarkAt(std::string_view text, size_t at) const {
  return MayBegin(marks_, text, at) ? MarkAt(clause_marks_, text, at) : 0;
}

size_t ClaimRules::ListMarkAt(std::string_view text, size_t at) const {
  return MayBegin(marks_, text, at) ? MarkAt(list_marks_, text, at) : 0;
}

std::string_view ClaimRules::ClosingBracketAt(std::string_view text, size_t at) const {
  if (!MayBegin(marks_, text, at)) return {};
  for (const auto& [opening, closing] : brackets_) {
    if (text.substr(at).starts_with(opening)) return closing;
  }
  return {};
}

bool ClaimRules::IsAttributeUnit(std::string_view base_unit) const {
  return attribute_units_.Contains(base_unit);
}

Basis ClaimRules::BasisOfUnit(std::string_view unit) const {
  if (rank_units_.Contains(unit)) return Basis::kRank;
  if (growth_units_.Contains(unit)) return Basis::kGrowth;
  if (share_units_.Contains(unit)) return Basis::kShare;
  return Basis::kUnspecified;
}

const ClaimRules::Indicator* ClaimRules::FindIndicator(std::string_view name) const {
  const auto found = indicator_names_.Find(name);
  return found ? &indicators_[indicator_of_name_[*found]] : nullptr;
}

absl::Status ClaimRules::AddWords(const rules::v1::ClaimRuleFile& file) {
  Lexicon words, links, endings;
  std::set<std::string> names;
  for (const auto& rule : file.words()) {
    if (rule.name().empty()) return Fault(kFile, "", "give every rule a name");
    if (!names.insert(rule.name()).second)
      return Fault(kFile, rule.name(), "the name is used twice");
    if (rule.role() == rules::v1::CLAIM_ROLE_UNSPECIFIED) {
      return Fault(kFile, rule.name(), "say what role its words have");
    }
    size_t count = 0;
    for (const std::string& line : rule.words()) {
      for (const std::string& word : SplitBySpaces(line)) {
        ++count;
        words.Add(word, rule.role());
        MarkBegin(begins_, word);
        if (MayStandBeforeFigure(rule.role())) links.Add(word, rule.role());
        if (IsEnding(rule.role())) endings.Add(word, rule.role());
      }
    }
    if (count == 0) return Fault(kFile, rule.name(), "list at least one word");
  }
  words_ = WordSet(words.words());
  roles_ = words.roles();
  links_ = WordSet(links.words());
  link_roles_ = links.roles();
  endings_ = WordSet(endings.words());
  ending_roles_ = endings.roles();
  return absl::OkStatus();
}

bool ClaimRules::MayWaive(std::string_view sentence) const {
  return std::ranges::any_of(waived_signs_, [&](const std::string& sign) {
    return sentence.find(sign) != std::string_view::npos;
  });
}

absl::Status ClaimRules::AddPatterns(const rules::v1::ClaimRuleFile& file) {
  for (const auto& rule : file.asides()) {
    if (rule.pattern().empty()) return Fault(kFile, rule.name(), "give the pattern");
    RETURN_IF_ERROR(CompilePattern(rule.name(), rule.pattern(), asides_.emplace_back()));
  }
  RETURN_IF_ERROR(CompilePattern("year", file.year(), year_));
  RETURN_IF_ERROR(CompilePattern("lasting_year", file.lasting_year(), lasting_year_));
  RETURN_IF_ERROR(CompilePattern("year_compared", file.year_compared(), year_compared_));
  RETURN_IF_ERROR(CompilePattern("several_years", file.several_years(), several_years_));
  RETURN_IF_ERROR(CompilePattern("to_date", file.to_date(), to_date_));
  RETURN_IF_ERROR(CompilePattern("to_date_in_year", file.to_date_in_year(), to_date_in_year_));
  RETURN_IF_ERROR(CompilePattern("one_year", file.one_year(), one_year_));
  RETURN_IF_ERROR(CompilePattern("waived", file.waived(), waived_));
  waived_signs_.assign(file.waived_signs().begin(), file.waived_signs().end());
  for (const auto& rule : file.coordinates()) {
    if (rule.joint().empty() || rule.parts_size() < 2) {
      return Fault(kFile, rule.name(), "give the joint word and at least two parts");
    }
    coordinates_.push_back({rule.joint(), {rule.parts().begin(), rule.parts().end()}});
  }
  for (const auto& rule : file.shared_beginnings()) {
    if (rule.first_endings().empty() || rule.second().empty()) {
      return Fault(kFile, rule.name(), "give the endings of the first and the second member");
    }
    shared_beginnings_.push_back({{rule.first_endings().begin(), rule.first_endings().end()},
                                  WordSet({rule.second().begin(), rule.second().end()})});
  }
  coordinate_ends_.assign(file.coordinate_ends().begin(), file.coordinate_ends().end());
  clause_marks_.assign(file.clause_marks().begin(), file.clause_marks().end());
  list_marks_.assign(file.list_marks().begin(), file.list_marks().end());
  if (list_marks_.empty()) return Fault(kFile, "list_marks", "give at least one mark");
  for (const std::string& mark : clause_marks_) MarkBegin(marks_, mark);
  for (const std::string& mark : list_marks_) MarkBegin(marks_, mark);
  for (const std::string& pair : file.brackets()) {
    const size_t opening = pair.empty() ? 0 : CharacterLength(pair, 0);
    if (opening == pair.size())
      return Fault(kFile, "brackets", "give an opening and a closing mark");
    brackets_.emplace_back(pair.substr(0, opening), pair.substr(opening));
    MarkBegin(marks_, pair);
  }
  const auto word_set = [](const auto& words) { return WordSet({words.begin(), words.end()}); };
  attribute_units_ = word_set(file.attribute_units());
  rank_units_ = word_set(file.rank_units());
  growth_units_ = word_set(file.growth_units());
  share_units_ = word_set(file.share_units());
  share_beginnings_ = word_set(file.share_beginnings());
  particle_ = file.particle();
  return absl::OkStatus();
}

absl::Status ClaimRules::AddIndicators(const RuleFiles& files) {
  rules::v1::IndicatorFile file;
  RETURN_IF_ERROR(ParseRuleFile(files, kIndicatorFile, file));
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const auto& entry : file.indicators()) {
    if (entry.name().empty()) return Fault(kIndicatorFile, "", "give every indicator a name");
    std::vector<std::string> own = {entry.name()};
    for (const std::string& line : entry.synonyms()) {
      for (std::string& synonym : SplitBySpaces(line)) own.push_back(std::move(synonym));
    }
    for (std::string& name : own) {
      if (!seen.insert(name).second) {
        return Fault(kIndicatorFile, entry.name(), fmt::format("{} is listed twice", name));
      }
      names.push_back(std::move(name));
      indicator_of_name_.push_back(indicators_.size());
    }
    const BetterDirection better = entry.better() == rules::v1::BETTER_UP ? BetterDirection::kUp
                                   : entry.better() == rules::v1::BETTER_DOWN
                                       ? BetterDirection::kDown
                                       : BetterDirection::kUnspecified;
    indicators_.push_back({entry.name(), {entry.unit(), better, entry.scope()}});
  }
  indicator_names_ = WordSet(names);
  return absl::OkStatus();
}

absl::StatusOr<ClaimRules> ClaimRules::Compile(const RuleFiles& files) {
  rules::v1::ClaimRuleFile file;
  RETURN_IF_ERROR(ParseRuleFile(files, kFile, file));
  ClaimRules rules;
  RETURN_IF_ERROR(rules.AddWords(file));
  RETURN_IF_ERROR(rules.AddPatterns(file));
  RETURN_IF_ERROR(rules.AddIndicators(files));
  return rules;
}

}  // namespace policygraph::loader
