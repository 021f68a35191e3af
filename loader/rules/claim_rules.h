#ifndef POLICYGRAPH_LOADER_RULES_CLAIM_RULES_H_
#define POLICYGRAPH_LOADER_RULES_CLAIM_RULES_H_

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "loader/rules/beside_pattern.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/word_set.h"
#include "policygraph/rules/v1/claims.pb.h"

namespace policygraph::loader {

// How sentences make claims: loader/rules/zh/claims.textproto and indicators.textproto, checked and
// compiled. The meaning of each rule stands in policygraph/rules/v1/claims.proto; loader/claims
// applies them. Immutable; may be shared by threads.
class ClaimRules {
 public:
  static constexpr std::string_view kFile = "loader/rules/zh/claims.textproto";
  static constexpr std::string_view kIndicatorFile = "loader/rules/zh/indicators.textproto";

  // INVALID_ARGUMENT naming the file and the rule at fault.
  static absl::StatusOr<ClaimRules> Compile(const RuleFiles& files);

  // The roles a word has.
  class Roles {
   public:
    Roles() = default;
    Roles(std::initializer_list<rules::v1::ClaimRole> roles) {
      for (const auto role : roles) Add(role);
    }
    void Add(rules::v1::ClaimRole role) { bits_ |= uint32_t{1} << role; }
    bool Has(rules::v1::ClaimRole role) const { return bits_ & uint32_t{1} << role; }
    bool HasAnyOf(Roles other) const { return bits_ & other.bits_; }

   private:
    uint32_t bits_ = 0;
  };
  struct Word {
    size_t length = 0;  // bytes
    Roles roles;
  };
  struct Coordinate {
    std::string joint;
    std::vector<std::string> parts;
  };
  struct SharedBeginning {
    std::vector<std::string> first_endings;
    WordSet second;
  };
  struct Indicator {
    std::string name;
    IndicatorDetails details;
  };

  // The longest word that begins at byte `at`. Cheap where none does.
  std::optional<Word> WordAt(std::string_view text, size_t at) const;
  // The longest word among those that may stand between an indicator and its figure, that ends
  // right before byte `end`.
  std::optional<Word> LinkEndingAt(std::string_view text, size_t end) const;
  // The longest word of STATISTIC, RATE_OF_CHANGE or FACET_BASE that ends the text.
  std::optional<Word> EndingOf(std::string_view text) const;
  // The roles of a text that is a word as a whole.
  Roles RolesOf(std::string_view text) const;

  const std::vector<BesidePattern>& asides() const { return asides_; }
  const std::vector<Coordinate>& coordinates() const { return coordinates_; }
  const std::vector<SharedBeginning>& shared_beginnings() const { return shared_beginnings_; }
  const std::vector<std::string>& coordinate_ends() const { return coordinate_ends_; }
  const std::vector<std::string>& list_marks() const { return list_marks_; }
  const BesidePattern& year() const { return year_; }
  const BesidePattern& lasting_year() const { return lasting_year_; }
  const BesidePattern& year_compared() const { return year_compared_; }
  const BesidePattern& several_years() const { return several_years_; }
  const BesidePattern& to_date() const { return to_date_; }
  const BesidePattern& to_date_in_year() const { return to_date_in_year_; }
  const BesidePattern& one_year() const { return one_year_; }
  const BesidePattern& waived() const { return waived_; }

  // Whether the sentence may have a clause that `waived` matches; costs less than to try.
  bool MayWaive(std::string_view sentence) const;

  // The length of the clause mark at this place; 0 when there is none.
  size_t ClauseMarkAt(std::string_view text, size_t at) const;
  size_t ListMarkAt(std::string_view text, size_t at) const;
  // The closing mark of the bracket that opens at this place; empty when none does.
  std::string_view ClosingBracketAt(std::string_view text, size_t at) const;
  bool IsAttributeUnit(std::string_view base_unit) const;
  // RANK, GROWTH or SHARE for units that say so by themselves; kUnspecified for others.
  Basis BasisOfUnit(std::string_view unit) const;
  bool BeginsShare(std::string_view phrase) const {
    return share_beginnings_.LongestAt(phrase, 0).has_value();
  }
  const std::string& particle() const { return particle_; }

  // The catalogue's entry with this name or synonym; nothing when it has none.
  const Indicator* FindIndicator(std::string_view name) const;

 private:
  absl::Status AddWords(const rules::v1::ClaimRuleFile& file);
  absl::Status AddPatterns(const rules::v1::ClaimRuleFile& file);
  absl::Status AddIndicators(const RuleFiles& files);

  WordSet words_, links_, endings_;
  std::vector<Roles> roles_, link_roles_, ending_roles_;
  std::bitset<1 << 16> begins_;  // code points that begin a word
  std::vector<BesidePattern> asides_;
  std::vector<Coordinate> coordinates_;
  std::vector<SharedBeginning> shared_beginnings_;
  std::vector<std::string> coordinate_ends_;
  std::vector<std::string> clause_marks_, list_marks_;
  std::vector<std::pair<std::string, std::string>> brackets_;
  std::bitset<1 << 16> marks_;  // code points that begin a clause mark, list mark or bracket
  WordSet attribute_units_, rank_units_, growth_units_, share_units_, share_beginnings_;
  std::string particle_;
  BesidePattern year_, lasting_year_, year_compared_, several_years_, to_date_, to_date_in_year_, one_year_,
      waived_;
  std::vector<std::string> waived_signs_;
  WordSet indicator_names_;
  std::vector<Indicator> indicators_;
  std::vector<size_t> indicator_of_name_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_CLAIM_RULES_H_
