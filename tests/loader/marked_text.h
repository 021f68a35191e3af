#ifndef POLICYGRAPH_TESTS_LOADER_MARKED_TEXT_H_
#define POLICYGRAPH_TESTS_LOADER_MARKED_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "loader/document.h"

namespace policygraph::loader {

// A document made by hand from a text with its names marked, so that late stages can be tested
// without the early ones. {KIND words} is a mention of that kind, {KIND words=name} one with
// another canonical name; {OUTCOME words} and {COMMITMENT words} are claims, {FIGURE words} a
// figure. Marks may nest. A line is a paragraph; one that begins with # is a heading; sentences end
// with 。 or ；. The report is called "test" and its place 甲市.
Document MarkedDocument(std::string_view marked, ReportPart part = ReportPart::kReview);

// The links of a document that a rule drew, each as "source -> target" by name; a claim has its
// words for a name. Of all rules when `rule` is empty. Sorted, each once.
std::vector<std::string> LinksAsText(const Document& document, const std::vector<Link>& links,
                                     std::string_view rule = "");

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_TESTS_LOADER_MARKED_TEXT_H_
