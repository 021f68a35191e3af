#ifndef POLICYGRAPH_SERVICE_CLI_ENUM_NAMES_H_
#define POLICYGRAPH_SERVICE_CLI_ENUM_NAMES_H_

#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"

namespace policygraph::cli {

// Name of an enum's value without the prefix that all its values share (NODE_KIND_PROJECT:
// PROJECT); the number for a value that this program does not know.
std::string EnumName(const google::protobuf::EnumDescriptor& type, int number);

template <typename Enum>
std::string EnumName(Enum value) {
  return EnumName(*google::protobuf::GetEnumDescriptor<Enum>(), value);
}

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_ENUM_NAMES_H_
