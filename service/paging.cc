#include "service/paging.h"

#include <charconv>
#include <memory>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "graph/base/status_macros.h"
#include "service/decode_request.h"
#include "service/page_token.h"

namespace policygraph::service {
namespace {

constexpr char kSizeField[] = "page_size";
constexpr char kTokenField[] = "page_token";

const google::protobuf::FieldDescriptor* Field(const google::protobuf::Message& request,
                                               const char* name) {
  return request.GetDescriptor()->FindFieldByName(name);
}

}  // namespace

absl::StatusOr<Paging> Paging::Of(const google::protobuf::Message& request,
                                  const PageLimits& limits) {
  const google::protobuf::Reflection& fields = *request.GetReflection();
  Paging paging;
  ASSIGN_OR_RETURN(paging.size_,
                   DecodeLimit(kSizeField, fields.GetInt32(request, Field(request, kSizeField)),
                               limits.default_size, limits.max_size));
  paging.request_ = RequestFingerprint(request, {kSizeField, kTokenField});
  const std::string text = fields.GetString(request, Field(request, kTokenField));
  if (text.empty()) return paging;

  ASSIGN_OR_RETURN(const PageToken token, DecodePageToken(text, paging.request_, kTokenField));
  const char* end = token.position.data() + token.position.size();
  if (std::from_chars(token.position.data(), end, paging.offset_).ptr != end) {
    return InvalidPageToken(kTokenField);
  }
  paging.revision_ = token.revision;
  return paging;
}

ReadAt Paging::At(const v1::Consistency& consistency) const {
  return revision_.has_value() ? ReadAt::Exactly(*revision_) : DecodeConsistency(consistency);
}

std::string Paging::TokenAt(size_t offset, Revision revision) const {
  return EncodePageToken({revision, std::to_string(offset)}, request_);
}

std::string Paging::TokenAfter(size_t count, size_t total, Revision revision) const {
  return offset_ + count < total ? TokenAt(offset_ + count, revision) : "";
}

bool MessageBudget::Spend(const google::protobuf::Message& element) {
  constexpr size_t kTagAndLength = 8;
  const bool first = bytes_ == 0;
  bytes_ += element.ByteSizeLong() + kTagAndLength;
  return first || bytes_ <= max_bytes_;
}

std::string RequestFingerprint(const google::protobuf::Message& request,
                               std::initializer_list<const char*> without) {
  const std::unique_ptr<google::protobuf::Message> rest(request.New());
  rest->CopyFrom(request);
  for (const char* name : without)
    rest->GetReflection()->ClearField(rest.get(), Field(*rest, name));

  std::string fingerprint = request.GetDescriptor()->full_name() + '\n';
  google::protobuf::io::StringOutputStream bytes(&fingerprint);
  google::protobuf::io::CodedOutputStream stream(&bytes);
  stream.SetSerializationDeterministic(true);
  rest->SerializeToCodedStream(&stream);
  stream.Trim();
  return fingerprint;
}

}  // namespace policygraph::service
