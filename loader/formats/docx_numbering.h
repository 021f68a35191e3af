#ifndef POLICYGRAPH_LOADER_FORMATS_DOCX_NUMBERING_H_
#define POLICYGRAPH_LOADER_FORMATS_DOCX_NUMBERING_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace pugi {
class xml_node;
}

namespace policygraph::loader {

// The numbers that Word puts before the paragraphs of lists and numbered headings (一、（一）1. ①):
// they stand in no paragraph, but follow from the definitions of lists and styles. Numbers in signs
// that are not known, bullets among them, are left out. Not synchronised.
class DocxNumbering {
 public:
  // Takes in word/numbering.xml and word/styles.xml. One that is damaged or empty defines nothing:
  // a document can be read without.
  DocxNumbering(std::string numbering_xml, std::string styles_xml);

  // What stands before the next paragraph (the element w:p), which must come in the order of the
  // document; empty for one without number.
  std::string NumberOf(const pugi::xml_node& paragraph);

 private:
  static constexpr size_t kLevels = 9;

  struct Level {
    int32_t start = 1;
    std::string format;   // w:numFmt: chineseCounting, decimal ...
    std::string pattern;  // w:lvlText: （%1）
  };
  struct Outline {
    std::array<Level, kLevels> levels;
  };
  // Paragraphs of several lists may share an outline and its count; a list may begin it anew.
  struct List {
    std::string outline;                      // w:abstractNumId
    std::array<int32_t, kLevels> restarts{};  // where its first paragraph begins anew; 0 for no
  };
  // Where the count of an outline stands.
  struct Count {
    std::array<int32_t, kLevels> numbers{};
    std::array<bool, kLevels> begun{};
  };
  // The list and level of a paragraph or style.
  struct Place {
    std::string list;  // w:numId; empty when not said, "0" for none
    int32_t level = -1;
  };
  struct Style {
    std::string based_on;
    Place place;
  };

  void ReadNumbering(std::string xml);
  void ReadStyles(std::string xml);
  static Outline ReadOutline(const pugi::xml_node& abstract_num);
  static List ReadList(const pugi::xml_node& num);
  static Place ReadPlace(const pugi::xml_node& properties);
  Place PlaceOf(const pugi::xml_node& paragraph) const;
  static std::string Write(const Outline& outline, const Count& count, size_t level);

  template <typename Value>
  using ById = std::map<std::string, Value, std::less<>>;

  ById<Outline> outlines_;
  ById<List> lists_;
  ById<Style> styles_;
  ById<Count> counts_;  // by outline
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_DOCX_NUMBERING_H_
