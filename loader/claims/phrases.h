#ifndef POLICYGRAPH_LOADER_CLAIMS_PHRASES_H_
#define POLICYGRAPH_LOADER_CLAIMS_PHRASES_H_

#include <string_view>

#include "loader/document.h"
#include "loader/rules/claim_rules.h"

namespace policygraph::loader {

// What stands before a figure in its clause. Spans are relative to the sentence.
//
//     全市 | 新增 | 高新技术企业 | 超 68家
//   opening action  phrase      (links)
struct Lead {
  ByteSpan phrase;             // names what is measured; empty when the figure goes on from another
  ByteSpan action;             // the acting verb; empty when there is none
  ClaimRules::Roles links;     // of the words between phrase and figure
  ByteSpan change;             // the one among them that says it is a change or a level (增长)
  ClaimRules::Roles acts;      // of the acting verb
  bool work = false;           // the phrase holds a verb of its own (改造)
  bool ends_with_etc = false;  // the phrase only gives examples of what is counted (三渔水库等)
};

// Reads the words of `lead`, which ends where the figure begins.
Lead ReadLead(std::string_view sentence, ByteSpan lead, const ClaimRules& rules);

// What stands behind a figure in its clause. Spans are relative to the sentence.
//
//     3个 | 项目 | 入选 | 全省重点项目库
//          noun  verb      object
struct Tail {
  ByteSpan noun;           // what is counted; empty when the figure says something of the lead
  ByteSpan object;         // what the noun got into, behind a verb of award
  ByteSpan predicate;      // all that is said of the noun, up to the end of the clause
  bool completed = false;  // the predicate says that the noun was brought about (竣工)
  bool growth = false;     // a word of growth stands right behind the figure (两位数增长)
};

// Reads the words of `tail`, which begins where the figure ends.
Tail ReadTail(std::string_view sentence, ByteSpan tail, const ClaimRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_CLAIMS_PHRASES_H_
