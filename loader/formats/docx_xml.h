#ifndef POLICYGRAPH_LOADER_FORMATS_DOCX_XML_H_
#define POLICYGRAPH_LOADER_FORMATS_DOCX_XML_H_

#include <charconv>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string_view>

namespace policygraph::loader {

// Elements and attributes of Word's XML by their names without namespace (w:p -> p): programs
// choose the prefix.

inline std::string_view WithoutNamespace(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

inline std::string_view LocalName(const pugi::xml_node& node) {
  return WithoutNamespace(node.name());
}

// The first child of that name, or no node.
inline pugi::xml_node Child(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([name](const pugi::xml_node& child) { return LocalName(child) == name; });
}

// The attribute of that name; empty when there is none.
inline std::string_view Attribute(const pugi::xml_node& node, std::string_view name) {
  return node
      .find_attribute([name](const pugi::xml_attribute& attribute) {
        return WithoutNamespace(attribute.name()) == name;
      })
      .value();
}

// Word writes nearly all settings so: <w:numId w:val="3"/>
inline std::string_view Value(const pugi::xml_node& node) { return Attribute(node, "val"); }

inline std::optional<int32_t> NumberIn(std::string_view digits) {
  int32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_DOCX_XML_H_
