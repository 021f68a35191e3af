#include "loader/formats/docx_numbering.h"

#include <algorithm>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "fmt/format.h"
#include "loader/formats/docx_xml.h"

namespace policygraph::loader {
namespace {

// Styles that are based on each other in a circle end here; documents have three or four.
constexpr int kMostStyles = 20;

// Numbers above are in no report, and are written in digits.
constexpr int32_t kMostInWords = 99;
constexpr int32_t kMostCircled = 20;
constexpr int32_t kMost = 99'999;

// 十一, 二十三
std::string InChinese(int32_t number) {
  constexpr std::string_view kDigits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string words;
  if (number >= 20) words += kDigits[number / 10];
  if (number >= 10) words += "十";
  words += kDigits[number % 10];
  return words;
}

// The number in the signs of that format; empty when they are not known.
std::string Signs(int32_t number, std::string_view format) {
  constexpr std::string_view kCircled[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩",
                                           "⑪", "⑫", "⑬", "⑭", "⑮", "⑯", "⑰", "⑱", "⑲", "⑳"};
  const bool is_chinese = format == "chineseCounting" || format == "chineseCountingThousand" ||
                          format == "japaneseCounting" || format == "taiwaneseCounting" ||
                          format == "taiwaneseCountingThousand" || format == "ideographDigital";
  const bool is_circled =
      format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese";
  if (number < 1) return "";
  if (is_chinese && number <= kMostInWords) return InChinese(number);
  if (is_circled && number <= kMostCircled) return std::string(kCircled[number - 1]);
  const bool is_decimal = format == "decimal" || format == "decimalFullWidth" ||
                          format == "decimalHalfWidth" || is_chinese || is_circled;
  return is_decimal ? fmt::to_string(number) : "";
}

// Where a level begins to count.
int32_t StartIn(const pugi::xml_node& node) {
  return std::clamp(NumberIn(Value(node)).value_or(1), 0, kMost);
}

// The level that a definition is of.
std::optional<size_t> LevelOf(const pugi::xml_node& definition, size_t levels) {
  const int32_t number = NumberIn(Attribute(definition, "ilvl")).value_or(-1);
  if (number < 0 || static_cast<size_t>(number) >= levels) return std::nullopt;
  return static_cast<size_t>(number);
}

}  // namespace

DocxNumbering::DocxNumbering(std::string numbering_xml, std::string styles_xml) {
  ReadNumbering(std::move(numbering_xml));
  if (!outlines_.empty()) ReadStyles(std::move(styles_xml));
}

void DocxNumbering::ReadNumbering(std::string xml) {
  pugi::xml_document document;
  if (!document.load_buffer_inplace(xml.data(), xml.size(), pugi::parse_default)) return;
  for (const pugi::xml_node& node : document.document_element().children()) {
    if (LocalName(node) == "abstractNum") {
      outlines_[std::string(Attribute(node, "abstractNumId"))] = ReadOutline(node);
    } else if (LocalName(node) == "num") {
      lists_[std::string(Attribute(node, "numId"))] = ReadList(node);
    }
  }
}

DocxNumbering::Outline DocxNumbering::ReadOutline(const pugi::xml_node& abstract_num) {
  Outline outline;
  for (const pugi::xml_node& node : abstract_num.children()) {
    const std::optional<size_t> number = LevelOf(node, kLevels);
    if (LocalName(node) != "lvl" || !number.has_value()) continue;
    Level& level = outline.levels[*number];
    level.start = StartIn(Child(node, "start"));
    level.format = Value(Child(node, "numFmt"));
    level.pattern = Value(Child(node, "lvlText"));
  }
  return outline;
}

DocxNumbering::List DocxNumbering::ReadList(const pugi::xml_node& num) {
  List list;
  list.outline = Value(Child(num, "abstractNumId"));
  for (const pugi::xml_node& node : num.children()) {
    const std::optional<size_t> number = LevelOf(node, kLevels);
    const pugi::xml_node start = Child(node, "startOverride");
    if (number.has_value() && start) list.restarts[*number] = StartIn(start);
  }
  return list;
}

void DocxNumbering::ReadStyles(std::string xml) {
  pugi::xml_document document;
  if (!document.load_buffer_inplace(xml.data(), xml.size(), pugi::parse_default)) return;
  for (const pugi::xml_node& node : document.document_element().children()) {
    if (LocalName(node) != "style") continue;
    styles_[std::string(Attribute(node, "styleId"))] = {std::string(Value(Child(node, "basedOn"))),
                                                        ReadPlace(Child(node, "pPr"))};
  }
}

DocxNumbering::Place DocxNumbering::ReadPlace(const pugi::xml_node& properties) {
  const pugi::xml_node numbering = Child(properties, "numPr");
  return {std::string(Value(Child(numbering, "numId"))),
          NumberIn(Value(Child(numbering, "ilvl"))).value_or(-1)};
}

// The paragraph says its place itself, or its style or one that this is based on does, each its
// part.
DocxNumbering::Place DocxNumbering::PlaceOf(const pugi::xml_node& paragraph) const {
  const pugi::xml_node properties = Child(paragraph, "pPr");
  Place place = ReadPlace(properties);
  std::string_view name = Value(Child(properties, "pStyle"));
  for (int i = 0; i < kMostStyles && place.list.empty(); ++i) {
    const auto style = styles_.find(name);
    if (style == styles_.end()) break;
    place.list = style->second.place.list;
    if (place.level < 0) place.level = style->second.place.level;
    name = style->second.based_on;
  }
  place.level = std::max(place.level, 0);
  return place;
}

std::string DocxNumbering::NumberOf(const pugi::xml_node& paragraph) {
  if (outlines_.empty()) return "";
  const Place place = PlaceOf(paragraph);
  const auto list = lists_.find(place.list);
  if (list == lists_.end() || place.level >= int32_t{kLevels}) return "";
  const auto outline = outlines_.find(list->second.outline);
  if (outline == outlines_.end()) return "";
  const auto level = static_cast<size_t>(place.level);
  Count& count = counts_[outline->first];
  int32_t& number = count.numbers[level];
  int32_t& restart = list->second.restarts[level];
  if (restart != 0) {
    number = std::exchange(restart, 0);
  } else {
    number = count.begun[level] ? std::min(number + 1, kMost) : outline->second.levels[level].start;
  }
  count.begun[level] = true;
  std::fill(count.begun.begin() + level + 1, count.begun.end(), false);
  return Write(outline->second, count, level);
}

std::string DocxNumbering::Write(const Outline& outline, const Count& count, size_t level) {
  const std::string_view pattern = outline.levels[level].pattern;
  std::string words;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const bool is_number = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
                           pattern[i + 1] <= '9';
    if (!is_number) {
      words += pattern[i];
      continue;
    }
    const auto of = static_cast<size_t>(pattern[++i] - '1');
    const Level& from = outline.levels[of];
    const std::string signs = Signs(count.begun[of] ? count.numbers[of] : from.start, from.format);
    if (signs.empty()) return "";
    words += signs;
  }
  if (words == pattern) return "";  // the sign of a bullet
  // Else the number would run into a year that the paragraph begins with.
  const char last = words.back();
  if (last >= '0' && last <= '9') words += ' ';
  return words;
}

}  // namespace policygraph::loader
