#include "service/cli/enum_names.h"

#include <string_view>

namespace policygraph::cli {

std::string EnumName(const google::protobuf::EnumDescriptor& type, int number) {
  // The prefix is what the zero value, X_UNSPECIFIED, has before that word.
  constexpr std::string_view kZero = "UNSPECIFIED";
  const google::protobuf::EnumValueDescriptor* value = type.FindValueByNumber(number);
  if (value == nullptr) return std::to_string(number);
  return value->name().substr(type.FindValueByNumber(0)->name().size() - kZero.size());
}

}  // namespace policygraph::cli
