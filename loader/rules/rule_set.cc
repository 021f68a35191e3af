#include "loader/rules/rule_set.h"

#include "graph/base/status_macros.h"

namespace policygraph::loader {

absl::StatusOr<std::unique_ptr<const RuleSet>> RuleSet::Compile(const RuleFiles& files) {
  std::unique_ptr<RuleSet> rules(new RuleSet);
  ASSIGN_OR_RETURN(rules->divisions_, DivisionTable::Compile(files));
  ASSIGN_OR_RETURN(rules->reading_, ReadingRules::Compile(files));
  ASSIGN_OR_RETURN(rules->places_, PlaceRules::Compile(files));
  ASSIGN_OR_RETURN(rules->mentions_, MentionRules::Compile(files));
  ASSIGN_OR_RETURN(rules->quantities_, QuantityRules::Compile(files));
  ASSIGN_OR_RETURN(rules->claims_, ClaimRules::Compile(files));
  ASSIGN_OR_RETURN(rules->links_, LinkRules::Compile(files));
  ASSIGN_OR_RETURN(rules->confidence_, ConfidenceRules::Compile(files));
  return rules;
}

}  // namespace policygraph::loader
