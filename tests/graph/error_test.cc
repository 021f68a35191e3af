#include "graph/base/error.h"

#include <fstream>
#include <map>
#include <string>

#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "policygraph/v1/error_reason.pb.h"

namespace policygraph {
namespace {

constexpr int kReasonEnd = static_cast<int>(ErrorReason::kJudgementConflict) + 1;

TEST(ErrorTest, ReasonsAreThoseOfTheProto) {
  const auto& descriptor = *v1::ErrorReason_descriptor();
  ASSERT_EQ(descriptor.value_count(), kReasonEnd);
  for (int number = 0; number < kReasonEnd; ++number) {
    const auto* value = descriptor.FindValueByNumber(number);
    ASSERT_NE(value, nullptr) << number;
    EXPECT_EQ(value->name(),
              "ERROR_REASON_" + std::string(ErrorReasonName(static_cast<ErrorReason>(number))));
  }
}

// The proto promises clients a status code for each reason: the first word of its comment.
TEST(ErrorTest, CodesAreThoseThatTheProtoPromises) {
  std::ifstream proto(PROJECT_DIR "/proto/policygraph/v1/error_reason.proto");
  std::map<std::string, std::string> promised;
  std::string comment;
  for (std::string line; std::getline(proto, line);) {
    const size_t text = line.find_first_not_of(' ');
    if (text == std::string::npos) continue;
    if (line.compare(text, 2, "//") == 0) {
      if (comment.empty())
        comment = line.substr(text + 3);  // the first line; later ones may be bare
    } else {
      promised[line.substr(text, line.find(' ', text) - text)] =
          comment.substr(0, comment.find_first_of(" ."));
      comment.clear();
    }
  }
  for (int number = 1; number < kReasonEnd; ++number) {
    const auto reason = static_cast<ErrorReason>(number);
    const std::string name = "ERROR_REASON_" + std::string(ErrorReasonName(reason));
    EXPECT_EQ(absl::StatusCodeToString(MakeError(reason, "message").code()), promised[name])
        << name;
  }
}

TEST(ErrorTest, InfoComesBackFromTheStatus) {
  const std::map<std::string, std::string> metadata = {{"empty", ""}, {"name", "同城融圈"}};
  const absl::Status status = MakeError(ErrorReason::kAmbiguousName, "two fit", metadata);
  EXPECT_EQ(status.message(), "two fit");
  EXPECT_EQ(GetErrorInfo(status), (ErrorInfo{ErrorReason::kAmbiguousName, metadata}));
  EXPECT_EQ(GetErrorInfo(MakeError(ErrorReason::kEmptyText, "empty")),
            (ErrorInfo{ErrorReason::kEmptyText, {}}));
}

TEST(ErrorTest, OtherStatusesHaveNoInfo) {
  EXPECT_EQ(GetErrorInfo(absl::OkStatus()), std::nullopt);
  EXPECT_EQ(GetErrorInfo(absl::InternalError("other")), std::nullopt);
}

}  // namespace
}  // namespace policygraph
