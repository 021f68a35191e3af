#include "service/cli/evidence_text.h"

#include <utility>

#include "graph/base/status_macros.h"
#include "service/cli/wording.h"

namespace policygraph::cli {

std::set<std::string> ReportsOf(const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  std::set<std::string> reports;
  for (const v1::Evidence& piece : evidence) reports.insert(piece.report());
  return reports;
}

absl::StatusOr<Sentences> ReadSentences(Client& client, const std::set<std::string>& reports) {
  Sentences sentences;
  for (const std::string& report : reports) {
    v1::GetReportRequest request;
    request.set_report(report);
    request.set_include_statements(true);
    ASSIGN_OR_RETURN(const v1::GetReportResponse response, client.GetReport(request));
    std::vector<std::string>& texts = sentences[report];
    for (const v1::Statement& statement : response.statements()) {
      texts.push_back(statement.text());
    }
  }
  return sentences;
}

std::string_view SentenceOf(const v1::Evidence& evidence, const Sentences& sentences) {
  const auto report = sentences.find(evidence.report());
  if (report == sentences.end() || evidence.statement() < 0 ||
      static_cast<size_t>(evidence.statement()) >= report->second.size()) {
    return "";
  }
  return report->second[evidence.statement()];
}

StyledText EvidenceText(const v1::Evidence& evidence, const Sentences& sentences) {
  const std::string_view sentence = SentenceOf(evidence, sentences);
  const size_t begin = sentence.find(evidence.quote());
  StyledText text;
  if (sentence.empty() || begin == std::string_view::npos) {
    text.Add("「" + evidence.quote() + "」", Style::kQuiet);
  } else {
    text.Add("「", Style::kQuiet).Add(sentence.substr(0, begin), Style::kQuiet);
    text.Add(evidence.quote());
    text.Add(sentence.substr(begin + evidence.quote().size()), Style::kQuiet);
    text.Add("」", Style::kQuiet);
  }
  return text.Add("  " + PlaceText(evidence), Style::kQuiet);
}

}  // namespace policygraph::cli
