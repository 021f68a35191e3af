#ifndef POLICYGRAPH_GRAPH_STORE_SHARED_EVIDENCE_H_
#define POLICYGRAPH_GRAPH_STORE_SHARED_EVIDENCE_H_

#include <cstdint>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "graph/model/elements.h"
#include "policygraph/storage/v1/record.pb.h"

namespace policygraph {

// Evidence of the facts in one row. A sentence, what it mentions and the claim that it makes are
// said by words of one sentence, so each piece is kept once and words within other words not at
// all.

using StoredEvidence = google::protobuf::RepeatedPtrField<storage::v1::Evidence>;

// Adds evidence to a row. What it adds must outlive it.
class EvidenceWriter {
 public:
  explicit EvidenceWriter(StoredEvidence& out) : out_(out) {}

  void Add(const Evidence& evidence);

  // Adds it unless it is among the first; returns its index.
  uint32_t Share(const Evidence& evidence);

 private:
  StoredEvidence& out_;
  std::vector<const Evidence*> added_;
};

// Reads the first `count` pieces of a row's evidence. False when they are damaged.
[[nodiscard]] bool ReadEvidence(const StoredEvidence& from, size_t count,
                                std::vector<Evidence>& evidence);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_SHARED_EVIDENCE_H_
