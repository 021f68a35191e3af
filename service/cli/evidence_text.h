#ifndef POLICYGRAPH_SERVICE_CLI_EVIDENCE_TEXT_H_
#define POLICYGRAPH_SERVICE_CLI_EVIDENCE_TEXT_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "policygraph/v1/graph.pb.h"
#include "service/cli/client.h"
#include "service/cli/styled_text.h"

namespace policygraph::cli {

// The sentences of reports, by report and index.
using Sentences = std::map<std::string, std::vector<std::string>>;

// Names of the reports that the evidence stands in.
std::set<std::string> ReportsOf(const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence);

// Reads the sentences of these reports.
absl::StatusOr<Sentences> ReadSentences(Client& client, const std::set<std::string>& reports);

// The sentence that the evidence stands in; empty when it is not there.
std::string_view SentenceOf(const v1::Evidence& evidence, const Sentences& sentences);

// One piece of evidence: the quote, or with `sentences` the sentence around it and the quote
// standing out, and behind it where it stands. A sentence that is not there yields the quote. The
// words stand in corner brackets, because reports use all other quotes themselves.
StyledText EvidenceText(const v1::Evidence& evidence, const Sentences& sentences = {});

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_EVIDENCE_TEXT_H_
