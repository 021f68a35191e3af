#ifndef POLICYGRAPH_LOADER_CLAIMS_CLAUSES_H_
#define POLICYGRAPH_LOADER_CLAIMS_CLAUSES_H_

#include <string_view>
#include <vector>

#include "loader/document.h"
#include "loader/rules/claim_rules.h"

namespace policygraph::loader {

// Cuts a sentence at its clause marks into clauses, in order and without the marks. Marks inside
// quotation marks and brackets belong to names and do not cut. Spans are relative to the sentence.
// Takes time in proportion to the sentence's length.
std::vector<ByteSpan> SplitClauses(std::string_view sentence, const ClaimRules& rules);

// Cuts a phrase at list marks likewise. All list marks count, or only the first of the rules (、).
std::vector<ByteSpan> SplitList(std::string_view phrase, const ClaimRules& rules, bool all_marks);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_CLAIMS_CLAUSES_H_
