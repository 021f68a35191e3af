// Damaged values and keys of the store: each is refused, or says again what it says when it is
// written anew.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "graph/store/assertion_codec.h"
#include "graph/store/judgement_codec.h"
#include "graph/store/key_codec.h"
#include "graph/store/record_codec.h"
#include "graph/store/report_elements.h"

namespace policygraph {
namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckAssertions(std::string_view bytes) {
  AssertionDecoder decoder;
  if (!decoder.Take(bytes)) return;
  NodeAssertion node;
  const bool has_node = decoder.has_node();
  if (has_node && !decoder.DecodeNode(node)) return;
  std::vector<EdgeAssertion> edges;
  if (!decoder.DecodeEdges(NodeId(), ReportId(), edges)) return;
  std::vector<const EdgeAssertion*> pointers;
  for (const EdgeAssertion& edge : edges) pointers.push_back(&edge);
  AssertionEncoder encoder;
  Check(decoder.Take(encoder.Encode(has_node ? &node : nullptr, pointers)));
}

void CheckValues(std::string_view bytes) {
  RecordDecoder decoder;
  if (ReportElements elements, again; DecodeReportElements(bytes, elements)) {
    Check(DecodeReportElements(EncodeReportElements(elements), again));
  }
  if (StoredReport report, again; decoder.DecodeReport(bytes, report)) {
    const std::string written = EncodeReport(report.report, report.revision, report.load_time);
    Check(decoder.DecodeReport(written, again));
  }
  if (Report report, again; decoder.DecodeText(bytes, report)) {
    Check(decoder.DecodeText(EncodeText(report), again));
    Check(again.text == report.text);
  }
  if (CommitRecord commit, again; decoder.DecodeCommit(bytes, commit)) {
    Check(decoder.DecodeCommit(EncodeCommit(commit), again));
  }
  if (Judgement judgement, again; DecodeJudgement(bytes, judgement)) {
    Check(DecodeJudgement(EncodeJudgement(judgement), again));
    Check(EncodeJudgement(again) == EncodeJudgement(judgement));
    Describe(judgement.action);
  }
}

void CheckKeys(std::string_view bytes) {
  if (const auto key = DecodeNodeKey(bytes)) Check(EncodeNodeKey(*key) == bytes);
  DecodeReportNodeKey(bytes);
  DecodeReportEdgeKey(bytes);
  if (const auto key = DecodeReportKey(bytes)) Check(EncodeReportKey(*key) == bytes);
  if (const auto revision = DecodeRevision(bytes)) Check(EncodeRevision(*revision) == bytes);
  if (const auto id = DecodeJudgementKey(bytes)) Check(EncodeJudgementKey(*id) == bytes);
  if (const auto version = DecodeFormatVersion(bytes)) {
    Check(EncodeFormatVersion(*version) == bytes);
  }
}

}  // namespace
}  // namespace policygraph

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  policygraph::CheckAssertions(bytes);
  policygraph::CheckValues(bytes);
  policygraph::CheckKeys(bytes);
  return 0;
}
