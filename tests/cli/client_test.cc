#include "service/cli/client.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace policygraph::cli {
namespace {

using ::testing::HasSubstr;

// Answers a call with these messages, and then ends it or waits until the client does.
class Answer final : public grpc::ServerGenericBidiReactor {
 public:
  Answer(std::vector<std::string> messages, bool ends)
      : messages_(std::move(messages)), ends_(ends) {
    StartRead(&request_);
  }

  void OnReadDone(bool ok) override { WriteNext(ok); }
  void OnWriteDone(bool ok) override { WriteNext(ok); }
  void OnCancel() override {
    if (!ends_) Finish(grpc::Status::CANCELLED);
  }
  void OnDone() override { delete this; }

 private:
  void WriteNext(bool ok) {
    if (ok && next_ < messages_.size()) {
      const grpc::Slice slice(messages_[next_++]);
      buffer_ = grpc::ByteBuffer(&slice, 1);
      StartWrite(&buffer_);
    } else if (ends_) {
      Finish(grpc::Status::OK);
    }
  }

  const std::vector<std::string> messages_;
  const bool ends_;
  size_t next_ = 0;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer buffer_;
};

class AnyService final : public grpc::CallbackGenericService {
 public:
  AnyService(std::vector<std::string> messages, bool ends)
      : messages_(std::move(messages)), ends_(ends) {}

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext*) override {
    return new Answer(messages_, ends_);
  }

 private:
  const std::vector<std::string> messages_;
  const bool ends_;
};

// Exports from a server that sends these messages; gives what was visited before the end.
absl::Status Export(std::vector<std::string> messages, bool ends, int& visited) {
  AnyService service(std::move(messages), ends);
  grpc::ServerBuilder builder;
  builder.RegisterCallbackGenericService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  Client client(server->InProcessChannel({}), "there", absl::InfiniteDuration());
  return client.ExportGraph({}, [&](const v1::ExportGraphResponse&) {
    ++visited;
    return absl::OkStatus();
  });
}

std::string Message(const std::string& cursor) {
  v1::ExportGraphResponse response;
  response.set_cursor(cursor);
  return response.SerializeAsString();
}

constexpr char kNoMessage[] = "\xFF\xFF\xFF";

TEST(Client, ReadsAnExportToItsEnd) {
  int visited = 0;
  const absl::Status status = Export({Message("a"), "", Message("b")}, /*ends=*/true, visited);
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(visited, 3);
}

TEST(Client, GivesUpAnExportThatCannotBeParsed) {
  for (const bool ends : {true, false}) {
    int visited = 0;
    const absl::Status status = Export({Message("a"), kNoMessage, Message("b")}, ends, visited);
    EXPECT_TRUE(absl::IsDataLoss(status)) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr("there"));
    EXPECT_EQ(visited, 1);
  }
}

}  // namespace
}  // namespace policygraph::cli
