#ifndef POLICYGRAPH_LOADER_STAGES_FORM_CLAIMS_H_
#define POLICYGRAPH_LOADER_STAGES_FORM_CLAIMS_H_

#include <vector>

#include "loader/document.h"
#include "loader/rejected_readings.h"
#include "loader/rules/claim_rules.h"

namespace policygraph::loader {

// Makes a commitment or an outcome of each figure and of each named action: which part it stands in
// decides which, the clause around it gives the acting phrase, indicator, year and strength. By
// sentence. Needs mentions and figures. Adds to `rejected`, if there is one, what it drops.
std::vector<Claim> FormClaims(const Document& document, const ClaimRules& rules,
                              RejectedReadings* rejected = nullptr);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_FORM_CLAIMS_H_
