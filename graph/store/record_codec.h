#ifndef POLICYGRAPH_GRAPH_STORE_RECORD_CODEC_H_
#define POLICYGRAPH_GRAPH_STORE_RECORD_CODEC_H_

#include <string>
#include <string_view>

#include "graph/model/elements.h"
#include "graph/store/graph_store.h"
#include "policygraph/storage/v1/record.pb.h"

namespace policygraph {

// Reports and commits as the values of the stored tables. What stands in the key of a table (ids,
// the revision of a commit) is not in the value: the caller sets it.

std::string EncodeReport(const Report& report, Revision revision,
                         absl::Time load_time);  // without text and sections
std::string EncodeText(const Report& report);    // text and sections alone
std::string EncodeCommit(const CommitRecord& record);

// Turns values into reports and commits one after another, reusing the buffers of the one before.
// Not synchronised.
//
// Each method overwrites the fields it encodes and leaves the others. False when the bytes are no
// such value or hold a number that is not in the vocabulary: they are damaged.
class RecordDecoder {
 public:
  [[nodiscard]] bool DecodeReport(std::string_view bytes, StoredReport& stored);
  [[nodiscard]] bool DecodeText(std::string_view bytes, Report& report);
  [[nodiscard]] bool DecodeCommit(std::string_view bytes, CommitRecord& record);

 private:
  storage::v1::ReportRecord report_;
  storage::v1::TextRecord text_;
  storage::v1::CommitRecord commit_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_RECORD_CODEC_H_
