#ifndef POLICYGRAPH_GRAPH_STORE_RECORD_FIELDS_H_
#define POLICYGRAPH_GRAPH_STORE_RECORD_FIELDS_H_

#include <cstdint>

#include "graph/model/elements.h"
#include "policygraph/storage/v1/record.pb.h"

namespace policygraph {

// Fields that stand in several of the stored messages. Readers return false for what no writer
// wrote: the bytes are damaged.

template <typename Enum>
uint32_t StoredNumber(Enum value) {
  return static_cast<uint32_t>(value);
}

// Reads the number of an enumeration whose last value is `last`; false when it is past that.
template <typename Enum>
[[nodiscard]] bool ReadStoredNumber(uint32_t number, Enum last, Enum& value) {
  if (number > static_cast<uint32_t>(last)) return false;
  value = static_cast<Enum>(number);
  return true;
}

// Certainty is stored as absence, as it was before confidences were kept.
uint32_t StoredConfidence(Confidence confidence);
[[nodiscard]] bool ReadConfidence(uint32_t number, Confidence& confidence);

void WriteReportDetails(const ReportDetails& from, storage::v1::ReportDetails& to);
void ReadReportDetails(const storage::v1::ReportDetails& from, ReportDetails& to);

// All of a node assertion but its report, id and evidence. `to` must be empty.
void WriteNode(const NodeAssertion& from, storage::v1::NodeRecord& to);
[[nodiscard]] bool ReadNode(const storage::v1::NodeRecord& from, NodeAssertion& to);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_RECORD_FIELDS_H_
