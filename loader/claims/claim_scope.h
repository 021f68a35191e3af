#ifndef POLICYGRAPH_LOADER_CLAIMS_CLAIM_SCOPE_H_
#define POLICYGRAPH_LOADER_CLAIMS_CLAIM_SCOPE_H_

#include <string>

#include "loader/document.h"
#include "loader/rules/claim_rules.h"

namespace policygraph::loader {

// Of what, and over what time, a figure is told when that is not the reporting place in the year of
// the claim. `figure` and `clause` are ranges of the document; the clause lies in the sentence.

// What stretch of time a figure of this basis covers, by the words in front of it and by the
// headings above. Only what adds up over years can cover several of them.
Period PeriodOf(const Document& document, size_t sentence, const ByteSpan& clause,
                const ByteSpan& figure, Basis basis, const ClaimRules& rules);

// Canonical name of the place, organisation or work that opens the clause and is followed by what
// is measured (绵竹市地区生产总值); empty when nothing does, or the government that reports.
std::string SubjectOf(const Document& document, const ByteSpan& clause, const ByteSpan& figure,
                      const ClaimRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_CLAIMS_CLAIM_SCOPE_H_
