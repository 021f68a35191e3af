#ifndef POLICYGRAPH_LOADER_RULES_RULE_SET_H_
#define POLICYGRAPH_LOADER_RULES_RULE_SET_H_

#include <memory>

#include "absl/status/statusor.h"
#include "loader/places/division_table.h"
#include "loader/rules/claim_rules.h"
#include "loader/rules/confidence_rules.h"
#include "loader/rules/link_rules.h"
#include "loader/rules/mention_rules.h"
#include "loader/rules/place_rules.h"
#include "loader/rules/quantity_rules.h"
#include "loader/rules/reading_rules.h"
#include "loader/rules/rule_files.h"

namespace policygraph::loader {

// All rules and reference tables of the loader, checked and compiled. Immutable: one set serves any
// number of threads. Building one takes a moment, so make it once a process.
class RuleSet {
 public:
  // Compiles the rules of these files; the status names the file and rule at fault.
  static absl::StatusOr<std::unique_ptr<const RuleSet>> Compile(const RuleFiles& files);

  const DivisionTable& divisions() const { return divisions_; }
  const ReadingRules& reading() const { return reading_; }
  const PlaceRules& places() const { return places_; }
  const MentionRules& mentions() const { return mentions_; }
  const QuantityRules& quantities() const { return quantities_; }
  const ClaimRules& claims() const { return claims_; }
  const LinkRules& links() const { return links_; }
  const ConfidenceRules& confidence() const { return confidence_; }

 private:
  RuleSet() = default;

  DivisionTable divisions_;
  ReadingRules reading_;
  PlaceRules places_;
  MentionRules mentions_;
  QuantityRules quantities_;
  ClaimRules claims_;
  LinkRules links_;
  ConfidenceRules confidence_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_RULE_SET_H_
