// Filters and orders of lists: each is taken or refused with a reason, and what is taken can be
// tested.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>
#include <vector>

#include "graph/base/error.h"
#include "graph/filter/filter.h"
#include "graph/filter/order_by.h"

namespace policygraph {
namespace {

const FilterSchema& Schema() {
  static const FilterSchema schema = {
      {"kind", FieldType::kChoice, {{"PROJECT", 1}, {"STRATEGY", 2}}},
      {"year", FieldType::kNumber},
      {.name = "name", .in_bare_words = true},
      {"aliases", FieldType::kTexts},
      {"time", FieldType::kTime},
  };
  return schema;
}

FieldValue Value(size_t field) {
  switch (field) {
    case 0:
      return 1.0;
    case 1:
      return std::monostate();
    case 2:
      return std::string_view("name");
    case 3:
      return std::vector<std::string_view>{"a", "b"};
    default:
      return 1.7e9;
  }
}

void ExpectReason(const absl::Status& status) {
  if (!status.ok() && !GetErrorInfo(status)) std::abort();
}

}  // namespace
}  // namespace policygraph

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto filter = Filter::Of(text, Schema());
  ExpectReason(filter.status());
  if (filter.ok()) {
    if (filter->Test(Value) == Truth::kUnknown) std::abort();  // everything is read
  }
  ExpectReason(OrderBy::Of(text, Schema()).status());
  return 0;
}
