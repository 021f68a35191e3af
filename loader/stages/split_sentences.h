#ifndef POLICYGRAPH_LOADER_STAGES_SPLIT_SENTENCES_H_
#define POLICYGRAPH_LOADER_STAGES_SPLIT_SENTENCES_H_

#include <string_view>
#include <vector>

#include "loader/document.h"
#include "policygraph/rules/v1/reading.pb.h"

namespace policygraph::loader {

// Cuts a text of UTF-8 into its sentences, in order: span and paragraph are set. A paragraph is a
// line that is not blank. A sentence ends with an end mark that stands outside quotes and brackets,
// or with its paragraph, or after two thousand Chinese characters; white space around it does not
// belong to it.
std::vector<Sentence> SplitSentences(std::string_view text, const rules::v1::SentenceMarks& marks);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_SPLIT_SENTENCES_H_
