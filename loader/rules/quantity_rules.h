#ifndef POLICYGRAPH_LOADER_RULES_QUANTITY_RULES_H_
#define POLICYGRAPH_LOADER_RULES_QUANTITY_RULES_H_

#include <bitset>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/model/vocabulary.h"
#include "loader/quantity/number_parser.h"
#include "loader/rules/beside_pattern.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/word_set.h"
#include "policygraph/rules/v1/quantities.pb.h"

namespace policygraph::loader {

// How figures are written: loader/rules/zh/quantities.textproto, checked and compiled. The
// meaning of each rule stands in policygraph/rules/v1/quantities.proto; loader/quantity applies
// them. Immutable; may be shared by threads.
class QuantityRules {
 public:
  static constexpr std::string_view kFile = "loader/rules/zh/quantities.textproto";

  // INVALID_ARGUMENT naming the file and the rule at fault.
  static absl::StatusOr<QuantityRules> Compile(const RuleFiles& files);

  struct Unit {
    std::string rule;
    std::string written;
    std::string base;
    double factor = 1;
    bool more = false;
    double rewrite_factor = 1;
  };
  struct BoundWord {
    std::string rule;
    Comparator comparator = Comparator::kUnspecified;  // kUnspecified for an exception
    bool scale_only = false;
  };
  struct ImpliedUnit {
    std::string rule;
    std::string unit;
    BesidePattern before, after;
    bool bare_scale = false;
  };
  struct FixedFigure {
    std::string rule;
    double value = 0;
    std::string unit;
    Comparator comparator = Comparator::kExactly;
    BesidePattern before, after;
    bool include_before = false;
  };
  struct Rank {
    std::string rule;
    std::string prefix;
    BesidePattern before, after;
    Comparator comparator = Comparator::kExactly;
    std::string unit;
  };
  struct Reference {
    BesidePattern before;
    std::string reference;
  };
  struct Exclusion {
    std::string rule;
    BesidePattern before, figure, after;
  };

  const NumberParser& numbers() const { return numbers_; }
  // Units by word.
  const WordSet& unit_words() const { return unit_words_; }
  const Unit& unit(size_t word) const { return units_[word]; }
  // Bound words by position.
  const WordSet& words_before() const { return words_before_; }
  const BoundWord& bound_before(size_t word) const { return bounds_before_[word]; }
  const WordSet& words_after() const { return words_after_; }
  const BoundWord& bound_after(size_t word) const { return bounds_after_[word]; }
  // Fixed figures by word.
  const WordSet& fixed_words() const { return fixed_words_; }
  const FixedFigure& fixed_figure(size_t word) const { return fixed_figures_[word]; }

  const std::vector<ImpliedUnit>& implied_units() const { return implied_units_; }
  const std::vector<Rank>& ranks() const { return ranks_; }
  const std::vector<Reference>& references() const { return references_; }
  const std::vector<Exclusion>& exclusions() const { return exclusions_; }
  const WordSet& range_marks() const { return range_marks_; }
  const WordSet& fall_words() const { return fall_words_; }
  const WordSet& fall_between() const { return fall_between_; }
  const WordSet& fall_joins() const { return fall_joins_; }
  const std::string& fraction_mark() const { return fraction_mark_; }

  // True when a number, a fixed figure or a quotation mark may begin with the byte pair or
  // character at this place: a cheap test that most characters fail.
  bool MayBegin(std::string_view text, size_t at) const;
  // The closing mark of the quotation mark at this place; empty when there is none.
  std::string_view ClosingQuote(std::string_view text, size_t at) const;

 private:
  absl::Status AddUnits(const rules::v1::QuantityRuleFile& file);
  absl::Status AddBounds(const rules::v1::QuantityRuleFile& file);
  absl::Status AddPatterns(const rules::v1::QuantityRuleFile& file);
  void MarkBegin(std::string_view word);

  NumberParser numbers_;
  WordSet unit_words_, words_before_, words_after_, fixed_words_;
  std::vector<Unit> units_;
  std::vector<BoundWord> bounds_before_, bounds_after_;
  std::vector<FixedFigure> fixed_figures_;
  std::vector<ImpliedUnit> implied_units_;
  std::vector<Rank> ranks_;
  std::vector<Reference> references_;
  std::vector<Exclusion> exclusions_;
  WordSet range_marks_, fall_words_, fall_between_, fall_joins_;
  std::string fraction_mark_;
  std::vector<std::pair<std::string, std::string>> quotes_;
  std::bitset<1 << 16> begins_;  // by code point
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_QUANTITY_RULES_H_
